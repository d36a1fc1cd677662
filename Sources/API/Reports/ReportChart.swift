import Casework
import Markup

/// A table's figures as bars, this year's dark and the year before's light with an edge: told apart
/// without colour, on a screen and on grey paper.
///
/// The table that stands beside it says the same, so the picture is one for the eye and is read out
/// as its title and description.
struct ReportChart {
  let table: AnnualReport.Table
  let years: (now: String, before: String)

  private static let width = 640
  private static let left = 8
  private static let bar = 11
  private static let row = 48
  private static let room = 540

  /// Whether there is anything to see.
  var isWorthDrawing: Bool { table.rows.count > 1 && greatest > 0 }

  private var greatest: Int {
    table.rows.flatMap { [$0.now.count ?? 0, $0.before.count ?? 0] }.max() ?? 0
  }

  private var shown: [AnnualReport.Row] {
    table.rows.filter { $0.now != .number(0) || $0.before != .number(0) }
  }

  /// The picture.
  var svg: Fragment {
    let height = 34 + shown.count * Self.row
    let id = "chart-\(table.id.rawValue)"
    return .element(
      "svg",
      [
        "viewBox": "0 0 \(Self.width) \(height)", "width": "\(Self.width)",
        "height": "\(height)", "role": "img", "class": "chart",
        "aria-labelledby": "\(id)-title \(id)-description",
        "xmlns": "http://www.w3.org/2000/svg",
      ],
      [
        .element("title", ["id": "\(id)-title"], [.text(table.title)]),
        .element("desc", ["id": "\(id)-description"], [.text(description)]),
        legend,
      ] + shown.enumerated().map { place, row in bars(row, y: 34 + place * Self.row) })
  }

  private var description: String {
    let rows = shown.map { "\($0.title): \($0.now.words), the year before \($0.before.words)" }
    return "Bars of \(years.now) against \(years.before). " + rows.joined(separator: "; ") + "."
  }

  private var legend: Fragment {
    .element(
      "g", ["aria-hidden": "true"],
      [
        rectangle(x: Self.left, y: 6, width: 18, dark: true),
        words(years.now, x: Self.left + 26, y: 16),
        rectangle(x: Self.left + 110, y: 6, width: 18, dark: false),
        words(years.before, x: Self.left + 136, y: 16),
      ])
  }

  private func bars(_ row: AnnualReport.Row, y: Int) -> Fragment {
    .element(
      "g", ["aria-hidden": "true"],
      [
        words(Self.short(row.title), x: Self.left, y: y + 13),
        figure(row.now, y: y + 19, dark: true),
        figure(row.before, y: y + 19 + Self.bar + 2, dark: false),
      ])
  }

  private func figure(_ figure: AnnualReport.Figure, y: Int, dark: Bool) -> Fragment {
    let length = (figure.count ?? 0) * Self.room / max(1, greatest)
    return .sequence([
      length > 0 ? rectangle(x: Self.left, y: y, width: max(2, length), dark: dark) : [],
      words(figure.words, x: Self.left + max(2, length) + 6, y: y + Self.bar - 1, small: true),
    ])
  }

  private func rectangle(x: Int, y: Int, width: Int, dark: Bool) -> Fragment {
    .element(
      "rect",
      [
        "x": "\(x)", "y": "\(y)", "width": "\(width)", "height": "\(Self.bar)",
        "fill": dark ? "#24507a" : "#dfe7ef", "stroke": "#24507a", "stroke-width": "1",
      ])
  }

  private func words(_ text: String, x: Int, y: Int, small: Bool = false) -> Fragment {
    .element(
      "text",
      [
        "x": "\(x)", "y": "\(y)", "font-size": small ? "11" : "13", "fill": "#0b0c0c",
        "font-family": "Liberation Sans, Arial, sans-serif",
      ], [.text(text)])
  }

  /// What does not fit is in the table.
  private static func short(_ title: String) -> String {
    title.count <= 86 ? title : title.prefix(84) + "…"
  }
}
