extension RequestHead {
  /// The head that these octets are, from the request line to the empty line.
  ///
  /// For tests and tools; a connection's machine parses as the octets come.
  public init(parsing octets: [UInt8], limits: Limits = Limits()) throws(ParseFailure) {
    var parser = RequestHeadParser()
    switch try parser.advance(octets, 0, octets.count, limits) {
    case .complete(let head, octets.count): self = head
    case .complete, .incomplete: throw .endOfInput
    }
  }
}
