import Media
import Testing

struct JPEGTests {
    @Test(arguments: [(64, 36), (1, 1), (2, 2), (33, 17), (160, 2)])
    func survivesARoundTrip(_ width: Int, _ height: Int) throws {
        let picture = try VideoFrame.computed(
            JPEG.format(width: width, height: height), luma: { UInt8(($0 * 3 + $1 * 2) % 250) },
            chroma: { _, _ in (90, 160) })
        let bytes = try JPEG.encode(picture, quantizer: 1)
        #expect(bytes.starts(with: [0xFF, 0xD8]) && bytes.suffix(2) == [0xFF, 0xD9])
        let back = try JPEG.decode(bytes)
        #expect(back.width == width && back.height == height)
        for plane in 0..<3 {
            for (a, b) in zip(picture.plane(plane), back.plane(plane)) { #expect(abs(Int(a) - Int(b)) <= 8) }
        }
    }

    @Test func codesManyPicturesAsOneByOne() throws {
        let coder = try JPEG.Coder(width: 64, height: 36)
        for number in 0..<5 {
            let picture = try VideoFrame.computed(
                JPEG.format(width: 64, height: 36), luma: { UInt8(($0 * (3 + number) ^ $1 * 11) % 250) },
                chroma: { x, _ in (UInt8(90 + x), UInt8(160 - 10 * number)) })
            #expect(try coder.encode(picture) == (try JPEG.encode(picture)))
        }
    }

    @Test func spendsMoreOnDetailThanOnBlur() throws {
        let format = JPEG.format(width: 160, height: 90)
        let flat = try JPEG.encode(try VideoFrame.blank(format, luma: 100, cb: 128, cr: 128))
        let sharp = try JPEG.encode(
            try VideoFrame.computed(format, luma: { UInt8(($0 * 37 ^ $1 * 11) % 250) }, chroma: { _, _ in (128, 128) }))
        #expect(sharp.count > 4 * flat.count)
    }

    @Test func spendsLessAtACoarserQuantizer() throws {
        let picture = try VideoFrame.computed(
            JPEG.format(width: 160, height: 90), luma: { UInt8(($0 * 37 ^ $1 * 11) % 250) },
            chroma: { _, _ in (128, 128) })
        let sizes = try [1, 3, 8, 31].map { try JPEG.encode(picture, quantizer: $0).count }
        #expect(sizes == sizes.sorted(by: >))
        #expect(Set(sizes).count == 4, "\(sizes)")
    }

    @Test func refusesWhatIsNoJPEG() {
        #expect(throws: FFmpegError.self) { _ = try JPEG.decode([1, 2, 3]) }
        #expect(throws: FFmpegError.self) { _ = try JPEG.decode([]) }
    }
}
