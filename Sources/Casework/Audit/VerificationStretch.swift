/// What one bounded read of a verification looks at.
public enum VerificationStretch: Sendable, Equatable {
  /// Rows of a chain, after a place in the file, as many as one read may take.
  case rows(ChainName, after: Int64, through: Int64?)
  /// The ends of the chains, and whether an end that somebody kept is still in place.
  case ends(ChainEnd?)
}

/// What one read found.
public struct VerificationResult: Sendable, Equatable {
  /// Something that is not as it was recorded.
  public struct Finding: Sendable, Equatable {
    /// What is wrong.
    public let kind: String
    /// Where.
    public let place: String
    /// What was expected and what is there, without personal data.
    public let detail: String
    /// Whether it speaks of loss or tampering: not if it is explained by an event of the record.
    public let isAlarm: Bool

    /// A finding.
    public init(kind: String, place: String, detail: String, isAlarm: Bool) {
      self.kind = kind
      self.place = place
      self.detail = detail
      self.isAlarm = isAlarm
    }
  }

  /// What it found.
  public let findings: [Finding]
  /// How many entries it looked at.
  public let entries: Int
  /// How many groups of texts it looked at, and how many of them were erased.
  public let texts: (all: Int, erased: Int)
  /// Where the next read goes on; nil when the chain was looked at to its end.
  public let next: Int64?
  /// Where looking ends: what was written after the beginning is left for the next time.
  public let through: Int64

  /// A result.
  public init(
    findings: [Finding], entries: Int, texts: (all: Int, erased: Int), next: Int64?, through: Int64
  ) {
    self.findings = findings
    self.entries = entries
    self.texts = texts
    self.next = next
    self.through = through
  }

  /// Whether both say the same.
  public static func == (one: VerificationResult, other: VerificationResult) -> Bool {
    one.findings == other.findings && one.entries == other.entries && one.texts == other.texts
      && one.next == other.next && one.through == other.through
  }
}
