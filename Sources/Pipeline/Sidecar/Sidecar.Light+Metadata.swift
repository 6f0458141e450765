internal import Conformance
internal import Library
internal import Media

extension Sidecar.Light {
    /// What a stream says of its light.
    init(_ light: LightMetadata) {
        self.init(
            masteringDisplay: light.masteringDisplay.map(MasteringDisplay.init),
            maxCLL: light.contentLevel?.brightestPixel, maxFALL: light.contentLevel?.brightestFrame,
            dolbyVision: light.dolbyVision.map {
                DolbyVision(profile: $0.profile, level: $0.level, compatibility: $0.compatibility)
            })
    }
}

extension Sidecar.Light.MasteringDisplay {
    fileprivate init(_ display: LightMetadata.MasteringDisplay) {
        let place = { (place: LightMetadata.MasteringDisplay.Chromaticity) in [place.x.double, place.y.double] }
        self.init(
            red: display.colours.map { place($0.red) }, green: display.colours.map { place($0.green) },
            blue: display.colours.map { place($0.blue) }, white: display.colours.map { place($0.white) },
            minLuminance: display.luminance?.darkest.double, maxLuminance: display.luminance?.brightest.double)
    }
}

extension LightFacts {
    init(_ light: LightMetadata) {
        self.init()
        hasMasteringDisplay = light.masteringDisplay != nil
        (maxCLL, maxFALL) = (light.contentLevel?.brightestPixel, light.contentLevel?.brightestFrame)
        dolbyVisionProfile = light.dolbyVision?.profile
        dolbyVisionCompatibility = light.dolbyVision?.compatibility
    }
}
