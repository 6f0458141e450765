internal import Foundation
package import Media
package import Timing

/// Cuts a clip into one file a shot, frame for frame: together the files hold every frame of the source
/// once, and each is proven before it is handed over.
package struct Splitter {
    /// A shot's file as it was written.
    package struct Piece: Sendable {
        /// What messages call it: "shot 2".
        package let label: String
        /// The frames of the file, in its order: one run for a shot.
        package let runs: [Range<Int>]
        /// The file's name inside the output folder: "shot-01.mp4".
        package let file: String
        package let way: CutPlan.Way
        /// FFmpeg's name of the picture's codec: "h264".
        package let codec: String
        /// Why it was made this way.
        package let reason: String
        /// What reading the file back showed.
        package let proof: ShotProof
        /// Numbers of frames that the file does not have, because nothing decodes them.
        package let missing: [Int]
        /// What was lost of the sound because of damage, in words; `nil` where it is as in any other shot.
        package let soundLoss: String?
        /// Why there is no file, in words; `nil` where there is one.
        package let failure: String?

        /// Whether the file is there, with all that the shot has.
        package var isWhole: Bool { failure == nil && missing.isEmpty && soundLoss == nil }

        /// What it does not have because of damage, as a sentence; `nil` where it is whole.
        package var loss: String? {
            if let failure { return "\(label) could not be made: \(failure)" }
            let words = [missing.isEmpty ? nil : "nothing decodes \(FrameWords.of(missing))", soundLoss]
            return isWhole ? nil : "\(label): \(words.compactMap(\.self).joined(separator: "; "))"
        }
    }

    /// Why a split could not be made.
    package enum Failure: Error, Sendable, CustomStringConvertible {
        /// A method was asked for that cannot be exact here.
        case notPossible(method: CutPlan.Method, shot: String, reason: String)
        /// Another kind of file was asked for than the one that holds the shots.
        case wrongContainer(shot: String, asked: String, needed: String)
        /// A shot's file did not get the frames that it should hold.
        case wrongFrames(shot: String, expected: Int, written: Int)
        /// There is no way to make a shot's file.
        case notMade(shot: String, reason: String, isOfSource: Bool)

        /// Whether it comes of damage in the source.
        package var isOfSource: Bool {
            if case .notMade(_, _, let isOfSource) = self { isOfSource } else { false }
        }

        package var description: String {
            switch self {
            case .notPossible(let method, let shot, let reason):
                "\(shot) cannot be cut by \(method.rawValue): \(reason); use --method auto"
            case .wrongContainer(let shot, let asked, let needed):
                "\(shot) cannot go into an .\(asked) file, only into an .\(needed) file"
            case .wrongFrames(let shot, let expected, let written):
                "\(shot) should hold \(expected) frames and got \(written)"
            case .notMade(let shot, let reason, _): "\(shot) cannot be made: \(reason)"
            }
        }
    }

    let source: SplitSource
    let verification: Verification
    /// Called often; throws to stop.
    let checkpoint: (_ framesWritten: Int) throws -> Void

    /// - Parameters:
    ///   - known: what a look into its pictures told; `nil` looks again.
    ///   - times: of every frame that the decoder gave.
    ///   - isDamaged: whether decoding met damage; frames are then counted instead of sought.
    ///   - verification: how much of each file is read back.
    package init(
        source: String, knowing known: StreamParameters? = nil, table: PacketTable, times: FrameTimes,
        isDamaged: Bool,
        verification: Verification = .packets,
        checkpoint: @escaping (_ framesWritten: Int) throws -> Void
    ) {
        self.source = SplitSource(
            path: source, known: known, table: table, times: times,
            isDamaged: isDamaged || !times.areReliable || !table.hasTimes)
        self.verification = verification
        self.checkpoint = checkpoint
    }

    /// Writes the shots into an existing folder and gives one piece for each, in order.
    package func split(_ shots: [ShotRequest], method: CutPlan.Method, into folder: String) throws
        -> [Piece]
    {
        let demuxer = try Demuxer(opening: source.path, knowing: source.known)
        guard let video = demuxer.video else { throw InputError(path: source.path, problem: .noVideo) }
        let sound = try SoundTrack.all(of: demuxer)
        let subtitles = try SubtitleTrack.all(of: demuxer)
        let kind = SplitContainer.forCopying(video.codec, sound: sound)
        let seam = Seam(demuxer, source.table)
        let plan = CutPlan(
            shots: shots.flatMap(\.runs), table: source.table, decodedFrames: source.times.count,
            isDamaged: source.isDamaged, isCopyable: kind != nil, smartObstacle: seam.obstacle, method: method)
        let created = demuxer.container.metadata["creation_time"]
        var cuts = plan.cuts[...]
        var works = try shots.map { request in
            let parts = CutPlan.joined(Array(cuts.prefix(request.runs.count)), smartObstacle: seam.obstacle)
            cuts = cuts.dropFirst(request.runs.count)
            try Self.require(method, parts, request)
            let isEncoded = parts.allSatisfy { $0.way == .encode }
            let container = (isEncoded ? nil : kind) ?? SplitContainer.forCoding(sound: sound)
            if let asked = request.container, asked != container.rawValue {
                throw Failure.wrongContainer(shot: request.label, asked: asked, needed: container.rawValue)
            }
            return ShotWork(
                request, cuts: parts, folder: folder,
                shot: source.shot(
                    request, created: created, sound: sound, subtitles: subtitles, container: container))
        }
        try make(&works, seam, demuxer)
        let written = demuxer.subtitles
        return works.map { $0.piece(of: video, subtitles: written) }
    }

    /// Refuses what the method that was asked for cannot do.
    private static func require(_ method: CutPlan.Method, _ parts: [CutPlan.Cut], _ request: ShotRequest) throws {
        let obstacle: String? =
            switch method {
            case .auto, .encode: nil
            case .smart: parts.first { $0.way == .encode }?.reason
            case .copy:
                parts.first { $0.way != .copy }?.reason
                    ?? (parts.count > 1 && parts.contains(where: \.hidesMore)
                        ? "inside a file an edit list cannot hide frames" : nil)
            }
        if let obstacle { throw Failure.notPossible(method: method, shot: request.label, reason: obstacle) }
    }

    /// Makes every shot and reads it back, again with a finer coder where pictures came out too far from the
    /// source's, and in another way where it is not what it should be. One that cannot be made does not keep the others
    /// from it.
    private func make(_ works: inout [ShotWork], _ seam: Seam, _ demuxer: borrowing Demuxer) throws {
        var waiting = Array(works.indices)
        while !waiting.isEmpty {
            do { try attempt(waiting, &works, seam, demuxer) } catch {
                guard error.mayComeOfTheSource else { throw error }
                for index in waiting {
                    works[index].proof = nil
                    do { try attempt([index], &works, seam, demuxer) } catch {
                        guard error.mayComeOfTheSource else { throw error }
                        try fallBack(&works[index], after: error.reason, in: error.subject)
                    }
                }
            }
            for index in waiting {
                guard let proof = works[index].proof, let failure = proof.failure else { continue }
                try fallBack(&works[index], after: failure, in: proof.failsInSound ? .sound : .picture)
            }
            waiting = waiting.filter {
                works[$0].failure == nil && (works[$0].proof == nil || works[$0].needsFinerPictures())
            }
        }
    }

    private func attempt(_ wanted: [Int], _ works: inout [ShotWork], _ seam: Seam, _ demuxer: borrowing Demuxer) throws
    {
        try code(wanted, &works, seam, demuxer)
        try copy(wanted, &works, demuxer)
        try prove(wanted, &works, demuxer)
    }

    private func fallBack(_ work: inout ShotWork, after reason: String, in subject: ShotWork.Subject) throws {
        try work.fallBack(after: reason, in: subject) { try source.decodable($0) { try checkpoint(0) } }
        // What is left of a file that is not what it should be.
        if work.failure != nil { unlink(work.path) }
    }
}

extension Error {
    /// Whether the source may be to blame, rather than the disk, the system or whoever stops the work.
    fileprivate var mayComeOfTheSource: Bool {
        switch cause {
        case let error as FFmpegError: !error.isWriting && !error.isMissingLibrary
        case Splitter.Failure.wrongFrames, is InputError: true
        default: false
        }
    }

    /// What failed, where that is known.
    fileprivate var subject: ShotWork.Subject {
        if self is ShotFile.SoundFailure { return .sound }
        // A muxer lays sound between pictures when it gets these, and then finds out what is wrong with it.
        return (self as? FFmpegError)?.isRefusedByMuxer == true ? .unknown : .picture
    }

    /// Why, in words that hold outside the folder in which the file was being made.
    fileprivate var reason: String {
        (cause as? FFmpegError).map { "\($0.reason) (\($0.operation))" } ?? "\(cause)"
    }

    fileprivate var cause: any Error { (self as? ShotFile.SoundFailure)?.cause ?? self }
}
