internal import Foundation
internal import Support
internal import Testing

/// Settings of the service: an option, the environment, or a file.
struct SettingsTests {
    private let dailies: Dailies

    init() throws { dailies = try Dailies() }

    private func settings(
        _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> [String: (values: [String], origin: String?)] {
        let run = try dailies.run(["serve", "--print-config", "--json"] + arguments, environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        let found = try #require(run.json() as? [String: [String: Any]])
        return found.mapValues { ($0["values"] as? [String] ?? [], $0["origin"] as? String) }
    }

    @Test func anOptionCountsMoreThanTheEnvironmentAndThatMoreThanTheFile() throws {
        let file = try dailies.folder.write(
            Array(
                "listen: 127.0.0.1:1\nslots: 1\ngrace: 1\nproxy: [720p, 1080p]\nquiet: true\nplain-http: false\n".utf8),
            to: "dailies.yaml")
        let found = try settings(
            ["--settings", file, "--grace=3"],
            ["DAILIES_SLOTS": "2", "DAILIES_GRACE": "2", "DAILIES_CLIP_HOST": "a.b, *.c"])
        #expect(found["listen"]! == (["127.0.0.1:1"], file))
        #expect(found["slots"]! == (["2"], "DAILIES_SLOTS"))
        #expect(found["grace"]! == (["3.0"], "the command line"))
        #expect(found["proxy"]! == (["720p", "1080p"], file))
        #expect(found["clip-host"]! == (["a.b", "*.c"], "DAILIES_CLIP_HOST"))
        #expect(found["quiet"]! == ([""], file))
        #expect(found["plain-http"]! == ([], file))
        #expect(found["time-limit"]! == (["3600.0"], nil))
    }

    @Test func whatIsPrintedIsAFileOfTheSameSettings() throws {
        let printed = try dailies.run(
            "serve", "--print-config", "--slots", "7", "--files", "/a b", "--spec", "uhd-60: x")
        let file = try dailies.folder.write([UInt8](printed.output), to: "again.yaml")
        let found = try settings(["--settings", file])
        #expect(found["slots"]?.values == ["7"] && found["files"]?.values == ["/a b"])
        #expect(found["spec"]?.values == ["uhd-60: x"])
    }

    @Test func secretsAreMaskedAndCountMoreThanFilesOfThem() throws {
        let environment = [
            "APIFRAME_API_KEY": "afk_secret", "DAILIES_TOKEN": "secret-secret-secret", "DAILIES_WEBHOOK_KEY": "secret",
            "APIFRAME_API_KEY_FILE": "/of-less-worth",
        ]
        let run = try dailies.run(["serve", "--print-config"], environment: environment)
        #expect(!run.text.contains("secret") && run.text.contains("# token-file: ********  # DAILIES_TOKEN"))
        #expect(try settings([], environment)["api-key-file"]! == (["********"], "APIFRAME_API_KEY"))
        #expect(try settings(["--api-key-file", "/key"], environment)["api-key-file"]?.values == ["/key"])
    }

    @Test(arguments: [
        ("slts: 3", "dailies.yaml:1: slts: unknown key; did you mean 'slots'?"), ("listen: [a]", "text is expected"),
        ("quiet: maybe", "true or false is expected"), ("a: &a b\nc: *a", "aliases are not allowed"),
        ("", "the file is empty"),
        ("slots: x", "slots"), ("queue-limit: 0", "--queue-limit takes a number from 1"),
    ])
    func whatIsWrongInAFileIsSaid(text: String, words: String) throws {
        let file = try dailies.folder.write(Array(text.utf8), to: "dailies.yaml")
        let run = try dailies.run(["serve"], environment: ["DAILIES_SETTINGS": file])
        #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
    }

    @Test(.enabled(if: Tool("systemd-analyze").isInstalled))
    func theUnitIsOneThatSystemdTakes() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        // The program need not be where the unit looks for it.
        let unit = try String(contentsOf: root.appending(path: "scripts/dailies.service"), encoding: .utf8)
            .replacing("/usr/local/bin/dailies", with: "/bin/true")
        let file = try dailies.folder.write(Array(unit.utf8), to: "dailies.service")
        let judged = try Tool("systemd-analyze").attempt(["verify", "--man=no", file])
        // A key that it does not know is only a warning.
        #expect(judged.status == 0 && !judged.errors.contains("dailies.service"), "\(judged.errors)")
    }
}
