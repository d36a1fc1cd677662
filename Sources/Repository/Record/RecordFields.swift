import Escalations
import JSON

/// The members of an object in the record, each read as what it has to be.
struct RecordFields {
  private let json: JSONValue

  init(_ json: JSONValue) { self.json = json }

  func has(_ name: String) -> Bool { json[name] != nil }

  func optional(_ name: String) -> RecordFields? { json[name].map(RecordFields.init) }

  func object(_ name: String) throws(UnreadableEvent) -> RecordFields {
    RecordFields(try value(name, json[name]))
  }

  func text(_ name: String) throws(UnreadableEvent) -> String {
    try value(name, json[name]?.stringValue)
  }

  func truth(_ name: String) throws(UnreadableEvent) -> Bool {
    try value(name, json[name]?.boolValue)
  }

  func integer(_ name: String) throws(UnreadableEvent) -> Int {
    try value(name, json[name]?.int64Value.flatMap { Int(exactly: $0) })
  }

  func instant(_ name: String) throws(UnreadableEvent) -> Instant {
    try value(name, Instant(try text(name)))
  }

  /// An instant given in milliseconds since 1970.
  func milliseconds(_ name: String) throws(UnreadableEvent) -> Instant {
    Instant(milliseconds: try value(name, json[name]?.int64Value))
  }

  func date(_ name: String) throws(UnreadableEvent) -> CivilDate {
    try value(name, CivilDate(try text(name)))
  }

  func key(_ name: String) throws(UnreadableEvent) -> DutyKey {
    try value(name, DutyKey(try text(name)))
  }

  func array(_ name: String) throws(UnreadableEvent) -> [JSONValue] {
    try value(name, json[name]?.arrayValue)
  }

  func owners(_ name: String) throws(UnreadableEvent) -> [Owner] {
    var owners: [Owner] = []
    for element in try array(name) {
      owners.append(try value(name, element.stringValue.flatMap(Owner.init)))
    }
    return owners
  }

  func word<Word: RawRepresentable<String>>(_ name: String) throws(UnreadableEvent) -> Word {
    try value(name, Word(rawValue: try text(name)))
  }

  private func value<Value>(_ name: String, _ value: Value?) throws(UnreadableEvent) -> Value {
    guard let value else { throw UnreadableEvent(why: "\(name) cannot be read") }
    return value
  }
}
