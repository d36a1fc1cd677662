/// Lays out the cards beside a stage, one below the other, each tied to the stage by a line.
enum ChartCardLayout {
  typealias Geometry = ChartGeometry

  private static let inner = Geometry.cardWidth - 2 * Geometry.padding
  private static let left = Geometry.cardLeft + Geometry.padding

  /// The cards from the top, and the height they take.
  static func block(_ cards: [ChartCard]) -> ChartBlock {
    var marks: [ChartMark] = []
    var y = 0.0
    for card in cards {
      let block = self.block(card)
      marks += [tie(card.look, at: y)] + block.placed(at: y)
      y += block.height + 6
    }
    return ChartBlock(marks: marks, height: max(0, y - 6))
  }

  private static func block(_ card: ChartCard) -> ChartBlock {
    let icon = icon(card.look)
    let indent = icon.isEmpty ? 0.0 : 16
    let title = ChartText.set(
      card.title, Geometry.strong, at: ChartPoint(x: left + indent, y: 4.5), width: inner - indent)
    var content: [ChartMark] = [.text(title)]
    var y = title.height + 8
    for entry in card.entries {
      let block = self.block(entry, card.look == .form ? Geometry.text : Geometry.strong)
      let placed = block.placed(at: y)
      content += card.target.map { [.link(to: $0, placed)] } ?? placed
      y += block.height + 3
    }
    let height = y + 2
    let outline = ChartMark.rect(
      ChartPoint(x: Geometry.cardLeft, y: 0), width: Geometry.cardWidth, height: height,
      radius: card.look == .end ? 10 : 3, fill: .paper, stroke: .black, isDashed: false)
    return ChartBlock(
      marks: [.group(label: card.title, anchor: nil, [outline] + icon + content)],
      height: height)
  }

  private static func block(_ entry: ChartEntry, _ font: FontMetrics) -> ChartBlock {
    let text = ChartText.set(
      entry.text, font, at: ChartPoint(x: left, y: 0), width: inner)
    var marks: [ChartMark] = [.text(text)]
    var y = text.height
    for detail in entry.details {
      let text = ChartText.set(
        detail, Geometry.small, at: ChartPoint(x: left, y: y), width: inner, ink: .soft)
      marks.append(.text(text))
      y += text.height
    }
    if entry.source == ChartSource() { return ChartBlock(marks: marks, height: y) }
    let source = source(entry.source, at: y + 1)
    return ChartBlock(marks: marks + source.marks, height: y + 1 + source.height)
  }

  /// The clause at the right, the sign at the left of the same line.
  private static func source(_ source: ChartSource, at y: Double) -> ChartBlock {
    let sign = source.sign.map { ChartSign(word: $0) }
    let room = inner - (sign.map { $0.width + 4 } ?? 0)
    let text = ChartText.set(
      source.text, Geometry.small, at: ChartPoint(x: left + inner - room, y: y + 1), width: room,
      ink: .soft, edge: .right)
    let signs = sign.map { $0.marks(rightAt: left + $0.width, y: y) } ?? []
    return ChartBlock(
      marks: [.text(text)] + signs,
      height: max(text.height + 1, sign == nil ? 0 : ChartSign.height + 1))
  }

  /// The line between the stage and the card, down the gap between them: an arrow where one goes that
  /// way.
  private static func tie(_ look: ChartCard.Look, at y: Double) -> ChartMark {
    let right = Geometry.margin + Geometry.stageWidth
    let spine = right + (Geometry.cardLeft - right) / 2
    let points = [
      ChartPoint(x: right, y: 11), ChartPoint(x: spine, y: 11), ChartPoint(x: spine, y: y + 11),
      ChartPoint(x: Geometry.cardLeft, y: y + 11),
    ]
    switch look {
    case .way, .end: return .line(points, hasHead: true, isDashed: false)
    case .clock, .form: return .line(points, hasHead: false, isDashed: true)
    }
  }

  /// A drawing of what the card is about, for eyes only: its title says the same.
  private static func icon(_ look: ChartCard.Look) -> [ChartMark] {
    let x = left + 5
    func line(_ points: (Double, Double)...) -> ChartMark {
      .line(
        points.map { ChartPoint(x: x + $0.0, y: 11 + $0.1) }, hasHead: false, isDashed: false)
    }
    switch look {
    case .clock:
      return [
        .disc(ChartPoint(x: x, y: 11), radius: 5.5, fill: .paper, stroke: .black),
        line((0, -3.5), (0, 0), (2.5, 1.5)),
      ]
    case .form:
      return [
        .rect(
          ChartPoint(x: x - 4, y: 5.5), width: 8, height: 11, radius: 0, fill: .paper,
          stroke: .black, isDashed: false), line((-2, -2), (2, -2)), line((-2, 0.5), (2, 0.5)),
        line((-2, 3), (1, 3)),
      ]
    case .way: return []  // an arrow leads to it
    case .end:
      return [
        .disc(ChartPoint(x: x, y: 11), radius: 5.5, fill: .paper, stroke: .black),
        .disc(ChartPoint(x: x, y: 11), radius: 3, fill: .dark, stroke: .dark),
      ]
    }
  }
}
