import Media
import Render
import Testing

struct PictureSizeTests {
    private func fit(_ width: Int, _ height: Int, _ box: (Int, Int) = (1280, 720)) -> [Int] {
        let size = PictureSize(width: width, height: height).fitting(maxWidth: box.0, maxHeight: box.1)
        return [size.width, size.height]
    }

    @Test func fitsIntoTheBox() {
        #expect(fit(1920, 1080) == [1280, 720])
        #expect(fit(3840, 2160) == [1280, 720])
        #expect(fit(1920, 800) == [1280, 534])
        #expect(fit(1280, 720) == [1280, 720])
    }

    @Test func turnsTheBoxForPortrait() {
        #expect(fit(2160, 3840) == [720, 1280])
        #expect(fit(1080, 1350) == [720, 900])
    }

    @Test func fitsASquare() { #expect(fit(2048, 2048) == [720, 720]) }

    @Test func neverEnlarges() {
        #expect(fit(160, 90) == [160, 90])
        #expect(fit(161, 91) == [160, 90])
        #expect(fit(3, 3) == [2, 2])
    }

    @Test func isEvenAndNotEmptyWhateverTheShape() {
        #expect(fit(1, 1) == [2, 2])
        #expect(fit(16384, 16) == [1280, 2])
        #expect(fit(16, 16384) == [2, 1280])
        for width in [1, 2, 3, 15, 161, 719, 1279, 1281, 4096, 8191] {
            for height in [1, 2, 5, 91, 361, 720, 721, 2161] {
                for box in [(1280, 720), (1921, 1081), (160, 90), (274, 274)] {
                    let size = fit(width, height, box)
                    #expect(size.allSatisfy { $0 % 2 == 0 && $0 >= 2 })
                    let (long, short) = (max(size[0], size[1]), min(size[0], size[1]))
                    #expect(long <= box.0 && short <= box.1, "\(width)x\(height) in \(box)")
                    #expect(size[0] <= max(2, width) && size[1] <= max(2, height), "\(width)x\(height) in \(box)")
                }
            }
        }
    }

    @Test func reducesToAboutTheArea() {
        for (width, height) in [(1280, 720), (720, 1280), (720, 720), (1280, 534), (160, 90), (1280, 2), (2, 1280), (2, 2)] {
            let size = PictureSize(width: width, height: height).reduced(toArea: 14_400)
            #expect(size.width % 2 == 0 && size.height % 2 == 0 && size.width >= 16 && size.height >= 16)
            #expect((13_000...16_000).contains(size.width * size.height), "\(width)x\(height): \(size)")
        }
        let wide = PictureSize(width: 1280, height: 720).reduced(toArea: 14_400)
        #expect([wide.width, wide.height] == [160, 90])
    }
}
