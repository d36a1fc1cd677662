import SQLite

/// The steps from an empty file to the present schema.
enum Schema {
  static let migrator = Migrator(
    scripts.enumerated().map { Migration(version: $0 + 1, sql: $1) })

  /// The present schema as one script, for a scratch database.
  static let script = scripts.joined(separator: "\n")

  /// Each step, in order; what was released is never changed again.
  private static let scripts = [
    PackageResources.v001_record_sql, PackageResources.v002_following_sql,
    PackageResources.v003_dashboards_sql,
  ].map { String(decoding: $0, as: UTF8.self) }

  /// Counts the ways in which derived tables were derived: grows when a projection learns something new.
  static let derivation: Int64 = 2

  /// Tables that hold what nothing can give back, in an order in which they may be copied.
  static let primaryTables = [
    "store", "partnership", "agency", "credential", "policy_version", "calendar_version", "stream",
    "reference_number", "event", "part", "access_entry", "chain_head", "receipt",
    "external_reference", "calendar_following", "sweep_mark",
  ]

  /// A table that a replay makes anew.
  struct Derived {
    let name: String
    /// The column that says whose rows they are.
    let owner: String
    /// The row's key as one text.
    let key: String
  }

  static let derivedTables = [
    Derived(name: "escalation", owner: "id", key: "CAST(id AS TEXT)"),
    Derived(
      name: "participation", owner: "escalation_id", key: "escalation_id || '/' || position"),
    Derived(
      name: "identifier_mark", owner: "escalation_id", key: "escalation_id || '/' || mark"),
    Derived(
      name: "duty", owner: "escalation_id",
      key: "escalation_id || '/' || number || '/' || place"),
  ]

  /// Derived tables whose rows belong to no one escalation.
  static let sharedTables = ["tally"]
}
