import SQLite

/// The steps from an empty file to the present schema.
enum Schema {
  /// The present schema as one script, for a scratch database.
  static let script = steps.joined(separator: "\n")

  static let migrator = Migrator(
    steps.enumerated().map { Migration(version: $0.offset + 1, sql: $0.element) })

  /// The steps, in order: what a release has written is never changed, only followed by another.
  static let steps = [
    PackageResources.v001_record_sql, PackageResources.v002_following_sql,
    PackageResources.v003_forms_sql, PackageResources.v004_keeping_sql,
    PackageResources.v005_dashboards_sql, PackageResources.v006_words_sql,
    PackageResources.v007_references_sql, PackageResources.v008_access_sql,
    PackageResources.v009_plain_checks_sql, PackageResources.v010_forms_of_agencies_sql,
    PackageResources.v011_naming_sql, PackageResources.v012_duty_lists_sql,
    PackageResources.v013_keeping_index_sql,
  ].map { String(decoding: $0, as: UTF8.self) }

  /// Counts the ways in which derived tables were derived: grows when a projection learns something new.
  static let derivation: Int64 = 5

  /// Tables that hold what nothing can give back, in an order in which they may be copied.
  static let primaryTables = [
    "store", "partnership", "agency", "agency_line", "credential", "policy_version",
    "calendar_version", "stream", "reference_number", "template_version", "form", "form_text",
    "event", "part", "access_entry", "chain_head", "receipt", "external_reference",
    "calendar_following", "sweep_mark",
    "legal_hold", "matter", "naming",
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
    Derived(name: "form_filing", owner: "escalation_id", key: "escalation_id || '/' || event"),
    Derived(
      name: "identifier_mark", owner: "escalation_id", key: "escalation_id || '/' || mark"),
    Derived(name: "duty_list", owner: "escalation_id", key: "CAST(escalation_id AS TEXT)"),
    Derived(
      name: "duty_place", owner: "escalation_id",
      key: "escalation_id || '/' || owner || '/' || state || '/' || due_order"),
  ]

  /// Derived tables whose rows belong to no one escalation.
  static let sharedTables = ["tally"]
}
