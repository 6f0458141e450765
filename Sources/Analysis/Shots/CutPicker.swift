/// Chooses the cuts among the moments where one is likely.
struct CutPicker {
    struct Cut: Equatable {
        let moment: Int
        let confidence: Float
    }

    /// In order.
    let cuts: [Cut]

    /// Likelihoods for each moment. Of moments close together, only the likeliest is a cut: the others are the blended frames
    /// around it.
    init(likelihoods: [Float], threshold: Float = 0.5, reach: Int = 2) {
        var cuts: [Cut] = []
        for (moment, likelihood) in likelihoods.enumerated() where likelihood > threshold {
            let earlier = likelihoods[max(0, moment - reach)..<moment]
            let later = likelihoods[moment..<min(likelihoods.count, moment + reach + 1)]
            guard earlier.allSatisfy({ $0 < likelihood }), later.allSatisfy({ $0 <= likelihood }) else { continue }
            cuts.append(Cut(moment: moment, confidence: likelihood))
        }
        self.cuts = cuts
    }
}
