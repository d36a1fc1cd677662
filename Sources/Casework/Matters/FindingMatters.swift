import Escalations

/// What an agency that raises is told of other escalations about the same child and decision.
///
/// Of one that it sees it is told; of one that it does not see only where the policy says so and it is not
/// restricted. Of all others the partnership gets the hint, and the agency hears nothing, so that raising
/// tells nobody what others raised.
struct FindingMatters {
  let reference: Reference
  let request: RaiseRequest
  let policy: Policy
  let envelope: Envelope
  let now: Instant

  /// Looks, tells the partnership what is the partnership's to know, and says what the agency may hear.
  func remarks(_ ledger: any Ledger) throws(Failure) -> [Receipt.Remark] {
    let identifiers = request.parts.filter { $0.class == .identifier }
      .compactMap { RecordIdentifier(member: $0.member, $0.text) }
      .filter { !$0.kind.isAgencysOwn }
    if identifiers.isEmpty { return [] }
    let found = try ledger.openMatters(
      about: identifiers, with: request.receiving, except: reference, for: envelope.viewer)
    var remarks: [Receipt.Remark] = []
    for matter in found {
      if let remark = remark(matter) {
        remarks.append(remark)
      } else if !envelope.isDryRun {
        _ = try ledger.note(
          .hinted, of: reference, and: matter.reference,
          partnership: envelope.viewer.partnership, by: nil, at: now)
      }
    }
    return remarks
  }

  private func remark(_ matter: OpenMatter) -> Receipt.Remark? {
    if matter.isSeen {
      return Receipt.Remark(
        code: "alreadyOpen",
        detail: "\(matter.reference), in which you take part, is open about the same child.",
        clause: nil)
    }
    // Not on a dry run: who asks about a child leaves something on record.
    guard let rule = policy.sameMatter, rule.tellsRaiser, !matter.isRestricted, !envelope.isDryRun
    else { return nil }
    return Receipt.Remark(
      code: "alreadyOpenElsewhere",
      detail: "\(matter.reference) is open about the same child: ask the partnership to take part.",
      clause: rule.provenance.clause)
  }
}
