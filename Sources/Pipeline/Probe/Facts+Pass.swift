internal import Analysis
internal import Conformance
internal import Render
internal import Timing

extension Conformance.PictureFacts {
    /// What the one decode saw; `nil` when pictures were not measured.
    init?(_ clip: ClipProbe, _ pass: PassReport) {
        guard let seen = pass.pictures else { return nil }
        self.init()
        frames = pass.times.count
        black = seen.black.map(pass.evidence)
        white = seen.flat.filter { $0.colour == .white }.map { pass.evidence($0.frames) }
        oneColour = seen.flat.filter { $0.colour == .colour }.map { pass.evidence($0.frames) }
        let stops = zip(seen.frozen, seen.stops)
        // A black or white picture that stands still is told as such.
        let empty = seen.black + seen.flat.map(\.frames)
        frozen = stops.filter { $0.1 && !empty.contains(touching: $0.0) }.map { pass.evidence($0.0) }
        still = stops.filter { !$0.1 }.map { pass.evidence($0.0) }
        flashes = seen.flashes.map(pass.evidence)
        fades = (pass.shots?.shots ?? []).compactMap { shot in
            guard shot.transition == .fade, let frames = shot.transitionFrames else { return nil }
            return pass.evidence(FrameSpan(startFrame: frames.lowerBound, endFrame: frames.upperBound + 1))
        }
        let size = PictureSize(displayOf: clip.video)
        let (wide, high) = (Double(size.width), Double(size.height))
        borders = Borders(
            top: Int((seen.borders.top * high).rounded()), bottom: Int((seen.borders.bottom * high).rounded()),
            left: Int((seen.borders.left * wide).rounded()), right: Int((seen.borders.right * wide).rounded()))
        motion = seen.cadence.isTold ? MotionFacts(seen.cadence, pass) : nil
    }
}

extension MotionFacts {
    fileprivate init(_ cadence: CadenceFacts, _ pass: PassReport) {
        self.init()
        let spans = { (frames: [Int]) in
            frames.map { pass.evidence(FrameSpan(startFrame: $0, endFrame: $0 + 1)) }
        }
        (held, heldPeriod) = (spans(cadence.held), cadence.heldPeriod)
        (blended, blendedPeriod) = (spans(cadence.blended), cadence.blendedPeriod)
        (skipped, skippedPeriod) = (spans(cadence.skipped), cadence.skippedPeriod)
    }
}

extension DetailFacts {
    init(_ found: TrueResolution, turned: Bool) {
        self =
            switch found {
            case .size(let width, let height, let confidence):
                FrameSize(turned ? height : width, turned ? width : height).map { .size($0, confidence: confidence) }
                    ?? .tooSmall
            case .unknown(.tooSmall): .tooSmall
            case .unknown(.noDetail): .noDetail
            case .unknown(.soft): .soft
            }
    }
}

extension HeardFacts {
    /// What the one decode heard; `nil` when sound was not measured.
    init?(_ pass: PassReport) {
        guard let sound = pass.sound, let rate = pass.soundRate, rate > 0 else { return nil }
        self.init()
        integratedLUFS = sound.integratedLUFS
        momentaryMaxLUFS = sound.momentaryMaxLUFS
        rangeLU = sound.rangeLU
        truePeakDBTP = sound.truePeakDBTP
        let spans = { (ranges: [Range<Int>]) in
            ranges.map {
                Evidence(
                    start: MediaTime(value: $0.lowerBound, timescale: rate),
                    end: MediaTime(value: $0.upperBound, timescale: rate))
            }
        }
        clipped = spans(sound.details.clipped)
        let gap = pass.soundLeadInGap
        // The meter counts in thousandths of a second.
        let silences = sound.details.dropouts.filter { silence in
            gap.map {
                silence.lowerBound < $0.lowerBound - rate / 500 || silence.upperBound > $0.upperBound + rate / 500
            }
                ?? true
        }
        dropouts = spans((silences + pass.soundHoles).joined)
        missing = MediaTime(value: pass.soundHoles.reduce(0) { $0 + $1.count }, timescale: rate)
        dcOffset = sound.details.dcOffset
        stereo = sound.details.stereo.flatMap { Stereo(rawValue: $0.rawValue) }
    }
}

extension PassReport {
    /// The frames that came out of the decoder damaged, those that follow each other together.
    var damagedFrames: [Evidence] {
        damage.damagedFrames.reduce(into: [FrameSpan]()) { spans, frame in
            if let last = spans.last, last.endFrame == frame {
                spans[spans.count - 1] = FrameSpan(startFrame: last.startFrame, endFrame: frame + 1)
            } else {
                spans.append(FrameSpan(startFrame: frame, endFrame: frame + 1))
            }
        }.map(damageEvidence)
    }

    /// Damaged frames with their times, and those of pictures before and behind them that did not come out.
    private func damageEvidence(_ span: FrameSpan) -> Evidence {
        let shown = evidence(span)
        let before = span.startFrame > 0 ? times.ticks[min(span.startFrame, times.count) - 1] : .min
        let behind = span.endFrame < times.count ? times.ticks[span.endFrame] : .max
        let lost = damage.lostTicks.filter { $0 > before && $0 < behind }.compactMap {
            MediaTime(ticks: $0, timeBase: times.timeBase)
                .subtracting(MediaTime(ticks: times.ticks.first ?? 0, timeBase: times.timeBase))
        }
        guard times.areReliable, times.count > 0, let first = lost.first, let last = lost.last else { return shown }
        return Evidence(
            start: min(shown.start, first), end: max(shown.end, last), frames: span.startFrame..<span.endFrame)
    }

    /// When sound is heard that is damaged.
    var damagedSound: [Evidence] {
        let first = times.count > 0 ? MediaTime(ticks: times.ticks[0], timeBase: times.timeBase) : nil
        return damage.damagedSound.compactMap { place in
            guard let first, let start = place.start.subtracting(first), let end = place.end.subtracting(first) else {
                return nil
            }
            return Evidence(start: start, end: end)
        }
    }

    /// Frames with their times from the clip's first picture.
    fileprivate func evidence(_ span: FrameSpan) -> Evidence {
        Evidence(
            start: times.timeFromStart(of: span.startFrame), end: times.timeFromStart(of: span.endFrame),
            frames: span.startFrame..<span.endFrame)
    }
}

extension [Range<Int>] {
    /// The same places in order, with those in one that touch.
    fileprivate var joined: [Range<Int>] {
        sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { all, next in
            if let last = all.last, last.upperBound >= next.lowerBound {
                all[all.count - 1] = last.lowerBound..<Swift.max(last.upperBound, next.upperBound)
            } else {
                all.append(next)
            }
        }
    }
}

extension [FrameSpan] {
    /// Whether any of them shares a frame with `other`, or lies next to it.
    fileprivate func contains(touching other: FrameSpan) -> Bool {
        contains { $0.startFrame <= other.endFrame && other.startFrame <= $0.endFrame }
    }
}
