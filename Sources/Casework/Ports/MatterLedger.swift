public import Escalations

/// What commands see of escalations that may be one matter, and what they note of it.
public protocol MatterLedger: AnyObject {
  /// Open escalations in whose record one of the identifiers may stand and whose receiving side one of the
  /// agencies is on, but for that one; at most ten.
  func openMatters(
    about identifiers: [RecordIdentifier], with receiving: [AgencyID],
    except reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [OpenMatter]

  /// Notes what is known of two escalations, as an act in the partnership's own record; its number there.
  func note(
    _ knowledge: MatterKnowledge, of one: Reference, and other: Reference,
    partnership: PartnershipID, by actor: Viewer?, at now: Instant
  ) throws(Failure) -> Int

  /// Whether that is noted of them, whichever was named first.
  func isNoted(
    _ knowledge: MatterKnowledge, of one: Reference, and other: Reference
  ) throws(Failure) -> Bool
}
