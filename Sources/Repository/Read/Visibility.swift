import Casework
import Escalations

/// Who sees which escalations: the one piece of SQL that says so, part of every question.
///
/// Its placeholders are always the first three: the viewer's reach, its partnership and its agency.
enum Visibility {
  /// How far a role sees, before anything is known of the escalation.
  enum Reach: String {
    /// All of the partnership's.
    case all
    /// Those in which its agency takes part.
    case own
    /// None.
    case none
  }

  /// The number of the last event of the escalation `e` that the viewer may see, or NULL if it may
  /// see none.
  ///
  /// An agency that left keeps sight of what happened until then; one to which the escalation went
  /// by mistake sees nothing any more.
  static let sight = """
    (CASE WHEN e.partnership_id = (SELECT id FROM partnership WHERE name = ?2) THEN
      CASE ?1
      WHEN 'all' THEN e.last_event
      WHEN 'own' THEN (
        SELECT max(CASE WHEN p.left_event IS NULL THEN e.last_event ELSE p.left_event END)
        FROM participation p
        WHERE p.escalation_id = e.id AND p.voided = 0
          AND p.agency_id = (SELECT id FROM agency WHERE name = ?3))
      END
    END)
    """

  /// That the viewer may see the escalation `e` as it stands now.
  ///
  /// Status and lists ask for this.
  static let standing = "\(sight) = e.last_event"

  /// Whose counts the viewer is shown: all of the partnership's, or its agency's, or nobody's.
  static let scope = """
    (CASE ?1 WHEN 'all' THEN \(TallyFacts.whole)
      WHEN 'own' THEN (SELECT id FROM agency WHERE name = ?3) END)
    """

  /// What fills the three placeholders.
  struct Arguments {
    let reach: Reach
    let partnership: String
    let agency: String

    init(_ viewer: Viewer) {
      reach = viewer.reach
      partnership = viewer.partnership.text
      // No agency has an empty name, so it stands for none.
      agency = viewer.agency?.text ?? ""
    }
  }
}

extension Viewer {
  /// How far the role sees.
  ///
  /// A decider of an agency sees what its agency sees. One of the partnership (a panel's chair) sees
  /// the partnership's, as long as panels have no members of their own in the record. A dashboard may
  /// belong to an agency and then shows that agency's.
  var reach: Visibility.Reach {
    switch role {
    case .agency: agency == nil ? .none : .own
    case .decider, .dashboard: agency == nil ? .all : .own
    case .partnership, .auditor: .all
    case .admin: .none
    }
  }

  /// Whether the role may read records at all, and not only status.
  var readsRecords: Bool {
    switch role {
    case .agency, .partnership, .decider, .auditor: true
    case .dashboard, .admin: false
    }
  }
}
