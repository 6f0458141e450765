/// Why a path cannot be read as a clip at all.
package struct InputError: Error, Sendable, Equatable, Codable, CustomStringConvertible {
    /// What is wrong with it.
    package enum Problem: Sendable, Equatable, Codable {
        /// There is nothing at the path.
        case missing
        /// There is nothing at the path, and there cannot be: the name that was meant is not UTF-8.
        case nameNotUTF8
        /// A folder, a pipe or a device.
        case notAFile
        /// A file of no bytes.
        case empty
        /// The system refuses to read it: its reason.
        case unreadable(String)
        /// A file of another kind, in words: "an HTML page titled “404”".
        case notMedia(String)
        /// A container without what only this container can say: its reason.
        case damaged(String)
        /// A clip without picture.
        case noVideo
        /// The codec of the picture or of the sound is one that this FFmpeg cannot decode.
        case unknownCodec(String)
        /// Not one frame could be decoded.
        case noFrames
    }

    /// The path as the user gave it.
    package let path: String
    /// What is wrong.
    package let problem: Problem

    package init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// One line: the file, what is wrong with it, and what to do where there is something.
    package var description: String {
        switch problem {
        case .missing: "\(path): no such file"
        case .nameNotUTF8: "\(path): the name is not UTF-8, so it cannot be opened; rename the file"
        case .notAFile: "\(path): not a file; give the path of a clip"
        case .empty: "\(path): the file is empty; fetch it again"
        case .unreadable(let reason): "\(path): cannot be read: \(reason)"
        case .notMedia(let kind): "\(path): not a video clip but \(kind)"
        case .damaged(let reason): "\(path): damaged beyond use: \(reason)"
        case .noVideo: "\(path): has no picture, only sound or data"
        case .unknownCodec(let name): "\(path): no decoder for its codec (\(name))"
        case .noFrames: "\(path): not one frame could be decoded"
        }
    }
}
