internal import CFFmpeg
internal import Glibc

extension VideoFrame {
    /// A number that two pictures share only when their size, layout and every sample are the same, but for one
    /// chance in 2^64.
    package var digest: UInt64 {
        // The "yuvj" layouts differ in name only.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ word: UInt64) {
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        for number in [width, height] { mix(UInt64(number)) }
        for byte in plainFormat.utf8 { mix(UInt64(byte)) }
        for plane in rows {
            for y in 0..<plane.rows {
                let row = UnsafeRawPointer(plane.data + y * plane.stride)
                var x = 0
                while x + 8 <= plane.bytes {
                    mix(row.loadUnaligned(fromByteOffset: x, as: UInt64.self))
                    x += 8
                }
                while x < plane.bytes {
                    mix(UInt64(row.load(fromByteOffset: x, as: UInt8.self)))
                    x += 1
                }
            }
        }
        return hash
    }

    /// Peak signal against noise to `other` in dB, over all samples; infinite where all are the same, `nil` for
    /// pictures of different size or layout.
    package func peakSignalToNoise(_ other: VideoFrame) -> Double? {
        guard width == other.width, height == other.height, plainFormat == other.plainFormat,
            let format = av_pix_fmt_desc_get(AVPixelFormat(raw.pointee.format)),
            format.pointee.comp.0.depth <= 16
        else { return nil }
        let depth = Int(format.pointee.comp.0.depth)
        var (error, count) = (0, 0)
        for (mine, theirs) in zip(rows, other.rows) {
            for y in 0..<mine.rows {
                let (a, b) = (mine.data + y * mine.stride, theirs.data + y * theirs.stride)
                if depth == 8 {
                    error += squaredError(a, b, mine.bytes)
                    count += mine.bytes
                } else {
                    error += squaredError16(a, b, mine.bytes / 2)
                    count += mine.bytes / 2
                }
            }
        }
        guard error > 0, count > 0 else { return .infinity }
        let peak = Double((1 << depth) - 1)
        return 10 * log10(peak * peak * Double(count) / Double(error))
    }

    /// The layout's name without the word for full range, which changes no sample.
    package var plainFormat: String {
        pixelFormat.hasPrefix("yuvj") ? "yuv" + pixelFormat.dropFirst(4) : pixelFormat
    }

    /// The picture's own colour tags.
    package var colour: ColourTags {
        ColourTags(
            primaries: name(av_color_primaries_name(raw.pointee.color_primaries)),
            transfer: name(av_color_transfer_name(raw.pointee.color_trc)),
            matrix: name(av_color_space_name(raw.pointee.colorspace)),
            range: name(av_color_range_name(raw.pointee.color_range)))
    }

    private struct Plane {
        let data: UnsafeMutablePointer<UInt8>
        let stride: Int
        let bytes: Int
        let rows: Int
    }

    /// The planes that there are, with the bytes of a row that hold samples.
    private var rows: [Plane] {
        let format = AVPixelFormat(raw.pointee.format)
        guard let description = av_pix_fmt_desc_get(format) else { return [] }
        let data = [raw.pointee.data.0, raw.pointee.data.1, raw.pointee.data.2, raw.pointee.data.3]
        let strides = [
            raw.pointee.linesize.0, raw.pointee.linesize.1, raw.pointee.linesize.2, raw.pointee.linesize.3,
        ]
        return (0..<max(0, Int(av_pix_fmt_count_planes(format)))).compactMap { index in
            guard let start = data[index] else { return nil }
            let isChroma =
                (index == 1 || index == 2) && description.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) == 0
            let shift = isChroma ? Int(description.pointee.log2_chroma_h) : 0
            let bytes = Int(av_image_get_linesize(format, raw.pointee.width, Int32(index)))
            return Plane(data: start, stride: Int(strides[index]), bytes: max(0, bytes), rows: -(-height >> shift))
        }
    }
}

/// A tag that says something.
private func name(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text = text.map({ String(cString: $0) }), text != "unknown", text != "reserved" else { return nil }
    return text
}

/// Sums wrap: a row of 16384 samples that are as wrong as can be still fits 32 bits.
private func squaredError(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var (total, start) = (0, 0)
    while start < count {
        let end = min(count, start + 16384)
        var part: UInt32 = 0
        for x in start..<end {
            let difference = Int32(a[x]) &- Int32(b[x])
            part &+= UInt32(bitPattern: difference &* difference)
        }
        total += Int(part)
        start = end
    }
    return total
}

private func squaredError16(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Int {
    a.withMemoryRebound(to: UInt16.self, capacity: count) { a in
        b.withMemoryRebound(to: UInt16.self, capacity: count) { b in
            var total: UInt64 = 0
            for x in 0..<count {
                let difference = Int64(a[x]) &- Int64(b[x])
                total &+= UInt64(bitPattern: difference &* difference)
            }
            return Int(total)
        }
    }
}
