internal import CFFmpeg

/// What the FFmpeg of this machine was built with; nothing where there is none.
package enum Capabilities {
    /// Whether there is a coder of this name: "libx264".
    package static func hasEncoder(_ name: String) -> Bool { has(name, isEncoder: true) }
    /// Whether there is a decoder of this name: "hevc".
    package static func hasDecoder(_ name: String) -> Bool { has(name, isEncoder: false) }

    // One function, and kept so: of two that are alike the compiler makes one that is handed the other's address, which the
    // system's loader would look for before FFmpeg is loaded.
    @inline(never)
    private static func has(_ name: String, isEncoder: Bool) -> Bool {
        guard FFmpegLibraries.failure == nil else { return false }
        return isEncoder ? avcodec_find_encoder_by_name(name) != nil : avcodec_find_decoder_by_name(name) != nil
    }
}
