import SQLite

/// The events that say what was done to the record as a whole: erasures, restores, explained findings.
///
/// They are few among a partnership's own, and lie in an index of their own.
enum KeepingEvents {
  /// The events `v` of the kind that fills the first placeholder, with their partnerships `g`.
  ///
  /// The index holds what this condition says, and is used where a question says the same.
  static let ofKind = """
    event v CROSS JOIN partnership g ON g.id = v.partnership_id
    WHERE v.kind = ?1 AND (v.kind = 'record.erased' OR v.kind = 'access.erased'
      OR v.kind = 'store.restored' OR v.kind = 'chain.reanchored')
    """
}
