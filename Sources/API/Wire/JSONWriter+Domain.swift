import Escalations
import JSON

/// The domain's values as JSON; nothing known is nothing written.
extension JSONWriter {
  /// Writes an instant, if there is one.
  mutating func member(_ name: String, _ value: Instant?) {
    member(name, value.map { "\($0)" })
  }

  /// Writes a date, if there is one.
  mutating func member(_ name: String, _ value: CivilDate?) {
    member(name, value.map { "\($0)" })
  }

  /// Writes a name, if there is one.
  mutating func member<Named>(_ name: String, _ value: Identifier<Named>?) {
    member(name, value?.text)
  }

  /// Writes the word of a closed list, if there is one.
  mutating func member(_ name: String, _ value: (some RawRepresentable<String>)?) {
    member(name, value?.rawValue)
  }

  /// Writes names in an array.
  mutating func names<Named>(_ name: String, _ values: some Sequence<Identifier<Named>>) {
    array(name, of: values) { $0.write($1.text) }
  }

  /// Writes an array of objects.
  mutating func objects<Element>(
    _ name: String, _ elements: some Sequence<Element>,
    _ members: (inout JSONWriter, Element) -> Void
  ) {
    array(name, of: elements) { json, element in
      json.beginObject()
      members(&json, element)
      json.endObject()
    }
  }

  /// Writes a deadline, if there is one.
  mutating func due(_ name: String, _ due: Due?) {
    guard let due else { return }
    object(name) { json in
      json.member("on", due.date)
      json.member("at", due.at)
      if due.beyondCoverage { json.member("beyondCoverage", true) }
    }
  }
}

/// Shapes of what these write.
enum DomainWire {
  static let due: Shape = .named(
    "Due", "A deadline: the last day that is in time, and the instant from which it is late.",
    .object([
      .required("on", .date, "The last day that is in time."),
      .required("at", .instant, "The first instant that is late."),
      .optional(
        "beyondCoverage", .flag, "The calendar does not know all bank holidays up to it."),
    ]))

  static let owner: Shape = .text(
    max: 100,
    format: TextFormat(
      name: "owner", pattern: "^(partnership|(agency|panel):.+)$",
      rule: "Must be partnership, agency:… or panel:…."
    ) { Owner($0) != nil })

  static let party: Shape = .named(
    "Party", "An agency that takes part.",
    .object([
      .required("agency", .text(max: 64), "The agency."),
      .required("kind", .text(max: 64), "Its kind."),
      .required("side", .code(of: Side.self), "Its side."),
    ]))

  static let dutyKey: Shape = .text(max: 300)

  /// A list of names.
  static func names(_ name: String, _ summary: String) -> Member {
    .required(name, .list(of: .text(max: 100), count: 0...1_000), summary)
  }
}
