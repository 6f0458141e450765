internal import Analysis
internal import Library
internal import Timing

extension Sidecar.Analysis {
    /// The `analysis` object of a decoded clip.
    init(_ clip: ClipProbe, _ pass: PassReport) {
        self.init(
            loudness: pass.sound.map {
                Sidecar.Loudness(
                    integratedLUFS: $0.integratedLUFS, truePeakDBTP: $0.truePeakDBTP, rangeLU: $0.rangeLU)
            },
            silence: pass.silence, black: pass.spans(pass.pictures?.black ?? []),
            frozen: pass.spans(pass.pictures?.frozen ?? []),
            cadence: pass.pictures.map { facts in
                Sidecar.Cadence(
                    effectiveFrameRate: clip.effectiveRate(distinct: facts.distinctFrames),
                    distinctFrames: facts.distinctFrames, heldFrames: facts.heldFrames)
            },
            trueResolution: pass.trueResolution.flatMap(Sidecar.TrueResolution.init),
            damage: Sidecar.Damage(
                decodeErrors: pass.damage.refusedPackets + clip.inaudiblePackets,
                damagedFrames: pass.damage.damagedFrames.count,
                missingFrames: max(clip.missingFrames, clip.frames - pass.times.count),
                timestampErrors: pass.times.areReliable ? 0 : 1))
    }
}

extension Sidecar.TrueResolution {
    /// What was told; `nil` where nothing could be.
    fileprivate init?(_ found: TrueResolution) {
        guard case .size(let width, let height, let confidence) = found else { return nil }
        self.init(width: width, height: height, confidence: confidence)
    }
}

extension ClipProbe {
    /// New pictures a second; the clip's own rate when every frame is new.
    fileprivate func effectiveRate(distinct: Int) -> Rational? {
        guard let rate = timing.frameRate, frames > 0, let share = Rational(distinct, frames) else { return nil }
        return rate.times(share)
    }
}

extension PassReport {
    /// Spans of frames with their times from the clip's first picture.
    func spans(_ spans: [FrameSpan]) -> [Sidecar.FrameSpan] {
        spans.map {
            Sidecar.FrameSpan(
                startFrame: $0.startFrame, endFrame: $0.endFrame, start: times.timeFromStart(of: $0.startFrame),
                end: times.timeFromStart(of: $0.endFrame))
        }
    }

    /// Silent spans of the sound, as times.
    var silence: [TimeRange] {
        guard let sound, let soundRate else { return [] }
        return sound.silence.map {
            TimeRange(
                start: MediaTime(value: $0.lowerBound, timescale: soundRate),
                end: MediaTime(value: $0.upperBound, timescale: soundRate))
        }
    }
}
