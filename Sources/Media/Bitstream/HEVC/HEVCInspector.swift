/// Reads the pictures of an HEVC stream bin by bin, to tell which of them hold other data than was written.
///
/// No decoder in use looks whether a picture's data ends with its last block. Of one that was damaged, it hardly ever does.
struct HEVCInspector {
    private let structure: NALStructure
    private var sequences: [Int: HEVCSequence] = [:]
    private var parameters: [Int: HEVCPictureParameters] = [:]
    private var previous: HEVCSlice?
    private var picture: HEVCPicture?

    /// An inspector that knows the parameter sets of the track's header.
    init(_ structure: NALStructure, _ sets: ParameterSets?) {
        self.structure = structure
        for unit in (sets?.sequence ?? []) + (sets?.picture ?? []) { readParameters(unit) }
    }

    /// Whether a packet, which is a whole picture, holds what no coder may have written. What is not known here, as in profiles
    /// for more colours, is taken for whole.
    mutating func isDamaged(_ packet: UnsafeBufferPointer<UInt8>) -> Bool {
        var pixels: Int?
        for range in structure.units(packet) {
            let unit = packet[range]
            // Units of other layers, as of a second eye, are not decoded.
            guard unit.count > 2, unit[range.lowerBound] & 1 == 0, unit[range.lowerBound + 1] & 0xF8 == 0 else {
                continue
            }
            let type = structure.type(of: unit[range.lowerBound])
            if (33...34).contains(type) { readParameters(Array(unit)) }
            guard type < 10 || (16...21).contains(type) else { continue }
            do throws(IllegalSyntax) {
                guard let count = try read(StartCodes.opened(unit.dropFirst(2)), type: type) else { return false }
                pixels = count
            } catch {
                picture = nil
                return true
            }
        }
        // Blocks that are missing at its end.
        return pixels.map { picture?.finished != $0 } ?? false
    }

    /// Reads a slice.
    ///
    /// - Returns: how many blocks the picture has; `nil` for what is not known here.
    private mutating func read(_ payload: [UInt8], type: UInt8) throws(IllegalSyntax) -> Int? {
        let header = try HEVCSlice.read(payload, type: type, parameters, previous: previous)
        guard let (slice, parameters) = header else { return nil }
        previous = slice
        if slice.isFirst { picture = HEVCPicture(parameters.sequence) }
        // All slices of a picture are of one sequence.
        guard let given = picture, given.sequence == parameters.sequence else { throw IllegalSyntax() }
        picture = nil
        var data = HEVCSliceData(slice, parameters, payload, given)
        try data.read()
        picture = data.picture
        return parameters.sequence.blocks
    }

    private mutating func readParameters(_ unit: [UInt8]) {
        let payload = StartCodes.opened(unit.dropFirst(2))
        switch structure.type(of: unit[0]) {
        case 33:
            guard let sequence = try? HEVCSequence.read(payload),
                sequence.width * sequence.height <= Decoder.maximumPixels
            else {
                // What it is for cannot be told, so nothing is known any more.
                (sequences, parameters) = ([:], [:])
                return
            }
            sequences[sequence.id] = sequence
            parameters = parameters.filter { $0.value.sequence.id != sequence.id || $0.value.sequence == sequence }
        case 34:
            guard let read = try? HEVCPictureParameters(payload, sequences) else {
                parameters = [:]
                return
            }
            parameters[read.id] = read
        default: break
        }
    }
}
