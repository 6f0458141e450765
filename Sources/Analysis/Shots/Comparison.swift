/// How far two pictures of one clip are apart, motion and light discounted. Symmetric in meaning, not in arithmetic:
/// the later picture's blocks are looked for in the earlier one.
package struct Comparison: Sendable {
    /// Structure that the best match leaves over, 0 (same) to about 0.6 (chance).
    package var structure: Float = 0
    /// The same without motion search.
    package var still: Float = 0
    /// Left-over structure of the blocks at the lower quartile, the median and the upper quartile of the texture:
    /// something passing by changes some blocks, a cut changes all.
    var lowQuartile: Float = 0
    var median: Float = 0
    var highQuartile: Float = 0
    /// Mean left-over of the luma after motion, in levels.
    var luma: Float = 0
    /// The same, each block's change of brightness discounted.
    var relitLuma: Float = 0
    /// Mean left-over of the chroma after motion, in levels.
    var chroma: Float = 0
    /// Mean change of luma without motion search, in levels.
    var stillLuma: Float = 0
    /// Distance of the luma and of the chroma histograms, 0 to 1.
    var lumaHistogram: Float = 0
    var chromaHistogram: Float = 0
    /// How little neighbouring blocks agree on the motion, 0 to 1.
    var disorder: Float = 0
    /// Share of the picture's area, flat or not, that looks otherwise after motion: what appears on a plain
    /// background leaves most of it as it was.
    var changedArea: Float = 0
    /// How much more texture comes than goes, or the other way round, place by place: 0 where one picture replaces
    /// another, towards 1 where something appears on nothing.
    var oneSided: Float = 0
    /// ``oneSided`` among the blocks in which much comes or goes, however little that is of the picture: a line of small type that
    /// appears is 1, one in place of another about 0.
    var oneSidedAlone: Float = 0
    /// Share of the picture's area that is plain in one of the two and not in the other: little where a caption appears on
    /// a plain ground, most where a card follows a picture. Not among ``values``.
    var emptied: Float = 0
    /// How much of what was there is gone and of what is there is new, place by place, whichever is less: 0 where something appears or
    /// goes and the rest stays, about 0.5 where words take the place of other words. Not among ``values``.
    var replaced: Float = 0
    /// ``structure`` where all blocks have to move alike: what is scrolled, or moves on a plain ground, leaves little; words in place of
    /// others as much as without motion. Not among ``values``.
    var movedWhole: Float = 0
    /// The number of values, for a fixed layout.
    static let count = 14
    var values: [Float] {
        [
            structure, still, lowQuartile, median, highQuartile, luma, relitLuma, chroma, stillLuma,
            lumaHistogram, chromaHistogram, disorder, changedArea, oneSided,
        ]
    }
}
