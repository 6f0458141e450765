import Support
import Testing

@testable import Media

/// Parameter sets as FFmpeg's program wrote them.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct ParameterSetsTests {
    private func sets(_ path: String) throws -> ParameterSets {
        try #require(try Demuxer(opening: path).parameterSets)
    }

    private func clip(_ name: String, _ parameters: String, _ options: [String] = []) throws -> String {
        try Clip.made(
            name, Clip.counter(frames: 4, height: 96) + ["-c:v", "libx264", "-x264-params", parameters] + options)
    }

    @Test func readsWhatTheCoderWasTold() throws {
        let plain = try sets(try clip("sets-plain.mp4", "bframes=0:ref=2"))
        #expect(plain.ids == [0] && plain.lengthSize == 4)
        let said = try #require(plain.parameters)
        #expect(said.profile == 100 && said.chromaFormat == 1 && said.lumaDepth == 8 && !said.isInterlaced)
        #expect(said.reorderedPictures == 0 && said.references == 2 && said.heldPictures == 2)
        let pyramid = try #require(try sets(try clip("sets-pyramid.mp4", "bframes=3:sps-id=7")).parameters)
        #expect(pyramid.id == 7 && pyramid.reorderedPictures == 2)
        let fields = try #require(
            try sets(try clip("sets-fields.mp4", "interlaced=1:nal-hrd=vbr:vbv-maxrate=500:vbv-bufsize=500")).parameters
        )
        #expect(fields.isInterlaced && fields.reorderedPictures != nil)
        let deep = try #require(
            try sets(try clip("sets-10.mp4", "bframes=0:cqm=jvt", ["-pix_fmt", "yuv422p10le"])).parameters)
        #expect(deep.profile == 122 && deep.chromaFormat == 2 && deep.lumaDepth == 10 && deep.chromaDepth == 10)
        #expect(deep.reorderedPictures == 0)
        let base = try #require(try sets(try clip("sets-base.mp4", "ref=1", ["-profile:v", "baseline"])).parameters)
        #expect(base.profile == 66 && base.reorderedPictures == 0)
    }

    @Test func readsStartCodesToo() throws {
        let found = try sets(try Clip.transportStream())
        #expect(found.ids == [0] && found.structure.lengthSize == 0 && found.lengthSize == 4)
    }

    @Test func holdsTheSetsOfTwoCoders() throws {
        let first = try sets(try clip("sets-plain.mp4", "bframes=0:ref=2"))
        let second = try sets(try clip("sets-pyramid.mp4", "bframes=3:sps-id=7"))
        let both = first.adding(second).adding(second)
        #expect(both.ids == [0, 7] && both.sequence.count == 2 && both.picture.count == 2 && both.fitsRecord)
        let read = try #require(ParameterSets(header: both.record))
        #expect(read.sequence == both.sequence && read.picture == both.picture && read.lengthSize == 4)
        #expect(read.record == both.record)
        // The record of one coder's alone is what FFmpeg wrote.
        #expect(try #require(ParameterSets(header: first.record)) == first)
    }

    @Test func isNothingForOtherCodecsAndForDamage() throws {
        #expect(try Demuxer(opening: try Clip.prores()).parameterSets == nil)
        let record = try sets(try clip("sets-plain.mp4", "bframes=0:ref=2")).record
        for length in 0..<record.count { _ = ParameterSets(header: Array(record.prefix(length))) }
        var random = SeededGenerator(seed: 8)
        for _ in 0..<500 {
            var damaged = record
            damaged[Int.random(in: 1..<record.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            _ = ParameterSets(header: damaged)?.parameters
        }
    }

    @Test func holdsTheSetsOfTwoCodersOfHEVC() throws {
        let first = try sets(try Clip.hevc())
        #expect(first.ids == [0] && first.video.count == 1 && first.structure.lengthSize == 4 && first.fitsRecord)
        // The record of one coder's alone holds what FFmpeg wrote, in its order.
        #expect(try #require(ParameterSets(header: first.record, isHEVC: true)) == first)
        let numbers = try #require(HEVCNumbers(apartFrom: first.ids))
        let second = first.renumbered(numbers)
        #expect(second.ids == [1, 15] && second.sequence != first.sequence)
        let both = first.adding(second).adding(second)
        #expect(both.ids == [0, 1, 15] && [both.video, both.sequence, both.picture].allSatisfy { $0.count == 2 })
        #expect(try #require(ParameterSets(header: both.record, isHEVC: true)) == both)
        for length in 0..<both.record.count {
            _ = ParameterSets(header: Array(both.record.prefix(length)), isHEVC: true)
        }
        var random = SeededGenerator(seed: 9)
        for _ in 0..<500 {
            var damaged = both.record
            damaged[Int.random(in: 1..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            _ = ParameterSets(header: damaged, isHEVC: true)?.renumbered(numbers).ids
        }
    }

    @Test func convertsStartCodesIntoLengths() throws {
        let sets = try sets(try Clip.transportStream())
        let marked: [UInt8] = [0, 0, 0, 1, 9, 16, 0, 0, 1, 0x65, 1, 2, 0, 0, 3, 1, 0, 0, 0, 1, 0x41, 7]
        #expect(
            sets.structure.converting(marked, toLengthsOf: 2) == [
                0, 2, 9, 16, 0, 7, 0x65, 1, 2, 0, 0, 3, 1, 0, 2, 0x41, 7,
            ])
        #expect(sets.structure.picture(in: marked) == [0x65, 1, 2, 0, 0, 3, 1, 0x41, 7])
    }

    /// A depth of thousands of bits made a reader of the pictures count up to it.
    @Test(arguments: [(8, true), (14, true), (15, false), (1_000_008, false)])
    func depthsBeyondTheStandardAreNone(depth: Int, isLegal: Bool) {
        func unsigned(_ value: Int) -> String {
            let digits = String(value + 1, radix: 2)
            return String(repeating: "0", count: digits.count - 1) + digits
        }
        // High profile, level 4; then sequence, chroma, depths, numbers, order, references, size, and no more.
        let fields = [0, 1, depth - 8, 0].map(unsigned).joined() + "00"
        let size = [0, 2, 1].map(unsigned).joined() + "0" + [10, 8].map(unsigned).joined() + "11001"
        let bits = fields + size
        let padded = bits + String(repeating: "0", count: (8 - bits.count % 8) % 8)
        let bytes = stride(from: 0, to: padded.count, by: 8).map { start in
            UInt8(padded.dropFirst(start).prefix(8), radix: 2)!
        }
        #expect((SequenceParameters(unit: [0x67, 100, 0, 40] + bytes) != nil) == isLegal)
    }
}
