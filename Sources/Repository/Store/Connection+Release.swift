import SQLite

/// What release wrote a file.
extension Connection {
  /// Refuses the file of a later release, of which this one would see a part and take it for the whole.
  func requireKnownSchema() throws {
    let (found, known) = (try userVersion, Schema.steps.count)
    if found > known {
      throw StoreError(
        .newerSchema,
        "\(path) has schema \(found), of a later release; this one knows schemas up to \(known).")
    }
  }

  /// Whether the derived tables are those of this release.
  var isDerivedHere: Bool {
    get throws(SQLiteError) {
      guard try userVersion == Schema.steps.count else { return false }
      return try !Rederivation.isNeeded(self)
    }
  }

  /// Refuses also the file of an earlier release, whose derived tables are not those of this one.
  func requireDerivedHere() throws {
    try requireKnownSchema()
    guard try isDerivedHere else {
      throw StoreError(
        .unusable,
        """
        \(path) is of an earlier release, which derived its tables otherwise: start this release on \
        it once, or make it anew with `parley rebuild`.
        """)
    }
  }
}
