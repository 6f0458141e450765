import Media
import Testing

struct ErrorTextTests {
    @Test(arguments: [
        (InputError.Problem.missing, "a.mp4: no such file"),
        (.notAFile, "a.mp4: not a file; give the path of a clip"),
        (.empty, "a.mp4: the file is empty; fetch it again"),
        (.unreadable("Permission denied"), "a.mp4: cannot be read: Permission denied"),
        (.notMedia("an HTML page titled “404”"), "a.mp4: not a video clip but an HTML page titled “404”"),
        (
            .damaged("its index (moov) is missing or broken"),
            "a.mp4: damaged beyond use: its index (moov) is missing or broken"
        ),
        (.noVideo, "a.mp4: has no picture, only sound or data"),
        (.noFrames, "a.mp4: not one frame could be decoded"),
    ])
    func saysWhatIsWrongOnOneLine(_ problem: InputError.Problem, _ text: String) {
        #expect(InputError(path: "a.mp4", problem: problem).description == text)
    }

    @Test func namesTheFileThatCannotBeWritten() {
        #expect(throws: OutputError(path: "/nowhere/a.jpg", reason: "No such file or directory")) {
            try OutputFile.write([1, 2], to: "/nowhere/a.jpg")
        }
        #expect(throws: OutputError(path: "/dev/full", reason: "No space left on device")) {
            try OutputFile.write([1, 2], to: "/dev/full")
        }
        #expect(OutputError(path: "a", errno: 30).description == "cannot write a: Read-only file system")
    }

    @Test func knowsItsFFmpeg() throws {
        let text = try FFmpegVersion.text
        #expect(text.first?.isNumber == true || text.hasPrefix("n"))
    }
}
