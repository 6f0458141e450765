internal import Foundation
internal import Support

/// An independent judge of JSON against a schema: Python's jsonschema, where it is installed
/// (Debian: python3-jsonschema).
struct SchemaJudge {
    private let interpreter: Tool

    /// The judge, or `nil` when no Python here has a jsonschema that knows draft 2020-12.
    static let installed: SchemaJudge? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = ["/usr/bin"] + path.split(separator: ":").map(String.init)
        return folders.map { Tool(at: "\($0)/python3") }
            .first { (try? $0.attempt(["-c", "from jsonschema import Draft202012Validator"]))?.status == 0 }
            .map(SchemaJudge.init)
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
            let judged = try interpreter.run(["-c", script, schema.path] + files)
            return judged.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }
}
