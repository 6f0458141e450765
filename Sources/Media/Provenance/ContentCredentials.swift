internal import Foundation

/// What a C2PA manifest store in a clip says ("Content Credentials", C2PA 2.2, A.5): the top-level `uuid` box of an MP4.
///
/// It is read and not checked: no signature is verified, and no hash compared.
package struct ContentCredentials: Sendable, Equatable {
    /// One manifest: who says what of how the clip came to be.
    package struct Manifest: Sendable, Equatable {
        /// Its name, "urn:c2pa:…".
        package let label: String
        /// The program that made the claim, with its version where that is told.
        package let generator: String?
        /// What was done, in order: "c2pa.created".
        package let actions: [Action]
        /// The names of all statements in it.
        package let assertions: [String]

        package init(label: String, generator: String? = nil, actions: [Action] = [], assertions: [String] = []) {
            self.label = label
            self.generator = generator
            self.actions = actions
            self.assertions = assertions
        }
    }

    /// Something that was done to the clip.
    package struct Action: Sendable, Equatable {
        /// "c2pa.created".
        package let name: String
        /// The kind of source by IPTC's list, as an address.
        package let sourceType: String?
        /// The program that did it.
        package let agent: String?

        package init(name: String, sourceType: String? = nil, agent: String? = nil) {
            self.name = name
            self.sourceType = sourceType
            self.agent = agent
        }
    }

    /// Bytes of the store.
    package let bytes: Int
    /// In the order of the file; the last one speaks for the clip as it is.
    package let manifests: [Manifest]
    /// Why they cannot be read, in words; `nil` where they can.
    package let problem: String?

    package init(bytes: Int, manifests: [Manifest], problem: String? = nil) {
        self.bytes = bytes
        self.manifests = manifests
        self.problem = problem
    }

    static let userType: [UInt8] = [
        0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
    ]
    /// A store holds small pictures at the most; a larger one is only told of.
    private static let limit = 8 << 20

    /// The store in a file's boxes; `nil` where there is none.
    init?(_ boxes: [TopLevelBox], of file: FileHandle) {
        for box in boxes where box.userType == Self.userType {
            // A version and flags, four bytes, and what the box is for: hashes of parts come in boxes of their own.
            let content = box.bytes(of: file, limit: Self.limit)
            guard content.count > 4 else { continue }
            let purpose = String(decoding: content[4...].prefix(32).prefix { $0 != 0 }, as: UTF8.self)
            guard ["manifest", "original", "update"].contains(purpose) else { continue }
            // Behind it the place of the first of those boxes, eight bytes.
            let store = content.dropFirst(4 + purpose.utf8.count + 1 + 8)
            let size = Int(box.contents.upperBound - box.contents.lowerBound)
            self.init(store: store, size: size)
            return
        }
        return nil
    }

    private init(store: ArraySlice<UInt8>, size: Int) {
        let found = size <= Self.limit ? JUMBFBox.read(store).first { $0.label == "c2pa" } : nil
        let manifests = found?.boxes.prefix(64).map(Manifest.init) ?? []
        let problem =
            size > Self.limit
            ? "it has \(size) bytes, more than are read" : manifests.isEmpty ? "it holds no manifest" : nil
        self.init(bytes: size, manifests: manifests, problem: problem)
    }
}

extension ContentCredentials.Manifest {
    fileprivate init(_ box: JUMBFBox) {
        let claim = (box.box("c2pa.claim.v2") ?? box.box("c2pa.claim"))?.value
        let assertions = box.box("c2pa.assertions")?.boxes ?? []
        let actions = assertions.filter { $0.label.hasPrefix("c2pa.actions") }.flatMap {
            $0.value?["actions"]?.list ?? []
        }
        self.init(
            label: box.label.marked, generator: Self.generator(of: claim),
            actions: actions.prefix(64).compactMap(ContentCredentials.Action.init),
            assertions: assertions.prefix(64).map(\.label.marked))
    }

    /// One program in a map, several in a list of maps, or a text alone, as each version of the standard has it.
    private static func generator(of claim: CBORValue?) -> String? {
        let told = claim?["claim_generator_info"]
        return ContentCredentials.program(told?.list.first ?? told) ?? claim?["claim_generator"]?.text?.marked
    }
}

extension ContentCredentials.Action {
    fileprivate init?(_ value: CBORValue) {
        guard let name = value["action"]?.text else { return nil }
        self.init(
            name: name.marked, sourceType: value["digitalSourceType"]?.text?.marked,
            agent: ContentCredentials.program(value["softwareAgent"]))
    }
}

extension ContentCredentials {
    /// "Sora 2.1": a program's name and version, or the text that it is told in.
    fileprivate static func program(_ value: CBORValue?) -> String? {
        let words = [value?["name"]?.text, value?["version"]?.text].compactMap(\.self)
        return (words.isEmpty ? value?.text : words.joined(separator: " "))?.marked
    }
}

extension String {
    /// A text out of a file as a mark is recorded: printable, on one line, and no longer than 300 characters.
    var marked: String {
        let kept = unicodeScalars.prefix(300).map { $0.properties.generalCategory == .control ? " " : $0 }
        return String(String.UnicodeScalarView(kept)).split(separator: " ").joined(separator: " ")
    }
}
