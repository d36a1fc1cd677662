/// Reads the content of one request by its framing, within the limits.
struct BodyReader {
  private enum Rest {
    case complete
    case octets(Int)
    case chunks
  }

  private var rest: Rest
  private var decoder = ChunkedDecoder()
  private var content: [UInt8] = []
  /// Octets of content so far, taken away or not.
  private(set) var received = 0

  init(_ framing: BodyFraming) {
    switch framing {
    case .none, .length(0): rest = .complete
    case .length(let count): rest = .octets(count)
    case .chunked: rest = .chunks
    }
  }

  /// Whether all of the content has come.
  var isComplete: Bool {
    switch rest {
    case .complete: true
    case .octets, .chunks: false
    }
  }

  /// Whether what is to come may be no more than this.
  func fits(_ bound: Int) -> Bool {
    switch rest {
    case .complete, .chunks: true
    case .octets(let count): count <= bound
    }
  }

  /// Takes content from `octets[index..<end]`.
  mutating func advance(
    _ octets: [UInt8], _ index: inout Int, _ end: Int, _ limits: Limits
  ) throws(ParseFailure) {
    switch rest {
    case .complete: return
    case .octets(let missing):
      let count = min(missing, end - index)
      content.append(contentsOf: octets[index..<index + count])
      index += count
      received += count
      rest = count == missing ? .complete : .octets(missing - count)
    case .chunks:
      let isLast = try decoder.advance(octets, &index, end, into: &content, limits)
      received = decoder.contentReceived
      if isLast { rest = .complete }
    }
  }

  /// Gives the content away.
  mutating func takeContent() -> [UInt8] {
    let taken = content
    content = []
    return taken
  }
}
