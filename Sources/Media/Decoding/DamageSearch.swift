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
    init(_ path: String, knowing known: StreamParameters?, checkpoint: () throws -> Void) throws {
        let demuxer = try Demuxer(opening: path, knowing: known)
        guard let video = demuxer.video else { throw InputError(path: path, problem: .noVideo) }
        // Edges of blocks show no damage. A strict decoder of another make works on one picture at a time anyway.
        let isStrict = demuxer.needsStrictDecoder(video.index)
        var decoder = try Decoder(
            for: video.index, of: demuxer, threads: isStrict ? 0 : 1, deblocking: .none,
            rigor: isStrict ? .strict : .usual)
        let structure = demuxer.unitStructure
        let packet = try Packet()
        var damaged: Set<Int> = []
        let take = { (frame: VideoFrame) in
            if frame.isDamaged, let tick = frame.pts { damaged.insert(tick) }
        }
        // Whether the pictures that come are predicted from a damaged one.
        var isTainted = false
        while (try? demuxer.read(into: packet)) ?? false {
            guard packet.streamIndex == video.index else { continue }
            try checkpoint()
            if packet.isKey, packet.withBytes({ structure?.beginsWithIDR($0) ?? true }) { isTainted = false }
            let (complaints, refused, marked) = (decoder.complaints, decoder.refusedPackets, damaged.count)
            try decoder.decode(packet, each: take)
            let tick = packet.pts ?? packet.dts
            let isBroken =
                decoder.complaints > complaints || decoder.refusedPackets > refused || packet.isDamaged
                || (damaged.count > marked && tick.map(damaged.contains) ?? true)
            if isBroken, !packet.withBytes({ structure?.isDisposable($0) ?? false }) { isTainted = true }
            guard isBroken || isTainted, !packet.isHidden else { continue }
            if let tick { damaged.insert(tick) } else { unplaced += 1 }
        }
        try decoder.finish(each: take)
        ticks = damaged
        // What a strict decoder refuses, the usual one may show: those pictures are told by their times.
        refusedPackets = isStrict ? 0 : decoder.refusedPackets
    }
}
