import Markup

/// Pieces that pages are put together of, each as accessible as it can be made once for all.
enum PagePieces {
  /// A label with what it says.
  struct Fact {
    let label: String
    let value: Fragment

    init(_ label: String, _ value: Fragment) {
      self.label = label
      self.value = value
    }
  }

  /// A column of a table.
  struct Column {
    let title: String
    /// Whether it holds numbers, which stand to the right.
    var isNumber = false
    /// Whether it holds most of the words, and so takes up half of the table.
    var isWide = false

    fileprivate var style: String? { isNumber ? "number" : isWide ? "words-column" : nil }
  }

  /// How pressing something is; the words say it, the colour says it again.
  enum Urgency: String {
    case plain
    case calm
    case near
    case late
  }

  /// Labels with what they say, side by side where there is room.
  static func facts(_ facts: [Fact]) -> Fragment {
    .element(
      "dl", ["class": "facts"],
      facts.map { fact in
        .element(
          "div", [:],
          [.element("dt", [:], [.text(fact.label)]), .element("dd", [:], [fact.value])])
      })
  }

  /// A heading with what belongs to it; `id` is unique on the page and holds no name.
  static func section(_ id: String, _ title: String, _ content: [Fragment]) -> Fragment {
    .element(
      "section", ["aria-labelledby": id],
      [.element("h2", ["id": id], [.text(title)])] + content)
  }

  /// A table, its first column naming the row; on a narrow screen it scrolls by itself.
  ///
  /// It is hidden from sight alone where what stands above it says the same. The caption says what the table is to somebody who cannot see what stands around it.
  static func table(
    caption: String, columns: [Column], rows: [[Fragment]], namesRows: Bool = true,
    hidesCaption: Bool = false
  ) -> Fragment {
    let head = columns.map { column in
      Fragment.element(
        "th", ["scope": "col", "class": column.style], [.text(column.title)])
    }
    let body = rows.map { row in
      Fragment.element(
        "tr", [:],
        zip(columns, row).enumerated().map { index, cell in
          index == 0 && namesRows
            ? .element("th", ["scope": "row"], [cell.1])
            : .element("td", ["class": cell.0.style], [cell.1])
        })
    }
    // What scrolls is reached by the keyboard, and so has a role and a name (WCAG 2.1.1, 4.1.2).
    return .element(
      "div",
      ["class": "scroll", "role": "region", "aria-label": "Table: \(caption)", "tabindex": "0"],
      [
        .element(
          "table", [:],
          [
            .element("caption", ["class": hidesCaption ? "hidden" : nil], [.text(caption)]),
            .element("thead", [:], [.element("tr", [:], head)]),
            .element("tbody", [:], body),
          ])
      ])
  }

  /// A short word about how something stands.
  static func tag(_ words: String, _ urgency: Urgency = .plain) -> Fragment {
    .element("span", ["class": "tag \(urgency.rawValue)"], [.text(words)])
  }

  /// Text as it was written, its lines kept.
  static func words(_ text: String) -> Fragment {
    .element("div", ["class": "words"], [.text(text)])
  }

  /// A date or a number that is not broken over two lines.
  static func whole(_ text: String) -> Fragment {
    .element("span", ["class": "whole"], [.text(text)])
  }

  /// Several short things.
  static func list(_ items: [Fragment]) -> Fragment {
    .element("ul", [:], items.map { .element("li", [:], [$0]) })
  }

  /// A remark of lesser weight.
  static func note(_ text: String) -> Fragment {
    .element("p", ["class": "note"], [.text(text)])
  }

  /// Something that is to be read before the rest.
  static func notice(_ content: [Fragment]) -> Fragment {
    .element("div", ["class": "notice"], content)
  }
}
