import Casework
import Digest
import Escalations
import SQLite

/// What of the partnership's chains is withheld from a viewer: entries that speak of a restricted
/// escalation which is not its to know of.
///
/// A chain cannot be shown with a hole in it. So a withheld entry keeps its hash, its place and the hash
/// before it, and only its text is left out: whoever checks the chain still finds that nothing is missing.
struct Withholding {
  private let statement: Statement
  private let sight: Visibility.Arguments
  /// The stream of the partnership's own acts.
  private let ownStream: String?
  private var known: [String: Bool] = [:]

  init(_ connection: Connection, _ sight: Visibility.Arguments) throws(SQLiteError) {
    self.sight = sight
    statement = try connection.prepare(
      """
      SELECT 1 FROM stream s JOIN escalation e ON e.id = s.id
      WHERE s.reference = ?4 AND \(Visibility.isWithheld)
      """)
    ownStream = try connection.prepare("SELECT prefix FROM partnership WHERE name = ?1")
      .first(sight.partnership) { row in row.text(0) }
  }

  /// Whether that is the reference of one.
  mutating func withholds(_ reference: String) throws(SQLiteError) -> Bool {
    if let known = known[reference] { return known }
    let found = try statement.first(
      sight.reach.rawValue, sight.partnership, sight.credential, reference
    ) { _ in true }
    known[reference] = found ?? false
    return found ?? false
  }

  /// Whether an event is of one, or is an act of the partnership that names one.
  mutating func withholds(_ event: EventHash) throws(SQLiteError) -> Bool {
    guard event.stream == ownStream else { return try withholds(event.stream) }
    for member in ["escalation", "other"] {
      guard let named = AdministrativeCodec.body(of: event.payload)[member] else { continue }
      if try withholds(named) { return true }
    }
    return false
  }

  /// What stands in place of its text.
  static func text(
    previous: SHA256Digest, partnership: String, sequence: Int64
  ) -> ChainText {
    var text = ChainText(tag: "parley.withheld.1")
    text.add(previous)
    text.add(partnership)
    text.add(sequence)
    return text
  }
}
