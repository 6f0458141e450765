internal import Media

/// Some frames' coded pictures, held in memory in decoding order: the head or tail of a smart cut.
///
/// A final class, used from one thread.
final class CodedRun {
    /// A packet in a box: what cannot be copied cannot lie in an array.
    private final class Held {
        let packet: Packet
        init(_ packet: consuming Packet) { self.packet = packet }
    }

    /// The sets that its pictures name.
    let parameterSets: ParameterSets
    private let numbers: HEVCNumbers?
    private var packets: [Held] = []

    /// A run by the coder of these sets, which get other ids where the coder could not be told any.
    init(_ sets: ParameterSets, under numbers: HEVCNumbers? = nil) {
        parameterSets = numbers.map { sets.renumbered($0) } ?? sets
        self.numbers = numbers
    }

    /// Keeps a packet.
    func append(_ packet: borrowing Packet) throws { packets.append(Held(try packet.copy())) }

    var count: Int { packets.count }
    /// When each picture is shown, in decoding order.
    var times: [Int] { packets.map { $0.packet.pts ?? 0 } }
    /// Bytes of all pictures.
    var bytes: Int { packets.reduce(0) { $0 + $1.packet.size } }

    /// Hands over every packet, its units behind lengths of `lengthSize` bytes.
    func forEach(lengthSize: Int, _ body: (borrowing Packet) throws -> Void) throws {
        for held in packets {
            let bytes = parameterSets.structure.converting(held.packet.bytes, toLengthsOf: lengthSize, under: numbers)
            try body(try held.packet.replacing(bytes: bytes))
        }
    }
}
