internal import Pipeline

/// Something about `dailies serve` and `dailies work`, or about what is bought, that is set by a flag, by the environment or in the settings' file.
struct Setting {
    /// The long option, and the key in the file.
    let name: String
    let kind: SettingsFile.Kind
    /// The variable of the environment.
    let variable: String
    /// The variable that holds, itself, the secret for which this names a file.
    let secret: String?
    /// Whether `dailies serve` has it, and `dailies work`.
    let isForServe, isForWork: Bool

    private init(
        _ name: String, _ kind: SettingsFile.Kind = .text, variable: String? = nil, secret: String? = nil,
        isForServe: Bool = true, isForWork: Bool = true
    ) {
        self.name = name
        self.kind = kind
        self.variable = variable ?? "DAILIES_" + name.replacing("-", with: "_").uppercased()
        self.secret = secret
        self.isForServe = isForServe
        self.isForWork = isForWork
    }

    /// All of them, in the order in which they are shown.
    static var all: [Setting] {
        [
            Setting("listen", isForWork: false), Setting("webhook-listen", isForWork: false), Setting("library"),
            Setting("token-file", secret: "DAILIES_TOKEN", isForWork: false),
            Setting("webhook-key-file", secret: "DAILIES_WEBHOOK_KEY", isForWork: false),
            Setting("clip-host", .list, isForWork: false), Setting("files", .list, isForWork: false),
            Setting("reconcile", isForWork: false), Setting("queue-limit", isForWork: false),
            Setting("disk-reserve", isForWork: false), Setting("slots"), Setting("time-limit"), Setting("memory-limit"),
            Setting("file-limit"), Setting("grace"), Setting("presets"), Setting("pipeline"), Setting("proxy", .list),
            Setting("spec"),
            Setting("api-key-file", variable: "APIFRAME_API_KEY_FILE", secret: "APIFRAME_API_KEY"),
            Setting("base-url", variable: "APIFRAME_BASE_URL"), Setting("plain-http", .flag),
            Setting("allow-private", .flag), Setting("quiet", .flag),
            // Of `generate` and `job`, which look for it themselves; neither of those here buys anything.
            Setting("budget", .list, isForServe: false, isForWork: false),
        ]
    }

    /// What a settings' file may hold.
    static var kinds: [String: SettingsFile.Kind] {
        Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.kind) })
    }
}
