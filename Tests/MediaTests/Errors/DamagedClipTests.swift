import Media
import Support
import Testing
import Timing

/// Clips with damage: what is there is read, and what is missing is counted.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct DamagedClipTests {
    private let folder = try! TemporaryFolder()

    private func clip(_ change: (inout [UInt8]) -> Void) throws -> String {
        var all = try bytes(of: try Clip.threeShots())
        change(&all)
        return try folder.write(all, to: "clip.mp4")
    }

    private func position(of box: String, in bytes: [UInt8]) throws -> Int {
        let name = Array(box.utf8)
        return try #require((0..<bytes.count - 4).first { bytes[$0] == name[0] && Array(bytes[$0..<$0 + 4]) == name })
    }

    private func frames(_ path: String) throws -> (count: Int, damage: DecodePass.Damage) {
        var count = 0
        let sound = try Demuxer(opening: path).audio.first?.index
        let damage = try DecodePass(path, soundStream: sound).run(picture: { _ in count += 1 })
        return (count, damage)
    }

    @Test func seesNoDamageInASoundClip() throws {
        let (count, damage) = try frames(try Clip.threeShots())
        #expect(count == 60 && damage == DecodePass.Damage())
    }

    @Test func saysThatTheIndexIsMissing() throws {
        // Our fixture has its index last, as most files that break off have.
        let path = try clip { $0.removeLast($0.count / 3) }
        #expect(throws: InputError(path: path, problem: .damaged("its index (moov) is missing or broken"))) {
            _ = try Demuxer(opening: path)
        }
    }

    @Test func tellsABrokenClipFromOtherData() throws {
        for count in [12, 40, 400] {
            let path = try folder.write(Array(try bytes(of: try Clip.threeShots()).prefix(count)), to: "head-\(count)")
            #expect(throws: InputError(path: path, problem: .damaged("its index (moov) is missing or broken"))) {
                _ = try Demuxer(opening: path)
            }
        }
        let path = try folder.write(Array(try bytes(of: try Clip.matroska()).prefix(30)), to: "head.mkv")
        #expect(throws: InputError(path: path, problem: .damaged("its header is missing or broken"))) {
            _ = try Demuxer(opening: path)
        }
    }

    @Test func readsWhatIsThereOfAFileThatBreaksOff() throws {
        let whole = try Clip.made(
            "fast-start.mp4", ["-i", try Clip.threeShots(), "-c", "copy", "-movflags", "faststart"])
        let path = try folder.write(Array(try bytes(of: whole).dropLast(9000)), to: "short.mp4")
        let table = try PacketTable(reading: try Demuxer(opening: path))
        let declared = try Demuxer(opening: path).video?.declaredFrames
        #expect(declared == 60)
        #expect(table.entries.count < 60 || table.damagedPackets > 0 || table.readError != nil)
        let (count, _) = try frames(path)
        #expect(count > 10 && count <= 60)
    }

    @Test func countsFlippedBytesAndKeepsEveryFrame() throws {
        var random = SeededGenerator(seed: 5)
        let whole = try bytes(of: try Clip.threeShots())
        let start = try position(of: "mdat", in: whole) + 1500
        let path = try clip { bytes in
            for _ in 0..<60 { bytes[Int.random(in: start..<start + 9000, using: &random)] ^= 0x55 }
        }
        let (count, damage) = try frames(path)
        #expect(count > 50 && count <= 60)
        #expect(damage.damagedFrames.count + damage.refusedPackets > 0)
        let table = try PacketTable(reading: try Demuxer(opening: path))
        #expect(table.entries.count == 60)
    }

    @Test(.enabled(if: Tool.ffprobe.isInstalled, "ffprobe is not installed"))
    func namesTheDamagedFrames() throws {
        // Every picture stands alone, so that damage stays where it is made.
        let whole = try Clip.made(
            "each-alone.mp4", Clip.counter(frames: 24) + Clip.h264(group: 1, bFrames: 0) + ["-f", "mp4"])
        let packets = try Tool.ffprobe.run(
            ["-v", "error", "-select_streams", "v", "-show_entries", "packet=pos,size", "-of", "csv=p=0", whole])
        let places = packets.text.split(separator: "\n").map { $0.split(separator: ",").compactMap { Int($0) } }
        var all = try bytes(of: whole)
        for frame in [7, 8, 15] {
            // Behind the headers, the second half of the picture.
            let (size, start) = (places[frame][0], places[frame][1])
            for offset in stride(from: size / 2, to: size * 3 / 4, by: 3) { all[start + offset] ^= 0x5a }
        }
        let (count, damage) = try frames(try folder.write(all, to: "spots.mp4"))
        #expect(count == 24 && damage.damagedFrames == [7, 8, 15])
    }

    @Test(arguments: 1...24)
    func neverTrapsOnMutations(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sources = [
            try Clip.threeShots(), try Clip.matroska(), try Clip.transportStream(), try Clip.hevc(),
            try Clip.editList(),
            try Clip.prores(),
        ]
        var all = try bytes(of: sources[Int(seed) % sources.count])
        // Half of the hits go where the headers are: the beginning and, in an MP4, the end.
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let place: Range<Int> =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: 0..<min(600, all.count)
                case 1: max(0, all.count - 3000)..<all.count
                default: 0..<all.count
                }
            all[Int.random(in: place, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        if seed % 5 == 0 { all.removeLast(Int.random(in: 0..<all.count / 2, using: &random)) }
        let path = try folder.write(all, to: "seed-\(seed)")
        do {
            let demuxer = try Demuxer(opening: path)
            guard let video = demuxer.video else { return }
            let table = try PacketTable(reading: demuxer)
            _ = PictureTiming(
                times: table.shownTimes, lastDuration: 0, timeBase: table.timeBase, declared: video.declaredFrameRate)
            _ = try SoundTrack.all(of: try Demuxer(opening: path))
            _ = BoxOrder.isFastStart(path)
            _ = try frames(path)
        } catch is InputError {
        } catch is FFmpegError {
        }
    }

    @Test func namesTheCodecThatItCannotDecode() throws {
        let whole = try bytes(of: try Clip.prores())
        let entry = try position(of: "apco", in: whole)
        let path = try folder.write(
            Array(whole[..<entry]) + Array("xyzw".utf8) + Array(whole[(entry + 4)...]), to: "unknown.mov")
        #expect { try frames(path) } throws: { error in
            guard case .unknownCodec = (error as? InputError)?.problem else { return false }
            return "\(error)".contains("no decoder for its codec")
        }
    }

    @Test func leavesFilesThatAClipNamesShut() throws {
        // A track whose data lies in another file, as QuickTime reference movies have it: the self-contained flag of
        // the 'url ' entry is cleared and its name says where to look.
        let other = try Clip.prores()
        var all = try bytes(of: other)
        let place = try position(of: "url ", in: all)
        all[place + 7] = 0
        let path = try folder.write(all, to: "reference.mov")
        let table = try? PacketTable(reading: try Demuxer(opening: path))
        // Whatever is read comes from this file alone; it must not fail in any way but with a typed error.
        #expect(table == nil || table!.entries.count <= 12)
    }

    @Test func survivesTimesFromBothEndsOfTheRange() throws {
        let source = try bytes(
            of: try Clip.made("vp8.ivf", Clip.counter(frames: 6) + ["-c:v", "libvpx", "-b:v", "200k"]))
        var all = source
        // IVF: a header of 32 bytes, then 4 bytes of size and 8 of time before each frame.
        var place = 32
        var number = 0
        while place + 12 < all.count {
            let size = (0..<4).reduce(0) { $0 | Int(all[place + $1]) << (8 * $1) }
            let time = [Int64.min + 1, .max, 0, .max - 1, .min + 2, 5][number % 6]
            for (index, byte) in withUnsafeBytes(of: time.littleEndian, Array.init).enumerated() {
                all[place + 4 + index] = byte
            }
            place += 12 + size
            number += 1
        }
        let path = try folder.write(all, to: "times.ivf")
        let table = try PacketTable(reading: try Demuxer(opening: path))
        let timing = PictureTiming(
            times: table.shownTimes, lastDuration: table.entries.last?.duration ?? 0, timeBase: table.timeBase,
            declared: nil)
        #expect(timing.duration >= .zero)
        var times = FrameTimes(timeBase: table.timeBase)
        _ = try DecodePass(path, soundStream: nil).run(picture: { times.append($0.pts) })
        times.finish(lastDuration: 1)
        #expect(zip(times.ticks, times.ticks.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func knowsAClipOfNoFrames() throws {
        let path = try clip { bytes in
            // An stsz that counts no samples.
            guard let place = try? position(of: "stsz", in: bytes) else { return }
            for index in 12..<16 { bytes[place - 4 + index + 0] = bytes[place - 4 + index] }
            for index in 0..<4 { bytes[place + 12 + index - 0] = 0 }
        }
        let table = try? PacketTable(reading: try Demuxer(opening: path))
        #expect(table == nil || table!.shownTimes.isEmpty)
    }
}
