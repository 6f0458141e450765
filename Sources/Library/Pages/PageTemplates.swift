internal import Mustache

/// The templates of all pages, compiled once.
enum PageTemplates {
    private static let library: MustacheLibrary = {
        MustacheContentTypes.register(PageText(), named: "PAGE")
        var library = MustacheLibrary()
        for (path, text) in BuiltInPages.files {
            guard let name = path.suffixed(".mustache") else { continue }
            // Said in each, because a partial begins with the engine's own escaping.
            // A template that cannot be read is our own mistake, and every test of a page finds it.
            do { try library.register("{{% CONTENT_TYPE: PAGE}}" + text, named: name) } catch {
                preconditionFailure("\(path): \(error)")
            }
        }
        return library
    }()

    /// The page that `template` makes of what `page` holds in its stored properties.
    static func render(_ page: Any, _ template: String) -> String {
        guard let text = library.render(page, withTemplate: template) else {
            preconditionFailure("there is no template \(template)")
        }
        return text
    }

    /// Escapes scalar by scalar. The engine's own goes by characters, of which a quotation mark with an accent over it is
    /// one, and lets it through.
    private struct PageText: MustacheContentType {
        func escapeText(_ text: String) -> String {
            let special: Set<UInt8> = [0x22, 0x26, 0x27, 0x3C, 0x3E, 0x09, 0x0A, 0x0D]
            // Most texts, and the longest, which are pictures, hold nothing to escape.
            guard text.utf8.contains(where: { $0 < 0x20 || special.contains($0) || $0 == 0xEF }) else { return text }
            return text.xmlEscaped
        }
    }
}

extension String {
    /// What stands before an ending; `nil` where it does not end so.
    fileprivate func suffixed(_ ending: String) -> String? {
        hasSuffix(ending) ? String(dropLast(ending.count)) : nil
    }
}
