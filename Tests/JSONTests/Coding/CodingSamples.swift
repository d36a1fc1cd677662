/// What the domain's events are made of: structs, enums with cases that carry, lists and dictionaries.
enum Sample {
  struct Empty: Codable, Equatable {}

  struct Name: Codable, Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
      text = try decoder.singleValueContainer().decode(String.self)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(text)
    }
  }

  enum Kind: String, Codable { case plain, other }

  indirect enum Shape: Codable, Equatable {
    case dot
    case circle(radius: Int)
    case pair(Shape, Shape)
  }

  struct Everything: Codable, Equatable {
    var text = "a\"b\u{2028}é"
    var int = -3
    var large = Int64.max
    var huge = UInt64.max
    var small = Int8.min
    var yes = true
    var half = 0.5
    var kind = Kind.other
    var name = Name("n")
    var missing: String?
    var present: String? = "p"
    var list = [1, 2, 3]
    var gaps: [Int?] = [1, nil]
    var none: [Name] = []
    var nested = [[Name("x")], []]
    var shapes: [Shape] = [.dot, .circle(radius: 2), .pair(.dot, .pair(.circle(radius: 1), .dot))]
    var table = ["b": Kind.plain, "a": .other, "é": .plain, "z": .plain]
    var deep = ["k": ["y": 1, "x": 2]]
    var empty = Empty()
    var optionalShape: Shape? = .dot
  }
}
