internal import CFFmpeg
internal import Glibc
internal import Synchronization

/// Counts what one decoder says of damage while it works, on whichever of its threads.
///
/// FFmpeg has no other word for much of it: HEVC's and ProRes' decoders mark no frame, and H.264's loses its mark where it
/// decodes several pictures at a time.
final class DecoderNotes: Sendable {
    /// How often something was said.
    struct Counts: Equatable {
        /// That something is wrong.
        var all = 0
        /// Among them, that pictures are missing that others are predicted from.
        var missing = 0
        /// What is called an error and is none.
        var forgiven = 0
    }

    private let complaints = Atomic<Int>(0)
    private let missing = Atomic<Int>(0)
    private let forgiven = Atomic<Int>(0)

    /// So far.
    var counts: Counts {
        Counts(
            all: complaints.load(ordering: .relaxed), missing: missing.load(ordering: .relaxed),
            forgiven: forgiven.load(ordering: .relaxed))
    }

    /// What H.264's decoder calls an error and is none: whole clips that begin in the middle of an open group, or whose
    /// coder keeps fewer pictures than it says, have it.
    private static let harmless = [
        "mmco:", "co located POCs", "number of reference frames", "Missing reference picture",
        "reference picture missing",
        "illegal memory management", "Frame num gap",
    ]

    /// Takes a line that FFmpeg logs, and counts it where it is a decoder's that has notes, and about damage.
    static func take(_ context: UnsafeMutableRawPointer, _ level: Int32, _ format: UnsafePointer<CChar>) {
        // Every context that logs begins with its class. A decoder's threads have copies of its context.
        guard let kind = context.load(as: UnsafePointer<AVClass>?.self), let name = kind.pointee.class_name,
            strcmp(name, "AVCodecContext") == 0
        else { return }
        let codec = context.assumingMemoryBound(to: AVCodecContext.self)
        guard let opaque = codec.pointee.opaque else { return }
        Unmanaged<DecoderNotes>.fromOpaque(opaque).takeUnretainedValue()
            .take(level, format, of: codec.pointee.codec_id)
    }

    private func take(_ level: Int32, _ format: UnsafePointer<CChar>, of codec: AVCodecID) {
        // What is concealed is told at a lower level than what was wrong.
        guard level <= AV_LOG_ERROR || Self.begins(format, "concealing") else { return }
        if codec == AV_CODEC_ID_H264, Self.harmless.contains(where: { Self.begins(format, $0) }) {
            forgiven.add(1, ordering: .relaxed)
            return
        }
        if Self.begins(format, "Could not find ref with POC") { missing.add(1, ordering: .relaxed) }
        complaints.add(1, ordering: .relaxed)
    }

    private static func begins(_ format: UnsafePointer<CChar>, _ words: String) -> Bool {
        strncmp(format, words, words.utf8.count) == 0
    }
}
