public import Escalations

/// What commands see and note of who alone sees a restricted escalation (HAR-11).
public protocol NamingLedger: AnyObject {
  /// Whether it is restricted and the viewer is not among those who see it.
  func isWithheld(_ reference: Reference, from viewer: Viewer) throws(Failure) -> Bool

  /// Names those who alone see it, or nobody for all who are named for such; an act in the partnership's
  /// own record, whose number there it returns.
  func name(
    _ credentials: [CredentialID], for reference: Reference, by actor: Viewer, at now: Instant
  ) throws(Failure) -> Int
}
