import Casework
import Escalations
import HTTP
import JSON

/// Who sees a restricted escalation, and the office's word on it.
enum NamingReads {
  static let shape: Shape = .named(
    "NamedCredentials", "Who sees a restricted escalation.",
    .object([.required("items", .list(of: named, count: 0...100_000), "Each once, by name.")]))

  private static let named: Shape = .named(
    "NamedCredential", "A credential that sees it.",
    .object([
      .required("credential", .text(max: 64), "The credential."),
      .required("role", .code(of: AccessRole.self), "What it may do."),
      .optional("agency", .text(max: 64), "The agency it acts for, which must take part too."),
      .required(
        "basis", .code(of: NamedCredential.Basis.self),
        "It raised it; is named for all that are restricted; or for this one."),
    ]))

  static let request: Shape = .named(
    "NamingRequest", "Names those who alone see a restricted escalation.",
    .object([
      .required(
        "credentials", .list(of: .key, count: 0...100),
        "All of them, one of the office's among them; whoever raised it sees it anyway. None: "
          + "those who are named for all that are restricted.")
    ]))

  /// Who sees it.
  static func named(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let named = try finding { () throws(Failure) in
      try exchange.context.reader.named(for: exchange.reference, for: viewer)
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.objects("items", named) { json, one in
          json.member("credential", one.id)
          json.member("role", one.role)
          json.member("agency", one.agency)
          json.member("basis", one.basis)
        }
      })
  }

  /// Names them.
  static func name(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try exchange.envelope(for: viewer)
    let credentials = try exchange.body()["credentials"].elements.map { CredentialID($0.text) }
    let place = "/v1/escalations/\(exchange.reference)/naming"
    return .after(.name(credentials, for: exchange.reference, in: envelope)) {
      AdministrationWire.response($0, at: place)
    }
  }
}
