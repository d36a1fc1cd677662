import Digest
public import Escalations

/// A policy's new version on its way into the store: read and found sound, with the bytes it was sent in.
public struct PolicySubmission: Sendable {
  /// The policy.
  public let policy: Policy
  /// As it was sent; it is served so for ever.
  public let json: [UInt8]
  /// What somebody should look at, though it loads.
  public let warnings: [Receipt.Remark]

  /// Reads a version; throws everything that keeps it from loading.
  public init(_ json: [UInt8], among library: Library) throws(PolicyFaults) {
    let reading = PolicyReader.check(json, among: PolicyReader.Surroundings(library))
    guard let policy = reading.policy else { throw PolicyFaults(list: reading.faults) }
    self.policy = policy
    self.json = json
    warnings = reading.faults.map { fault in
      Receipt.Remark(code: fault.code, detail: "\(fault.pointer): \(fault.detail)", clause: nil)
    }
  }
}

extension Job {
  /// A job that adds a policy's version.
  ///
  /// A version never changes once it is there. Escalations begin under it from its effective date on;
  /// those that run keep theirs.
  public static func add(_ submission: PolicySubmission, in envelope: Envelope) -> Job {
    Job(credential: envelope.viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      guard envelope.viewer.role == .admin else {
        throw .notAllowed("Administrators add policies.")
      }
      return try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        let policy = submission.policy
        let faults = library.faults(ofAdding: policy, to: envelope.viewer.partnership)
        guard faults.isEmpty else { throw .invalid(faults) }
        let event = try submission.store(in: ledger, envelope, at: now)
        if !envelope.isDryRun { library.add(policy) }
        return Receipt(
          administering: .policy(
            policy.id, version: policy.version, effectiveFrom: policy.effectiveFrom),
          of: policy.partnership, event: event, recordedAt: now, warnings: submission.warnings)
      }
    }
  }
}

extension PolicySubmission {
  /// The number of the event; nil on a dry run.
  fileprivate func store(
    in ledger: any Ledger, _ envelope: Envelope, at now: Instant
  ) throws(Failure) -> Int? {
    if envelope.isDryRun { return nil }
    try ledger.addPolicy(policy, json: json, at: now)
    let act = AdministrativeAct.policyLoaded(
      policy.id, version: policy.version, digest: SHA256.digest(of: json).hex)
    return try ledger.append(
      act, parts: [], partnership: policy.partnership, by: envelope.viewer, at: now)
  }
}

extension Library {
  /// What keeps a sound policy from being one of this partnership's.
  fileprivate func faults(ofAdding policy: Policy, to partnership: PartnershipID) -> [Fault] {
    // What else another partnership has is not told.
    if policy.partnership != partnership {
      return [
        Fault(
          pointer: "/partnership", code: "notYours",
          detail: "Your credential adds policies of \(partnership).")
      ]
    }
    let others = policies.filter { $0.id == policy.id }
    var faults: [Fault] = []
    if others.contains(where: { $0.partnership != policy.partnership }) {
      faults.append(
        Fault(
          pointer: "/id", code: "taken", detail: "This name cannot be used here: choose another."))
    } else if others.contains(where: { $0.version == policy.version }) {
      faults.append(
        Fault(
          pointer: "/version", code: "alreadyDone",
          detail: "This version is there, and a version never changes: give it a new name."))
    } else if others.contains(where: { $0.effectiveFrom == policy.effectiveFrom }) {
      faults.append(
        Fault(
          pointer: "/effectiveFrom", code: "taken",
          detail: "Another version begins on that day: which of them is in force must be plain."))
    }
    return faults
  }
}
