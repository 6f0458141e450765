internal import Media

/// The versions of one piece of work on one page: a column each, and in each row the same shot of all.
package struct VersionSheet: Sendable {
    /// One picture of the sheet.
    package struct Cell: Sendable {
        /// A JPEG of the shot's still.
        package let still: [UInt8]
        /// What stands below it, "0:00.000 – 0:02.500".
        package let label: String

        package init(still: [UInt8], label: String) {
            self.still = still
            self.label = label
        }
    }

    /// The same shot of all versions.
    package struct Row: Sendable {
        /// What stands above it: the shot's number and what it was to show.
        package let title: String
        /// A picture for each version, in the columns' order; `nil` where a version has no such shot.
        package let cells: [Cell?]

        package init(title: String, cells: [Cell?]) {
            self.title = title
            self.cells = cells
        }
    }

    private static let gap = 16
    private static let headHeight = 44
    private static let titleHeight = 32
    private static let labelHeight = 34
    /// The longest side that a JPEG can have.
    private static let longestSide = 65_535
    /// A sheet with more columns is too wide to be looked at.
    package static let mostColumns = 16

    /// The sheet as a JPEG, with its size, and how many of the rows are on it: all that a JPEG can hold.
    ///
    /// - Parameters:
    ///   - columns: what the versions are called, at least one and at most ``mostColumns``.
    ///   - cellWidth: how wide a still is at most, and how high; from 16.
    package static func jpeg(
        columns: [String], _ rows: [Row], cellWidth: Int
    ) throws -> (bytes: [UInt8], size: PictureSize, rows: Int) {
        let side = max(16, cellWidth) / 2 * 2
        var heights: [Int] = []
        var y = gap + headHeight
        for row in rows {
            let sizes = try row.cells.compactMap { try $0.map { try fitted($0.still, within: side) } }
            let height = sizes.map(\.height).max() ?? side / 2
            let below = y + titleHeight + height + labelHeight + gap
            guard below <= longestSide else { break }
            heights.append(height)
            y = below
        }
        let width = gap + columns.count * (side + gap)
        let size = PictureSize(width: width, height: y)
        let page = try VideoFrame.blank(
            JPEG.format(width: width, height: y), luma: 24, cb: 128, cr: 128)
        var labels: [SheetLabel] = columns.enumerated().map { index, name in
            SheetLabel(name, x: gap + index * (side + gap), y: gap, width: side, size: 26)
        }
        y = gap + headHeight
        for (row, height) in zip(rows, heights) {
            labels.append(SheetLabel(row.title, x: gap, y: y + 4, width: width - 2 * gap, size: 20, isSoft: true))
            let top = y + titleHeight
            for (index, cell) in row.cells.prefix(columns.count).enumerated() {
                let x = gap + index * (side + gap)
                guard let cell else {
                    labels.append(SheetLabel("none", x: x, y: top + 8, width: side, size: 18, isSoft: true))
                    continue
                }
                let still = try picture(cell.still, within: side)
                page.lay(still, x: x, y: top)
                labels.append(SheetLabel(cell.label, x: x, y: top + still.height + 7, width: side, size: 18))
            }
            y = top + height + labelHeight + gap
        }
        // One graph for all labels: drawing is in place, so the page is copied once.
        let chain = labels.compactMap(\.filter).joined(separator: ",")
        let drawn = chain.isEmpty ? page : try FilterGraph(chain, like: page).apply(to: page)
        return (try JPEG.encode(drawn), size, heights.count)
    }

    private static func fitted(_ still: [UInt8], within side: Int) throws -> PictureSize {
        let frame = try JPEG.decode(still)
        return PictureSize(width: frame.width, height: frame.height).fitting(maxWidth: side, maxHeight: side)
    }

    private static func picture(_ still: [UInt8], within side: Int) throws -> VideoFrame {
        let frame = try JPEG.decode(still)
        let size = PictureSize(width: frame.width, height: frame.height).fitting(maxWidth: side, maxHeight: side)
        return try Scaler(to: JPEG.format(width: size.width, height: size.height), filter: .area).scale(frame)
    }
}
