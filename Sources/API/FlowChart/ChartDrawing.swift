import Markup

/// Draws pages as SVG.
///
/// Looks are attributes, not a style sheet, so that a strict content policy, an
/// `img` element and a printer all show the same.
struct ChartDrawing {
  typealias Geometry = ChartGeometry

  /// The whole picture: pages one below the other, each an A4 sheet.
  static func svg(_ pages: [ChartPage], title: String, description: String) -> Fragment {
    let height = Geometry.pageHeight * Double(pages.count)
    let sheets = pages.enumerated().map { place, page in
      sheet(page, at: Geometry.pageHeight * Double(place), isFirst: place == 0)
    }
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "lang": "en-GB",
        "role": "graphics-document document",
        "aria-labelledby": "chart-title chart-description",
        "viewBox": "0 0 \(number(Geometry.pageWidth)) \(number(height))",
        "width": "\(number(Geometry.pageWidth))pt", "height": "\(number(height))pt",
        "font-family": "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', sans-serif",
      ],
      [
        .element("title", ["id": "chart-title"], [.text(title)]),
        .element("desc", ["id": "chart-description"], [.text(description)]),
        .style(paper),
      ] + sheets)
  }

  /// Each sheet is a page of paper to its edges.
  static let paper: StaticString = "@page{size:A4;margin:0}"

  private static func sheet(_ page: ChartPage, at y: Double, isFirst: Bool) -> Fragment {
    let paper = Fragment.element(
      "rect",
      [
        "width": number(Geometry.pageWidth), "height": number(Geometry.pageHeight),
        "fill": colour(.paper), "aria-hidden": "true",
      ])
    return .element(
      "g", ["transform": isFirst ? nil : "translate(0 \(number(y)))"],
      [paper] + page.marks.map(draw))
  }

  private static func draw(_ mark: ChartMark) -> Fragment {
    switch mark {
    case .rect(let corner, let width, let height, let radius, let fill, let stroke, let isDashed):
      rect(corner, width, height, radius, fill, stroke, isDashed)
    case .disc(let centre, let radius, let fill, let stroke):
      .element(
        "circle",
        [
          "cx": number(centre.x), "cy": number(centre.y), "r": number(radius), "fill": colour(fill),
          "stroke": colour(stroke), "aria-hidden": "true",
        ])
    case .line(let points, let hasHead, let isDashed): line(points, hasHead, isDashed)
    case .text(let chartText): text(chartText)
    case .group(let label, let anchor, let marks):
      .element(
        "g",
        [
          "id": anchor, "role": label.isEmpty ? nil : "group",
          "aria-label": label.isEmpty ? nil : label,
        ],
        marks.map(draw))
    case .link(let target, let marks): .element("a", ["href": "#" + target], marks.map(draw))
    }
  }

  private static func rect(
    _ corner: ChartPoint, _ width: Double, _ height: Double, _ radius: Double, _ fill: ChartInk,
    _ stroke: ChartInk?, _ isDashed: Bool
  ) -> Fragment {
    .element(
      "rect",
      [
        "x": number(corner.x), "y": number(corner.y), "width": number(width),
        "height": number(height), "rx": radius == 0 ? nil : number(radius), "fill": colour(fill),
        "stroke": stroke.map(colour), "stroke-width": isDashed ? "0.9" : "0.8",
        "stroke-dasharray": isDashed ? "3 2" : nil, "aria-hidden": "true",
      ])
  }

  private static func line(_ points: [ChartPoint], _ hasHead: Bool, _ isDashed: Bool) -> Fragment {
    let path = points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: " L")
    let stroke = Fragment.element(
      "path",
      [
        "d": "M" + path, "fill": "none", "stroke": colour(.black), "stroke-width": "1",
        "stroke-dasharray": isDashed ? "2 2" : nil, "aria-hidden": "true",
      ])
    guard hasHead, let tip = points.last, let before = points.dropLast().last else { return stroke }
    return [stroke, head(at: tip, from: before)]
  }

  /// An arrow's head; lines with one run straight down or straight to the right.
  private static func head(at tip: ChartPoint, from: ChartPoint) -> Fragment {
    let (x, y) = (number(tip.x), number(tip.y))
    let path =
      from.x == tip.x
      ? "M\(x) \(y) l-4 -7 h8 z" : "M\(x) \(y) l-6 -3.5 v7 z"
    return .element("path", ["d": path, "fill": colour(.black), "aria-hidden": "true"])
  }

  /// A text is one element, its lines joined by spaces, so that it is read and copied as one.
  ///
  /// `textLength` holds each line to the width it was laid out with, whatever font there is.
  private static func text(_ text: ChartText) -> Fragment {
    if text.lines.isEmpty { return [] }
    let lines = text.lines.flatMap { line -> [Fragment] in
      [
        .element(
          "tspan",
          [
            "x": number(line.start.x), "y": number(line.start.y), "textLength": number(line.width),
            "lengthAdjust": "spacingAndGlyphs",
          ], [.text(line.text)]), " ",
      ]
    }
    return .element("text", attributes(of: text), Array(lines.dropLast()))
  }

  private static func attributes(of text: ChartText) -> Attributes {
    let weight = text.font.isBold ? "bold" : nil
    let (size, fill) = (number(text.font.size), colour(text.ink))
    return switch text.role {
    case .plain: ["font-size": size, "font-weight": weight, "fill": fill]
    case .heading(let level):
      [
        "font-size": size, "font-weight": weight, "fill": fill, "role": "heading",
        "aria-level": String(level),
      ]
    case .ornament:
      ["font-size": size, "font-weight": weight, "fill": fill, "aria-hidden": "true"]
    }
  }

  private static func colour(_ ink: ChartInk) -> String {
    switch ink {
    case .black: "#111111"
    case .soft: "#3d3d3d"
    case .white: "#ffffff"
    case .dark: "#1b365d"
    case .light: "#e6ebf2"
    case .paper: "#ffffff"
    }
  }

  /// A number with at most two decimals.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths % 100 == 0 { return String(hundredths / 100) }
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(sign)\(whole)." + (rest < 10 ? "0" : "") + String(rest)
  }
}
