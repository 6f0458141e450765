internal import CFFmpeg

extension VideoFrame {
    /// The middle of the picture; the same pixels, not copied. Both sides and what is left over are even.
    package func cropped(width: Int, height: Int) throws(FFmpegError) -> VideoFrame {
        precondition(width <= self.width && height <= self.height, "a part is not larger than the whole")
        let frame = VideoFrame(owning: try allocated(av_frame_clone(raw), "av_frame_clone"))
        let (left, top) = ((self.width - width) / 4 * 2, (self.height - height) / 4 * 2)
        frame.raw.pointee.crop_left = left
        frame.raw.pointee.crop_top = top
        frame.raw.pointee.crop_right = self.width - width - left
        frame.raw.pointee.crop_bottom = self.height - height - top
        try check(
            av_frame_apply_cropping(frame.raw, Int32(AV_FRAME_CROP_UNALIGNED)), "av_frame_apply_cropping",
            "\(width)x\(height)")
        return frame
    }
}
