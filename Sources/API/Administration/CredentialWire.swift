import Casework
import Escalations
import JSON

/// Credentials on the wire; a token is in one answer only, and never read back.
enum CredentialWire {
  static let request: Shape = .named(
    "CredentialRequest", "Issues a credential.",
    .object([
      .required("id", .key, "The name it has in the record; unique on the server."),
      .required("name", .text(max: 200), "Words for people: the system or post that uses it."),
      .required("role", .code(of: AccessRole.self), "What it may do."),
      .optional("agency", .key, "The agency it acts for."),
      .optional("panel", .key, "The panel that a decider sits on; left out for all."),
      .optional("expiresAt", .instant, "From when on it is refused."),
      .optional("seesRestricted", .boolean, "Whether it is named for restricted escalations."),
    ]))

  static let rotation: Shape = .named(
    "RotationRequest", "Gives a credential another token.",
    .object([
      .required(
        "overlapHours", .integer(0...720),
        "How long the token before opens too; 0 where it may have been seen.")
    ]))

  static let revocation: Shape = .named(
    "RevocationRequest", "Revokes a credential.",
    .object([
      .required("reason", .code(of: RevocationReason.self), "Why.")
    ]))

  static let issued: Shape = .named(
    "IssuedCredential", "A credential with its token, which is shown this once.",
    .object([
      .required("id", .text(max: 64), "Its name in the record."),
      .required(
        "token", .text(max: 128), "The token: keep it like a key. Nobody can show it again."),
      .optional("previousUntil", .instant, "Until when the token before opens too."),
    ]))

  static let revoked: Shape = .named(
    "RevokedCredential", "A credential that opens nothing any more.",
    .object([.required("id", .text(max: 64), "Its name in the record.")]))

  static let listShape: Shape = .named(
    "Credentials", "The partnership's credentials, without their tokens.",
    .object([.required("items", .list(of: row, count: 0...100_000), "The credentials.")]))

  private static let row: Shape = .named(
    "Credential", "A credential, without its token.",
    .object([
      .required("id", .text(max: 64), "Its name in the record."),
      .required("name", .text(max: 200), "Words for people."),
      .required("role", .code(of: AccessRole.self), "What it may do."),
      .optional("agency", .text(max: 64), "The agency it acts for."),
      .optional("panel", .text(max: 64), "The panel it sits on."),
      .required("seesRestricted", .boolean, "Whether it is named for restricted escalations."),
      .optional("issuedAt", .instant, "When it was issued."),
      .optional("expiresAt", .instant, "From when on it is refused."),
      .optional("revokedAt", .instant, "When it was revoked."),
      .optional("lastUsedAt", .instant, "When it was last used, to within some minutes."),
      .optional("previousUntil", .instant, "Until when the token before the last rotation opens."),
    ]))

  /// The request that a body makes.
  static func request(_ body: Checked) -> CredentialRequest {
    var request = CredentialRequest(
      id: body["id"].identifier(), name: body["name"].text,
      role: body["role"].value(as: AccessRole.self))
    request.agency = body["agency"].optionalIdentifier()
    request.panel = body["panel"].optionalIdentifier()
    request.expiresAt = body["expiresAt"].optionalValue(as: Instant.self)
    request.seesRestricted = body["seesRestricted"].isTrue
    return request
  }

  /// Writes a row.
  static func write(_ row: CredentialRow, to json: inout JSONWriter) {
    json.member("id", row.id)
    json.member("name", row.name)
    json.member("role", row.role)
    json.member("agency", row.agency)
    json.member("panel", row.panel)
    json.member("seesRestricted", row.seesRestricted)
    json.member("issuedAt", row.issuedAt)
    json.member("expiresAt", row.expiresAt)
    json.member("revokedAt", row.revokedAt)
    json.member("lastUsedAt", row.lastUsedAt)
    json.member("previousUntil", row.previousUntil)
  }
}
