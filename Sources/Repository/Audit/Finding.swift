import Digest

/// Something that verification found, with its precise place.
public struct Finding: Sendable, Equatable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// An entry, or the one before it, is not what was hashed.
    case hashMismatch
    /// Entries are missing before this one.
    case gap
    /// A text beside the event is not what was digested.
    case partMismatch
    /// A text beside the event is gone, and no event says that it was erased.
    case partMissing
    /// An escalation's events are not numbered from 1 without a gap.
    case numbering
    /// The chain does not end where the store says it does.
    case head
    /// The chain ends before the anchor: its tail is gone.
    case cutTail
    /// The anchor is of a part that a restore has lost, as the restore's own entry says.
    case anchorBeforeRestore
    /// The entry at the anchor's place is another one.
    case anchorMismatch
    /// A status, a participation or a duty is not what the record leads to.
    case projection
    /// A policy, a template, a calendar, a credential, a hold or the epoch is not what the record says.
    case altered
    /// A form's draft cannot be read, or a form that the record speaks of is not kept.
    case form
    /// A stored policy, template or calendar cannot be read: no service starts on it.
    case unreadable
    /// The file cannot be read there, or the events of an escalation.
    case damaged
  }

  /// What is wrong.
  public let kind: Kind
  /// Where: the partnership and sequence, the escalation, or the table and row.
  public let place: String
  /// What was expected and what is there, without personal data.
  public let detail: String
  /// The digest of what is there, where there is one: a later change at the same place is a new finding.
  public let mark: String
  /// Whether it was looked into and explained, as an event of the record says.
  public internal(set) var isExplained = false

  /// A finding.
  public init(_ kind: Kind, at place: String, _ detail: String, mark: String = "") {
    self.kind = kind
    self.place = place
    self.detail = detail
    self.mark = mark
  }

  /// The same of an anchor: its hash is the mark, since nothing else of it can change.
  func of(_ anchor: Anchor) -> Finding {
    Finding(kind, at: place, detail, mark: anchor.hash)
  }

  /// That the event of that sequence is not the one after another; the mark says what it holds, with its own
  /// hash in the place of the one that is missing.
  static func gap(at place: String, after sequence: Int64, mark: SHA256Digest) -> Finding {
    Finding(
      .gap, at: place, "there is no event with sequence \(sequence)", mark: mark.hex)
  }

  /// Whether it may be put on record as explained: what is derived is made anew instead, and with a document
  /// that cannot be read there is no service.
  public var isExplainable: Bool { kind != .projection && kind != .unreadable }

  /// Whether it speaks of loss or tampering; a restore that is on record explains itself.
  public var isAlarm: Bool { kind != .anchorBeforeRestore && !isExplained }
}

/// What verification looked at and found.
public struct VerificationReport: Sendable, Equatable {
  /// How many events were checked.
  public internal(set) var events: Int64 = 0
  /// How many access entries were checked.
  public internal(set) var accessEntries: Int64 = 0
  /// How many texts beside events were checked.
  public internal(set) var parts: Int64 = 0
  /// How many of them had been erased.
  public internal(set) var erasedParts: Int64 = 0
  /// Where each chain ends now.
  public internal(set) var heads: [Anchor] = []
  /// What was found, in the order of the file; no more than `findingLimit`.
  public internal(set) var findings: [Finding] = []

  /// How many findings are reported; beyond it a file is beyond single findings.
  public static let findingLimit = 1_000

  /// Whether everything is as it was recorded.
  public var isSound: Bool { !findings.contains(where: \.isAlarm) }

  mutating func add(_ other: VerificationReport) {
    events += other.events
    accessEntries += other.accessEntries
    parts += other.parts
    erasedParts += other.erasedParts
    findings += other.findings.prefix(max(0, Self.findingLimit - findings.count))
  }
}
