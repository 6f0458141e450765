internal import Media
package import Timing

/// All shots of a clip on one page: a still each, with its number and its times.
package struct ContactSheet: Sendable {
    /// One picture of the sheet.
    package struct Cell: Sendable {
        /// The shot's number, from 1.
        package let index: Int
        package let start: MediaTime
        package let end: MediaTime
        /// A JPEG of the shot's still.
        package let still: [UInt8]

        package init(index: Int, start: MediaTime, end: MediaTime, still: [UInt8]) {
            self.index = index
            self.start = start
            self.end = end
            self.still = still
        }
    }

    private static let gap = 16
    private static let labelHeight = 40
    /// A sheet of more cells would pass the 65,535 pixels that a JPEG can be high.
    package static let maximumCells = 400

    /// The sheet as a JPEG of at most `width` columns, with its size. `cells` has at least one; only the
    /// first ``maximumCells`` are shown.
    package static func jpeg(_ cells: [Cell], width: Int) throws -> (bytes: [UInt8], size: PictureSize) {
        let shown = cells.prefix(maximumCells)
        let first = try JPEG.decode(shown[0].still)
        let still = PictureSize(width: first.width, height: first.height)
        let columns = columns(for: shown.count, still: still)
        let room = max(16, (width - gap) / columns - gap)
        let cell = still.fitting(maxWidth: room, maxHeight: room)
        let rows = (shown.count + columns - 1) / columns
        let size = PictureSize(
            width: gap + columns * (cell.width + gap),
            height: gap + rows * (cell.height + labelHeight + gap))
        let format = JPEG.format(width: size.width, height: size.height)
        let page = try VideoFrame.blank(format, luma: 24, cb: 128, cr: 128)
        let scaler = Scaler(to: JPEG.format(width: cell.width, height: cell.height), filter: .area)
        var labels: [String] = []
        for (position, entry) in shown.enumerated() {
            let x = gap + position % columns * (cell.width + gap)
            let y = gap + position / columns * (cell.height + labelHeight + gap)
            page.lay(try scaler.scale(try JPEG.decode(entry.still)), x: x, y: y)
            labels.append(label(entry, x: x, y: y + cell.height + 11, width: cell.width))
        }
        // One graph for all labels: drawing is in place, so the page is copied once.
        let drawn = try FilterGraph(labels.joined(separator: ","), like: page).apply(to: page)
        return (try JPEG.encode(drawn), size)
    }

    /// Whether labels can be drawn here; throws what stands in the way.
    package static func canDrawLabels() throws -> Bool {
        let page = try VideoFrame.blank(JPEG.format(width: 64, height: 32), luma: 24, cb: 128, cr: 128)
        let cell = Cell(index: 1, start: .zero, end: .zero, still: [])
        let drawn = try FilterGraph(label(cell, x: 0, y: 0, width: 64), like: page).apply(to: page)
        return drawn.plane(0) != page.plane(0)
    }

    /// As square a page as whole columns give, and never more than six stills across.
    private static func columns(for count: Int, still: PictureSize) -> Int {
        let aspect = Double(still.width) / Double(still.height)
        let ideal = (Double(count) * 1.4 / aspect).squareRoot()
        return min(max(1, Int(ideal.rounded(.up))), min(count, aspect < 1 ? 8 : 6))
    }

    /// "1   0:00.000 – 0:02.500" below the still; of narrow cells only the start.
    private static func label(_ cell: Cell, x: Int, y: Int, width: Int) -> String {
        let times = width >= 280 ? "\(cell.start.clockText) – \(cell.end.clockText)" : cell.start.clockText
        let size = width >= 150 ? 20 : 14
        // Colons part drawtext's options, twice over: in the graph's text and in the filter's.
        let text = "\(cell.index)   \(times)".replacing(":", with: "\\\\:")
        return "drawtext=font=sans:fontsize=\(size):fontcolor=white:x=\(x):y=\(y):text=\(text)"
    }
}
