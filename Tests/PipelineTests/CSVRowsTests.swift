@testable internal import Pipeline
internal import Testing

struct CSVRowsTests {
    @Test func readsQuotesLineEndsAndWhatTheLinesAre() throws {
        let text = "\u{FEFF}a,b\r\n\"x,\"\"y\"\"\r\nz\",2\r\r\n\n\"\",\n3"
        let rows = try CSVRows(text, "f").rows
        #expect(rows.map(\.cells) == [["a", "b"], ["x,\"y\"\r\nz", "2"], ["", ""], ["3"]])
        #expect(rows.map(\.line) == [1, 2, 6, 7])
        #expect(throws: BatchFile.Broken.self) { try CSVRows("a\n\"b", "f") }
    }

    @Test func aMarkHidesNoCommaAndNoQuote() throws {
        let rows = try CSVRows("a,\u{301}b,\"\u{301}c\"\"\u{301}\"\n", "f").rows
        #expect(
            rows.map { $0.cells.map { Array($0.unicodeScalars) } } == [
                ["a", "\u{301}b", "\u{301}c\"\u{301}"].map { Array($0.unicodeScalars) }
            ])
    }

    @Test func theApostropheOfOurOwnTablesIsTakenOff() throws {
        #expect(try CSVRows("'=1,'a,''-b,'\n", "f").rows.map(\.cells) == [["=1", "'a", "'-b", "'"]])
    }
}
