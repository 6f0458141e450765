internal import Foundation
package import Media
package import Timing

/// Small pictures at even steps through the clip in one JPEG, with WebVTT cues that say which belongs to
/// which time: what players show above the scrubber.
///
/// A final class, used from one thread.
package final class Sprite {
    /// Tiles of a row.
    private static let columns = 10
    /// Tiles at most, whatever the clip's length.
    private static let maximumTiles = 100

    private let interval: Int
    private let tile: PictureFormat
    private let scaler: Scaler
    private var tiles: [VideoFrame] = []

    /// For a clip of `frames` pictures: four tiles a second, but no more than 100. The longer side of a
    /// tile is at most `side`.
    package init(reduced: PictureFormat, frames: Int, frameRate: Double, side: Int) {
        let quarterSecond = max(1, Int((frameRate / 4).rounded()))
        interval = max(quarterSecond, (frames + Self.maximumTiles - 1) / Self.maximumTiles)
        let size = PictureSize(width: reduced.width, height: reduced.height).fitting(maxWidth: side, maxHeight: side)
        tile = JPEG.format(width: size.width, height: size.height)
        scaler = Scaler(to: tile, filter: .area)
    }

    /// Keeps the picture if a tile begins with it.
    package func take(_ picture: VideoFrame, frame: Int) throws {
        guard frame % interval == 0, tiles.count < Self.maximumTiles else { return }
        tiles.append(try scaler.scale(picture))
    }

    /// Size of the whole picture.
    package var size: PictureSize {
        let columns = min(Self.columns, max(1, tiles.count))
        let rows = max(1, (tiles.count + Self.columns - 1) / Self.columns)
        return PictureSize(width: columns * tile.width, height: rows * tile.height)
    }

    /// The sprite as a JPEG.
    package func jpeg() throws -> [UInt8] {
        let sheet = try VideoFrame.blank(
            JPEG.format(width: size.width, height: size.height), luma: 0, cb: 128, cr: 128)
        for (index, picture) in tiles.enumerated() {
            sheet.lay(
                picture, x: index % Self.columns * tile.width, y: index / Self.columns * tile.height)
        }
        return try JPEG.encode(sheet, quantizer: 4)
    }

    /// The cues (W3C WebVTT with the media fragment `#xywh`), one for each tile, without gap; `image` is the
    /// sprite's file name, `times` when each frame of the clip is shown, `end` when the clip ends.
    package func webVTT(image: String, times: [MediaTime], end: MediaTime) -> String {
        var text = "WEBVTT\n"
        for index in tiles.indices {
            let start = times[index * interval]
            let next = (index + 1) * interval
            let stop = index + 1 < tiles.count && next < times.count ? times[next] : end
            let place = (index % Self.columns * tile.width, index / Self.columns * tile.height)
            text += "\n\(start.webVTTText) --> \(stop.webVTTText)\n"
            text += "\(image)#xywh=\(place.0),\(place.1),\(tile.width),\(tile.height)\n"
        }
        return text
    }
}
