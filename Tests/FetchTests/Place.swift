@testable internal import Fetch
internal import Foundation
internal import Support
internal import Synchronization

/// A file that looks like a clip to a download: an `ftyp` box, then an `mdat` box of random bytes.
func clipBytes(_ count: Int = 200_000, seed: UInt64 = 1) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let length = UInt32(content.count + 8)
        return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + Array(name.utf8) + content
    }
    let kind = box("ftyp", Array("isomzzzzisommp42".utf8))
    return kind + box("mdat", (0..<(count - kind.count - 8)).map { _ in random.next() as UInt8 })
}

extension SeededGenerator {
    fileprivate mutating func next() -> UInt8 { UInt8(truncatingIfNeeded: next() as UInt64) }
}

/// A place to download to, and settings that lose no time.
struct Place {
    let folder: TemporaryFolder
    var settings: FetchSettings

    init() throws {
        folder = try TemporaryFolder()
        settings = FetchSettings()
        settings.allowPrivate = true
        // Long, because a busy machine is no fault; tests of slowness have shorter ones.
        settings.connectTimeout = .seconds(10)
        settings.firstByteTimeout = .seconds(10)
        settings.stallWindow = .seconds(30)
        settings.stallBytesPerSecond = 10
        settings.firstPause = .milliseconds(10)
        settings.longestPause = .milliseconds(50)
        settings.longestRetryAfter = .seconds(3)
        settings.absencePatience = .seconds(1)
        settings.retries = 3
    }

    var file: URL { URL(fileURLWithPath: folder.file("clip.mp4")) }

    func fetch(
        _ url: String, as resource: String? = nil, renewing: URLRenewal? = nil,
        progress: @escaping @Sendable (FetchProgress) -> Void = { _ in }
    ) async throws -> FetchedFile {
        try await Fetcher(settings).fetch(
            try RemoteURL(url), to: file, as: resource, renewing: renewing, progress: progress)
    }

    /// The error that a download ends with, which leaves no file.
    func failure(_ url: String, renewing: URLRenewal? = nil) async -> FetchError? {
        do {
            _ = try await fetch(url, renewing: renewing)
            return nil
        } catch {
            return error as? FetchError
        }
    }

    /// What lies at the end's name; `nil` for nothing.
    var arrived: [UInt8]? { FileManager.default.fileExists(atPath: file.path) ? try? bytes(of: file.path) : nil }
    /// How many bytes lie beside it.
    var partial: Int? { (try? bytes(of: file.path + ".partial"))?.count }
}
