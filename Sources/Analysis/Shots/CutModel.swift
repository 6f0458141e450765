/// Says how likely it is that a shot begins at a moment: a network with one hidden layer, trained on labelled clips and on
/// made-up transitions (`scripts/train-shots`, which also writes the weights).
struct CutModel {
    /// From 0 to 1.
    static func probability(_ features: CutFeatures) -> Float {
        let inputs = features.values.indices.map { i in
            min(max((features.values[i] - means[i]) * scales[i], -8), 8)
        }
        var total = outputBias
        for unit in hiddenBiases.indices {
            var sum = hiddenBiases[unit]
            let start = unit * inputs.count
            for i in inputs.indices { sum += inputs[i] * hiddenWeights[start + i] }
            total += max(sum, 0) * outputWeights[unit]
        }
        return total.logistic
    }
}
