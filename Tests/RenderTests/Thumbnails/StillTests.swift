import Foundation
import Media
import Render
import Support
import Testing

struct StillTests {
    private func still(_ frame: Int, _ bytes: Int = 100, _ brightness: Double = 100) -> Still {
        Still(frame: frame, bytes: bytes, brightness: brightness)
    }

    @Test func takesTheMiddleOfEquals() {
        #expect(Still.best(of: (0..<10).map { still($0) }, in: 0..<10)?.frame == 4)
        #expect(Still.best(of: (0..<10).map { still($0) }, in: 4..<7)?.frame == 5)
        #expect(Still.best(of: [still(3)], in: 3..<4)?.frame == 3)
    }

    @Test func staysInsideTheShot() {
        #expect(Still.best(of: [still(3), still(9)], in: 4..<9) == nil)
        #expect(Still.best(of: [], in: 0..<9) == nil)
    }

    @Test func leavesOutBlackAndWhiteWhileThereIsMore() {
        let stills = [still(4, 500, 16), still(5, 500, 235), still(9, 100, 90)]
        #expect(Still.best(of: stills, in: 0..<10)?.frame == 9)
        #expect(Still.best(of: Array(stills.prefix(2)), in: 0..<10)?.frame == 4)
    }

    @Test func takesSharpOverMiddle() {
        #expect(Still.best(of: [still(1, 100), still(5, 79)], in: 0..<10)?.frame == 1)
        #expect(Still.best(of: [still(1, 100), still(5, 80)], in: 0..<10)?.frame == 5)
    }

    @Test func avoidsFramesMixedOfTwoShots() {
        let stills = [still(0, 900), still(1, 900), still(5, 100)]
        #expect(Still.best(of: stills, in: 0..<6, avoiding: 0...1)?.frame == 5)
        #expect(Still.best(of: Array(stills.prefix(2)), in: 0..<2, avoiding: 0...1)?.frame == 0)
    }

    @Test func keepsCandidatesOnDisk() throws {
        let folder = try TemporaryFolder()
        let format = PictureFormat(width: 32, height: 18)
        let spool = StillSpool(reduced: format, interval: 3, folder: URL(fileURLWithPath: folder.path))
        for frame in 0..<8 {
            let picture = try VideoFrame.blank(format, luma: UInt8(20 + 20 * frame), cb: 128, cr: 128)
            try spool.take(picture, frame: frame, brightness: Double(frame))
        }
        #expect(spool.stills.map(\.frame) == [0, 3, 6])
        #expect(spool.stills.map(\.brightness) == [0, 3, 6])
        for still in spool.stills {
            let jpeg = try spool.jpeg(of: still, side: 1280).bytes
            #expect(jpeg.count == still.bytes)
            // Video range becomes the full range of JPEG.
            let expected = Double(20 + 20 * still.frame - 16) * 255 / 219
            #expect(abs(Double(try JPEG.decode(jpeg).plane(0)[100]) - expected) <= 2)
        }
    }

    @Test func failsWhereTheFolderIsGone() throws {
        let format = PictureFormat(width: 32, height: 18)
        let spool = StillSpool(reduced: format, interval: 0, folder: URL(fileURLWithPath: "/nowhere"))
        let picture = try VideoFrame.blank(format, luma: 50, cb: 128, cr: 128)
        #expect(throws: OutputError.self) { try spool.take(picture, frame: 5, brightness: 0) }
    }
}
