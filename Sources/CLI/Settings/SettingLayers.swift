internal import Foundation
internal import Pipeline

/// The settings by where they come from: a flag before the environment, and that before the settings' file.
struct SettingLayers {
    /// Where a value comes from.
    enum Origin: Equatable, CustomStringConvertible {
        case flag
        case environment(String)
        case file(String)

        var description: String {
            switch self {
            case .flag: "the command line"
            case .environment(let variable): variable
            case .file(let path): path
            }
        }
    }

    /// Settings that are not left to their defaults.
    let origins: [String: Origin]
    /// The command line with all of them on it.
    let arguments: [String]

    /// The settings for a command line, without the program's name. Any but those of `serve` and `work` stay as they are.
    /// Throws ``PresetError`` for a settings' file that cannot be used, and ``UsageError`` for a variable that cannot.
    init(_ arguments: [String], environment: [String: String]) throws {
        guard let command = arguments.first, ["serve", "work"].contains(command) else {
            (origins, self.arguments) = ([:], arguments)
            return
        }
        let own = Array(arguments.dropFirst())
        let settings = Setting.all.filter(\.isForServe)
        var origins: [String: Origin] = [:]
        var added: [String] = []
        for setting in settings where Self.isGiven(setting.name, in: own) { origins[setting.name] = .flag }
        func take(_ setting: Setting, _ values: [String], _ origin: Origin) {
            guard origins[setting.name] == nil else { return }
            origins[setting.name] = origin
            guard command == "serve" || setting.isForWork else { return }
            for value in values {
                added.append(setting.kind == .flag ? "--\(setting.name)" : "--\(setting.name)=\(value)")
            }
        }
        for setting in settings {
            // A secret that is given itself needs no file; whoever uses it looks for it there.
            if let secret = setting.secret, environment[secret]?.isEmpty == false {
                take(setting, [], .environment(secret))
            }
            guard let text = environment[setting.variable], !text.isEmpty else { continue }
            take(setting, try Self.values(of: setting, text), .environment(setting.variable))
        }
        if let path = Self.value(of: "settings", in: own)
            ?? environment["DAILIES_SETTINGS"].flatMap({ $0.isEmpty ? nil : $0 })
        {
            let file = try SettingsFile(contentsOf: path, known: Setting.kinds)
            for setting in settings { if let values = file.values[setting.name] { take(setting, values, .file(path)) } }
        }
        self.origins = origins
        self.arguments = [command] + added + own
    }

    private static func values(of setting: Setting, _ text: String) throws -> [String] {
        switch setting.kind {
        case .text: return [text]
        case .list:
            return text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        case .flag:
            switch text {
            case "1", "true": return [""]
            case "0", "false": return []
            default: throw UsageError("\(setting.variable) is 1 or 0, not '\(text)'")
            }
        }
    }

    private static func isGiven(_ name: String, in arguments: [String]) -> Bool {
        arguments.contains { $0 == "--\(name)" || $0.hasPrefix("--\(name)=") }
    }

    private static func value(of name: String, in arguments: [String]) -> String? {
        for (index, argument) in arguments.enumerated() {
            if argument == "--\(name)" { return arguments.dropFirst(index + 1).first }
            if argument.hasPrefix("--\(name)=") { return String(argument.dropFirst(name.count + 3)) }
        }
        return nil
    }
}
