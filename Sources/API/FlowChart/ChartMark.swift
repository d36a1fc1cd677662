/// A place on a page, in points from its top left corner.
struct ChartPoint: Equatable, Sendable {
  var x: Double
  var y: Double
}

/// A piece of text in lines, each with the place where its baseline begins.
struct ChartText: Sendable {
  /// A line and where it stands.
  struct Line: Sendable {
    var text: String
    var start: ChartPoint
    /// How wide it comes out, by our estimate.
    var width: Double
  }

  /// What it is to a reader who cannot see where it stands.
  enum Role: Sendable {
    case plain
    /// A heading of that level.
    case heading(Int)
    /// Said elsewhere already: running heads, ornaments.
    case ornament
  }

  var lines: [Line]
  var font: FontMetrics
  var ink: ChartInk
  var role = Role.plain

  /// Where the text ends at the bottom.
  var lastBaseline: Double { lines.last?.start.y ?? 0 }
}

/// What things are drawn with; every one of them holds on a black-and-white printer.
enum ChartInk: Sendable {
  case black, soft, white, dark, light, paper
}

/// Something drawn, with its place.
indirect enum ChartMark: Sendable {
  /// A rectangle, its corners rounded by that much.
  case rect(
    ChartPoint, width: Double, height: Double, radius: Double, fill: ChartInk, stroke: ChartInk?,
    isDashed: Bool)
  /// A disc.
  case disc(ChartPoint, radius: Double, fill: ChartInk, stroke: ChartInk)
  /// A line through points, with an arrow's head at its end or without.
  case line([ChartPoint], hasHead: Bool, isDashed: Bool)
  /// A piece of text.
  case text(ChartText)
  /// Marks that belong together under a name, to which links may lead.
  case group(label: String, anchor: String?, [ChartMark])
  /// Marks that lead to the anchor.
  case link(to: String, [ChartMark])

  /// The same, so much further down.
  func moved(down by: Double) -> ChartMark {
    func move(_ point: ChartPoint) -> ChartPoint { ChartPoint(x: point.x, y: point.y + by) }
    switch self {
    case .rect(let point, let width, let height, let radius, let fill, let stroke, let isDashed):
      return .rect(
        move(point), width: width, height: height, radius: radius, fill: fill, stroke: stroke,
        isDashed: isDashed)
    case .disc(let point, let radius, let fill, let stroke):
      return .disc(move(point), radius: radius, fill: fill, stroke: stroke)
    case .line(let points, let hasHead, let isDashed):
      return .line(points.map(move), hasHead: hasHead, isDashed: isDashed)
    case .text(var text):
      for index in text.lines.indices { text.lines[index].start = move(text.lines[index].start) }
      return .text(text)
    case .group(let label, let anchor, let marks):
      return .group(label: label, anchor: anchor, marks.map { $0.moved(down: by) })
    case .link(let target, let marks):
      return .link(to: target, marks.map { $0.moved(down: by) })
    }
  }
}

/// Marks laid out from the top, and the height they take; what is never torn over two pages.
struct ChartBlock: Sendable {
  var marks: [ChartMark]
  var height: Double
  /// Room below it, unless a page ends there.
  var gap: Double = 0
  /// Whether it stands on the page of what comes next.
  var keepsWithNext = false

  /// Where the box in it ends and an arrow may begin.
  var stem: Double { stemHeight ?? height }
  private var stemHeight: Double?

  init(marks: [ChartMark], height: Double, gap: Double = 0, keepsWithNext: Bool = false) {
    self.marks = marks
    self.height = height
    self.gap = gap
    self.keepsWithNext = keepsWithNext
  }

  /// Puts another block right below the box in this one.
  mutating func add(_ block: ChartBlock) {
    stemHeight = stem
    marks += block.placed(at: height)
    height += block.height
  }

  /// The marks, so much further down.
  func placed(at y: Double) -> [ChartMark] { marks.map { $0.moved(down: y) } }
}

/// A page of a chart.
struct ChartPage: Sendable {
  var marks: [ChartMark]
}
