import Casework

/// A row with its place in the order of its list.
struct Placed<Row: Sendable>: Sendable {
  let position: Position
  let row: Row
}

extension Page {
  /// The first rows of several pages in their common order, each once.
  ///
  /// The next page begins where the first of them ended, or where this one is full.
  static func merging(
    _ pages: [Page<Placed<Row>>], limit: Int, isDescending: Bool = false
  ) -> Page<Row> {
    func comesFirst(_ one: Position, _ other: Position) -> Bool {
      let (first, second) = isDescending ? (other, one) : (one, other)
      return (first.key, first.tie) < (second.key, second.tie)
    }
    let horizon = pages.compactMap(\.next).min(by: comesFirst)
    var all: [Placed<Row>] = []
    for placed in pages.flatMap(\.rows).sorted(by: { comesFirst($0.position, $1.position) }) {
      if let horizon, comesFirst(horizon, placed.position) { break }
      if placed.position != all.last?.position { all.append(placed) }
    }
    let rows = all.prefix(limit)
    return Page(
      rows: rows.map(\.row), next: all.count > limit ? rows.last?.position : horizon)
  }
}
