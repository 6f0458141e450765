package import Foundation
internal import Media
internal import Render

/// Looks whether this machine has what the program needs.
package enum Doctor {
    /// One thing that was looked at.
    package struct Finding: Sendable, Encodable {
        package enum Status: String, Sendable, Encodable {
            case ok, missing
        }
        package let name: String
        package let status: Status
        /// What was found, or what is missing without it and how to get it.
        package let message: String
    }

    /// Looks at FFmpeg, fonts and the library's disk.
    package static func examine(library: URL) -> [Finding] {
        var findings = [ffmpegFinding()]
        let encoders = [
            ("libx264", "shots and proxies in H.264"), ("aac", "sound of proxies"), ("mjpeg", "thumbnails"),
            ("prores_ks", "the preset prores-proxy"), ("dnxhd", "the preset dnxhr-lb"),
        ]
        for (name, use) in encoders {
            findings.append(
                finding(
                    "encoder \(name)", Capabilities.hasEncoder(name), use, "install an FFmpeg that was built with it"))
        }
        for (name, use) in [("h264", "most clips"), ("hevc", "HEVC clips"), ("libdav1d", "AV1 clips")] {
            findings.append(
                finding(
                    "decoder \(name)", Capabilities.hasDecoder(name), use, "install an FFmpeg that was built with it"))
        }
        findings.append(drawingFinding())
        findings.append(libraryFinding(library))
        return findings
    }

    private static func ffmpegFinding() -> Finding {
        do {
            return Finding(name: "ffmpeg", status: .ok, message: try FFmpegVersion.text)
        } catch {
            return Finding(name: "ffmpeg", status: .missing, message: error.reason)
        }
    }

    private static func finding(_ name: String, _ isThere: Bool, _ use: String, _ cure: String) -> Finding {
        Finding(name: name, status: isThere ? .ok : .missing, message: isThere ? use : "needed for \(use): \(cure)")
    }

    /// Draws a label, since fonts are found only then.
    private static func drawingFinding() -> Finding {
        let name = "labels on contact sheets"
        do {
            return finding(
                name, try ContactSheet.canDrawLabels(), "drawtext with a sans font",
                "install a font, for example: apt-get install fonts-dejavu-core")
        } catch {
            return Finding(name: name, status: .missing, message: "needs libavfilter and a font: \(error)")
        }
    }

    private static func libraryFinding(_ library: URL) -> Finding {
        var folder = library.standardizedFileURL
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
            folder.deleteLastPathComponent()
        }
        guard access(folder.path, W_OK) == 0 else {
            return Finding(
                name: "library", status: .missing,
                message: "\(library.path) cannot be written: choose another with --library or DAILIES_LIBRARY")
        }
        let values = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
        let free = (values?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        return Finding(
            name: "library", status: .ok, message: "\(library.path), \(free / 1_000_000_000) GB free")
    }
}
