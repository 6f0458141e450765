/// A step that failed, and on what: the one place where step and input are added to an error.
package struct PipelineError: Error, CustomStringConvertible {
    /// The step that failed.
    package let step: Step
    /// The input as the user named it.
    package let input: String
    /// What went wrong.
    package let cause: any Error
    /// What FFmpeg said during the step, oldest first.
    package let log: [String]

    /// One line, "split: cannot write …: No space left on device".
    package var description: String {
        let text = "\(cause)"
        return "\(step.rawValue): " + (text.contains(input) ? text : "\(input): \(text)")
    }
}
