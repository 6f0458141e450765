internal import CFFmpeg
internal import Timing

extension LightMetadata {
    /// What the container says of a stream's light; `nil` for nothing.
    init?(reading stream: UnsafeMutablePointer<AVStream>) {
        self.init()
        if let raw = shim_mastering_display(stream) { masteringDisplay = MasteringDisplay(raw.pointee) }
        if let raw = shim_content_light(stream) { contentLevel = ContentLevel(raw.pointee) }
        if let raw = shim_dolby_vision(stream) {
            dolbyVision = DolbyVision(
                profile: Int(raw.pointee.dv_profile), level: Int(raw.pointee.dv_level),
                compatibility: Int(raw.pointee.dv_bl_signal_compatibility_id))
        }
        if isEmpty { return nil }
    }

    /// The same with what a decoded picture says where the container says nothing.
    fileprivate func completed(by frame: VideoFrame) -> LightMetadata {
        var all = self
        if masteringDisplay == nil,
            let side = av_frame_get_side_data(frame.raw, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA)
        {
            side.pointee.data.withMemoryRebound(to: AVMasteringDisplayMetadata.self, capacity: 1) {
                all.masteringDisplay = MasteringDisplay($0.pointee)
            }
        }
        if contentLevel == nil, let side = av_frame_get_side_data(frame.raw, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL) {
            side.pointee.data.withMemoryRebound(to: AVContentLightMetadata.self, capacity: 1) {
                all.contentLevel = ContentLevel($0.pointee)
            }
        }
        return all
    }
}

extension VideoStreamInfo {
    /// The same, with what the first picture says of its light: an MP4's index often leaves that to the pictures.
    package func lookingForLight(in path: String, knowing known: StreamParameters? = nil) -> VideoStreamInfo {
        guard colour.isHighDynamicRange, light?.masteringDisplay == nil || light?.contentLevel == nil else {
            return self
        }
        var told = self
        // A clip that cannot be decoded tells nothing here, and why elsewhere.
        guard var reader = try? FrameReader(path, knowing: known), let frame = try? reader.next() else { return self }
        let light = (light ?? LightMetadata()).completed(by: frame)
        told.light = light.isEmpty ? nil : light
        return told
    }
}

extension LightMetadata.MasteringDisplay {
    fileprivate init?(_ raw: AVMasteringDisplayMetadata) {
        // Matroska has numbers of any size; a damaged file has them everywhere.
        func number(_ raw: AVRational, upTo most: Double) -> Rational? {
            Rational(Int(raw.num), Int(raw.den)).flatMap { (0...most).contains($0.double) ? $0 : nil }
        }
        func place(_ pair: (AVRational, AVRational)) -> Chromaticity? {
            guard let x = number(pair.0, upTo: 2), let y = number(pair.1, upTo: 2) else { return nil }
            return Chromaticity(x: x, y: y)
        }
        let primaries = raw.display_primaries
        if raw.has_primaries != 0, let red = place(primaries.0), let green = place(primaries.1),
            let blue = place(primaries.2), let white = place(raw.white_point)
        {
            colours = Colours(red: red, green: green, blue: blue, white: white)
        } else {
            colours = nil
        }
        if raw.has_luminance != 0,
            let darkest = number(raw.min_luminance, upTo: 1e6), let brightest = number(raw.max_luminance, upTo: 1e6)
        {
            luminance = (darkest, brightest)
        } else {
            luminance = nil
        }
        if colours == nil, luminance == nil { return nil }
    }
}

extension LightMetadata.ContentLevel {
    fileprivate init?(_ raw: AVContentLightMetadata) {
        guard raw.MaxCLL > 0 || raw.MaxFALL > 0 else { return nil }
        self.init(brightestPixel: Int(raw.MaxCLL), brightestFrame: Int(raw.MaxFALL))
    }
}
