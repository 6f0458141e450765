import Foundation
import Support
import Testing

/// Pictures of which parts are transparent.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct AlphaTests {
    /// A second of red, of which the left half is transparent.
    private static func halfRed(_ name: String, _ layout: String, _ coding: [String]) throws -> String {
        try Clip.made(
            name,
            [
                "-f", "lavfi", "-i",
                "color=red:s=160x90:r=24:d=1,format=yuva444p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*gte(X,80)'",
                "-pix_fmt", layout,
            ] + coding)
    }

    static func webm() throws -> String {
        try halfRed(
            "alpha.webm", "yuva420p",
            ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "12", "-auto-alt-ref", "0"])
    }

    static func prores() throws -> String {
        try halfRed("alpha.mov", "yuva444p10le", ["-c:v", "prores_ks", "-profile:v", "4"])
    }

    private func video(_ path: String, in dailies: Dailies) throws -> [String: Any] {
        try #require(try dailies.run("probe", path, "--json").json()["video"] as? [String: Any])
    }

    private func reasons(_ path: String, _ options: String..., in dailies: Dailies) throws -> [String] {
        let run = try dailies.run(["split", path, "--at", "12f", "--output", "shots", "--json"] + options)
        #expect(run.status == 0, "\(run.errors)")
        let shots = try run.json()["shots"] as? [[String: Any]] ?? []
        return shots.compactMap { $0["methodReason"] as? String }
    }

    @Test func probeTellsOfIt() throws {
        let dailies = try Dailies()
        #expect(try video(try Self.webm(), in: dailies)["alpha"] as? Bool == true)
        #expect(try video(try Self.prores(), in: dailies)["alpha"] as? Bool == true)
        #expect(try video(try Clip.threeShots(), in: dailies)["alpha"] == nil)
        #expect(try dailies.run("probe", try Self.webm()).text.contains("with alpha"))
    }

    @Test func shotsOfProResKeepIt() throws {
        let dailies = try Dailies()
        let reasons = try reasons(try Self.prores(), in: dailies)
        #expect(reasons.count == 2 && reasons.allSatisfy { !$0.contains("alpha") })
        let judge = try Tool.ffmpeg.run(
            ["-v", "error", "-i", dailies.folder.file("shots/shot-02.mov"), "-frames:v", "1", "-vf", "alphaextract"]
                + ["-pix_fmt", "gray", "-f", "rawvideo", "-"])
        let alpha = [UInt8](judge.output)
        #expect(alpha.count == 160 * 90 && alpha[45 * 160 + 20] < 5 && alpha[45 * 160 + 140] > 250)
    }

    @Test func whatCannotHoldItSaysSo() throws {
        let dailies = try Dailies()
        let coded = try reasons(try Self.prores(), "--method", "encode", in: dailies)
        #expect(coded.count == 2 && coded.allSatisfy { $0.contains("alpha is left out: h264 has none") }, "\(coded)")
        let copied = try reasons(try Self.webm(), in: dailies)
        #expect(copied.count == 2 && copied.allSatisfy { $0.contains("alpha is left out: an .mp4 file") }, "\(copied)")
    }

    @Test(arguments: ["alpha.webm", "alpha.mov"])
    func picturesLieOnACheckerboard(name: String) throws {
        let dailies = try Dailies()
        let path = try name == "alpha.webm" ? Self.webm() : Self.prores()
        #expect(try dailies.run("thumbs", path, "--output", "thumbs").status == 0)
        let poster = try #require(dailies.names("thumbs").first { $0.hasPrefix("poster") })
        let judge = try Tool.ffmpeg.run(
            [
                "-v", "error", "-i", dailies.folder.file("thumbs/\(poster)"), "-vf",
                "scale=160:90:flags=area,format=rgb24",
            ]
                + ["-f", "rawvideo", "-"])
        let pixels = [UInt8](judge.output)
        let pixel = { (x: Int, y: Int) in Array(pixels[(y * 160 + x) * 3..<(y * 160 + x) * 3 + 3]) }
        #expect(pixel(140, 45)[0] > 230 && pixel(140, 45)[1] < 30, "\(pixel(140, 45))")
        let grays = stride(from: 4, to: 76, by: 8).flatMap { x in stride(from: 4, to: 88, by: 8).map { pixel(x, $0) } }
        for gray in grays {
            #expect(abs(Int(gray[0]) - Int(gray[1])) < 12 && abs(Int(gray[1]) - Int(gray[2])) < 12, "\(gray)")
        }
        let levels = grays.map { Int($0[1]) }
        #expect(levels.max()! - levels.min()! > 40)
    }
}
