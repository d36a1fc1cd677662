import Casework
import Escalations
import HTTP

/// What tells one state of an answer from another: its ETag, and when it changes by itself.
struct Validator {
  let tag: String
  /// From when on the answer is another though nobody did anything; nil for never.
  let until: Instant?

  /// The tag of an escalation's answer, told apart by what time alone has changed in it.
  init(_ tag: EntityTag, aged: String = "", until: Instant? = nil) {
    self.tag = aged.isEmpty ? tag.text : "\(tag.text.dropLast())-\(aged)\""
    self.until = until
  }

  /// The tag of what is told apart by these words, which hold no quote.
  init(words: String, until: Instant? = nil) {
    tag = "\"\(words)\""
    self.until = until
  }
}

/// The conditions of a request (RFC 9110 section 13).
enum Conditions {
  /// Whether `If-None-Match` names the tag, by weak comparison (section 13.1.2).
  static func hasPresent(_ tag: String, _ fields: Fields) -> Bool {
    fields.values(of: .ifNoneMatch).contains { value in
      tags(value).contains { $0 == "*" || $0 == tag || $0 == "W/" + tag }
    }
  }

  /// The one tag that a change is based on; nil without one.
  ///
  /// `*` names no state, and so is none.
  static func based(_ fields: Fields) throws(Unserved) -> String? {
    let tags = fields.values(of: .ifMatch).flatMap(tags).filter { $0 != "*" }
    guard tags.count <= 1 else {
      throw .header(.ifMatch, "Name the one ETag that you read.")
    }
    return tags.first
  }

  /// Our tags hold no comma, so a tag with one in it is none of ours.
  private static func tags(_ value: String) -> [String] {
    value.split(separator: ",").map { piece in
      String(piece.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" })
    }
  }
}

extension Exchange {
  /// The reply where the client has this state already; the state is remembered either way.
  func unchanged(
    _ validator: Validator, for viewer: Viewer, generation: UInt64?
  ) -> Reply? {
    answers.remember(validator, request.head, for: viewer, generation: generation)
    guard Conditions.hasPresent(validator.tag, fields) else { return nil }
    return .now(.unchanged(validator.tag))
  }
}
