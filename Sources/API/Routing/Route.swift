import Casework
import HTTP
import JSON

/// One row of the table: a method and a path, who may use it, what goes in, what comes out, what serves it.
struct Route: Sendable {
  /// Serves anybody.
  typealias OpenServe = @Sendable (Exchange) throws(Unserved) -> Reply
  /// Serves whoever has a credential of the right role.
  typealias Serve = @Sendable (Exchange, Viewer) throws(Unserved) -> Reply

  /// Who may use a route, and what serves them: there is no way to write a route without a rule.
  enum Access: Sendable {
    /// Anybody, without a credential.
    case anyone(OpenServe)
    /// These roles and no others.
    case roles(Set<AccessRole>, Serve)
  }

  /// What a route answers with when all is well.
  struct Success: Sendable {
    let status: Status
    let mediaTypes: [String]
    /// What the body looks like; nil for what is not JSON of ours.
    let shape: Shape?
    let summary: String
  }

  let method: Method
  let path: PathTemplate
  let access: Access
  /// Parameters of the query; any other is refused.
  let query: [Member]
  /// What the body looks like; nil where none is read.
  let body: Shape?
  /// Whether it records something, and so wants an `Idempotency-Key`.
  let isCommand: Bool
  /// Whether it changes what was read, and so wants `If-Match`.
  let needsMatch: Bool
  let success: Success
  /// What it does, in a sentence.
  let summary: String

  /// The roles it is for; nil for anybody.
  var roles: Set<AccessRole>? {
    switch access {
    case .anyone: nil
    case .roles(let roles, _): roles
    }
  }

  /// Its name in the description of the API: `postEscalationsIdStageMoves`.
  var operationID: String {
    let words = path.text.split { "/-.{}".contains($0) }.filter { $0 != "v1" }
    return method.text.lowercased()
      + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

/// A path with places for names: `/v1/escalations/{id}/actions/{n}/progress`.
struct PathTemplate: Sendable {
  /// A piece of it.
  enum Segment: Sendable, Equatable {
    case literal(String)
    case name(PathName)
  }

  let text: String
  let segments: [Segment]

  init(_ text: String) {
    self.text = text
    segments = text.split(separator: "/").map { piece in
      guard piece.hasPrefix("{") else { return .literal(String(piece)) }
      guard let name = PathName(rawValue: String(piece.dropFirst().dropLast())) else {
        preconditionFailure("no such name in a path: \(piece)")
      }
      return .name(name)
    }
  }

  /// The names in it.
  var names: [PathName] {
    segments.compactMap { segment in
      guard case .name(let name) = segment else { return nil }
      return name
    }
  }
}

/// What stands for something in a path.
enum PathName: String, Sendable, CaseIterable {
  /// An escalation's reference.
  case reference
  /// The number of an action, a discussion, an issue within its escalation.
  case number
  /// A policy.
  case policy
  /// A version of one.
  case version
  /// A calendar.
  case calendar
  /// A form of an escalation.
  case form
  /// A template of forms.
  case template
  /// An agency.
  case agency
  /// A credential.
  case credential

  /// What may stand there; anything else names nothing, and is not found.
  var shape: Shape {
    switch self {
    case .reference: WireText.reference
    case .number: .integer(1...1_000_000)
    case .policy, .calendar, .template, .agency, .credential: .key
    case .form: FormWire.id
    case .version: WireText.word
    }
  }

  /// Whether the text can stand there.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .number:
      Int(text).map { String($0) == text && (1...1_000_000).contains($0) } ?? false
    case .reference, .policy, .calendar, .version, .form, .template, .agency, .credential:
      shape.faults(in: .string(text)).isEmpty
    }
  }
}
