import Foundation
@testable import Media
import Testing

/// What a muxer refuses comes of the input; what the system refuses, of the disk.
struct WritingErrorTests {
    @Test(arguments: [
        ("av_interleaved_write_frame", EINVAL, false), ("av_interleaved_write_frame", ENOSPC, true),
        ("av_interleaved_write_frame", EIO, true), ("avformat_write_header", EINVAL, false),
        ("avformat_write_header", EFBIG, true), ("avio_open", EINVAL, true), ("avio_open", ENOENT, true),
        ("avcodec_send_frame", ENOSPC, false),
    ])
    func theClassFollowsFromTheReason(operation: String, number: Int32, isWriting: Bool) {
        let error = FFmpegError(code: -number, operation: operation, subject: "x.mp4")
        #expect(error.isWriting == isWriting)
        #expect(error.isRefusedByMuxer == (!isWriting && operation != "avcodec_send_frame"))
    }

    @Test func ffmpegsOwnCodesAreNoFaultOfTheDisk() {
        // "INDA": what a bitstream filter answers to a packet that makes no sense.
        let error = FFmpegError(code: -0x4144_4E49, operation: "av_interleaved_write_frame", subject: "x.mp4")
        #expect(!error.isWriting && error.isRefusedByMuxer)
    }
}
