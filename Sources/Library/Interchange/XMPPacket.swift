internal import Foundation

/// XMP (ISO 16684-1) with IPTC's fields for generated media (IPTC Photo Metadata Standard 2025.1, Extension 1.9, which
/// IPTC's Video Metadata Hub shares): beside a clip as a sidecar of its own, and inside the files that are made from it.
///
/// It says what is known and signs nothing.
package enum XMPPacket {
    /// - Parameters:
    ///   - title: what the file is called.
    ///   - prompt: what was asked for, where it is only a part of the clip's prompt.
    ///   - tool: who writes, "dailies 1.0".
    package static func text(_ marks: GenerationMarks, title: String, prompt: String? = nil, tool: String) -> String {
        let fields: [(String, String?)] = [
            ("Iptc4xmpExt:DigitalSourceType", marks.digitalSourceType), ("Iptc4xmpExt:AISystemUsed", marks.system),
            ("Iptc4xmpExt:AISystemVersionUsed", marks.systemVersion),
            ("Iptc4xmpExt:AIPromptInformation", prompt ?? marks.prompt),
            ("Iptc4xmpExt:AIPromptWriterName", marks.promptWriter), ("TC260:AIGC", marks.label),
        ]
        var lines = [
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
            #"<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="\#(tool.xmlEscaped)">"#,
            #"  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">"#,
            #"    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/""#,
            #"        xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/""#,
            #"        xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">"#,
            "      <dc:title>", "        <rdf:Alt>",
            #"          <rdf:li xml:lang="x-default">\#(title.xmlEscaped)</rdf:li>"#,
            "        </rdf:Alt>", "      </dc:title>",
        ]
        for case (let name, let value?) in fields { lines.append("      <\(name)>\(value.xmlEscaped)</\(name)>") }
        lines += ["    </rdf:Description>", "  </rdf:RDF>", "</x:xmpmeta>", #"<?xpacket end="w"?>"#, ""]
        return lines.joined(separator: "\n")
    }
}
