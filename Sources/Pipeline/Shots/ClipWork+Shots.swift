package import Apiframe
internal import Analysis
internal import Conformance
internal import Library
internal import Timing

extension ClipWork {
    /// Where the file's shots are.
    ///
    /// - Parameters:
    ///   - request: what ordered the clip; its script decides where the pictures leave a doubt, gives each shot
    ///     its prompt, and is held against what was found.
    ///   - keepsFrames: whether a small picture of each frame is kept, for a plot.
    package func shots(_ path: String, request: GenerationRequest? = nil, keepsFrames: Bool = false) throws
        -> ShotFindings
    {
        let clip = try probe(path)
        let script = request?.shots ?? []
        let plan = PassPlan(
            measuresPictures: false, scriptedStarts: script.map(\.start), keepsFrames: keepsFrames, measuresSound: false
        )
        let (pass, consumers) = try decode(clip, plan)
        var shots = (pass.shots?.shots ?? []).enumerated().map {
            Sidecar.Shot($1, index: $0 + 1, times: pass.times)
        }
        let scripted = script.map { Sidecar.RequestedShot(start: $0.start, prompt: $0.prompt) }
        for (index, prompt) in Sidecar.Shot.prompts(for: shots, scripted: scripted).enumerated() {
            shots[index].prompt = prompt ?? (script.isEmpty ? request?.prompt : nil)
        }
        let checks = script.isEmpty ? nil : Judgement(of: Facts(clip, pass), against: Order(shotsOf: script)).checks
        return ShotFindings(
            list: ShotList(
                file: path, frames: pass.times.count, frameRate: clip.timing.frameRate, shots: shots,
                checks: checks.map { $0.filter { $0.id.hasPrefix("shots.") }.map(Sidecar.Check.init) }),
            media: Sidecar.Media(clip), scores: pass.shots?.scores ?? [], times: pass.times,
            scriptedStarts: script.map(\.start), strip: consumers.strip.map { ($0.pictures, $0.size) })
    }
}
