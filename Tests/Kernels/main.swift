internal import Analysis
internal import Media

/// Prints what the loops over pixels do, in millions of samples a second, beside plain versions of them.
func measureAll() throws {
    var state: UInt64 = 9
    func noise() -> UInt8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40)
    }
    func picture(_ width: Int, _ height: Int) throws -> VideoFrame {
        try VideoFrame.computed(PictureFormat(width: width, height: height)) { _, _ in
            noise()
        } chroma: { _, _ in
            (noise(), noise())
        }
    }
    /// Uses a result, so that no loop is left out.
    var used = 0
    func use(_ bytes: [UInt8]) { used &+= Int(bytes[bytes.count / 2]) }

    let (uhd, hd) = (try picture(3840, 2160), try picture(1280, 720))
    let (uhdPlanes, hdPlanes) = ((0..<3).map(uhd.plane), (0..<3).map(hd.plane))
    func reduction(_ factor: Int, _ frame: VideoFrame, _ planes: [[UInt8]]) -> Kernel {
        let target = PictureFormat(width: frame.width / factor, height: frame.height / factor)
        let scaler = Scaler(to: target, filter: .mean)
        return Kernel(
            name: "reduction \(factor):1, \(frame.width)x\(frame.height)", samples: planes.reduce(0) { $0 + $1.count },
            ours: { used &+= try scaler.scale(frame).width },
            plain: {
                for (plane, pixels) in planes.enumerated() {
                    use(Plain.mean(pixels, width: plane == 0 ? frame.width : frame.width / 2, factor: factor))
                }
            })
    }
    let jpeg = Scaler(to: JPEG.format(width: 1280, height: 720), filter: .bicubic)
    let other = try picture(1280, 720)
    let otherPlanes = (0..<3).map(other.plane)
    let small = try (0..<2).map { _ in
        let frame = try picture(160, 90)
        return Sketch(
            SmallPicture(width: 160, height: 90, luma: frame.plane(0), cb: frame.plane(1), cr: frame.plane(2)))
    }
    let matcher = BlockMatcher(width: 80, height: 45)
    let kernels = [
        reduction(3, uhd, uhdPlanes), reduction(2, uhd, uhdPlanes), reduction(8, hd, hdPlanes),
        Kernel(
            name: "colours for a JPEG, 1280x720", samples: 1280 * 720 * 3 / 2,
            ours: { used &+= try jpeg.scale(hd).width },
            plain: { use(Plain.jpegColours(hdPlanes[0], hdPlanes[1], hdPlanes[2], width: 1280).0) }),
        Kernel(
            name: "squared difference, 1280x720", samples: 2 * 1280 * 720 * 3 / 2,
            ours: { used &+= Int(hd.peakSignalToNoise(other) ?? 0) },
            plain: { for plane in 0..<3 { used &+= Plain.squaredError(hdPlanes[plane], otherPlanes[plane]) } }),
        Kernel(
            name: "search of blocks (SAD), 80x45", samples: 80 * 45 * 17 * 13,
            ours: { used &+= Int(matcher.compare(small[0], small[1]).structure * 100) },
            plain: {
                used &+= Plain.search(small[1].structure, in: small[0].structure, width: 80, wide: 8, tall: 6)[0]
            }),
        Kernel(
            name: "histogram, 80x45", samples: 3 * 80 * 45,
            ours: { used &+= Int(Sketch.histogram(small[0].luma, small[0].cb, small[0].cr)[3] * 100) },
            plain: { used &+= Int(Plain.histogram(small[0].luma, small[0].cb, small[0].cr)[3] * 100) }),
    ]
    for kernel in kernels {
        let (ours, plain) = try kernel.measure(rounds: 60)
        print(
            "\(kernel.name.padded(to: 32)) \(Int(ours)) million samples a second, written plainly \(Int(plain)): "
                + "\((ours / plain).short) times")
    }
    print("(\(used))")
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension Double {
    fileprivate var short: String { "\((self * 10).rounded() / 10)" }
}

try measureAll()
