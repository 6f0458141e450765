internal import CFFmpeg
package import Timing

/// A part of a clip that a player lists and jumps to.
package struct Chapter: Sendable, Equatable {
    package let start: MediaTime
    package let end: MediaTime
    /// On one line.
    package let title: String

    package init(start: MediaTime, end: MediaTime, title: String) {
        self.start = start
        self.end = end
        self.title = title
    }
}

extension Muxer {
    /// Adds chapters, in order; before the file is begun. An MP4 gets them twice: as a track of text, which Apple's
    /// players read, and as a list, which others do.
    package func setChapters(_ chapters: [Chapter]) throws(FFmpegError) {
        guard !chapters.isEmpty else { return }
        // What is made here is freed with the context.
        let size = chapters.count * MemoryLayout<UnsafeMutablePointer<AVChapter>?>.stride
        let list = try allocated(
            av_mallocz(size)?.assumingMemoryBound(to: UnsafeMutablePointer<AVChapter>?.self), "av_mallocz")
        context.pointee.chapters = list
        for (index, chapter) in chapters.enumerated() {
            let raw = try allocated(
                av_mallocz(MemoryLayout<AVChapter>.size)?.assumingMemoryBound(to: AVChapter.self), "av_mallocz")
            list[index] = raw
            context.pointee.nb_chapters = UInt32(index + 1)
            raw.pointee.id = Int64(index)
            raw.pointee.time_base = AVRational(chapter.start.timeBase)
            raw.pointee.start = Int64(chapter.start.ticks)
            let end = chapter.end.rescaled(to: chapter.start.timeBase, rounding: .nearest) ?? chapter.end
            raw.pointee.end = Int64(end.ticks)
            av_dict_set(&raw.pointee.metadata, "title", chapter.title, 0)
        }
    }
}
