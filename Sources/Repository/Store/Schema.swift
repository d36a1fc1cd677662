import SQLite

/// The steps from an empty file to the present schema.
enum Schema {
  static let migrator = Migrator([
    Migration(version: 1, sql: String(decoding: PackageResources.v001_record_sql, as: UTF8.self))
  ])

  /// Tables that hold what nothing can give back, in an order in which they may be copied.
  static let primaryTables = [
    "store", "partnership", "agency", "credential", "policy_version", "calendar_version", "stream",
    "reference_number", "event", "part", "access_entry", "chain_head", "receipt",
    "external_reference",
  ]

  /// Tables that a replay makes anew, with what their rows are compared in order of.
  static let derivedTables = [
    (name: "escalation", order: "id"),
    (name: "participation", order: "escalation_id, position"),
    (name: "duty", order: "escalation_id, number, place"),
  ]
}
