internal import Foundation
internal import Media
internal import Render
internal import Timing

/// The one decode of a clip, feeding everything that wants its pictures or its sound.
///
/// Four threads, so that the decoder never waits for a consumer: this one reads and decodes, one reduces, one measures, one
/// codes the proxies. Their queues are short, because pictures are large; longer ones were no faster.
struct OnePass: Sendable {
    private let clip: ClipProbe
    private let plan: PassPlan
    private let stop: StopFlag
    private let progress: @Sendable (_ frames: Int) -> Void
    /// Decoded frames that wait to be reduced; a 4K frame has 12 MB.
    private static let decodedFrames = 1
    /// Reduced frames that wait to be measured; 1.4 MB each, more where a proxy is larger.
    private static let reducedFrames = 1
    /// Reduced frames that wait to be coded.
    private static let measuredFrames = 2

    private var size: PictureSize { PictureSize(displayOf: clip.video) }
    private var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

    private enum Decoded: Sendable {
        case picture(VideoFrame, number: Int)
        case sound(AudioFrame)
    }

    private enum Reduced: Sendable {
        case picture(FullSizePictures.Reduced)
        case sound(AudioFrame)
    }

    private enum ForProxies: Sendable {
        /// A frame's reduced pictures, one for each proxy.
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
        let fullSize = FullSizePictures(plan, of: clip)
        let consumers = PictureConsumers(plan, of: clip)
        let decoded = BoundedQueue<Decoded>(capacity: Self.decodedFrames)
        let reduced = BoundedQueue<Reduced>(capacity: Self.reducedFrames)
        let measured = BoundedQueue<ForProxies>(capacity: Self.measuredFrames)
        let times = Shared(FrameTimes(timeBase: clip.video.timeBase))
        let proxyFailures = Shared<[Int: any Error]>([:])
        let clock = PassClock()
        /// A part of the pass on a thread of its own; its queues fall when it fails, and so do its partners.
        let part = { (part: PassClock.Part, queues: [any Cancellable], body: @escaping @Sendable () throws -> Void) in
            CodecThread(named: part.rawValue) {
                defer { clock.end(of: part) }
                do { try body() } catch {
                    for queue in queues { queue.cancel() }
                    throw error
                }
            }
        }
        let proxies =
            plan.proxies.isEmpty
            ? nil
            : part(.proxies, [measured]) { [self] in
                proxyFailures.value = try writeProxies(measured, zero: clip.table.shownTimes[0])
            }
        let forProxies = proxies == nil ? nil : measured
        let pictures = part(.pictures, [reduced, measured]) { [self] in
            try measure(reduced, consumers, times, forProxies)
            measured.close()
        }
        let reduction = part(.reduction, [decoded, reduced]) { [self] in
            try reduce(decoded, fullSize, to: reduced)
            reduced.close()
        }
        var damage = DecodePass.Damage()
        let before = ProcessorTime.ofThread
        let reading = Result { damage = try read(into: decoded) }
        clock.end(of: .decoding, since: before)
        if case .success = reading { decoded.close() } else { decoded.cancel() }
        // A queue's "cancelled" only says that a partner failed: the partner's own error is the cause.
        let outcomes = [
            reading, Result { try reduction.join() }, Result { try pictures.join() }, Result { try proxies?.join() },
        ]
        let errors = outcomes.compactMap { outcome -> (any Error)? in
            if case .failure(let error) = outcome { return error }
            return nil
        }
        if let cause = errors.first(where: { !($0 is QueueCancelled) }) ?? errors.first { throw cause }
        guard times.value.count > 0 else { throw InputError(path: clip.path, problem: .noFrames) }
        let facts = try consumers.finish(times.value)
        let report = PassReport(
            times: times.value, damage: damage, shots: facts.shots, pictures: facts.pictures,
            trueResolution: fullSize.trueResolution, sound: facts.sound,
            soundHoles: consumers.soundHoles, soundLeadInGap: consumers.soundLeadInGap,
            soundRate: facts.sound == nil ? nil : clip.audibleSound?.sampleRate,
            soundStart: consumers.soundStart, proxyFailures: proxyFailures.value,
            timing: clock.timing(waits: [decoded.waits, reduced.waits] + (proxies == nil ? [] : [measured.waits])))
        return (report, consumers)
    }

    /// Written by one thread, read after it has ended.
    private final class Shared<Value>: @unchecked Sendable {
        var value: Value
        init(_ value: Value) { self.value = value }
    }

    private func read(into queue: BoundedQueue<Decoded>) throws -> DecodePass.Damage {
        var number = 0
        let pass = DecodePass(
            clip.path, knowing: clip.known, soundStream: plan.wantsSound ? clip.audibleSound?.index : nil,
            deblocking: plan.deblocking(of: size), threads: plan.decodingThreads(cores: cores),
            rigor: plan.rigor)
        return try pass.run(
            picture: { frame in
                try stop.check()
                try queue.push(.picture(frame, number: number))
                number += 1
                progress(number)
            },
            sound: { try queue.push(.sound($0)) }, checkpoint: stop.check)
    }

    private func reduce(
        _ queue: BoundedQueue<Decoded>, _ fullSize: FullSizePictures, to reduced: BoundedQueue<Reduced>
    ) throws {
        while let element = try queue.pop() {
            switch element {
            case .picture(let frame, let number):
                try reduced.push(.picture(try fullSize.take(frame, number: number)))
            case .sound(let block): try reduced.push(.sound(block))
            }
        }
    }

    private func measure(
        _ queue: BoundedQueue<Reduced>, _ consumers: PictureConsumers, _ times: Shared<FrameTimes>,
        _ proxies: BoundedQueue<ForProxies>?
    ) throws {
        // A frame's length is known when the next one comes.
        var held: [VideoFrame] = []
        let send = { (number: Int) in
            try proxies?.push(
                .picture(held, pts: times.value.ticks[number], duration: times.value.duration(of: number)))
        }
        while let element = try queue.pop() {
            switch element {
            case .picture(let picture):
                times.value.append(picture.common.pts)
                if picture.number > 0 { try send(picture.number - 1) }
                try consumers.take(picture.common, number: picture.number)
                held = picture.forProxies
            case .sound(let block):
                try consumers.take(block)
                try proxies?.push(.sound(block))
            }
        }
        times.value.finish(lastDuration: clip.table.lastDuration)
        if times.value.count > 0 { try send(times.value.count - 1) }
    }

    /// Writes every proxy that can be written, and gives why others cannot, by their place in the plan.
    private func writeProxies(_ queue: BoundedQueue<ForProxies>, zero: Int) throws -> [Int: any Error] {
        var failures: [Int: any Error] = [:]
        var writers: [Int: ProxyWriter] = [:]
        func attempt(_ number: Int, _ body: () throws -> Void) throws {
            do { try body() } catch {
                if Failure.keepsFromStoring(error) { throw error }
                failures[number] = error
                writers[number] = nil
            }
        }
        for (number, proxy) in plan.proxies.enumerated() {
            try attempt(number) {
                writers[number] = try ProxyWriter(
                    proxy.settings, at: proxy.path, source: clip.video,
                    reduced: FullSizePictures.format(for: proxy.settings, of: clip),
                    frameRate: clip.timing.frameRate, sound: clip.audibleSound,
                    threads: plan.codingThreads(for: size, cores: cores),
                    zero: MediaTime(ticks: zero, timeBase: clip.video.timeBase))
            }
        }
        while let element = try queue.pop() {
            for number in plan.proxies.indices {
                guard let writer = writers[number] else { continue }
                try attempt(number) {
                    switch element {
                    case .picture(let pictures, let pts, let duration):
                        try writer.take(pictures[number], pts: pts, duration: duration)
                    case .sound(let block): try writer.take(block)
                    }
                }
            }
        }
        for (number, writer) in writers { try attempt(number) { try writer.finish() } }
        return failures
    }
}
