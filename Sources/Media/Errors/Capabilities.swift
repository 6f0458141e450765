internal import CFFmpeg

/// What the FFmpeg of this machine was built with.
package enum Capabilities {
    /// Whether there is a coder of this name: "libx264".
    package static func hasEncoder(_ name: String) -> Bool { avcodec_find_encoder_by_name(name) != nil }
    /// Whether there is a decoder of this name: "hevc".
    package static func hasDecoder(_ name: String) -> Bool { avcodec_find_decoder_by_name(name) != nil }
}
