internal import CFFmpeg
internal import Timing

/// One chain of libavfilter's that pictures go through, such as "transpose=clock".
///
/// A final class, used from one thread. Only chains that give one picture for each one that goes in.
package final class FilterGraph {
    private let filters: shim_Filters
    private let graph: UnsafeMutablePointer<AVFilterGraph>
    private let input: UnsafeMutablePointer<AVFilterContext>
    private let output: UnsafeMutablePointer<AVFilterContext>
    private let chain: String

    /// Builds `chain` for pictures like `frame`.
    package init(_ chain: String, like frame: VideoFrame) throws(FFmpegError) {
        try FFmpegLibraries.load()
        let filters = try FilterLibrary.load().calls
        var made = filters.graph_alloc()
        let graph = try allocated(made, "avfilter_graph_alloc")
        do throws(FFmpegError) {
            graph.pointee.nb_threads = 1
            let format = frame.raw.pointee.format
            let source =
                "video_size=\(frame.width)x\(frame.height):pix_fmt=\(format):time_base=1/1000:pixel_aspect=1/1"
            input = try Self.filter("buffer", "in", source, graph, filters)
            output = try Self.filter("buffersink", "out", nil, graph, filters)
            try Self.connect(chain, input, output, graph, filters)
            try check(filters.graph_config(graph, nil), "avfilter_graph_config", chain)
        } catch {
            filters.graph_free(&made)
            throw error
        }
        self.filters = filters
        self.graph = graph
        self.chain = chain
    }

    deinit {
        var graph: UnsafeMutablePointer<AVFilterGraph>? = graph
        filters.graph_free(&graph)
    }

    /// The picture that comes out for this one, with its times.
    package func apply(to frame: VideoFrame) throws(FFmpegError) -> VideoFrame {
        try check(
            filters.buffersrc_add_frame_flags(input, frame.raw, Int32(AV_BUFFERSRC_FLAG_KEEP_REF)),
            "av_buffersrc_add_frame_flags", chain)
        let filtered = VideoFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
        try check(filters.buffersink_get_frame(output, filtered.raw), "av_buffersink_get_frame", chain)
        filtered.raw.pointee.pts = frame.raw.pointee.pts
        filtered.raw.pointee.best_effort_timestamp = frame.raw.pointee.best_effort_timestamp
        return filtered
    }

    private static func filter(
        _ kind: String, _ name: String, _ arguments: String?, _ graph: UnsafeMutablePointer<AVFilterGraph>,
        _ filters: shim_Filters
    ) throws(FFmpegError) -> UnsafeMutablePointer<AVFilterContext> {
        var made: UnsafeMutablePointer<AVFilterContext>?
        try check(
            filters.graph_create_filter(&made, filters.get_by_name(kind), name, arguments, nil, graph),
            "avfilter_graph_create_filter", kind)
        return try allocated(made, "avfilter_graph_create_filter")
    }

    private static func connect(
        _ chain: String, _ input: UnsafeMutablePointer<AVFilterContext>,
        _ output: UnsafeMutablePointer<AVFilterContext>, _ graph: UnsafeMutablePointer<AVFilterGraph>,
        _ filters: shim_Filters
    ) throws(FFmpegError) {
        // The names are the chain's view: what it calls "in" is where our source ends.
        var outputs = filters.inout_alloc()
        var inputs = filters.inout_alloc()
        defer {
            filters.inout_free(&outputs)
            filters.inout_free(&inputs)
        }
        let from = try allocated(outputs, "avfilter_inout_alloc")
        let to = try allocated(inputs, "avfilter_inout_alloc")
        from.pointee.name = av_strdup("in")
        from.pointee.filter_ctx = input
        to.pointee.name = av_strdup("out")
        to.pointee.filter_ctx = output
        try check(filters.graph_parse_ptr(graph, chain, &inputs, &outputs, nil), "avfilter_graph_parse_ptr", chain)
    }
}
