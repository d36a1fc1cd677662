/// Puts blocks on pages, in order, none of them torn.
struct ChartPaginator {
  typealias Geometry = ChartGeometry

  private let title: String
  private var pages: [ChartPage] = []
  private var marks: [ChartMark] = []
  private var y = ChartGeometry.top

  init(title: String) { self.title = title }

  /// Puts blocks where the last ones ended; those that start fresh on a page of their own, unless all
  /// of them fit below or most of the page is still empty.
  mutating func add(_ blocks: [ChartBlock], startsFresh: Bool = false) {
    let isFull = y > Geometry.top + (Geometry.bottom - Geometry.top) * 0.6
    if startsFresh, isFull, y + height(of: blocks) > Geometry.bottom { breakPage() }
    var rest = blocks[...]
    while let first = rest.first {
      let together = rest.prefix { $0.keepsWithNext }.count + 1
      if y + height(of: rest.prefix(together)) > Geometry.bottom { breakPage() }
      marks += first.placed(at: y)
      y += first.height + first.gap
      rest = rest.dropFirst()
    }
  }

  private func height(of blocks: some Collection<ChartBlock>) -> Double {
    blocks.reduce(0) { $0 + $1.height + $1.gap } - (blocks.suffix(1).first?.gap ?? 0)
  }

  private mutating func breakPage() {
    guard !marks.isEmpty else { return }
    pages.append(ChartPage(marks: marks))
    marks = []
    y = Geometry.top
  }

  /// The pages with their running heads and numbers.
  func finished() -> [ChartPage] {
    var last = self
    last.breakPage()
    return last.pages.enumerated().map { place, page in
      ChartPage(marks: running(place + 1, of: last.pages.count) + page.marks)
    }
  }

  private func running(_ number: Int, of count: Int) -> [ChartMark] {
    func ornament(_ text: String, _ y: Double, _ edge: ChartEdge) -> ChartMark {
      .text(
        .set(
          text, Geometry.small, at: ChartPoint(x: Geometry.margin, y: y), width: Geometry.width,
          ink: .soft, edge: edge, role: .ornament))
    }
    let page = ornament(
      "\(ChartWord.page) \(number) \(ChartWord.of) \(count)", Geometry.bottom + 14, .right)
    return number == 1 ? [page] : [ornament(title, 26, .left), page]
  }
}
