import Media
import Render
import Testing
import Timing

struct ContactSheetTests {
    private func cells(_ count: Int, width: Int = 64, height: Int = 36) throws -> [ContactSheet.Cell] {
        let format = JPEG.format(width: width, height: height)
        return try (0..<count).map { index in
            ContactSheet.Cell(
                index: index + 1, start: MediaTime(value: index, timescale: 4),
                end: MediaTime(value: index + 1, timescale: 4),
                still: try JPEG.encode(try VideoFrame.blank(format, luma: UInt8(80 + index % 150), cb: 128, cr: 128)))
        }
    }

    /// How many cells of the given gray stand on the page, by their middles.
    private func middles(_ page: VideoFrame, _ cell: (Int, Int), columns: Int, count: Int) -> [UInt8] {
        let luma = page.plane(0)
        return (0..<count).map { index in
            let x = 16 + index % columns * (cell.0 + 16) + cell.0 / 2
            let y = 16 + index / columns * (cell.1 + 40 + 16) + cell.1 / 2
            return luma[y * page.width + x]
        }
    }

    @Test(arguments: [(1, 1), (2, 2), (6, 3), (13, 4), (40, 6)])
    func laysEveryShotInReadingOrder(_ count: Int, _ columns: Int) throws {
        let (bytes, size) = try ContactSheet.jpeg(try cells(count), width: 1920)
        let page = try JPEG.decode(bytes)
        #expect(page.width == size.width && page.height == size.height)
        #expect(size.width == 16 + columns * 80)
        let rows = (count + columns - 1) / columns
        #expect(size.height == 16 + rows * 92)
        let found = middles(page, (64, 36), columns: columns, count: count)
        for (index, luma) in found.enumerated() { #expect(abs(Int(luma) - 80 - index) <= 3, "cell \(index)") }
    }

    @Test func writesANumberAndTimesBelowEachStill() throws {
        let (bytes, size) = try ContactSheet.jpeg(try cells(1, width: 320, height: 180), width: 1920)
        let page = try JPEG.decode(bytes)
        let label = page.plane(0).suffix(from: (16 + 180) * size.width).filter { $0 > 200 }
        #expect(label.count > 100)
    }

    @Test func showsNoMoreThanAPageHolds() throws {
        let (bytes, size) = try ContactSheet.jpeg(try cells(401, width: 16, height: 10), width: 1920)
        #expect(size.width < 65_535 && size.height < 65_535)
        #expect(size.height == 16 + 67 * (10 + 56))
        #expect(try JPEG.decode(bytes).height == size.height)
    }

    @Test func setsPortraitAndStrangeShapes() throws {
        for (width, height) in [(36, 64), (2, 2), (1280, 2), (2, 1280)] {
            let (bytes, size) = try ContactSheet.jpeg(try cells(3, width: width, height: height), width: 1920)
            let page = try JPEG.decode(bytes)
            #expect(page.width == size.width && page.height == size.height)
        }
    }
}
