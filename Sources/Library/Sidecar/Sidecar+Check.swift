package import Timing

extension Sidecar {
    /// One comparison of what was ordered with what was delivered.
    package struct Check: Codable, Sendable, Equatable {
        /// How a check came out.
        package enum Status: String, Codable, Sendable, CaseIterable {
            /// As ordered.
            case pass
            /// Delivered, but a person should look.
            case warn
            /// Not what was ordered.
            case fail
            /// The check could not be made; the message says why.
            case notEvaluated
        }

        /// A stable name for scripts, "video.resolution".
        package var id: String
        /// How it came out.
        package var status: Status
        /// What was ordered, in words; `nil` where nothing was.
        @Redacted package var expected: String?
        /// What was delivered, in words; `nil` where it could not be measured.
        @Redacted package var actual: String?
        /// One sentence for a person.
        @Redacted package var message: String
        /// Where it is to be seen or heard; empty where it is about the whole clip.
        package var evidence: [Evidence]

        /// A finished check.
        package init(
            id: String, status: Status, expected: String?, actual: String?, message: String,
            evidence: [Evidence] = []
        ) {
            self.id = id
            self.status = status
            self.expected = expected
            self.actual = actual
            self.message = message
            self.evidence = evidence
        }

        /// Reads a check; one that was written before checks had evidence has none.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            status = try container.decode(Status.self, forKey: .status)
            _expected = try container.decode(Redacted<String?>.self, forKey: .expected)
            _actual = try container.decode(Redacted<String?>.self, forKey: .actual)
            _message = try container.decode(Redacted<String>.self, forKey: .message)
            evidence = try container.decodeIfPresent([Evidence].self, forKey: .evidence) ?? []
        }

        /// Where in the clip: frames, or for sound a span of time alone.
        package struct Evidence: Codable, Sendable, Equatable {
            /// The first frame, and the first after it; `nil` for sound.
            @Nullable package var startFrame: Int?
            @Nullable package var endFrame: Int?
            /// When it begins and when it is over, from the clip's first picture.
            package var start: MediaTime
            package var end: MediaTime

            package init(start: MediaTime, end: MediaTime, startFrame: Int? = nil, endFrame: Int? = nil) {
                self.start = start
                self.end = end
                self.startFrame = startFrame
                self.endFrame = endFrame
            }
        }
    }
}
