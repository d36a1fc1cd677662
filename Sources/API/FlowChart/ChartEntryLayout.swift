/// Lays out lines of a box: label, text with details, and at the right the clause and its sign.
struct ChartEntryLayout {
  typealias Geometry = ChartGeometry

  let left: Double
  let width: Double
  let labelWidth: Double
  var sourceWidth = ChartGeometry.sourceWidth

  private var textLeft: Double { left + labelWidth }
  private var textWidth: Double { width - labelWidth - sourceWidth - 6 }
  private var sourceLeft: Double { left + width - sourceWidth }

  /// The entry from the top; `showsLabel` unless the one above has the same.
  func block(_ entry: ChartEntry, showsLabel: Bool) -> ChartBlock {
    var marks: [ChartMark] = []
    var labelHeight = 0.0
    if showsLabel, !entry.label.isEmpty {
      let label = ChartText.set(
        entry.label, Geometry.strong, at: ChartPoint(x: left, y: 0), width: labelWidth - 5)
      marks.append(.text(label))
      labelHeight = label.height
    }
    let (texts, textHeight) = text(of: entry)
    let (sources, sourceHeight) = source(entry.source)
    return ChartBlock(
      marks: marks + texts + sources, height: max(labelHeight, textHeight, sourceHeight), gap: 3.5)
  }

  private func text(of entry: ChartEntry) -> (marks: [ChartMark], height: Double) {
    let text = ChartText.set(
      entry.text, Geometry.text, at: ChartPoint(x: textLeft, y: 0), width: textWidth)
    var marks: [ChartMark] = [.text(text)]
    var height = text.height
    if !entry.details.isEmpty {
      let details = ChartText.set(
        entry.details.joined(separator: " · "), Geometry.small,
        at: ChartPoint(x: textLeft, y: height), width: textWidth, ink: .soft)
      marks.append(.text(details))
      height += details.height
    }
    return (marks, height)
  }

  private func source(_ source: ChartSource) -> (marks: [ChartMark], height: Double) {
    let text = ChartText.set(
      source.text, Geometry.small, at: ChartPoint(x: sourceLeft, y: 0),
      width: sourceWidth, ink: .soft, edge: .right)
    guard let sign = source.sign else { return ([.text(text)], text.height) }
    let pill = ChartSign(word: sign)
    if let line = text.lines.last, line.width + pill.width + 5 <= sourceWidth {
      // Beside the clause where there is room.
      let right = line.width == 0 ? left + width : left + width - line.width - 5
      let y = text.height - Geometry.small.leading - 1
      return ([.text(text)] + pill.marks(rightAt: right, y: y), text.height + 2)
    }
    return (
      [.text(text)] + pill.marks(rightAt: left + width, y: text.height == 0 ? -1 : text.height + 1),
      text.height + ChartSign.height + 2
    )
  }
}

/// The sign that a rule is assumed or not stated: the word in a dashed frame.
struct ChartSign {
  static let height = 13.0
  let word: String

  /// How wide it is.
  var width: Double { ChartGeometry.small.width(of: word) + 8 }

  /// The sign with its right edge there.
  func marks(rightAt right: Double, y: Double) -> [ChartMark] {
    let left = right - width
    return [
      .rect(
        ChartPoint(x: left, y: y), width: width, height: Self.height, radius: 3, fill: .paper,
        stroke: .black, isDashed: true),
      .text(
        .set(
          word, ChartGeometry.small, at: ChartPoint(x: left + 4, y: y + 1), width: width)),
    ]
  }
}
