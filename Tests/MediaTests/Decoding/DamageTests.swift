import Foundation
import Media
import Support
import Testing

/// Damage that shows is told, with any number of threads, and none is where there is none.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct DamageTests {
    private let folder = try! TemporaryFolder()

    private struct Reading {
        var damage = DecodePass.Damage()
        var lumas: [Int: [UInt8]] = [:]
    }

    private func read(_ path: String, threads: Int) throws -> Reading {
        var lumas: [(tick: Int?, luma: [UInt8])] = []
        var reading = Reading()
        reading.damage = try DecodePass(path, soundStream: nil, threads: threads).run(picture: {
            lumas.append(($0.pts, $0.plane(0)))
        })
        for (tick, luma) in lumas { if let tick { reading.lumas[tick] = luma } }
        return reading
    }

    /// Bytes of some pictures, which a seed chooses, with another value.
    private func damaged(_ whole: String, _ name: String, seed: UInt64, bytes count: Int = 60) throws -> String {
        var random = SeededGenerator(seed: seed)
        let packets = try Tool.ffprobe.run(
            ["-v", "error", "-select_streams", "v", "-show_entries", "packet=pos,size", "-of", "csv=p=0", whole])
        let places = packets.text.split(separator: "\n").map { $0.split(separator: ",").compactMap { Int($0) } }
        var all = try bytes(of: whole)
        let (size, start) = (places[places.count / 2][0], places[places.count / 2][1])
        for _ in 0..<count {
            // Behind the first bytes, which are headers, and within a few pictures.
            let place = start + Int.random(in: 16..<max(size, 200) * 4, using: &random)
            if place < all.count { all[place] = UInt8.random(in: 0...255, using: &random) }
        }
        return try folder.write(all, to: "\(name)-\(seed)")
    }

    private func clip(_ codec: String) throws -> String {
        let picture = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=3"]
        return switch codec {
        case "h264":
            try Clip.made("damage-h264.mp4", picture + ["-pix_fmt", "yuv420p"] + Clip.h264(group: 25, bFrames: 2))
        case "hevc":
            try Clip.made(
                "damage-hevc.mp4",
                picture + ["-pix_fmt", "yuv420p", "-c:v", "libx265", "-preset", "ultrafast"]
                    + ["-x265-params", "log-level=none:keyint=25:bframes=2:open-gop=0"])
        default:
            try Clip.made(
                "damage-mpeg4.mp4", picture + ["-c:v", "mpeg4", "-q:v", "4", "-g", "25", "-pix_fmt", "yuv420p"])
        }
    }

    @Test(arguments: ["h264", "hevc", "mpeg4"])
    func aWholeClipHasNone(codec: String) throws {
        for threads in [1, 3, 6] {
            #expect(try read(try clip(codec), threads: threads).damage == DecodePass.Damage(), "\(threads) threads")
        }
    }

    @Test(arguments: ["h264", "hevc", "mpeg4"], [1, 2, 3] as [UInt64])
    func theSameIsToldWithAnyNumberOfThreads(codec: String, seed: UInt64) throws {
        let path = try damaged(try clip(codec), codec, seed: seed)
        let alone = try read(path, threads: 1)
        for threads in [2, 4, 7] {
            let found = try read(path, threads: threads)
            #expect(found.damage == alone.damage, "seed \(seed), \(threads) threads")
        }
    }

    // HEVC's decoder of FFmpeg 5 notices some damage only, and says nothing of the rest.
    @Test(arguments: ["h264", "mpeg4"])
    func damageThatShowsIsTold(codec: String) throws {
        let whole = try clip(codec)
        let clean = try read(whole, threads: 1).lumas
        var (shown, told) = (0, 0)
        for seed: UInt64 in 1...8 {
            let reading = try read(try damaged(whole, codec, seed: seed), threads: 4)
            let ticks = reading.lumas.keys.sorted()
            let broken = ticks.indices.filter { index in
                guard let luma = reading.lumas[ticks[index]], let before = clean[ticks[index]] else { return false }
                let difference = zip(luma, before).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
                return Double(difference) / Double(luma.count) > 0.5
            }
            #expect(broken.isEmpty || reading.damage != DecodePass.Damage(), "seed \(seed): \(broken) differ")
            shown += broken.count
            told += broken.count(where: reading.damage.damagedFrames.contains)
        }
        #expect(shown > 0 && told * 10 >= shown * 9, "\(told) of \(shown) frames that differ are told")
    }
}
