internal import CFFmpeg
internal import Timing

/// Which packets of sound are damaged, by what the decoder in use says of them, and a strict one where that knows more.
struct SoundDamage: ~Copyable {
    /// Packets that a decoder refused or called damaged.
    private(set) var packets = 0
    /// When they are heard, those that follow one another together; in the container's time.
    private(set) var places: [TimeRange] = []
    private let timeBase: Rational
    private var strict: Decoder?
    private var complaints = 0
    private var refused = 0
    /// Whether nothing was decoded without a complaint yet, of sound whose packets lean on those before them: that which was
    /// cut out of other sound begins with some that lean on nothing, and is whole.
    private var isAtStart: Bool

    init(of stream: Int, _ demuxer: borrowing Demuxer, _ rigor: DecoderRigor) throws {
        timeBase = rational(demuxer.stream(stream).pointee.time_base) ?? Rational(1, 1)!
        isAtStart = Self.leaning.contains(demuxer.stream(stream).pointee.codecpar.pointee.codec_id.rawValue)
        if rigor == .strict, demuxer.needsStrictDecoder(stream) {
            strict = try Decoder(for: stream, of: demuxer, threads: 1, rigor: .strict)
        }
    }

    /// MP3 keeps bits for later packets, and what is broadcast tells its settings now and then only.
    private static let leaning = Set([AV_CODEC_ID_MP3, AV_CODEC_ID_AAC_LATM].map(\.rawValue))

    /// Looks at a packet that the decoder in use was given just now; its counts are of all packets so far.
    mutating func look(at packet: borrowing Packet, complaints told: Int, refusedPackets: Int) throws {
        try strict?.decode(packet, each: { (_: AudioFrame) in })
        let now = told + (strict?.complaints.all ?? 0)
        let isRefused = refusedPackets > refused
        let isComplainedOf = now > complaints
        (complaints, refused) = (now, refusedPackets)
        if !isComplainedOf { isAtStart = false }
        guard isRefused || (isComplainedOf && !isAtStart) else { return }
        packets += 1
        guard let start = packet.pts else { return }
        let place = TimeRange(
            start: MediaTime(ticks: start, timeBase: timeBase),
            end: MediaTime(ticks: start + max(1, packet.duration), timeBase: timeBase))
        if let last = places.last, last.end == place.start {
            places[places.count - 1] = TimeRange(start: last.start, end: place.end)
        } else {
            places.append(place)
        }
    }
}
