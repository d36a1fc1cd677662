import Casework
import Escalations

extension Exchange {
  /// What agencies are called, for pages that people read.
  func agencyTitles(for viewer: Viewer) throws(Unserved) -> [AgencyID: String] {
    let agencies = try asking { () throws(Failure) in
      try context.reader.agencies(for: viewer)
    }
    return Dictionary(agencies.map { ($0.id, $0.title) }) { first, _ in first }
  }
}
