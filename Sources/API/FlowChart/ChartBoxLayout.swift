/// Lays out boxes: a heading and lines below it, in a frame.
struct ChartBoxLayout {
  typealias Geometry = ChartGeometry

  let left: Double
  let width: Double
  let labelWidth: Double
  let sourceWidth: Double

  /// A box over the whole width.
  static let wide = ChartBoxLayout(
    left: Geometry.margin, width: Geometry.width, labelWidth: Geometry.wideLabelWidth,
    sourceWidth: Geometry.wideSourceWidth)
  /// A stage.
  static let stage = ChartBoxLayout(
    left: Geometry.margin, width: Geometry.stageWidth, labelWidth: Geometry.labelWidth,
    sourceWidth: Geometry.sourceWidth)

  /// The box in one block, or in several where it is higher than `room`.
  func blocks(_ box: ChartBox, room: Double) -> [ChartBlock] {
    let rows = rows(of: box.entries)
    var blocks: [ChartBlock] = []
    var part: [ChartBlock] = []
    for row in rows {
      let height = (part + [row]).reduce(0) { $0 + $1.height + $1.gap } + headHeight(box) + 10
      if height > room, !part.isEmpty {
        blocks.append(frame(box, part, isFirst: blocks.isEmpty))
        part = []
      }
      part.append(row)
    }
    blocks.append(frame(box, part, isFirst: blocks.isEmpty))
    return blocks
  }

  private func rows(of entries: [ChartEntry]) -> [ChartBlock] {
    let hasLabels = entries.contains { !$0.label.isEmpty }
    let layout = ChartEntryLayout(
      left: left + Geometry.padding, width: width - 2 * Geometry.padding,
      labelWidth: hasLabels ? labelWidth : 0,
      sourceWidth: sourceWidth)
    return entries.enumerated().map { place, entry in
      let above = place == 0 ? nil : entries[place - 1].label
      return layout.block(entry, showsLabel: entry.label != above)
    }
  }

  private func headHeight(_ box: ChartBox) -> Double {
    box.title.isEmpty ? 0 : head(box, isFirst: true).height
  }

  private func frame(
    _ box: ChartBox, _ rows: [ChartBlock], isFirst: Bool
  ) -> ChartBlock {
    let head = box.title.isEmpty ? nil : head(box, isFirst: isFirst)
    var y = (head?.height ?? 0) + 5
    var content: [ChartMark] = []
    for row in rows {
      content += row.placed(at: y)
      y += row.height + row.gap
    }
    let height = y + 2
    let outline = ChartMark.rect(
      ChartPoint(x: left, y: 0), width: width, height: height, radius: 3, fill: .paper,
      stroke: .black, isDashed: box.look == .unstated)
    let number = box.number.map { $0 + " " } ?? ""
    let group = ChartMark.group(
      label: number + box.title, anchor: isFirst ? box.anchor : nil,
      [outline] + (head?.marks ?? []) + content)
    return ChartBlock(marks: [group], height: height, gap: 10)
  }

  // The heading: a number in a disc, the title, how formal it is, the clause.

  private func head(_ box: ChartBox, isFirst: Bool) -> ChartBlock {
    let numberWidth = box.number == nil ? 0.0 : 24.0
    let ink: ChartInk = box.look == .formal ? .white : .black
    let source = sourceMarks(box, ink: ink)
    let title = isFirst ? box.title : "\(box.title) (\(ChartWord.continued))"
    let text = ChartText.set(
      title, Geometry.stage,
      at: ChartPoint(x: left + Geometry.padding + numberWidth, y: 4.5),
      width: width - 2 * Geometry.padding - numberWidth - source.width - 6, ink: ink,
      role: .heading(3))
    let height = max(text.height, source.height) + 8
    var marks: [ChartMark] = []
    if let fill = fill(box.look) {
      marks.append(
        .rect(
          ChartPoint(x: left, y: 0), width: width, height: height, radius: 3, fill: fill,
          stroke: .black, isDashed: box.look == .unstated))
    }
    if let number = box.number { marks += disc(number, isInverted: box.look == .formal) }
    return ChartBlock(marks: marks + [.text(text)] + source.marks, height: height)
  }

  private func fill(_ look: ChartBox.Look) -> ChartInk? {
    switch look {
    case .formal: .dark
    case .informal: .light
    case .unstated: .paper
    case .plain: nil
    }
  }

  private func disc(_ number: String, isInverted: Bool) -> [ChartMark] {
    let centre = ChartPoint(x: left + Geometry.padding + 9, y: 11)
    let font = FontMetrics(size: number.count > 1 ? 9.5 : 11, isBold: true)
    let width = font.width(of: number)
    return [
      .disc(
        centre, radius: 8.5, fill: isInverted ? .paper : .dark, stroke: isInverted ? .white : .dark),
      .text(
        .set(
          number, font, at: ChartPoint(x: centre.x - width / 2, y: centre.y - font.size * 0.6),
          width: width + 1, ink: isInverted ? .black : .white)),
    ]
  }

  private func sourceMarks(
    _ box: ChartBox, ink: ChartInk
  ) -> (marks: [ChartMark], width: Double, height: Double) {
    let parts = [box.tag, box.source.text].filter { !$0.isEmpty }
    let joined = parts.joined(separator: " · ")
    let room = self.width - 2 * Geometry.padding - 30 - Geometry.stage.width(of: box.title)
    let lines = Geometry.small.width(of: joined) <= room ? [joined] : parts
    let width = lines.map(Geometry.small.width(of:)).max() ?? 0
    let right = left + self.width - Geometry.padding
    var y = 4.5
    var marks: [ChartMark] = []
    for line in lines {
      marks.append(
        .text(
          .set(
            line, Geometry.small, at: ChartPoint(x: right - width, y: y), width: width + 0.1,
            ink: ink, edge: .right)))
      y += Geometry.small.leading
    }
    guard let sign = box.source.sign else { return (marks, width, max(0, y - 4.5)) }
    let pill = ChartSign(word: sign)
    return (
      marks + pill.marks(rightAt: right, y: y), max(width, pill.width), y + ChartSign.height - 4
    )
  }
}
