internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// What is made of a clip.
struct ProcessingOptions: ParsableArguments {
    @Option(help: "The pipeline preset, by name or file: which outputs.", completion: .file()) var pipeline: String?
    @Option(help: "A proxy preset in place of the pipeline's, by name or file; may be repeated.", completion: .file())
    var proxy: [String] = []
    @Option(help: "Judge also against this spec preset, by name or file.", completion: .file()) var spec: String?

    @OptionGroup var writer: PromptWriterOption

    /// What was asked, for a library.
    func options(_ library: URL, _ presets: PresetLibrary) -> ProcessOptions {
        var options = ProcessOptions(
            library: library, presets: presets, pipeline: pipeline, proxies: proxy.isEmpty ? nil : proxy, spec: spec)
        options.promptWriter = writer.name
        return options
    }
}
