internal import Foundation
internal import JSON
internal import Timing

extension GenerationRequest {
    /// Throws what the API would refuse, as far as it is known, so that nothing is sent that cannot be taken.
    ///
    /// Of another model than Kling 3.0 only the envelope is known.
    package func check() throws(RequestError) {
        if let odd = other.keys.sorted().first { throw .field(path: odd, reason: "the API has no such field") }
        guard !model.isEmpty, model.utf8.count <= 100, model.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .field(path: "model", reason: "a model's name is one word")
        }
        if let prompt { try Self.check(prompt, upTo: 4000, path: "prompt") }
        try checkWebhook()
        guard isKling3 else { return }
        guard prompt != nil || !shots.isEmpty else {
            throw .field(path: "prompt", reason: "a prompt or shots are needed")
        }
        try parameters.checkKling3(model: model)
    }

    private func checkWebhook() throws(RequestError) {
        if let webhookUrl { try Self.checkURL(webhookUrl, path: "webhookUrl") }
        let known = ["progress", "completed", "failed"]
        for (index, event) in webhookEvents.enumerated() where !known.contains(event) {
            throw .field(
                path: "webhookEvents[\(index)]", reason: "'\(event)' is not one of \(known.joined(separator: ", "))")
        }
        if !webhookEvents.isEmpty, webhookUrl == nil {
            throw .field(path: "webhookEvents", reason: "there is no webhookUrl to send them to")
        }
    }

    /// Throws unless the text says something and has at most `most` characters.
    static func check(_ text: String, upTo most: Int, path: String) throws(RequestError) {
        guard !text.allSatisfy(\.isWhitespace) else { throw .field(path: path, reason: "it is empty") }
        // What a server counts is not documented: UTF-16 units are the most that any of the usual ways counts.
        let length = text.utf16.count
        guard length <= most else {
            throw .field(path: path, reason: "it has \(length) characters, and at most \(most) are taken")
        }
    }

    /// Throws unless the text is an http or https URL, which the error does not repeat: its query may be a secret.
    static func checkURL(_ text: String, path: String) throws(RequestError) {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            ["http", "https"].contains(parts.scheme?.lowercased())
        else { throw .field(path: path, reason: "a URL is expected that begins with https://") }
    }
}

extension VideoParameters {
    /// The lengths that Kling 3.0 generates, in whole seconds.
    package static let kling3Seconds = 3...15
    /// As many shots does one generation hold.
    package static let mostShots = 6

    /// Parameters that kling-3.0-omni takes besides.
    private static let omniNames: Set = [
        "reference_images", "reference_video", "video_reference_type", "keep_original_sound",
    ]

    func checkKling3(model: String) throws(RequestError) {
        let extra = model.hasSuffix("-omni") ? Self.omniNames : []
        if let odd = other.keys.sorted().first(where: { !extra.contains($0) }) {
            throw .field(path: "klingParams.\(odd)", reason: "\(model) has no such parameter")
        }
        if case .array(let images)? = other["reference_images"], images.count > 7 {
            throw .field(
                path: "klingParams.reference_images", reason: "there are \(images.count), and at most 7 are taken")
        }
        if let duration {
            let whole = duration.rescaled(to: Rational(1), rounding: .down)
            guard let whole, whole == duration, Self.kling3Seconds.contains(whole.ticks) else {
                throw .field(
                    path: "klingParams.duration",
                    reason: "whole seconds from 3 to 15 are taken, not \(duration.seconds)")
            }
        }
        if let negativePrompt {
            try GenerationRequest.check(negativePrompt, upTo: 2500, path: "klingParams.negative_prompt")
        }
        if let startImage { try GenerationRequest.checkURL(startImage, path: "klingParams.start_image") }
        if let endImage { try GenerationRequest.checkURL(endImage, path: "klingParams.end_image") }
        try checkShots()
    }

    /// Shots follow each other without a gap, each at least a second long, to the end of the clip.
    private func checkShots() throws(RequestError) {
        guard !shots.isEmpty else { return }
        let path = "klingParams.multi_prompt"
        guard shots.count <= Self.mostShots else {
            throw .field(path: path, reason: "there are \(shots.count) shots, and at most \(Self.mostShots) are taken")
        }
        guard shots[0].start == .zero else {
            throw .field(path: "\(path)[0]", reason: "the first shot begins at 0, not at \(shots[0].start.seconds) s")
        }
        let second = MediaTime(value: 1, timescale: 1)
        for (index, shot) in shots.enumerated() {
            let place = "\(path)[\(index)]"
            try GenerationRequest.check(shot.prompt, upTo: 4000, path: "\(place).prompt")
            let next = index + 1 < shots.count ? shots[index + 1].start : duration
            guard let end = next ?? shot.duration.flatMap({ shot.start.adding($0) }) else { continue }
            guard end > shot.start, let length = end.subtracting(shot.start), length >= second else {
                throw .field(
                    path: place,
                    reason: "a shot lasts at least 1 s; this one runs from \(shot.start.seconds) to \(end.seconds) s")
            }
            if let said = shot.duration, said != length {
                throw .field(
                    path: place,
                    reason: "it says \(said.seconds) s, and there are \(length.seconds) s until "
                        + (index + 1 < shots.count ? "the next shot" : "the end of the clip"))
            }
        }
    }
}
