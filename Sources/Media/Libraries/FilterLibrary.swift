internal import CFFmpeg

/// libavfilter, which is loaded when it is first asked for.
struct FilterLibrary: @unchecked Sendable {
    /// The functions; they stay loaded for as long as the process lives.
    let calls: shim_Filters

    /// `nil` where the machine does not have the library.
    private static let loaded: FilterLibrary? = {
        var calls = shim_Filters()
        return shim_load_filters(&calls) != 0 ? FilterLibrary(calls: calls) : nil
    }()

    /// The library; throws an error that names the file that is missing.
    static func load() throws(FFmpegError) -> FilterLibrary {
        guard let loaded else {
            throw FFmpegError(
                code: shim_AVERROR_FILTER_NOT_FOUND, operation: "dlopen", subject: String(cString: shim_filter_library))
        }
        return loaded
    }
}
