internal import Media
internal import Support
internal import Testing

/// Pictures for JPEG files, full range and BT.601, from those of video.
struct ColourChangeTests {
    private let video = PictureFormat(width: 32, height: 8)
    private let jpeg = JPEG.format(width: 32, height: 8)

    @Test func grayStaysGrayAndFillsTheRange() throws {
        for level in UInt8.min...UInt8.max {
            let picture = try VideoFrame.blank(video, luma: level, cb: 128, cr: 128)
            let changed = try Scaler(to: jpeg, filter: .bicubic).scale(picture)
            let exact = (Double(level) - 16) * 255 / 219
            #expect(changed.plane(0).allSatisfy { $0 == UInt8(min(max(exact.rounded(), 0), 255)) }, "luma \(level)")
            #expect(changed.plane(1).allSatisfy { $0 == 128 } && changed.plane(2).allSatisfy { $0 == 128 })
        }
    }

    /// The corners of the colour cube: what BT.709 has of each, and what JFIF has.
    @Test(arguments: [
        ("red", [63, 102, 240], [76, 85, 255]), ("green", [173, 42, 26], [150, 44, 21]),
        ("blue", [32, 240, 118], [29, 255, 107]), ("yellow", [219, 16, 138], [226, 0, 149]),
        ("cyan", [188, 154, 16], [179, 171, 1]), ("white", [235, 128, 128], [255, 128, 128]),
        ("black", [16, 128, 128], [0, 128, 128]),
    ])
    func aColourStaysTheSame(_ name: String, _ samples: [UInt8], _ wanted: [Int]) throws {
        let picture = try VideoFrame.blank(video, luma: samples[0], cb: samples[1], cr: samples[2])
        let changed = try Scaler(to: jpeg, filter: .bicubic).scale(picture)
        for plane in 0..<3 {
            // A level of video's shorter range is 1.16 levels of the full one.
            #expect(changed.plane(plane).allSatisfy { abs(Int($0) - wanted[plane]) <= 2 }, "\(name), plane \(plane)")
        }
    }

    @Test func eachSampleKeepsItsPlace() throws {
        let picture = try VideoFrame.computed(video) { x, y in
            UInt8(40 + 4 * x + y)
        } chroma: { x, y in
            (UInt8(120 + x), UInt8(130 - y))
        }
        let changed = try Scaler(to: jpeg, filter: .bicubic).scale(picture)
        let luma = changed.plane(0)
        for row in 0..<8 {
            for column in 1..<32 { #expect(luma[row * 32 + column] > luma[row * 32 + column - 1]) }
        }
        #expect((0..<16).allSatisfy { changed.plane(1)[$0] >= changed.plane(1)[max(0, $0 - 1)] })
    }
}
