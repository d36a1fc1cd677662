/// A consequence of an event, worked out once by `decide` and only applied afterwards.
public enum Effect: Sendable, Equatable, Codable {
  /// A duty became owed.
  case opened(Opening)
  /// A clock got its start, its target and its limit, or new ones.
  case timed(DutyKey, Timing)
  /// A duty was met.
  case met(DutyKey, Meeting)
  /// A duty is owed no longer, though nobody met it.
  case lapsed(DutyKey)
  /// A duty's limit passed while it was open.
  case passed(DutyKey)
  /// A duty's limit is near.
  case near(DutyKey)

  /// A duty as it became owed.
  public struct Opening: Sendable, Equatable, Codable {
    /// Its key within the escalation.
    public let key: DutyKey
    /// Whoever owes it; several owe it together.
    public let owners: [Owner]
    /// Since when.
    public let at: Instant

    /// An opening.
    public init(key: DutyKey, owners: [Owner], at: Instant) {
      self.key = key
      self.owners = owners
      self.at = at
    }
  }

  /// A running clock: from when, by when, and under which calendar it was counted.
  public struct Timing: Sendable, Equatable, Codable {
    /// Why a clock has these dates.
    public enum Cause: String, Sendable, CaseIterable, Codable {
      /// It started.
      case started
      /// Both sides agreed.
      case agreed
      /// Somebody whose right it is set it.
      case set
      /// A bank holiday was added or withdrawn.
      case holiday
      /// The escalation moved to another version of the policy.
      case migrated
    }

    /// From when it is counted.
    public let start: Instant
    /// The best day, where the policy has one.
    public let target: Due?
    /// The limit; nil when the text has no number.
    public let limit: Due?
    /// The version of the calendar it was counted by.
    public let calendarVersion: Int
    /// Why it has these dates.
    public let cause: Cause
    /// The limit that it had until then, where it was running already.
    public let previousLimit: Due?

    /// A timing.
    public init(
      start: Instant, target: Due?, limit: Due?, calendarVersion: Int, cause: Cause,
      previousLimit: Due? = nil
    ) {
      self.start = start
      self.target = target
      self.limit = limit
      self.calendarVersion = calendarVersion
      self.cause = cause
      self.previousLimit = previousLimit
    }
  }

  /// How a duty was met.
  public struct Meeting: Sendable, Equatable, Codable {
    /// In what way.
    public enum How: String, Sendable, CaseIterable, Codable {
      /// The act was done.
      case done
      /// It was attempted, and nobody replied.
      case attempted
      /// It was declined with a reason.
      case declined
    }

    /// In what way.
    public let how: How
    /// When, as the person who recorded it says.
    public let at: Instant
    /// Whether the limit was kept; nil without a limit.
    public let verdict: Verdict?
    /// Whether the act was in time and its record was not.
    public let recordedLate: Bool
    /// The answer given, where the duty asked a question.
    public let answer: Code?
    /// The role that a substitute stood for.
    public let substituteFor: RoleID?
    /// Working days from the start to the meeting, frozen; nil without a clock.
    public let workingDaysTaken: Int?

    /// A meeting.
    public init(
      how: How, at: Instant, verdict: Verdict?, recordedLate: Bool, answer: Code? = nil,
      substituteFor: RoleID? = nil, workingDaysTaken: Int? = nil
    ) {
      self.how = how
      self.at = at
      self.verdict = verdict
      self.recordedLate = recordedLate
      self.answer = answer
      self.substituteFor = substituteFor
      self.workingDaysTaken = workingDaysTaken
    }
  }
}

/// Whoever owes a duty.
public enum Owner: Hashable, Sendable, Codable, CustomStringConvertible {
  /// An agency that takes part.
  case agency(AgencyID)
  /// The partnership's office.
  case partnership
  /// A panel of the policy.
  case panel(PanelID)

  /// The owner as the record and the API write it: `agency:st-hilda`, `partnership`, `panel:x`.
  public var description: String {
    switch self {
    case .agency(let id): "agency:" + id.text
    case .partnership: "partnership"
    case .panel(let id): "panel:" + id.text
    }
  }

  /// Reads what `description` writes.
  public init?(_ text: String) {
    if text == "partnership" {
      self = .partnership
    } else if text.hasPrefix("agency:") {
      self = .agency(AgencyID(String(text.dropFirst(7))))
    } else if text.hasPrefix("panel:") {
      self = .panel(PanelID(String(text.dropFirst(6))))
    } else {
      return nil
    }
  }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let owner = Owner(text) else { throw UnreadableKey(text: text) }
    self = owner
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A key in the record that cannot be read; the record has been altered.
public struct UnreadableKey: Error {
  /// What stands there.
  public let text: String
}
