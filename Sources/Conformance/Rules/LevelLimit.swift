/// What a level of a codec's standard allows.
struct LevelLimit {
    /// The level, "5.1".
    let level: String
    /// The largest picture, in the standard's units.
    let picture: Int
    /// The most of those units in a second.
    let rate: Int

    /// ITU-T H.264, table A-1: macroblocks.
    static let h264 = [
        ("1.0", 99, 1485), ("1.1", 396, 3000), ("1.2", 396, 6000), ("1.3", 396, 11_880), ("2.0", 396, 11_880),
        ("2.1", 792, 19_800), ("2.2", 1620, 20_250), ("3.0", 1620, 40_500), ("3.1", 3600, 108_000),
        ("3.2", 5120, 216_000), ("4.0", 8192, 245_760), ("4.1", 8192, 245_760), ("4.2", 8704, 522_240),
        ("5.0", 22_080, 589_824), ("5.1", 36_864, 983_040), ("5.2", 36_864, 2_073_600), ("6.0", 139_264, 4_177_920),
        ("6.1", 139_264, 8_355_840), ("6.2", 139_264, 16_711_680),
    ].map(LevelLimit.init)

    /// ITU-T H.265, tables A.8 and A.9: luma samples.
    static let hevc = [
        ("1.0", 36_864, 552_960), ("2.0", 122_880, 3_686_400), ("2.1", 245_760, 7_372_800),
        ("3.0", 552_960, 16_588_800), ("3.1", 983_040, 33_177_600), ("4.0", 2_228_224, 66_846_720),
        ("4.1", 2_228_224, 133_693_440), ("5.0", 8_912_896, 267_386_880), ("5.1", 8_912_896, 534_773_760),
        ("5.2", 8_912_896, 1_069_547_520), ("6.0", 35_651_584, 1_069_547_520), ("6.1", 35_651_584, 2_139_095_040),
        ("6.2", 35_651_584, 4_278_190_080),
    ].map(LevelLimit.init)

    private init(_ row: (level: String, picture: Int, rate: Int)) { (level, picture, rate) = row }

    /// The limits of a codec, lowest first, and a picture's size in their units; `nil` where no table is known.
    static func table(of codec: String?, for size: FrameSize) -> (limits: [LevelLimit], size: Int)? {
        switch codec {
        case "h264": (h264, ((size.width + 15) / 16) * ((size.height + 15) / 16))
        case "hevc": (hevc, size.width * size.height)
        default: nil
        }
    }
}
