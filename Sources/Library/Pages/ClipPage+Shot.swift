internal import Foundation
internal import Timing

extension ClipPage {
    /// A shot with its picture, its prompt and its file.
    struct Shot: Sendable {
        let index: Int
        let start, end: Double
        let link, clock, frames, begins: String
        let still, prompt: String?
        let file: File?

        struct File: Sendable { let link, name, saveAs, about: String }

        init(_ shot: Sidecar.Shot, of sidecar: Sidecar, _ shown: String?, _ links: PageLinks) {
            index = shot.index
            (start, end) = (shot.start.seconds, shot.end.seconds)
            link =
                shown.map { links.link($0, from: shot.start.seconds, to: shot.end.seconds) }
                ?? links.link(shot.file ?? sidecar.source.file)
            clock = "\(shot.start.clockText) – \(shot.end.clockText)"
            frames =
                "frames \(shot.startFrame)–\(shot.endFrame - 1), \(PageWords.count(shot.endFrame - shot.startFrame, "frame"))"
            let sure = "\(Int((shot.confidence * 100).rounded())) % sure"
            let blended = shot.transitionFrames.map { " over frames \($0.lowerBound)–\($0.upperBound)" } ?? ""
            begins =
                shot.transition == .start
                ? "begins the clip" : "begins with a \(shot.transition.rawValue)\(blended), \(sure)"
            prompt = shot.prompt
            still = sidecar.still(of: shot).map { links.picture($0, isHeld: shot.index <= ClipPage.mostStills) }
            file = shot.file.map { file in
                File(
                    link: links.download(file), name: (file as NSString).lastPathComponent,
                    saveAs: sidecar.saveName(of: file), about: Self.making(of: shot))
            }
        }

        /// How its file was made, and what reading it back showed.
        private static func making(of shot: Sidecar.Shot) -> String {
            var words: [String] = []
            switch shot.method {
            case .copy: words.append("copied")
            case .smart: words.append("copied, \(PageWords.count(shot.reencodedFrames ?? 0, "frame")) encoded again")
            case .encode: words.append("encoded again")
            case nil: break
            }
            if let proof = shot.proof {
                let least = proof.minimumPSNR.map { " at \(PageWords.number($0, 1)) dB or better" } ?? ""
                words.append(proof.passed ? "read back: right\(least)" : "read back: wrong")
            }
            return words.joined(separator: ", ")
        }
    }
}
