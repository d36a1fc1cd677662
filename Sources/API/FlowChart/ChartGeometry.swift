/// The measures of a chart, in points: an A4 page, a wide column for stages, a narrow one beside it.
enum ChartGeometry {
  static let pageWidth = 595.0
  static let pageHeight = 842.0
  static let margin = 36.0
  static let right = pageWidth - margin
  static let width = pageWidth - 2 * margin
  /// Where content begins below the running head, and where it ends above the page's number.
  static let top = 50.0
  static let bottom = pageHeight - 42
  /// The column of stages, and that of cards.
  static let stageWidth = 348.0
  static let cardLeft = margin + stageWidth + 22
  static let cardWidth = right - cardLeft
  static let padding = 7.0
  /// The margin of labels within a box, and the column of clauses at its right.
  static let labelWidth = 48.0
  static let wideLabelWidth = 66.0
  static let sourceWidth = 64.0
  static let wideSourceWidth = 116.0

  static let title = FontMetrics(size: 18, isBold: true)
  static let heading = FontMetrics(size: 13, isBold: true)
  static let stage = FontMetrics(size: 11, isBold: true)
  static let strong = FontMetrics(size: 9.2, isBold: true)
  static let text = FontMetrics(size: 9.2, isBold: false)
  /// Nothing is set smaller: nine points are what a printed page needs.
  static let small = FontMetrics(size: 9, isBold: false)
}

/// Which edge lines of text keep to.
enum ChartEdge {
  case left, right
}

extension ChartText {
  /// Text set in lines from a left edge, within a width, the first baseline one line down.
  static func set(
    _ text: String, _ font: FontMetrics, at corner: ChartPoint, width: Double,
    ink: ChartInk = .black, edge: ChartEdge = .left, role: Role = .plain
  ) -> ChartText {
    let lines = font.lines(of: text, width: width).enumerated().map { place, line in
      let lineWidth = font.width(of: line)
      let x = edge == .left ? corner.x : corner.x + width - lineWidth
      let y = corner.y + font.ascent + Double(place) * font.leading
      return Line(text: line, start: ChartPoint(x: x, y: y), width: lineWidth)
    }
    return ChartText(lines: lines, font: font, ink: ink, role: role)
  }

  /// The height it takes.
  var height: Double { Double(lines.count) * font.leading }
}

extension FontMetrics {
  /// From one baseline to the next.
  var leading: Double { size * 1.24 }
  /// From the top of a line to its baseline.
  var ascent: Double { size * 0.95 }
}
