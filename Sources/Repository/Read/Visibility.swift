import Casework
import Escalations

/// Who sees which escalations: the one piece of SQL that says so, part of every question.
///
/// Its placeholders are always the first three: the viewer's reach, its partnership and its credential,
/// from which follow the agencies it stands for, its panel, and whether it was named for restricted
/// escalations.
enum Visibility {
  /// How far a role sees, before anything is known of the escalation.
  enum Reach: String {
    /// All of the partnership's.
    case all
    /// Those in which its agency, or one merged into it, takes part.
    case own
    /// Those on which its panel sits.
    case panel
    /// None.
    case none
  }

  /// The number of the last event of the escalation `e` that the viewer may see, or NULL if it may
  /// see none.
  ///
  /// An agency that left keeps sight of what happened until then; one to which the escalation went
  /// by mistake sees nothing any more. A panel sits while its stage lasts.
  static let sight = """
    (CASE WHEN e.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND (e.restricted = 0 OR \(isNamed)) THEN
      CASE ?1
      WHEN 'all' THEN e.last_event
      WHEN 'own' THEN (
        SELECT max(CASE WHEN p.left_event IS NULL THEN e.last_event ELSE p.left_event END)
        FROM participation p
        WHERE p.escalation_id = e.id AND p.voided = 0 AND p.agency_id IN \(agencies))
      WHEN 'panel' THEN (
        SELECT e.last_event FROM json_each(e.panels) y
        WHERE y.value = (SELECT panel FROM credential WHERE name = ?3))
      END
    END)
    """

  /// The agencies that the viewer's agency stands for, itself among them.
  static let agencies = """
    (SELECT l.stands_for FROM agency_line l
     WHERE l.agency_id = (SELECT agency_id FROM credential WHERE name = ?3))
    """

  /// The same as owners of duties.
  static let owners = """
    (SELECT 'agency:' || g.name FROM agency_line l JOIN agency g ON g.id = l.stands_for
     WHERE l.agency_id = (SELECT agency_id FROM credential WHERE name = ?3))
    """

  /// That the viewer sees the restricted escalation `e`: it raised it, or the office named it for this
  /// one, or it is named for all such and nobody is for this one (HAR-11).
  private static let isNamed = """
    EXISTS (
      SELECT 1 FROM credential n
      WHERE n.name = ?3 AND (
        n.id = \(raiser)
        OR EXISTS (
          SELECT 1 FROM naming m WHERE m.escalation_id = e.id AND m.credential_id = n.id)
        OR n.sees_restricted = 1 AND \(isOpenToNamed)))
    """

  /// The credential that raised the escalation `e`.
  static let raiser = """
    (SELECT v.credential_id FROM event v WHERE v.stream_id = e.id AND v.number = 1)
    """

  /// That nobody is named for the escalation `e` alone.
  static let isOpenToNamed = """
    NOT EXISTS (SELECT 1 FROM naming m WHERE m.escalation_id = e.id)
    """

  /// That the escalation `e` is another partnership's, or restricted and the viewer not among those who see
  /// it, whatever its reach.
  static let isWithheld = """
    (e.partnership_id <> (SELECT id FROM partnership WHERE name = ?2)
      OR e.restricted = 1 AND NOT \(isNamed))
    """

  /// That the viewer may see the escalation `e` as it stands now.
  ///
  /// Status and lists ask for this.
  static let standing = "\(sight) = e.last_event"

  /// That the viewer may see something of the form `f` of the escalation `e`: its own agency's, or one
  /// of which something was submitted, or that was declined, as long as the viewer saw the record.
  ///
  /// Which of a form's parts it then sees is Casework's to say.
  static let ofForm = """
    (\(sight) IS NOT NULL AND (
      f.agency_id IN \(agencies)
      OR EXISTS (
        SELECT 1 FROM form_filing y
        WHERE y.escalation_id = e.id AND y.form = f.number AND y.event <= \(sight))))
    """

  /// Whose counts the viewer is shown: all of the partnership's, or its agency's, or nobody's; and of
  /// restricted escalations those of all named, and those that this credential alone sees.
  ///
  /// A panel has no counts: it sees what is before it, which is little.
  static let scopes = """
    (SELECT \(TallyScopes.whole) WHERE ?1 = 'all'
     UNION ALL SELECT agency_id FROM credential WHERE name = ?3 AND ?1 = 'own'
     UNION ALL SELECT \(TallyScopes.restricted) FROM credential
       WHERE name = ?3 AND ?1 = 'all' AND sees_restricted = 1
     UNION ALL SELECT \(TallyScopes.restricted(agency: "agency_id")) FROM credential
       WHERE name = ?3 AND ?1 = 'own' AND sees_restricted = 1
     UNION ALL SELECT \(TallyScopes.alone("id")) FROM credential
       WHERE name = ?3 AND ?1 IN ('all', 'own'))
    """

  /// What fills the three placeholders.
  struct Arguments {
    let reach: Reach
    let partnership: String
    let credential: String

    init(_ viewer: Viewer) {
      reach = viewer.reach
      partnership = viewer.partnership.text
      credential = viewer.credential.text
    }
  }
}

extension Viewer {
  /// How far the role sees.
  ///
  /// A decider of an agency sees what its agency sees, one that sits on a panel what is before that
  /// panel. One of the partnership (its chair) sees the partnership's. A dashboard may belong to an
  /// agency and then shows that agency's.
  var reach: Visibility.Reach {
    switch role {
    case .agency: agency == nil ? .none : .own
    case .decider: agency != nil ? .own : panel != nil ? .panel : .all
    case .dashboard: agency == nil ? .all : .own
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
