import Testing
import Timing

struct TimecodeParsingTests {
    private let ntsc = Rational(30000, 1001)!

    @Test func readsWhatItWrites() throws {
        for frame in [0, 1, 1799, 1800, 17981, 17982, 107_892] {
            let code = Timecode(frame: frame, rate: ntsc)
            #expect(Timecode(code.description, rate: ntsc) == code)
            let even = Timecode(frame: frame, rate: Rational(24))
            #expect(Timecode(even.description, rate: Rational(24)) == even)
        }
        #expect(Timecode("01:00:00:00", rate: Rational(25))?.frame == 90000)
        #expect(Timecode("00:00:59:23", rate: Rational(24))?.advanced(by: 1).description == "00:01:00:00")
        #expect(Timecode("00:00:59;29", rate: ntsc)?.advanced(by: 1).description == "00:01:00;02")
    }

    @Test(arguments: [
        "", "1", "1:2:3", "00:00:00:24", "24:00:00:00", "00:60:00:00", "00:00:60:00", "-1:00:00:00", "a:b:c:d",
        "00:00:00;00", "00:00:00:00:00", "000:00:00:00",
    ])
    func refuses(_ text: String) { #expect(Timecode(text, rate: Rational(24)) == nil) }

    @Test func refusesNumbersThatAreDropped() {
        #expect(Timecode("00:01:00;00", rate: ntsc) == nil)
        #expect(Timecode("00:10:00;00", rate: ntsc) != nil)
        #expect(Timecode("00:01:00:00", rate: ntsc)?.isDropFrame == false)
    }
}
