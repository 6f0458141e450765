/// "; did you mean 'video'?" where a valid word is near, and always the valid words.
func suggestion(for word: String, among valid: [String]) -> String {
    let all = "one of \(valid.joined(separator: ", "))"
    // Longer words are not spelling mistakes, and the comparison costs their lengths multiplied.
    guard word.count <= 40, let nearest = valid.min(by: { distance(word, $0) < distance(word, $1) }),
        distance(word, nearest) <= max(2, nearest.count / 3)
    else { return "; it is \(all)" }
    return "; did you mean '\(nearest)'? It is \(all)"
}

/// How many letters have to be put in, left out or changed (Levenshtein), capital letters counting as small.
private func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.lowercased()), Array(b.lowercased()))
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in b.enumerated() {
            let change = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(change, row[j] + 1, diagonal + 1)
        }
    }
    return row[b.count]
}
