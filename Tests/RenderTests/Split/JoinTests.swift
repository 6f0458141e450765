import Foundation
import Media
import Render
import Support
import Testing
import Timing

/// Puts shots together again.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct JoinTests {
    @Test func copiesShotsThatBeginOnIDRPictures() throws {
        let join = try Split(try Clip.threeShots(), joining: [0..<20, 52..<60])
        #expect(join.pieces.map(\.way) == [.copy] && join.pieces[0].proof.reencoded.isEmpty)
        #expect(join.pieces[0].reason == "begins on an IDR picture; sound (aac) is coded anew, to the sample")
        #expect(join.pieces[0].proof.identicalFrames == 28)
        try join.expectEveryFrameOnce()
        let hashes = try FFprobe.pictureHashes(of: join.source)
        #expect(try FFprobe.pictureHashes(of: join.files[0]) == Array(hashes[0..<20] + hashes[52..<60]))
    }

    @Test func takesNeighboursAsOneShot() throws {
        let join = try Split(try Clip.threeShots(), joining: [20..<41, 41..<52, 52..<60])
        #expect(join.pieces[0].runs == [20..<60] && join.pieces[0].reason == "begins on an IDR picture")
        // Sound is copied as well: AAC of 40 frames at 24 a second, with the packet before.
        #expect(join.pieces[0].proof.copiedPackets >= 40 + 40 * 2000 / 1024)
        try join.expectEveryFrameOnce()
    }

    @Test(arguments: [[0..<7, 41..<60], [41..<60, 0..<7], [45..<47, 7..<30, 45..<47, 52..<60]])
    func keepsTheOrderThatIsAskedFor(_ runs: [Range<Int>]) throws {
        let join = try Split(try Clip.threeShots(), joining: runs)
        #expect(join.pieces[0].way == .smart && join.pieces[0].runs == runs)
        #expect(join.pieces[0].reason.hasPrefix("frames \(runs[0].lowerBound)–\(runs[0].upperBound - 1): "))
        #expect(join.pieces[0].proof.reencoded.allSatisfy { $0.likeness > 45 })
        try join.expectEveryFrameOnce()
    }

    @Test func encodesOneShotBesideCopiesOfOthers() throws {
        // Nothing of 45..<47 can be copied, all of 20..<52 can.
        let join = try Split(try Clip.threeShots(), joining: [45..<47, 20..<40])
        let coded = join.pieces[0].proof.reencoded.map(\.frame)
        #expect(join.pieces[0].way == .smart && coded.prefix(2) == [45, 46] && coded.count < 10)
        try join.expectEveryFrameOnce()
    }

    @Test func encodesAllWhereOneTrackCannotCarryBoth() throws {
        let clip = try Clip.made(
            "join.webm",
            Clip.counter(frames: 36) + ["-c:v", "libvpx-vp9", "-g", "12", "-deadline", "realtime", "-cpu-used", "8"])
        let join = try Split(clip, joining: [12..<24, 29..<31])
        #expect(join.pieces[0].way == .encode && join.pieces[0].codec == "h264")
        #expect(join.pieces[0].reason.contains("another part is encoded, and only H.264 and HEVC are cut"))
        try join.expectEveryFrameOnce()
        let whole = try Split(clip, joining: [24..<36, 0..<12])
        #expect(whole.pieces.map(\.way) == [.copy])
        try whole.expectEveryFrameOnce()
    }

    @Test(arguments: ["open", "vfr", "mkv", "ts", "avi", "prores", "rotated", "edits"])
    func losesNothingOf(_ name: String) throws {
        let path =
            switch name {
            case "open": try Clip.openGroups()
            case "vfr": try Clip.variableRate()
            case "mkv": try Clip.matroska()
            case "ts": try Clip.transportStream()
            case "avi": try Clip.made("join.avi", Clip.counter(frames: 48, cuts: [24]) + Clip.h264(group: 12))
            case "prores": try Clip.prores()
            case "rotated": try Clip.rotated()
            default: try Clip.editList()
            }
        try Split(path, joining: [24..<36, 1..<13]).expectEveryFrameOnce()
        try Split(path, joining: [0..<11, 14..<15, 17..<38]).expectEveryFrameOnce()
    }

    @Test func goesBackInADamagedClipToo() throws {
        let folder = try TemporaryFolder()
        var all = try bytes(of: try Clip.oneKeyframe())
        for place in stride(from: all.count / 3, to: all.count / 2, by: 97) { all[place] ^= 0x55 }
        let path = try folder.write(all, to: "damaged.mp4")
        let join = try Split(path, joining: [27..<33, 0..<5], isDamaged: true)
        #expect(join.pieces[0].way == .encode)
        #expect(try Decoded(join.files[0]).pictures.count == 11)
    }

    @Test func keepsUncompressedSoundToTheSample() throws {
        let clip = try Clip.made(
            "join-pcm.mov",
            Clip.counter(frames: 48) + ["-f", "lavfi", "-i", "anoisesrc=r=44100:d=2:seed=3"]
                + Clip.h264(keyframes: [24]) + ["-c:a", "pcm_s16le"])
        let join = try Split(clip, joining: [24..<48, 7..<12])
        // A frame lasts 1837.5 samples; places round up from the half, lengths follow those of the file.
        let whole = try samples(of: clip)
        let expected = [44100..<88200, 12863..<22051].flatMap { whole[$0.lowerBound * 2..<$0.upperBound * 2] }
        #expect(try samples(of: join.files[0]) == expected)
    }

    @Test func laysCodedSoundUnderItsPictures() throws {
        // A click under each of four frames.
        let clicks = "aevalsrc='if(lt(mod(t*24\\,12)\\,1)\\,sin(t*6000)\\,0)':s=48000:d=2"
        let clip = try Clip.made(
            "join-clicks.mp4",
            Clip.counter(frames: 48) + ["-f", "lavfi", "-i", clicks] + Clip.h264(keyframes: [12, 24, 36])
                + ["-c:a", "aac", "-b:a", "192k"])
        let join = try Split(clip, joining: [24..<36, 0..<12, 36..<48])
        let (whole, found) = (try samples(of: clip), try samples(of: join.files[0]))
        for (place, first) in [24, 0, 36].enumerated() {
            let from = { (data: [UInt8], frame: Int) in
                stride(from: frame * 4000, to: frame * 4000 + 24000, by: 2).map {
                    Double(Int16(truncatingIfNeeded: Int(data[$0]) | Int(data[$0 + 1]) << 8))
                }
            }
            let (a, b) = (from(whole, first), from(found, place * 12))
            let noise = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            #expect(noise < a.reduce(0) { $0 + $1 * $1 } / 100, "the shot from frame \(first)")
        }
    }

    private func samples(of path: String) throws -> [UInt8] {
        [UInt8](try Tool.ffmpeg.run(["-v", "error", "-i", path, "-map", "0:a", "-f", "s16le", "-"]).output)
    }

    @Test func refusesWhatTheMethodCannotDo() throws {
        let hidden = #expect(throws: Splitter.Failure.self) {
            _ = try Split(try Clip.threeShots(), joining: [7..<20, 52..<60], method: .copy)
        }
        #expect(hidden.map { "\($0)" }?.contains("inside a file an edit list cannot hide frames") == true)
        let whole = #expect(throws: Splitter.Failure.self) {
            _ = try Split(try Clip.oneKeyframe(), joining: [3..<5, 13..<27], method: .smart)
        }
        #expect(whole.map { "\($0)" }?.contains("the shots cannot be cut by smart") == true)
    }
}
