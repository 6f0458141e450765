import Media
import Support
import Testing
import Timing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct DecodePassTests {
    private func number(_ frame: VideoFrame) -> Int {
        Clip.number(inLuma: frame.plane(0), width: frame.width, height: frame.height)
    }

    @Test func decodesEveryFrameWithItsTime() throws {
        var (ticks, lumas) = ([Int?](), [UInt8]())
        let damage = try DecodePass(try Clip.blackThenWhite(), soundStream: nil).run(picture: { frame in
            ticks.append(frame.pts)
            lumas.append(frame.plane(0)[7000])
            #expect(frame.pixelFormat == "yuv420p" && !frame.isDamaged && !frame.isInterlaced)
        })
        #expect(ticks == (0..<48).map { $0 * 512 })
        #expect(lumas.prefix(24).allSatisfy { $0 < 20 } && lumas.suffix(24).allSatisfy { $0 > 230 })
        #expect(damage == DecodePass.Damage())
    }

    @Test func givesFramesInTheOrderOfDisplay() throws {
        for path in [try Clip.threeShots(), try Clip.openGroups(), try Clip.hevc(), try Clip.transportStream()] {
            var (numbers, ticks) = ([Int](), [Int]())
            _ = try DecodePass(path, soundStream: nil).run(picture: {
                numbers.append(number($0))
                ticks.append(try #require($0.pts))
            })
            #expect(numbers == Array(0..<numbers.count), "\(path)")
            #expect(ticks == (try FFprobe.pictureTicks(of: path)), "\(path)")
        }
    }

    @Test func decodesTheSoundBesideThePicture() throws {
        let path = try Clip.threeShots()
        var (samples, first) = (0, Int?.none)
        _ = try DecodePass(path, soundStream: try Demuxer(opening: path).audio[0].index).run(
            picture: { _ in },
            sound: {
                samples += $0.samples
                first = first ?? $0.pts
                #expect($0.sampleRate == 48000 && $0.channels == 1)
            })
        let judge = try FFprobe.sound(of: path)
        #expect(samples == judge.samples && first == 0)
    }

    @Test func passesAConsumersErrorOn() throws {
        struct Stop: Error {}
        var count = 0
        #expect(throws: Stop.self) {
            _ = try DecodePass(try Clip.blackThenWhite(), soundStream: nil).run(picture: { _ in
                count += 1
                if count == 5 { throw Stop() }
            })
        }
        #expect(count == 5)
    }

    @Test func refusesAClipWithoutPicture() throws {
        let path = try Clip.made("sound.m4a", Clip.tone(seconds: 0.5) + ["-c:a", "aac"])
        #expect(throws: InputError(path: path, problem: .noVideo)) {
            _ = try DecodePass(path, soundStream: nil).run(picture: { _ in })
        }
    }

    @Test func keepsFramesAliveAfterThePass() throws {
        var kept: [VideoFrame] = []
        _ = try DecodePass(try Clip.threeShots(), soundStream: nil).run(picture: { kept.append($0) })
        #expect(kept.map(number) == Array(0..<60))
    }
}
