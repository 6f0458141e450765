import Foundation

/// An independent judge of JSON against a schema: Python's jsonschema, where it is installed
/// (Debian: python3-jsonschema).
struct SchemaJudge {
    let interpreter: URL

    /// The judge, or `nil` when no Python here has a jsonschema that knows draft 2020-12.
    static let installed: SchemaJudge? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = ["/usr/bin"] + path.split(separator: ":").map(String.init)
        let found = folders.map { URL(fileURLWithPath: $0).appendingPathComponent("python3") }
            .filter { FileManager.default.isExecutableFile(atPath: $0.path) }
            .first { (try? run($0, ["-c", "from jsonschema import Draft202012Validator"]))?.status == 0 }
        return found.map(SchemaJudge.init)
    }()

    /// What is wrong with each document; empty text for a valid one.
    func complaints(about documents: [Data], schema: URL) throws -> [String] {
        try withTemporaryFolder { folder in
            let files = try documents.enumerated().map { index, data in
                let file = folder.appendingPathComponent("\(index).json")
                try data.write(to: file)
                return file.path
            }
            let script = """
                import json, sys
                from jsonschema import Draft202012Validator
                schema = json.load(open(sys.argv[1], encoding="utf-8"))
                Draft202012Validator.check_schema(schema)
                judge = Draft202012Validator(schema)
                for path in sys.argv[2:]:
                    errors = judge.iter_errors(json.load(open(path, encoding="utf-8")))
                    print(" | ".join(e.json_path + " " + e.validator for e in errors))
                """
            let (status, output) = try Self.run(interpreter, ["-c", script, schema.path] + files)
            guard status == 0 else { throw CocoaError(.executableLoad) }
            return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }

    private static func run(_ program: URL, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
