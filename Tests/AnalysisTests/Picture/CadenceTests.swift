import Analysis
import Foundation
import Testing

/// A pan over made-up blotches, its frames repeated, mixed or left out.
struct CadenceTests {
    private static let pan = ShotScene(seed: 11).frames(48, speed: 1.5)

    private func cadence(_ pictures: [SmallPicture]) -> CadenceFacts {
        var meter = PictureMeter(frameRate: 24)
        for picture in pictures { meter.take(picture) }
        return meter.finish().cadence
    }

    @Test func evenMotionHasNoFault() {
        let facts = cadence(Self.pan)
        #expect(facts.isTold && facts.held.isEmpty)
        #expect(facts.heldPeriod == nil && facts.blendedPeriod == nil && facts.skippedPeriod == nil)
    }

    @Test func aStillSceneSaysNothing() {
        let facts = cadence(Array(repeating: Self.pan[0], count: 40))
        #expect(!facts.isTold && facts.held.isEmpty)
    }

    @Test func aRestThatMotionEasesIntoIsNoRepeat() {
        // A pendulum: at each of its turns two frames show the same place.
        let places = (0..<96).map { 15 * cos((Double($0) + 0.5) * .pi / 24) }
        let facts = cadence(waves(at: places))
        #expect(facts.isTold && facts.held.isEmpty)
    }

    @Test func aRepeatInMotionThatSlowsDownIsFound() {
        let places = (0..<40).map { 24 * (1 - pow(0.94, Double($0))) }
        let frames = waves(at: places.enumerated().flatMap { [10, 20].contains($0) ? [$1, $1] : [$1] })
        #expect(cadence(frames).held == [11, 22])
    }

    @Test func aRepeatRightAfterACutIsFound() {
        let (next, frames) = (ShotScene(seed: 13).frames(20, speed: 1.5), Self.pan[..<20])
        #expect(cadence(frames + [next[0]] + next).held == [21])
    }

    /// Waves that lie so many samples to the left.
    private func waves(at places: [Double]) -> [SmallPicture] {
        places.map { moved in
            let (width, height) = (ShotScene.width, ShotScene.height)
            let luma = (0..<width * height).map { place in
                let angle = (Double(place % width) + moved) * 0.3 + Double(place / width) * 0.1
                return UInt8((126 + 80 * sin(angle)).rounded())
            }
            let chroma = [UInt8](repeating: 128, count: width * height / 4)
            return SmallPicture(width: width, height: height, luma: luma, cb: chroma, cr: chroma)
        }
    }

    @Test(arguments: [2, 3, 4, 5])
    func everyNthFrameThatRepeatsIsFound(period: Int) {
        let frames = Self.pan.enumerated().flatMap { index, picture in
            index % (period - 1) == period - 2 ? [picture, picture] : [picture]
        }
        let facts = cadence(frames)
        #expect(facts.heldPeriod == period)
        #expect(facts.held.first == period - 1)
        #expect(facts.held.allSatisfy { $0 % period == period - 1 })
    }

    @Test func irregularRepeatsHaveNoPeriod() {
        let twice: Set = [5, 7, 16, 29, 30, 41]
        let frames = Self.pan.enumerated().flatMap { twice.contains($0) ? [$1, $1] : [$1] }
        let facts = cadence(frames)
        #expect(facts.heldPeriod == nil)
        #expect(facts.held == [6, 9, 19, 33, 35, 47])
    }

    @Test func mixesOfTheirNeighboursAreFound() {
        let frames = zip(Self.pan, Self.pan.dropFirst()).flatMap { [$0, mixed($0, $1, share: 0.5)] }
        let facts = cadence(frames)
        #expect(facts.blendedPeriod == 2)
        #expect(facts.blended.allSatisfy { $0 % 2 == 1 })
    }

    @Test(arguments: [4, 5])
    func aRateRaisedByOneInAPeriodLeavesOneWholeFrame(period: Int) {
        let scene = ShotScene(seed: 11).frames(80, speed: 1.5)
        let frames = (0..<79 * period / (period - 1)).map { frame in
            let (whole, part) = (frame * (period - 1)).quotientAndRemainder(dividingBy: period)
            return mixed(scene[whole], scene[whole + 1], share: Double(part) / Double(period))
        }
        let facts = cadence(frames)
        #expect(facts.blendedPeriod == period)
        #expect(!facts.blended.isEmpty && facts.blended.allSatisfy { $0 % period != 0 })
    }

    @Test func mixesOfSmoothMotionAreFoundByTheirContrast() {
        // Waves that move by a ninth of their length each frame: what their neighbours make of a whole frame is nearly right, too.
        let scene = waves(at: (0..<40).map { 2.25 * Double($0) })
        let frames = zip(scene, scene.dropFirst()).flatMap { [$0, mixed($0, $1, share: 0.5)] }
        #expect(cadence(frames).blendedPeriod == 2)
        #expect(cadence(scene).blendedPeriod == nil)
    }

    @Test(arguments: [4, 5])
    func missingFramesAreFound(period: Int) {
        let frames = ShotScene(seed: 12).frames(80, speed: 0.4).enumerated().filter { $0.offset % period != period - 1 }
        let facts = cadence(frames.map(\.element))
        #expect(facts.skippedPeriod == period - 1)
        #expect(facts.skipped.allSatisfy { $0 % (period - 1) == 0 })
    }

    @Test(arguments: [4, 5])
    func missingFramesAreFoundInUnevenMotion(period: Int) {
        // It speeds up and slows down again every eleven frames, between one and two samples a frame.
        var place = 0.0
        let places = (0..<120).map { frame in
            place += 1.5 + 0.5 * sin(Double(frame) * 2 * .pi / 11)
            return place
        }
        let whole = waves(at: places)
        #expect(cadence(whole).skippedPeriod == nil)
        let facts = cadence(whole.enumerated().filter { $0.offset % period != period - 1 }.map(\.element))
        #expect(facts.skippedPeriod == period - 1)
    }

    @Test func aCutIsNoJump() {
        let facts = cadence(Self.pan[..<20] + ShotScene(seed: 13).frames(20, speed: 1.5))
        #expect(facts.skippedPeriod == nil && facts.held.isEmpty && facts.blendedPeriod == nil)
    }
}
