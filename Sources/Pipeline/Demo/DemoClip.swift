internal import Foundation
internal import Media
internal import Timing

/// A small clip to try the program with: four shots of two seconds, each with its own colours, motion and
/// tone, computed here.
package enum DemoClip {
    private static let width = 640
    private static let height = 360
    private static let framesPerShot = 48
    private static let rate = Rational(24)
    private static let sampleRate = 48_000

    /// The look and the sound of one shot.
    private struct Scene {
        let cb: UInt8
        let cr: UInt8
        let ground: Int
        let stripes: Double
        let speed: Double
        /// Hertz.
        let tone: Double
    }

    private static let scenes = [
        Scene(cb: 150, cr: 110, ground: 90, stripes: 0.040, speed: 2.5, tone: 220),
        Scene(cb: 100, cr: 160, ground: 130, stripes: 0.090, speed: -3.5, tone: 277.18),
        Scene(cb: 118, cr: 118, ground: 60, stripes: 0.022, speed: 1.5, tone: 329.63),
        Scene(cb: 140, cr: 140, ground: 150, stripes: 0.140, speed: -2, tone: 440),
    ]

    /// Writes the clip to `path` as MP4.
    package static func write(to path: String, stop: StopFlag) throws {
        let format = PictureFormat(width: width, height: height)
        let timeBase = rate.reciprocal!
        var video = try VideoEncoder(
            VideoCoding(.h264, options: [("crf", "18"), ("preset", "veryfast")]), format: format, timeBase: timeBase,
            frameRate: rate)
        let audio = try AudioEncoder(AudioCoding(.aac, bitRate: 128_000), sampleRate: sampleRate, channels: 2)
        let muxer = try Muxer(creating: path, .mp4)
        let (pictures, sound) = (try muxer.addStream(video), try muxer.addStream(audio, language: nil))
        muxer.setMetadata("title", "dailies demo")
        try muxer.begin()
        for number in 0..<framesPerShot * scenes.count {
            try stop.check()
            try video.encode(try picture(number, format), pts: number, duration: 1) {
                try muxer.write($0, to: pictures)
            }
            try audio.encode(try tone(number)) { try muxer.write($0, to: sound) }
        }
        try video.finish { try muxer.write($0, to: pictures) }
        try audio.finish { try muxer.write($0, to: sound) }
        try muxer.finish()
    }

    /// Slanted stripes that drift, with a disc that crosses them.
    private static func picture(_ number: Int, _ format: PictureFormat) throws -> VideoFrame {
        let scene = scenes[number / framesPerShot]
        let time = Double(number % framesPerShot)
        let shift = time * scene.speed
        let disc = (x: Double(width) * (0.2 + 0.012 * time), y: Double(height) * (0.5 + 0.2 * sin(time / 9)))
        // One period of the stripes in advance: a sine for each of all pixels would take most of the time.
        let wave = (0..<1024).map { Int((sin(Double($0) / 1024 * 2 * .pi) * 28).rounded()) }
        return try VideoFrame.computed(
            format,
            luma: { x, y in
                let (dx, dy) = (Double(x) - disc.x, Double(y) - disc.y)
                if dx * dx + dy * dy < 55 * 55 { return UInt8(min(235, scene.ground + 70)) }
                let phase = Int((Double(x) + Double(y) * 0.6 + shift) * scene.stripes / (2 * .pi) * 1024) & 1023
                return UInt8(max(16, min(235, scene.ground + wave[phase] + y / 9)))
            },
            chroma: { x, _ in
                let tint = x / 20
                return (UInt8(clamping: Int(scene.cb) + tint / 2), UInt8(clamping: Int(scene.cr) - tint / 2))
            })
    }

    /// The sound of one frame, at -20 dB of full scale, a little louder on one side.
    private static func tone(_ number: Int) throws -> AudioFrame {
        let scene = scenes[number / framesPerShot]
        let count = sampleRate / rate.numerator
        var samples: [Float] = []
        for index in number * count..<(number + 1) * count {
            let value = Float(sin(2 * .pi * scene.tone * Double(index) / Double(sampleRate)) * 0.1)
            samples.append(value)
            samples.append(value * 0.8)
        }
        return try AudioFrame.computed(samples, channels: 2, sampleRate: sampleRate)
    }
}
