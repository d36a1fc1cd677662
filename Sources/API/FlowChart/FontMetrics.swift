/// How wide text comes out, estimated from the published widths of Helvetica, which Arial and
/// Liberation Sans share; nothing here asks a system for its fonts.
struct FontMetrics: Sendable {
  /// Points.
  let size: Double
  /// Whether it is bold.
  let isBold: Bool

  /// The width of a text in points.
  func width(of text: String) -> Double {
    let widths = isBold ? Self.bold : Self.regular
    let thousandths = text.unicodeScalars.reduce(0) { $0 + Self.width(of: $1, widths) }
    return Double(thousandths) * size / 1_000
  }

  private static func width(of scalar: Unicode.Scalar, _ widths: [Int]) -> Int {
    switch scalar.value {
    case 0x20...0x7E: widths[Int(scalar.value) - 0x20]
    case 0xB7: widths[0]  // ·
    case 0x2018, 0x2019: widths[7] + 40
    case 0x201C, 0x201D: widths[2]
    case 0x2013: 556  // –
    case 0x2014, 0x2026: 1_000  // — …
    case 0xC0...0x24F: 667  // letters with accents: no wider than their capitals
    default: 1_000  // what is not known is taken to be wide
    }
  }

  // From space to tilde, in thousandths of the size.
  private static let regular = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1_015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  private static let bold = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  ]
}

extension FontMetrics {
  /// The text in lines no wider than that; a word that is wider is broken where it must be.
  func lines(of text: String, width: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").flatMap({ pieces(of: String($0), width: width) }) {
      let longer = line.isEmpty ? word : line + " " + word
      if line.isEmpty || self.width(of: longer) <= width {
        line = longer
      } else {
        lines.append(line)
        line = word
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private func pieces(of word: String, width: Double) -> [String] {
    guard self.width(of: word) > width else { return [word] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if !piece.isEmpty, self.width(of: piece + String(character)) > width {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }
}
