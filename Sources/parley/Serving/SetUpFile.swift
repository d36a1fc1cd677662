import Casework
import Escalations
import JSON

/// The files that say which partnerships, and for a demonstration which agencies and credentials.
enum SetUpFile {
  /// A credential of the demonstration, without its token.
  struct DemonstrationCredential: Sendable {
    let id: String
    let name: String
    let role: AccessRole
    let partnership: PartnershipID
    let agency: AgencyID?
    let seesRestricted: Bool
  }

  /// Reads `partnerships.json`.
  static func partnerships(_ bytes: [UInt8]) throws -> [Partnership] {
    let file = try partnershipShape.check(JSONReader.read(bytes))
    return file["partnerships"].elements.map { entry in
      Partnership(
        id: PartnershipID(entry["id"].text), title: entry["title"].text,
        prefix: entry["prefix"].text)
    }
  }

  /// Reads `demonstration.json`.
  static func demonstration(
    _ bytes: [UInt8]
  ) throws -> (agencies: [Agency], credentials: [DemonstrationCredential]) {
    let file = try demonstrationShape.check(JSONReader.read(bytes))
    let agencies = file["agencies"].elements.map { entry in
      Agency(
        id: AgencyID(entry["id"].text), partnership: PartnershipID(entry["partnership"].text),
        title: entry["title"].text, kind: entry["kind"].text)
    }
    let credentials = file["credentials"].elements.map { entry in
      DemonstrationCredential(
        id: entry["id"].text, name: entry["name"].text,
        role: entry["role"].value(as: AccessRole.self),
        partnership: PartnershipID(entry["partnership"].text),
        agency: entry["agency"].optionalText.map { AgencyID($0) },
        seesRestricted: entry["seesRestricted"].isTrue)
    }
    return (agencies, credentials)
  }

  private static let partnershipShape = Shape.object([
    .required(
      "partnerships",
      .list(
        of: .object([
          .required("id", .key), .required("title", .text(max: 200)),
          .required("prefix", .text(max: 12)),
        ]), count: 0...1_000, unique: false))
  ])

  private static let demonstrationShape = Shape.object([
    .required(
      "agencies",
      .list(
        of: .object([
          .required("id", .key), .required("partnership", .key),
          .required("title", .text(max: 200)), .required("kind", .key),
        ]), count: 0...1_000, unique: false)),
    .required(
      "credentials",
      .list(
        of: .object([
          .required("id", .key), .required("name", .text(max: 200)),
          .required("role", .code(of: AccessRole.self)), .required("partnership", .key),
          .optional("agency", .key), .optional("seesRestricted", .boolean),
        ]), count: 0...1_000, unique: false)),
  ])
}
