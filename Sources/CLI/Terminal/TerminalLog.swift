internal import Library
internal import Logging

/// swift-log's lines on standard error, with nothing in them that a terminal would obey: jobs and files are named by
/// others.
struct TerminalLog: LogHandler {
    private var lines: StreamLogHandler

    init(label: String) { lines = StreamLogHandler.standardError(label: label) }

    var logLevel: Logger.Level {
        get { lines.logLevel }
        set { lines.logLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { lines.metadata }
        set { lines.metadata = newValue.mapValues(\.terminalText) }
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { lines[metadataKey: key] }
        set { lines[metadataKey: key] = newValue?.terminalText }
    }

    func log(event: LogEvent) {
        var event = event
        event.message = "\(event.message.description.onOneLine)"
        event.metadata = event.metadata?.mapValues(\.terminalText)
        lines.log(event: event)
    }
}

extension Logger.MetadataValue {
    /// The value on one line, as terminals may have it.
    fileprivate var terminalText: Logger.MetadataValue {
        switch self {
        case .string(let text): .string(text.onOneLine)
        case .stringConvertible(let value): .string(value.description.onOneLine)
        case .array(let values): .array(values.map(\.terminalText))
        case .dictionary(let values): .dictionary(values.mapValues(\.terminalText))
        }
    }
}
