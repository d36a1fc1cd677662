/// Gives everything that a chart says its place, page by page.
struct ChartLayout {
  typealias Geometry = ChartGeometry

  private let content: ChartContent
  /// The room that a page has for blocks.
  private let room = ChartGeometry.bottom - ChartGeometry.top

  private init(_ content: ChartContent) { self.content = content }

  /// The pages.
  static func pages(of content: ChartContent) -> [ChartPage] {
    let layout = ChartLayout(content)
    var paginator = ChartPaginator(title: content.title)
    paginator.add([layout.head()] + content.before.flatMap(layout.wide))
    for track in content.tracks { paginator.add(layout.track(track), startsFresh: true) }
    paginator.add(content.after.flatMap(layout.wide))
    return paginator.finished()
  }

  private func wide(_ box: ChartBox) -> [ChartBlock] { ChartBoxLayout.wide.blocks(box, room: room) }

  private func head() -> ChartBlock {
    let title = ChartText.set(
      "\(ChartWord.flowChart): \(content.title)", Geometry.title,
      at: ChartPoint(x: Geometry.margin, y: 0), width: Geometry.width, role: .heading(1))
    let subtitle = ChartText.set(
      content.subtitle, Geometry.text, at: ChartPoint(x: Geometry.margin, y: title.height + 3),
      width: Geometry.width, ink: .soft)
    return ChartBlock(
      marks: [.text(title), .text(subtitle)], height: title.height + subtitle.height + 5, gap: 8)
  }

  private func track(_ track: ChartTrack) -> [ChartBlock] {
    var blocks = [heading(of: track)] + wide(track.facts) + track.before.flatMap(wide)
    for step in track.steps { blocks += self.step(step) }
    return blocks + track.after.flatMap(wide)
  }

  private func heading(of track: ChartTrack) -> ChartBlock {
    let source = ChartText.set(
      track.source.text, Geometry.small, at: ChartPoint(x: Geometry.right - 110, y: 4), width: 110,
      ink: .soft, edge: .right)
    let title = ChartText.set(
      track.title, Geometry.heading, at: ChartPoint(x: Geometry.margin, y: 0),
      width: Geometry.width - 116, role: .heading(2))
    let height = max(title.height, source.height) + 3
    let rule = ChartMark.line(
      [ChartPoint(x: Geometry.margin, y: height), ChartPoint(x: Geometry.right, y: height)],
      hasHead: false, isDashed: false)
    return ChartBlock(
      marks: [
        .group(label: track.title, anchor: track.anchor, [.text(title), .text(source), rule])
      ],
      height: height, gap: 6, keepsWithNext: true)
  }

  // A rung with its cards, and below it the arrow to what comes next, or the end.

  private func step(_ step: ChartStep) -> [ChartBlock] {
    let cards = ChartCardLayout.block(step.cards)
    var blocks = ChartBoxLayout.stage.blocks(step.box, room: room)
    blocks[0].marks += cards.marks
    let last = blocks.count - 1
    if !step.onward.isEmpty { blocks[last].add(arrow(step.onward)) }
    if let end = step.end { blocks[last].add(terminal(end)) }
    blocks[0].height = max(blocks[0].height, cards.height + (step.onward.isEmpty ? 0 : 8))
    if !step.onward.isEmpty {
      // The arrow reaches down past the cards to the next rung.
      blocks[last].marks.append(shaft(from: blocks[last].stem, to: blocks[last].height))
      blocks[last].gap = 0
    }
    return blocks
  }

  /// What stands beside an arrow: each way on with its source.
  private func arrow(_ entries: [ChartEntry]) -> ChartBlock {
    var marks: [ChartMark] = []
    var y = 4.0
    for entry in entries {
      let layout = ChartEntryLayout(
        left: Geometry.margin + 44, width: Geometry.stageWidth - 44 - Geometry.padding,
        labelWidth: 0)
      let block = layout.block(entry, showsLabel: false)
      marks += block.placed(at: y)
      y += block.height + 2
    }
    return ChartBlock(marks: marks, height: max(y + 3, 20))
  }

  private func shaft(from top: Double, to bottom: Double) -> ChartMark {
    let x = Geometry.margin + 30
    return .line(
      [ChartPoint(x: x, y: top), ChartPoint(x: x, y: bottom)], hasHead: true, isDashed: false)
  }

  private func terminal(_ end: ChartEntry) -> ChartBlock {
    let layout = ChartEntryLayout(
      left: Geometry.margin + 14, width: Geometry.stageWidth - 28, labelWidth: 36)
    var entry = end
    entry.label = "\(ChartWord.end)"
    let row = layout.block(entry, showsLabel: true)
    let height = row.height + 14
    let outline = ChartMark.rect(
      ChartPoint(x: Geometry.margin, y: 20), width: Geometry.stageWidth, height: height,
      radius: min(height / 2, 16), fill: .light, stroke: .black, isDashed: false)
    let group = ChartMark.group(
      label: "\(ChartWord.end)", anchor: nil, [outline] + row.placed(at: 27))
    return ChartBlock(marks: [shaft(from: 0, to: 20), group], height: height + 20)
  }
}
