package import Foundation
package import Timing

/// What the catalogue knows of a clip: enough to list, filter and find it.
package struct CatalogueEntry: Sendable, Equatable {
    /// The clip.
    package let id: ClipID
    /// What the clip was called where it came from, or else its file's name.
    package let name: String
    /// When it came into the library.
    package let added: Date
    /// How long it is; `nil` where the file does not say.
    package let duration: MediaTime?
    /// Stored columns of pixels.
    package let width: Int
    /// Stored rows of pixels.
    package let height: Int
    /// Frames a second.
    package let frameRate: Rational?
    /// The judgement.
    package let verdict: Sidecar.Verdict
    /// How many shots were found.
    package let shots: Int
    /// The source and everything made from it, in bytes.
    package let bytes: Int
    /// The service that made the clip.
    package let provider: String?
    /// The service's id of the job.
    package let jobId: String?
    /// The model that made the clip.
    package let model: String?
    /// What was ordered.
    package let prompt: String?
    /// The piece of work that the clip is a version of, and which version it is.
    package let group, variant: String?
}

extension CatalogueEntry {
    /// What the catalogue keeps of a sidecar.
    package init(_ sidecar: Sidecar) {
        id = sidecar.id
        name = sidecar.source.originalName ?? sidecar.source.file
        added = sidecar.source.fetchedAt
        duration = sidecar.media.duration
        width = sidecar.media.video.width
        height = sidecar.media.video.height
        frameRate = sidecar.media.video.frameRate
        verdict = sidecar.verdict
        shots = sidecar.shots.count
        bytes = sidecar.files.reduce(sidecar.source.bytes) { sum, output in
            // A sidecar is a file from outside too, and may claim any size.
            let (sum, overflow) = sum.addingReportingOverflow(output.bytes)
            return overflow ? Int.max : sum
        }
        provider = sidecar.generation?.provider
        jobId = sidecar.generation?.jobId
        model = sidecar.generation?.model
        prompt = sidecar.generation?.prompt
        group = sidecar.group
        variant = sidecar.variant
    }
}
