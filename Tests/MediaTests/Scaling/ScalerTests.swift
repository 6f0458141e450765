import Media
import Testing
import Timing

/// Colours against the formulas of ITU-R BT.601 and BT.709.
struct ScalerTests {
    /// 8-bit samples of one colour by its red, green and blue from 0 to 1.
    private func samples(_ r: Double, _ g: Double, _ b: Double, kr: Double, kb: Double, full: Bool) -> [Int] {
        let y = kr * r + (1 - kr - kb) * g + kb * b
        let (cb, cr) = ((b - y) / (2 * (1 - kb)), (r - y) / (2 * (1 - kr)))
        let scaled = full ? (255 * y, 128 + 255 * cb, 128 + 255 * cr) : (16 + 219 * y, 128 + 224 * cb, 128 + 224 * cr)
        return [scaled.0, scaled.1, scaled.2].map { Int(min(max($0, 0), 255).rounded()) }
    }

    private static let colours: [[Double]] = [
        [0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5], [0.75, 0.1, 0.1], [0.1, 0.75, 0.1], [0.1, 0.1, 0.75], [0.2, 0.6, 0.7],
    ]

    private struct Kind: CustomStringConvertible {
        let description: String
        let tags: ColourTags
        let kr: Double
        let kb: Double
        var full: Bool { tags.range == "pc" }
        static let hd = Kind(description: "709 video", tags: .bt709, kr: 0.2126, kb: 0.0722)
        static let hdFull = Kind(
            description: "709 full", tags: ColourTags(matrix: "bt709", range: "pc"), kr: 0.2126, kb: 0.0722)
        static let sd = Kind(
            description: "601 video", tags: ColourTags(matrix: "smpte170m", range: "tv"), kr: 0.299, kb: 0.114)
        static let jpeg = Kind(
            description: "601 full", tags: ColourTags(matrix: "smpte170m", range: "pc"), kr: 0.299, kb: 0.114)
        static let unset = Kind(description: "unset, small", tags: ColourTags(), kr: 0.299, kb: 0.114)
        static let all = [hd, hdFull, sd, jpeg, unset]
    }

    @Test(arguments: [(64, 36), (32, 18), (96, 54)])
    func keepsColoursBetweenMatricesAndRanges(_ width: Int, _ height: Int) throws {
        for from in Kind.all {
            for to in Kind.all where to.description != "unset, small" {
                for colour in Self.colours {
                    let given = samples(colour[0], colour[1], colour[2], kr: from.kr, kb: from.kb, full: from.full)
                    let wanted = samples(colour[0], colour[1], colour[2], kr: to.kr, kb: to.kb, full: to.full)
                    let picture = try VideoFrame.blank(
                        PictureFormat(width: 64, height: 36, colour: from.tags), luma: UInt8(given[0]),
                        cb: UInt8(given[1]), cr: UInt8(given[2]))
                    let format = PictureFormat(width: width, height: height, colour: to.tags)
                    let scaled = try Scaler(to: format, filter: .bicubic).scale(picture)
                    let middle = [
                        scaled.plane(0)[height / 2 * width + width / 2],
                        scaled.plane(1)[height / 4 * (width / 2) + width / 4],
                        scaled.plane(2)[height / 4 * (width / 2) + width / 4],
                    ]
                    for (found, sample) in zip(middle, wanted) {
                        #expect(abs(Int(found) - sample) <= 3, "\(from) to \(to) at \(width): \(middle), not \(wanted)")
                    }
                }
            }
        }
    }

    @Test func copiesPixelsOfTheSameFormat() throws {
        let format = PictureFormat(width: 30, height: 20)
        let picture = try VideoFrame.computed(
            format, luma: { UInt8(16 + ($0 * 7 + $1 * 3) % 200) }, chroma: { (UInt8(100 + $0), UInt8(100 + $1)) })
        for filter in [Scaler.Filter.bicubic, .area] {
            let copy = try Scaler(to: format, filter: filter).scale(picture)
            for plane in 0..<3 { #expect(copy.plane(plane) == picture.plane(plane)) }
        }
    }

    @Test func readsRowsWithoutTheirPadding() throws {
        // 33 columns are padded to 64 in memory.
        let picture = try VideoFrame.computed(
            PictureFormat(width: 33, height: 17), luma: { UInt8($0 + $1) }, chroma: { (UInt8($0), UInt8($1)) })
        #expect(picture.plane(0) == (0..<17).flatMap { y in (0..<33).map { UInt8($0 + y) } })
        #expect(picture.plane(1) == (0..<9).flatMap { _ in (0..<17).map { UInt8($0) } })
        #expect(picture.plane(2) == (0..<9).flatMap { y in (0..<17).map { _ in UInt8(y) } })
    }

    @Test func shrinksToTheMeanOfTheArea() throws {
        let picture = try VideoFrame.computed(
            PictureFormat(width: 64, height: 64), luma: { x, y in (x + y) % 2 == 0 ? 40 : 160 },
            chroma: { _, _ in (128, 128) })
        let small = try Scaler(to: PictureFormat(width: 16, height: 16), filter: .area).scale(picture)
        #expect(small.plane(0).allSatisfy { abs(Int($0) - 100) <= 1 })
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 1), (1, 99), (4096, 2)])
    func takesAnySize(_ width: Int, _ height: Int) throws {
        let picture = try VideoFrame.blank(PictureFormat(width: width, height: height), luma: 90, cb: 128, cr: 128)
        let scaled = try Scaler(to: PictureFormat(width: 16, height: 16), filter: .bicubic).scale(picture)
        #expect(scaled.plane(0).allSatisfy { abs(Int($0) - 90) <= 1 })
        let back = try Scaler(to: PictureFormat(width: width, height: height), filter: .area).scale(scaled)
        #expect(back.plane(0).allSatisfy { abs(Int($0) - 90) <= 1 })
    }

    @Test func followsAChangeOfFormat() throws {
        let scaler = Scaler(to: PictureFormat(width: 16, height: 16), filter: .area)
        for (width, tags) in [(32, ColourTags.bt709), (64, .bt709), (64, ColourTags(matrix: "bt709", range: "pc"))] {
            let picture = try VideoFrame.blank(
                PictureFormat(width: width, height: 32, colour: tags), luma: 235, cb: 128, cr: 128)
            let white = try scaler.scale(picture).plane(0)[100]
            #expect(abs(Int(white) - (tags.range == "pc" ? 218 : 235)) <= 1)
        }
    }

    @Test func choosesTheLayoutThatLosesLeast() {
        func closest(_ name: String, _ width: Int = 160, _ height: Int = 90) -> PixelLayout {
            PixelLayout.closest(to: name, width: width, height: height)
        }
        #expect(closest("yuv420p") == .yuv420 && closest("yuvj420p") == .yuv420 && closest("nv12") == .yuv420)
        #expect(closest("yuv422p") == .yuv422 && closest("yuv444p") == .yuv444 && closest("yuv440p") == .yuv444)
        #expect(closest("yuv420p10le") == .yuv420TenBit && closest("p010le") == .yuv420TenBit)
        #expect(closest("yuv422p10le") == .yuv422TenBit && closest("yuv444p12le") == .yuv444TenBit)
        #expect(closest("gbrp") == .yuv444 && closest("rgb24") == .yuv444 && closest("rgb48le") == .yuv444TenBit)
        #expect(closest("gray") == .yuv420 && closest("gray10le") == .yuv420TenBit)
        #expect(closest("yuv420p", 161, 90) == .yuv444 && closest("yuv420p", 160, 91) == .yuv444)
        #expect(closest("yuv422p", 160, 91) == .yuv422 && closest("yuv422p", 161, 90) == .yuv444)
        #expect(closest("no such format") == .yuv420)
    }

    // Memory is given out again, but not while somebody holds a picture, who may do so for longer than the scaler lives.
    @Test func leavesPicturesAloneThatAreHeld() throws {
        var scaler: Scaler? = Scaler(to: PictureFormat(width: 30, height: 18, colour: .bt709), filter: .bicubic)
        let source = PictureFormat(width: 60, height: 36, colour: .bt709)
        var held: [VideoFrame] = []
        for level in 20..<60 {
            let scaled = try scaler!.scale(try VideoFrame.blank(source, luma: UInt8(level), cb: 128, cr: UInt8(level)))
            if level % 3 == 0 { held.append(scaled) }
        }
        scaler = nil
        #expect(held.count == 13)
        for (number, picture) in held.enumerated() {
            let level = UInt8(21 + 3 * number)
            #expect(Set(picture.plane(0)) == [level] && Set(picture.plane(2)) == [level])
        }
    }

    @Test func lendsLumaWhereItLies() throws {
        let scaled = try Scaler(to: PictureFormat(width: 30, height: 18, colour: .bt709), filter: .mean).scale(
            try VideoFrame.computed(
                PictureFormat(width: 60, height: 36, colour: .bt709), luma: { UInt8(16 + 2 * $0 + $1) },
                chroma: { _, _ in (128, 128) }))
        let (rows, stride) = scaled.withLuma { luma, stride in
            ((0..<18).flatMap { row in (0..<30).map { luma[row * stride + $0] } }, stride)
        }
        #expect(rows == scaled.plane(0))
        #expect(stride >= 30)
    }
}
