/// A network with one hidden layer, small enough to be kept in the source: trained by `scripts/train-shots`.
struct DenseModel: Sendable {
    let means: [Float]
    /// One over the spread of each input.
    let scales: [Float]
    /// Row after row, one row for each hidden unit.
    let hiddenWeights: [Float]
    let hiddenBiases: [Float]
    let outputWeights: [Float]
    let outputBias: Float

    /// How likely it is, from 0 to 1; `inputs` are as many as ``means``.
    func likelihood(_ inputs: [Float]) -> Float {
        precondition(inputs.count == means.count)
        let scaled = inputs.indices.map { min(max((inputs[$0] - means[$0]) * scales[$0], -8), 8) }
        var total = outputBias
        for unit in hiddenBiases.indices {
            var sum = hiddenBiases[unit]
            let start = unit * scaled.count
            for i in scaled.indices { sum += scaled[i] * hiddenWeights[start + i] }
            total += max(sum, 0) * outputWeights[unit]
        }
        return total.logistic
    }
}
