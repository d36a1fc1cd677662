/// An export of a chain: for each entry its hash on a line, then the text that was hashed, then an
/// empty line.
///
/// Of an entry that is withheld from the viewer the text says only that, the hash before it and its
/// place.
public struct ChainExport: Pieces {
  /// How many entries one read looks at.
  private static let step = 100

  private let chain: ChainName
  private let viewer: Viewer
  private var left: ClosedRange<Int64>?
  /// How many entries were given until now.
  public private(set) var rows = 0

  /// An export of that stretch; nil for an empty one.
  public init(_ chain: ChainName, _ range: ClosedRange<Int64>?, for viewer: Viewer) {
    self.chain = chain
    self.viewer = viewer
    left = range
  }

  /// The next entries.
  public mutating func next(from reader: any Reader) throws(Failure) -> [UInt8]? {
    guard let range = left else { return nil }
    let entries = try reader.chainTexts(chain, range, limit: Self.step, for: viewer)
    guard let last = entries.last else { return nil }
    left = last.sequence < range.upperBound ? (last.sequence + 1)...range.upperBound : nil
    rows += entries.count
    var octets: [UInt8] = []
    for entry in entries {
      octets += entry.hash.utf8
      octets.append(0x0A)
      octets += entry.text
      octets.append(0x0A)
    }
    return octets
  }
}
