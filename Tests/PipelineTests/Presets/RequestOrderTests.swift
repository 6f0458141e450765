internal import Apiframe
internal import Conformance
internal import Testing
internal import Timing

@testable internal import Pipeline

struct RequestOrderTests {
    private func order(
        model: String = "kling-3.0", _ change: (inout VideoParameters) -> Void = { _ in }
    ) throws -> Order {
        var parameters = VideoParameters()
        change(&parameters)
        return try Order(
            GenerationRequest(model: model, prompt: "x", parameters: parameters), presets: PresetLibrary())
    }

    @Test(arguments: VideoMode.allCases, AspectRatio.allCases)
    func everyModeAndShapeHasASizeOfThatShape(mode: VideoMode, shape: AspectRatio) throws {
        let order = try order {
            $0.mode = mode
            $0.aspectRatio = shape
        }
        let size = try #require(order.size)
        #expect(size.origin == .request)
        #expect(size.value.sizes.allSatisfy { Rational($0.width, $0.height) == shape.ratio })
        let lines = [VideoMode.standard: 720, .pro: 1080, .fourK: 2160][mode]!
        #expect(size.value.sizes.allSatisfy { min($0.width, $0.height) >= lines })
        #expect(order.aspect == Expectation(shape.ratio, from: .request))
        #expect(
            order.videoCodecs?.origin == .spec("kling-3.0-\(mode.rawValue)-\(shape.rawValue.replacing(":", with: "x"))")
        )
    }

    @Test func takesLengthSoundAndShotsFromTheRequest() throws {
        let order = try order {
            $0.duration = MediaTime(value: 10, timescale: 1)
            $0.generateAudio = true
            $0.shots = [.init(start: .zero, prompt: "a"), .init(start: MediaTime(value: 4, timescale: 1), prompt: "b")]
        }
        #expect(order.duration == Expectation(MediaTime(value: 10, timescale: 1), from: .request))
        #expect(order.sound == Expectation(true, from: .request))
        #expect(order.shots == Expectation(2, from: .request))
        #expect(order.frameRate == nil)
    }

    @Test func whatTheAPIFillsInIsExpectedOfKling() throws {
        let order = try order()
        #expect(order.duration?.value == MediaTime(value: 5, timescale: 1))
        #expect(order.sound == nil)
        #expect(order.aspect == nil)
        // No shape was asked for, so that of any pro clip will do.
        #expect(order.size?.value.sizes.map(\.description) == ["1920x1080", "1080x1920", "1080x1080"])
    }

    @Test func theLengthsOfTheShotsAddUpWhereNoneIsSaid() throws {
        let order = try order {
            let three = MediaTime(value: 3, timescale: 1)
            $0.shots = [
                .init(start: .zero, duration: three, prompt: "a"), .init(start: three, duration: three, prompt: "b"),
            ]
        }
        #expect(order.duration?.value == MediaTime(value: 6, timescale: 1))
    }

    @Test func ofAnotherModelOnlyWhatTheRequestSaysIsExpected() throws {
        let order = try order(model: "veo-9") { $0.generateAudio = false }
        var wanted = Order()
        wanted.sound = Expectation(false, from: .request)
        #expect(order == wanted)
    }

    @Test func theInputOfAJobIsNamedAsItsOrigin() throws {
        let order = try Order(GenerationRequest(), from: .job, presets: PresetLibrary())
        #expect(order.size?.origin == .job)
        #expect(order.duration?.origin == .job)
    }
}
