extension Sidecar {
    /// What a file itself says of where it comes from. Nothing of it is verified: anybody can write it.
    package struct Provenance: Codable, Sendable, Equatable {
        /// The kind of source that the file names, as an address of IPTC's list; `nil` where it names none.
        @Nullable package var digitalSourceType: String?
        /// What generated it by its own word, "Kling AI"; `nil` where it does not say.
        @Redacted package var generator: String?
        /// Its C2PA manifests; `nil` without any.
        @Nullable package var contentCredentials: ContentCredentials?
        /// Everything else that names who made it, or with what.
        package var markers: [Marker]

        /// What was found.
        package init(
            digitalSourceType: String? = nil, generator: String? = nil, contentCredentials: ContentCredentials? = nil,
            markers: [Marker] = []
        ) {
            self.digitalSourceType = digitalSourceType
            self.generator = generator
            self.contentCredentials = contentCredentials
            self.markers = markers
        }
    }

    /// A C2PA manifest store. It is read, and neither its signatures nor its hashes are checked.
    package struct ContentCredentials: Codable, Sendable, Equatable {
        /// One manifest of the store.
        package struct Manifest: Codable, Sendable, Equatable {
            /// Its name, "urn:c2pa:…".
            package var label: String
            /// The program that made the claim.
            @Redacted package var generator: String?
            /// What was done, in order: "c2pa.created".
            package var actions: [String]
            /// The kinds of source that actions name, as addresses.
            package var digitalSourceTypes: [String]
            /// The names of all statements in it.
            package var assertions: [String]

            package init(
                label: String, generator: String? = nil, actions: [String] = [], digitalSourceTypes: [String] = [],
                assertions: [String] = []
            ) {
                self.label = label
                self.generator = generator
                self.actions = actions
                self.digitalSourceTypes = digitalSourceTypes
                self.assertions = assertions
            }
        }

        /// Bytes of the store.
        package var bytes: Int
        /// In the order of the file; the last one speaks for the clip as it is.
        package var manifests: [Manifest]
        /// Why they cannot be read; `nil` where they can.
        @Nullable package var problem: String?

        package init(bytes: Int, manifests: [Manifest], problem: String? = nil) {
            self.bytes = bytes
            self.manifests = manifests
            self.problem = problem
        }
    }

    /// A text in the file that names who made it, or with what.
    package struct Marker: Codable, Sendable, Equatable {
        /// Where such a text can be.
        package enum Kind: String, Codable, Sendable, CaseIterable {
            /// A message among the pictures (SEI, unregistered user data).
            case userData
            /// A tag of the container.
            case tag
            /// The label for generated content of GB 45438-2025.
            case label
            /// A field of the XMP packet.
            case xmp
        }

        /// What a text names.
        package enum Role: String, Codable, Sendable, CaseIterable { case generator, encoder }

        package var kind: Kind
        /// The message's UUID, the tag's key or the field's name.
        package var place: String
        /// What it says, shortened, and without what in it may be secret.
        @Redacted package var text: String
        /// What it names; `nil` where that is not known.
        @Nullable package var names: Role?

        package init(kind: Kind, place: String, text: String, names: Role? = nil) {
            self.kind = kind
            self.place = place
            self.text = text
            self.names = names
        }
    }
}
