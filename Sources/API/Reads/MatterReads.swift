import Casework
import Escalations
import HTTP
import JSON

/// Escalations that may be one matter: what the partnership's office looks at, and its or an agency's word
/// that they are.
enum MatterReads {
  static let shape: Shape = .named(
    "MatterHints",
    "Pairs of open escalations about the same child and the same agency's decision that nobody linked.",
    .object([.required("items", .list(of: hint, count: 0...200), "At most 200, the latest first.")])
  )

  private static let hint: Shape = .named(
    "MatterHint", "Two escalations that may be one matter.",
    .object([
      .required("escalation", WireText.reference, "The one that was raised later."),
      .required("other", WireText.reference, "The one that was open already."),
      .required("foundAt", .instant, "When it was found."),
    ]))

  static let link: Shape = .named(
    "LinkRequest", "Says that two escalations are one matter.",
    .object([.required("other", WireText.reference, "The other one, which you must see too.")]))

  /// The hints.
  static func hints(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let hints = try asking { () throws(Failure) in
      try exchange.context.reader.matterHints(for: viewer)
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.objects("items", hints) { json, hint in
          json.member("escalation", hint.reference)
          json.member("other", hint.other)
          json.member("foundAt", hint.foundAt)
        }
      })
  }

  /// Links.
  static func link(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try exchange.envelope(for: viewer)
    let other = Reference(try exchange.body()["other"].text)
    let place = "/v1/escalations/\(exchange.reference)/related"
    return .after(.link(exchange.reference, to: other, in: envelope)) {
      AdministrationWire.response($0, at: place)
    }
  }
}
