internal import Media

/// Whether a file is a clip at all, and what kind: as little as tells before a folder is made for it.
struct FirstLook {
    let container: ContainerInfo
    /// What the look told of the file's streams, for those who open it again.
    let known: StreamParameters?

    /// Reads the headers of the clip at `path`, and packets until one is of a picture that is shown.
    init(_ path: String) throws {
        let demuxer = try Demuxer(opening: path)
        guard let video = demuxer.video else { throw InputError(path: path, problem: .noVideo) }
        let packet = try Packet()
        repeat {
            // A file that cannot be read on ends here, as it does for a whole probe.
            guard (try? demuxer.read(into: packet)) ?? false else { throw InputError(path: path, problem: .noFrames) }
        } while packet.streamIndex != video.index || packet.isHidden
        container = demuxer.container
        known = try StreamParameters(of: demuxer)
    }
}

extension ContainerInfo {
    /// The format in one word: FFmpeg's reader of MP4 answers to six.
    var word: String {
        if format.hasPrefix("mov") { return brand == "qt" ? "mov" : "mp4" }
        let words = format.split(separator: ",").map(String.init)
        return words.first ?? format
    }

    /// What a stored source is called after "source.".
    var fileExtension: String {
        switch word {
        case "mp4", "mov", "avi", "flv", "mxf", "ivf", "ogg", "asf", "nut": word
        case "matroska": "mkv"
        case "mpegts": "ts"
        case "mpeg": "mpg"
        default: "bin"
        }
    }
}
