import JSON

/// Lifts payloads of older versions to the present one, each a step at a time.
///
/// The record is never rewritten: what was hashed stays as it was, and is lifted whenever it is read.
/// Every version that a release wrote stays here, and a fixture of it stays in the tests.
enum Lift {
  /// The kind and the payload as this program writes them.
  static func toPresent(
    kind: String, version: Int, payload: JSONValue
  ) throws(UnreadableEvent) -> (EventKind, JSONValue) {
    guard let known = EventKind(rawValue: kind) else {
      throw UnreadableEvent(why: "no such kind of event: \(kind)")
    }
    guard version == known.version else {
      throw UnreadableEvent(why: "\(kind) in version \(version); \(known.version) is known")
    }
    return (known, payload)
  }
}
