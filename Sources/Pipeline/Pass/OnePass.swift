internal import Foundation
internal import Media
internal import Render
internal import Timing

/// The one decode of a clip, feeding everything that wants its pictures or its sound.
///
/// Three threads, so that the decoder never waits for a consumer: this one reads and decodes, one reduces
/// and measures, one codes the proxies. The queues between them are short, and so is memory.
struct OnePass: Sendable {
    private let clip: ClipProbe
    private let plan: PassPlan
    private let stop: StopFlag
    private let progress: @Sendable (_ frames: Int) -> Void
    /// Decoded frames between decoder and reduction; a 4K frame has 12 MB.
    private static let decodedFrames = 4
    /// Reduced frames between reduction and coder; 1.4 MB each.
    private static let reducedFrames = 8

    private enum Decoded: Sendable {
        case picture(VideoFrame, number: Int)
        case sound(AudioFrame)
    }

    private enum ForProxies: Sendable {
        /// A frame with its reduced pictures, one for each proxy.
        case picture([VideoFrame], pts: Int, duration: Int)
        case sound(AudioFrame)
    }

    init(_ clip: ClipProbe, _ plan: PassPlan, stop: StopFlag, progress: @escaping @Sendable (_ frames: Int) -> Void) {
        self.clip = clip
        self.plan = plan
        self.stop = stop
        self.progress = progress
    }

    /// Runs the pass on this thread; gives the facts, and the consumers that hold stills and sprite.
    func run() throws -> (report: PassReport, consumers: PictureConsumers) {
        let consumers = PictureConsumers(plan, of: clip)
        let decoded = BoundedQueue<Decoded>(capacity: Self.decodedFrames)
        let reduced = BoundedQueue<ForProxies>(capacity: Self.reducedFrames)
        let times = Shared(FrameTimes(timeBase: clip.video.timeBase))
        let clock = PassClock()
        let proxies =
            plan.proxies.isEmpty
            ? nil
            : CodecThread(named: "proxies") { [self] in
                defer { clock.end(of: .proxies) }
                do { try writeProxies(reduced, zero: clip.table.shownTimes[0]) } catch {
                    reduced.cancel()
                    throw error
                }
            }
        let pictures = CodecThread(named: "pictures") { [self] in
            defer { clock.end(of: .pictures) }
            do {
                try consume(decoded, consumers, times, proxies == nil ? nil : reduced)
                reduced.close()
            } catch {
                decoded.cancel()
                reduced.cancel()
                throw error
            }
        }
        var damage = DecodePass.Damage()
        let before = ProcessorTime.ofThread
        let reading = Result { damage = try read(into: decoded) }
        clock.end(of: .decoding, since: before)
        if case .success = reading { decoded.close() } else { decoded.cancel() }
        // A queue's "cancelled" only says that a partner failed: the partner's own error is the cause.
        let outcomes = [reading, Result { try pictures.join() }, Result { try proxies?.join() }]
        let errors = outcomes.compactMap { outcome -> (any Error)? in
            if case .failure(let error) = outcome { return error }
            return nil
        }
        if let cause = errors.first(where: { !Self.isEcho($0) }) ?? errors.first { throw cause }
        guard times.value.count > 0 else { throw InputError(path: clip.path, problem: .noFrames) }
        let facts = try consumers.finish(times.value)
        let report = PassReport(
            times: times.value, damage: damage, shots: facts.shots, pictures: facts.pictures,
            trueResolution: consumers.trueResolution, sound: facts.sound,
            soundRate: facts.sound == nil ? nil : clip.audibleSound?.sampleRate,
            soundStart: consumers.soundStart,
            timing: clock.timing(decoded: decoded.waits, reduced: proxies == nil ? nil : reduced.waits))
        return (report, consumers)
    }

    /// Written by the picture thread, read after it has ended.
    private final class Shared: @unchecked Sendable {
        var value: FrameTimes
        init(_ value: FrameTimes) { self.value = value }
    }

    private static func isEcho(_ error: any Error) -> Bool {
        error is BoundedQueue<Decoded>.Cancelled || error is BoundedQueue<ForProxies>.Cancelled
    }

    private func read(into queue: BoundedQueue<Decoded>) throws -> DecodePass.Damage {
        var number = 0
        let pass = DecodePass(
            clip.path, soundStream: plan.wantsSound ? clip.audibleSound?.index : nil,
            deblocking: plan.deblocking(of: clip.video))
        return try pass.run(
            picture: { frame in
                try stop.check()
                try queue.push(.picture(frame, number: number))
                number += 1
                progress(number)
            },
            sound: { try queue.push(.sound($0)) })
    }

    private func consume(
        _ queue: BoundedQueue<Decoded>, _ consumers: PictureConsumers, _ times: Shared,
        _ proxies: BoundedQueue<ForProxies>?
    ) throws {
        let own = plan.proxies.map { ownReducer(for: $0.settings) }
        // A frame's length is known when the next one comes.
        var held: [VideoFrame]?
        let send = { (number: Int) in
            guard let pictures = held, let proxies else { return }
            try proxies.push(
                .picture(pictures, pts: times.value.ticks[number], duration: times.value.duration(of: number)))
        }
        while let element = try queue.pop() {
            switch element {
            case .picture(let frame, let number):
                times.value.append(frame.pts)
                if number > 0 { try send(number - 1) }
                let reduced = try consumers.take(frame, number: number)
                held = proxies == nil ? nil : try own.map { try $0?.reduce(frame) ?? reduced }
            case .sound(let block):
                try consumers.take(block)
                try proxies?.push(.sound(block))
            }
        }
        times.value.finish(lastDuration: clip.table.lastDuration)
        if times.value.count > 0 { try send(times.value.count - 1) }
    }

    /// A proxy larger than the common reduction is reduced from the frame itself.
    private func ownReducer(for settings: ProxySettings) -> Reducer? {
        guard settings.isLargerThanReduction else { return nil }
        return Reducer(of: clip.video, maxWidth: settings.maxWidth, maxHeight: settings.maxHeight)
    }

    private func writeProxies(_ queue: BoundedQueue<ForProxies>, zero: Int) throws {
        let writers = try plan.proxies.map { proxy in
            try ProxyWriter(
                proxy.settings, at: proxy.path, source: clip.video,
                reduced: (ownReducer(for: proxy.settings) ?? Reducer(of: clip.video)).format,
                frameRate: clip.timing.frameRate, sound: clip.audibleSound,
                zero: MediaTime(ticks: zero, timeBase: clip.video.timeBase))
        }
        while let element = try queue.pop() {
            switch element {
            case .picture(let pictures, let pts, let duration):
                for (writer, picture) in zip(writers, pictures) {
                    try writer.take(picture, pts: pts, duration: duration)
                }
            case .sound(let block):
                for writer in writers { try writer.take(block) }
            }
        }
        for writer in writers { try writer.finish() }
    }
}
