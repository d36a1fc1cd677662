import Escalations
import SQLite

/// The events of the partnerships' own streams: what was done to the record as a whole.
enum AdministrativeEvents {
  /// The tables `g` (partnership), `s` (its own stream) and `v` (an event of it).
  ///
  /// The joins keep SQLite to this order: left to itself it reads every event there is, and asks of each
  /// whether its stream is one of these few. So does ordering by `v.id`, unless a plus stands before it.
  static let tables = """
    partnership g CROSS JOIN stream s ON s.reference = g.prefix
    CROSS JOIN event v ON v.stream_id = s.id
    """
}
