import Casework
import SQLite

/// Writes changes of counts; a count that comes to nothing goes.
struct TallyWriter {
  private let add: Statement
  private let remove: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    add = try connection.prepare(
      """
      INSERT INTO tally (partnership_id, scope, measure, value, policy, count)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET count = count + excluded.count
      """)
    remove = try connection.prepare(
      """
      DELETE FROM tally WHERE partnership_id = ?1 AND scope = ?2 AND measure = ?3 AND value = ?4
        AND policy = ?5 AND count = 0
      """)
  }

  /// Writes them.
  func write(_ book: TallyBook) throws(SQLiteError) {
    for (group, counts) in book.groups {
      for (fact, change) in counts where change != 0 {
        let measure = fact.measure.rawValue
        try add.run(
          group.partnership, group.scope, measure, fact.value, group.policy, change)
        // Not by `RETURNING`, for which SQLite makes a table each time.
        if change < 0 {
          try remove.run(group.partnership, group.scope, measure, fact.value, group.policy)
        }
      }
    }
  }
}
