internal import CFFmpeg
internal import Glibc
internal import Timing

/// One compressed frame or block of sound, with the time base of its stream.
package struct Packet: ~Copyable {
    let raw: UnsafeMutablePointer<AVPacket>

    /// An empty packet to read into.
    package init() throws(FFmpegError) {
        raw = try allocated(av_packet_alloc(), "av_packet_alloc")
    }

    deinit {
        var raw: UnsafeMutablePointer<AVPacket>? = raw  // C wants the address of a variable.
        av_packet_free(&raw)
    }

    /// The stream that the packet belongs to.
    package var streamIndex: Int { Int(raw.pointee.stream_index) }
    /// When it is shown, in ticks of its stream; `nil` when not said.
    package var pts: Int? { ticks(raw.pointee.pts) }
    /// When it is decoded, in ticks of its stream; `nil` when not said.
    package var dts: Int? { ticks(raw.pointee.dts) }
    /// How long it is shown, in ticks; 0 when not said.
    package var duration: Int { max(0, ticks(raw.pointee.duration) ?? 0) }
    /// Bytes of its data.
    package var size: Int { Int(raw.pointee.size) }
    /// Whether the container marks it as a place to start.
    package var isKey: Bool { raw.pointee.flags & AV_PKT_FLAG_KEY != 0 }
    /// Whether an edit list hides it: decoded, never shown.
    package var isHidden: Bool { raw.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }
    /// Whether the reader saw that bytes are missing.
    package var isDamaged: Bool { raw.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }

    /// How many samples at its beginning a decoder makes and nobody hears: a coder's delay, which the container names.
    package var unheardSamples: Int {
        var size = 0
        guard let data = av_packet_get_side_data(raw, AV_PKT_DATA_SKIP_SAMPLES, &size), size >= 4 else { return 0 }
        return (0..<4).reduce(0) { $0 | Int(data[$1]) << (8 * $1) }
    }

    /// A copy of the data, for looking into it.
    package var bytes: [UInt8] {
        guard let data = raw.pointee.data, raw.pointee.size > 0 else { return [] }
        return Array(UnsafeBufferPointer(start: data, count: Int(raw.pointee.size)))
    }

    /// Lends the data, without a copy.
    package func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try body(UnsafeBufferPointer(start: raw.pointee.data, count: raw.pointee.data == nil ? 0 : size))
    }

    /// Whether both hold the same data.
    package func hasSameBytes(as other: borrowing Packet) -> Bool {
        guard size == other.size else { return false }
        return size == 0 || memcmp(raw.pointee.data, other.raw.pointee.data, size) == 0
    }

    /// A packet of its own with the same data, held in common, and the same times.
    package func copy() throws(FFmpegError) -> Packet {
        let copy = try Packet()
        try check(av_packet_ref(copy.raw, raw), "av_packet_ref", "packet")
        return copy
    }

    /// A packet with other data, and everything else as here.
    package func replacing(bytes: [UInt8]) throws(FFmpegError) -> Packet {
        let made = try Packet()
        try check(av_new_packet(made.raw, Int32(bytes.count)), "av_new_packet", "packet")
        try check(av_packet_copy_props(made.raw, raw), "av_packet_copy_props", "packet")
        bytes.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress { made.raw.pointee.data.update(from: start, count: bytes.count) }
        }
        return made
    }

    /// Empties it for the next read.
    func unref() { av_packet_unref(raw) }
}

/// FFmpeg's "no time" as `nil`, and so a time that no clip has: sums of what remains stay inside 64 bits.
func ticks(_ value: Int64) -> Int? { value.magnitude < 1 << 60 ? Int(value) : nil }

/// A fraction of FFmpeg's; `nil` for 0/0, n/0 and zero, its ways to say unknown.
func rational(_ value: AVRational) -> Rational? {
    guard value.num != 0, let fraction = Rational(Int(value.num), Int(value.den)) else { return nil }
    return fraction
}

extension AVRational {
    /// The same fraction for FFmpeg, or the closest one whose sides fit into its 32 bits: the average rate of uneven
    /// times may have longer ones.
    init(_ value: Rational) {
        var (top, bottom): (Int32, Int32) = (0, 1)
        av_reduce(&top, &bottom, Int64(value.numerator), Int64(value.denominator), Int64(Int32.max))
        self.init(num: top, den: bottom)
    }
}
