/// Reads the pictures of an H.264 stream to tell which of them hold other data than was written, and where some are missing.
///
/// Decoders notice much that is impossible, but not that data does not end with the picture's last macroblock, and what they
/// say of missing pictures they say of whole clips, too.
struct AVCInspector {
    private let structure: NALStructure
    private var sequences: [Int: SequenceParameters] = [:]
    private var parameters: [Int: AVCPictureParameters] = [:]
    private var picture: AVCPicture?
    /// Whether something was behind the last slice of a picture that is none of it.
    private var hasRest = false
    /// The number of the last picture that others may be predicted from.
    private var lastNumber: Int?
    /// When the picture is shown at which the stream was entered or joined in the middle of a group, until one that is
    /// shown later is there: what leads up to it may have been left out.
    private var entry: Int?

    /// An inspector that knows the parameter sets of the track's header.
    init(_ structure: NALStructure, _ sets: ParameterSets?) {
        self.structure = structure
        for unit in (sets?.sequence ?? []) + (sets?.picture ?? []) { readParameters(unit) }
    }

    /// Looks at a packet, which is a whole picture. What is not known here is taken for whole.
    ///
    /// - Parameters:
    ///   - isKey: whether the container calls it a place to start.
    ///   - time: when it is shown.
    mutating func look(
        at packet: UnsafeBufferPointer<UInt8>, isKey: Bool, time: Int?
    ) -> PictureInspector.Finding {
        var finding = PictureInspector.Finding.whole
        var isNumbered = false
        var isRead = false
        for range in structure.units(packet) {
            let header = packet[range.lowerBound]
            let type = structure.type(of: header)
            if (7...8).contains(type) { readParameters(Array(packet[range])) }
            // Halves of slices are nobody's.
            if (2...4).contains(type) { return .whole }
            guard type == 1 || type == 5 else { continue }
            do throws(IllegalSyntax) {
                let payload = StartCodes.opened(packet[range].dropFirst())
                guard let slice = try AVCSlice(payload, header: header, parameters) else {
                    (lastNumber, picture) = (nil, nil)
                    return .whole
                }
                if !isNumbered, misses(slice, header, isKey: isKey, time: time) { finding = .behindGap }
                isNumbered = true
                if try read(slice, payload) { isRead = true }
                if hasRest { return finding == .whole ? .joined : finding }
            } catch {
                picture = nil
                return finding == .behindGap ? .behindGap : .damaged
            }
        }
        guard isRead, let picture, !picture.isFinished else { return finding }
        return finding == .behindGap ? .behindGap : .damaged
    }

    /// Reads the data of a slice; `false` where it is not coded arithmetically, or its colours are not in half their size.
    private mutating func read(_ slice: AVCSlice, _ payload: [UInt8]) throws(IllegalSyntax) -> Bool {
        let sequence = slice.parameters.sequence
        hasRest = false
        guard slice.parameters.isArithmetic, sequence.chromaFormat == 1 else { return false }
        if slice.address == 0 { picture = AVCPicture(sequence) }
        // All slices of a picture are of one sequence.
        guard let given = picture, given.sequence == sequence else { throw IllegalSyntax() }
        picture = nil
        var data = AVCSliceData(slice, payload, given)
        try data.read()
        picture = data.picture
        hasRest = data.hasRest
        return true
    }

    /// Whether pictures that others are predicted from are missing before this one, by its number (7.4.3, frame_num).
    private mutating func misses(_ slice: AVCSlice, _ header: UInt8, isKey: Bool, time: Int?) -> Bool {
        let isReference = header & 0x60 != 0
        let last = lastNumber
        if isReference { lastNumber = slice.restartsNumbers ? 0 : slice.frameNumber }
        if header & 0x1F == 5 {
            entry = nil
            return false
        }
        if isKey || last == nil { entry = time }
        let sequence = slice.parameters.sequence
        guard let last, !isKey, !sequence.allowsGaps else { return false }
        let next = (last + 1) % (1 << sequence.frameNumberBits)
        let isGap = slice.frameNumber != last && slice.frameNumber != next
        guard let start = entry else { return isGap }
        if isReference, time.map({ $0 > start }) ?? true { entry = nil }
        return false
    }

    private mutating func readParameters(_ unit: [UInt8]) {
        switch structure.type(of: unit[0]) {
        case 7:
            guard let sequence = SequenceParameters(unit: unit),
                256 * sequence.columns * sequence.rows <= Decoder.maximumPixels
            else {
                (sequences, parameters) = ([:], [:])
                return
            }
            sequences[sequence.id] = sequence
            parameters = parameters.filter { $0.value.sequence.id != sequence.id || $0.value.sequence == sequence }
        case 8:
            guard let read = try? AVCPictureParameters(unit: unit, sequences) else {
                parameters = [:]
                return
            }
            parameters[read.id] = read
        default: break
        }
    }
}
