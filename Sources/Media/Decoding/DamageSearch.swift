/// Decodes the pictures of a clip once more, one at a time, to tell which of them are damaged.
///
/// A decoder that works on several at a time is faster and loses marks of damage, so that what it tells depends on the number
/// of cores. This is for clips of which it has complained.
struct DamageSearch {
    /// When the damaged pictures are shown, in ticks.
    private(set) var ticks: Set<Int> = []
    /// Damaged packets that do not say when.
    private(set) var unplaced = 0
    /// Packets that the decoder refused.
    private(set) var refusedPackets = 0

    /// Reads the clip at `path`.
    ///
    /// - Parameter found: what is known of the picture's packets already, by their numbers.
    init(
        _ path: String, knowing known: StreamParameters?, found: [Int: PictureInspector.Finding],
        checkpoint: () throws -> Void
    ) throws {
        let demuxer = try Demuxer(opening: path, knowing: known)
        guard let video = demuxer.video else { throw InputError(path: path, problem: .noVideo) }
        let isStrict = demuxer.needsStrictDecoder(video.index)
        let structure = demuxer.unitStructure
        // Edges of blocks show no damage. A strict decoder of another make works on one picture at a time anyway.
        var decoder = try Decoder(
            for: video.index, of: demuxer, threads: isStrict && structure == nil ? 0 : 1, deblocking: .none,
            rigor: isStrict ? .strict : .usual)
        let packet = try Packet()
        var damaged: Set<Int> = []
        // Those whose packets have damaged ones behind them, which come out under the same time.
        var whole: Set<Int> = []
        let take = { (frame: VideoFrame) in
            if frame.isDamaged, let tick = frame.pts { damaged.insert(tick) }
        }
        // Whether the pictures that come are predicted from a damaged one.
        var isTainted = false
        // Where those end that may be, when that is before the next clean start.
        var taintEnd: Int?
        var number = -1
        while (try? demuxer.read(into: packet)) ?? false {
            guard packet.streamIndex == video.index else { continue }
            try checkpoint()
            number += 1
            let tick = packet.pts ?? packet.dts
            if packet.isKey {
                if packet.withBytes({ structure?.beginsWithIDR($0) ?? true }) { isTainted = false }
                if packet.withBytes({ structure?.beginsWithCRA($0) ?? false }) { taintEnd = tick }
            }
            let wasTainted = isTainted
            let (before, refused, marked) = (decoder.complaints, decoder.refusedPackets, damaged.count)
            try decoder.decode(packet, each: take)
            let told = decoder.complaints
            // A strict decoder refuses whole pictures, too, for what is forgiven.
            let isRefused = decoder.refusedPackets > refused && told.forgiven == before.forgiven
            let isBehindGap = found[number] == .behindGap || told.missing > before.missing
            let isBroken =
                found[number] != nil || told.all > before.all || isRefused || packet.isDamaged
                || (damaged.count > marked && tick.map(damaged.contains) ?? true)
            if isBroken, isBehindGap || !packet.withBytes({ structure?.isDisposable($0) ?? false }) {
                (isTainted, taintEnd) = (true, nil)
            }
            let leansOnBroken = isTainted && !(taintEnd.flatMap { end in tick.map { $0 >= end } } ?? false)
            guard isBroken || leansOnBroken, !packet.isHidden else { continue }
            if found[number] == .joined, !wasTainted, let tick {
                whole.insert(tick)
            } else if let tick {
                damaged.insert(tick)
            } else {
                unplaced += 1
            }
        }
        try decoder.finish(each: take)
        ticks = damaged.subtracting(whole)
        // What a strict decoder refuses, the usual one may show: those pictures are told by their times.
        refusedPackets = isStrict ? 0 : decoder.refusedPackets
    }
}
