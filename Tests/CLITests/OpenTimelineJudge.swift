import Foundation
import Support

/// An independent reader of timelines: OpenTimelineIO with its adapters for CMX 3600 and FCPXML, where some Python
/// has it.
struct OpenTimelineJudge {
    private let python: Tool

    /// The judge; `nil` where it is not installed.
    static let installed: OpenTimelineJudge? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let own = Tool(at: root.appending(path: ".build/judges/bin/python3").path)
        return [own, Tool("python3")].first { python in
            (try? python.attempt(["-c", "import opentimelineio, otio_cmx3600_adapter, otio_fcpx_xml_adapter"]))?
                .status == 0
        }.map(OpenTimelineJudge.init)
    }()

    /// First frame and length of each clip on the first track.
    func clips(in file: String) throws -> [[Int]] {
        let script = """
            import opentimelineio as otio, sys
            found = otio.adapters.read_from_file(sys.argv[1])
            if isinstance(found, otio.schema.Timeline): found = found.video_tracks()[0]
            for clip in found.find_clips():
                r = clip.source_range
                print(int(r.start_time.value), int(r.duration.value))
            """
        return try python.run(["-c", script, file]).text.split(separator: "\n").map {
            $0.split(separator: " ").compactMap { Int($0) }
        }
    }
}
