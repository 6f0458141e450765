internal import Foundation
internal import Support
internal import Testing

/// Clips with damage of every kind, in every place, in many containers: each is stored and says what is wrong, or is no
/// media at all. Nothing about a clip is a fault of the program's or of the disk.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct DamageMatrixTests {
    enum Kind: String, CaseIterable { case flips, zeros, noise, cut, doubled, foreign }
    enum Place: String, CaseIterable { case video, sound, index, end }

    /// The middle of the bytes of a track's packets, by an independent reader; of the index, where that is found.
    private func range(_ place: Place, of path: String, _ all: [UInt8]) throws -> Range<Int> {
        switch place {
        case .end: return all.count - all.count / 8..<all.count
        case .index:
            guard path.hasSuffix("mp4") || path.hasSuffix("mov"),
                let moov = (0..<all.count - 4).first(where: { Array(all[$0..<$0 + 4]) == Array("moov".utf8) })
            else { return 0..<min(600, all.count) }
            return moov + 100..<min(all.count, moov + 2500)
        case .video, .sound:
            let packets = try Tool.ffprobe.run(
                [
                    "-v", "error", "-select_streams", place == .video ? "v" : "a", "-show_entries", "packet=pos,size",
                    "-of", "csv=p=0", path,
                ])
            let places = packets.text.split(separator: "\n").map { $0.split(separator: ",").compactMap { Int($0) } }
                .filter { $0.count > 1 }
            let middle = try #require(places.dropFirst(places.count / 3).first)
            return middle[1]..<min(all.count, middle[1] + max(middle[0], 3000))
        }
    }

    private func damage(_ all: inout [UInt8], _ kind: Kind, _ place: Range<Int>, _ random: inout SeededGenerator) {
        let length = min(place.count, 800)
        let start = place.lowerBound + Int.random(in: 0...max(0, (place.count - length) / 2), using: &random)
        let run = start..<start + length
        switch kind {
        case .flips:
            for _ in 0..<40 { all[Int.random(in: run, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
        case .zeros: for index in run { all[index] = 0 }
        case .noise: for index in run { all[index] = UInt8.random(in: 0...255, using: &random) }
        case .cut: all.removeSubrange(run)
        case .doubled: all.insert(contentsOf: Array(all[run]), at: run.upperBound)
        case .foreign: all.replaceSubrange(run, with: Array(all[0..<length]))
        }
    }

    private func clip(_ container: String) throws -> String {
        let input =
            ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=24:d=1.5"] + Clip.tone(seconds: 1.5)
        let h264 = ["-pix_fmt", "yuv420p"] + Clip.h264(group: 12)
        let codecs: [String] =
            switch container {
            case "webm": ["-c:v", "libvpx", "-b:v", "300k", "-deadline", "realtime", "-c:a", "libvorbis"]
            case "mov": ["-c:v", "prores_ks", "-profile:v", "0", "-c:a", "pcm_s16le"]
            case "avi": ["-c:v", "mpeg4", "-q:v", "4", "-c:a", "mp3"]
            case "frag.mp4": h264 + ["-c:a", "aac", "-movflags", "frag_keyframe+empty_moov"]
            default: h264 + ["-c:a", "aac"]
            }
        return try Clip.made("matrix.\(container)", input + codecs)
    }

    @Test(arguments: ["mp4", "frag.mp4", "mov", "mkv", "webm", "ts", "avi", "flv"])
    func everyClipIsStored(container: String) throws {
        let whole = try clip(container)
        let bytes = try bytes(of: whole)
        var random = SeededGenerator(seed: 19)
        for place in Place.allCases {
            let range = try range(place, of: whole, bytes)
            // Half of the kinds for each place: the other half come with the other containers.
            for (number, kind) in Kind.allCases.enumerated() where (number + container.count) % 2 == 0 {
                var all = bytes
                damage(&all, kind, range, &random)
                try hold("\(kind)-\(place).\(container)", all)
            }
        }
    }

    private static let containers = "mov,matroska,webm,avi,mpegts,mpeg,flv,mxf,ivf,ogg,asf,nut"

    private func hold(_ name: String, _ all: [UInt8]) throws {
        let dailies = try Dailies()
        _ = try dailies.folder.write(all, to: name)
        let run = try dailies.run("process", name)
        let ids = dailies.names("library/clips")
        #expect([0, 1, 3].contains(run.status), "\(name): \(run.status) \(run.errors)")
        #expect((run.status == 3) == ids.isEmpty, "\(name): \(run.status), \(ids.count) stored: \(run.errors)")
        // Among the containers that the program opens: without its head, what is left of one may pass for a bare stream.
        let frames = try Tool.ffmpeg.attempt([
            "-v", "quiet", "-format_whitelist", Self.containers, "-i", dailies.folder.file(name), "-map", "0:v:0", "-f",
            "framemd5", "-",
        ])
        let isDecodable = frames.text.split(separator: "\n").contains { !$0.hasPrefix("#") }
        #expect(!isDecodable || !ids.isEmpty, "\(name): ffmpeg decodes it and nothing is stored: \(run.errors)")
        #expect(run.errors.split(separator: "\n").count { $0.hasPrefix("  ffmpeg:") } <= 10, "\(name): \(run.errors)")
        for id in ids {
            #expect(try dailies.run("library", "verify", id).status == 0, "\(name)")
            let sidecar = try dailies.sidecar(id)
            let failed = (sidecar["outputs"] as? [[String: Any]] ?? []).compactMap { $0["failure"] as? String }
            #expect(
                failed.isEmpty || (run.status == 1 && sidecar["verdict"] as? String != "pass"), "\(name): \(failed)")
        }
        let split = try dailies.run("split", name, "--at", "7f", "--at", "20f", "--verify", "full")
        #expect((0...3).contains(split.status), "\(name): split \(split.status) \(split.errors)")
    }
}
