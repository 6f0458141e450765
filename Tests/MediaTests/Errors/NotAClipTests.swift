import Foundation
import Media
import Support
import Testing

/// Files that are no clip: each gets the error that says what it is.
struct NotAClipTests {
    private let folder = try! TemporaryFolder()

    private func problem(_ path: String) -> InputError.Problem? {
        do {
            let demuxer = try Demuxer(opening: path)
            return demuxer.video == nil ? .noVideo : nil
        } catch let error as InputError {
            #expect(error.path == path && error.description.hasPrefix("\(path): "))
            return error.problem
        } catch {
            Issue.record("\(path): \(error)")
            return nil
        }
    }

    private func problem(_ bytes: [UInt8], named name: String) throws -> InputError.Problem? {
        problem(try folder.write(bytes, to: name))
    }

    private func problem(_ text: String, named name: String) throws -> InputError.Problem? {
        try problem(Array(text.utf8), named: name)
    }

    @Test func saysThatThereIsNothing() {
        #expect(problem(folder.file("nothing.mp4")) == .missing)
        #expect(problem(folder.file("no/folder.mp4")) == .missing)
        #expect(problem("") == .missing)
        #expect(problem("concat:a.mp4|b.mp4") == .missing)
        #expect(problem("http://localhost/a.mp4") == .missing)
    }

    @Test func refusesFoldersAndDevices() {
        #expect(problem(folder.path) == .notAFile)
        #expect(problem("/dev/zero") == .notAFile)
    }

    @Test(.timeLimit(.minutes(1))) func doesNotWaitForAPipe() {
        let pipe = folder.file("pipe.mp4")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(problem(pipe) == .notAFile)
    }

    @Test func refusesAFileOfNoBytes() throws { #expect(try problem([], named: "empty.mp4") == .empty) }

    @Test(.enabled(if: getuid() != 0, "everything may be read by root"))
    func givesTheSystemsReason() throws {
        let path = try folder.write("x", to: "locked.mp4")
        chmod(path, 0)
        #expect(problem(path) == .unreadable("Permission denied"))
    }

    @Test(arguments: ["mp4", "mov", "mkv", "bin", "txt", "avi", "ts", "adf", ""])
    func refusesRandomBytesUnderAnyName(_ ending: String) throws {
        var random = SeededGenerator(seed: 7)
        let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(try problem(bytes, named: "random.\(ending)") == .notMedia("data of an unknown kind"))
        #expect(try problem(Array(bytes.prefix(40)), named: "short.\(ending)") == .notMedia("data of an unknown kind"))
        #expect(try problem([UInt8](repeating: 0, count: 5000), named: "zeros.\(ending)") == .notMedia("data of an unknown kind"))
    }

    @Test func quotesTheTitleOfAPage() throws {
        let page = "<!DOCTYPE html>\n<html><head><title>\n 403  Forbidden </title></head><body>no</body></html>"
        #expect(try problem(page, named: "page.mp4") == .notMedia("an HTML page titled “403 Forbidden”"))
        #expect(try problem("<html><body>gone</body></html>", named: "bare.mp4") == .notMedia("an HTML page"))
        #expect(try problem("<HTML><HEAD><TITLE></TITLE>", named: "shout.mov") == .notMedia("an HTML page"))
        // Not UTF-8: a page in Latin-1.
        let latin = Array("<html><title>Zugriff verweigert: f".utf8) + [0xFC] + Array("r Sie</title>".utf8)
        guard case .notMedia(let words) = try problem(latin, named: "latin.mp4") else {
            Issue.record("not seen as a page")
            return
        }
        #expect(words.hasPrefix("an HTML page titled “Zugriff verweigert"))
    }

    @Test func namesDocuments() throws {
        #expect(try problem(#"{"error": "expired"}"#, named: "a.mp4") == .notMedia("a JSON document"))
        #expect(try problem("<?xml version=\"1.0\"?><Error/>", named: "b.mp4") == .notMedia("an XML document"))
        #expect(try problem("Not found\n", named: "c.mp4") == .notMedia("text"))
        #expect(try problem("%PDF-1.7\n%\u{1}", named: "d.mp4") == .notMedia("a PDF document"))
        #expect(try problem([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 64), named: "e.mp4") == .notMedia("a ZIP archive"))
        #expect(try problem([0x1F, 0x8B] + [UInt8](repeating: 0, count: 64), named: "f.mp4") == .notMedia("a gzip file"))
    }

    @Test func followsNoList() throws {
        let playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n#EXT-X-ENDLIST\n"
        for name in ["a.m3u8", "a.mp4"] {
            #expect(
                try problem(playlist, named: name)
                    == .notMedia("an HLS playlist, which names other files and is not followed"))
        }
        for text in ["ffconcat version 1.0\nfile /etc/passwd\n", "file 'other.mp4'\n"] {
            #expect(
                try problem(text, named: "list.ffconcat")
                    == .notMedia("a concat list, which names other files and is not followed"))
        }
    }

    @Test(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
    func namesStillPicturesAndSounds() throws {
        let kinds = [
            ("png", "a PNG picture"), ("jpg", "a JPEG picture"), ("gif", "a GIF picture"), ("bmp", "a BMP picture"),
            ("webp", "a WebP picture"), ("tiff", "a TIFF picture"),
        ]
        for (ending, words) in kinds {
            let picture = try Clip.made("still.\(ending)", Clip.counter(frames: 1) + ["-frames:v", "1"])
            #expect(problem(picture) == .notMedia(words), "\(ending)")
            #expect(try problem(try bytes(of: picture), named: "\(ending).mp4") == .notMedia(words), "\(ending) as mp4")
        }
        for (ending, words) in [("wav", "a WAV sound"), ("mp3", "an MP3 sound"), ("flac", "a FLAC sound")] {
            let sound = try Clip.made("sound.\(ending)", Clip.tone(seconds: 0.5))
            #expect(problem(sound) == .notMedia(words), "\(ending)")
            #expect(try problem(try bytes(of: sound), named: "\(ending).mp4") == .notMedia(words), "\(ending) as mp4")
        }
        let bare = try Clip.made("bare.mp3", Clip.tone(seconds: 0.5) + ["-id3v2_version", "0", "-write_xing", "0"])
        #expect(problem(bare) == .notMedia("an MP3 sound"))
    }

    @Test(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
    func knowsAClipWithoutPicture() throws {
        #expect(problem(try Clip.made("sound.m4a", Clip.tone(seconds: 0.5) + ["-c:a", "aac"])) == .noVideo)
        let cover = try Clip.made(
            "cover.m4a",
            Clip.tone(seconds: 0.5) + Clip.counter(frames: 1)
                + ["-map", "0:a", "-map", "1:v", "-c:a", "aac", "-c:v", "png", "-frames:v", "1"]
                + ["-disposition:v:0", "attached_pic"])
        #expect(problem(cover) == .noVideo)
    }
}
