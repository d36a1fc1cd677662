import Digest

/// An escalation that its events do not lead to any more: what is derived of it stays as it was.
struct UnreadableEscalation {
  /// Its reference.
  let reference: String
  /// Why, without personal data.
  let why: String
  /// What it lacks beside its events, as verification names it; all that lack the same are one finding.
  let lacking: String?
  /// The digest of what its events hold.
  let mark: String

  /// One whose events are not what was hashed, or cannot be made sense of.
  init(_ reference: String, _ why: String, _ events: [StoredEvent]) {
    (self.reference, self.why, lacking) = (reference, why, nil)
    mark = SHA256.digest(of: events.map(\.fields.digest.hex).joined(separator: "\n")).hex
  }

  /// One that runs under, or names, what is not stored.
  init(_ reference: String, lacking: String) {
    (self.reference, self.lacking, mark) = (reference, lacking, "")
    why = "\(lacking) is not stored, or cannot be read"
  }

  /// A line for the operator.
  var notice: String { "\(reference) cannot be read, and what is derived of it stays: \(why)" }

  /// What verification says of it.
  var finding: Finding {
    if let lacking {
      return Finding(
        .damaged, at: lacking, "it is not stored, or cannot be read, and escalations rest on it")
    }
    return Finding(.damaged, at: "escalation \(reference)", why, mark: mark)
  }
}
