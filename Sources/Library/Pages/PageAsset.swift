internal import Crypto
internal import Foundation

/// A style sheet or script of the pages.
package struct PageAsset: Sendable {
    /// Its name with a mark of its content, "dailies-3fa9c2d1.css": what is kept under it is never out of date.
    package let name: String
    package let type: String
    package let text: String

    package static let style = PageAsset("dailies", "css", type: "text/css; charset=utf-8")
    package static let script = PageAsset("dailies", "js", type: "text/javascript; charset=utf-8")
    package static let all = [style, script]

    private init(_ stem: String, _ ending: String, type: String) {
        text = BuiltInPages.files["\(stem).\(ending)"] ?? ""
        name = "\(stem)-\(SHA256Hex(of: text).text.prefix(12)).\(ending)"
        self.type = type
    }

    /// Where the service has it.
    package var path: String { "/assets/\(name)" }

    /// How a content security policy names the text where it stands in a page.
    var policyHash: String { "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'" }
}
