public import Escalations

/// What an annual report counts; the names are those by which policies speak of figures.
public enum ReportTableID: String, Sendable, CaseIterable {
  case raised
  case quarters = "raised-by-quarter"
  case raisingKinds = "raising-kinds"
  case raisingAgencies = "raising-agencies"
  case receivingAgencies = "receiving-agencies"
  case unanswered = "never-answered"
  case categories
  case tracks
  case children
  case levels
  case daysToRaise = "days-from-arising-to-raising"
  case standing
  case ended
  case resolvedAt = "stage-of-resolution"
  case visits = "time-per-stage"
  case limits = "timeliness"
  case limitsMetByLevel = "limits-met-by-level"
  case outcomes
  case dissent
  case feedback
  case forms
  case discussions = "discussions-held"
  case attempts = "attempts-without-reply"
  case media = "media-of-discussions"
  case evidence = "evidence-stated-by-each-side"
  case themes
  case routes = "learning-routes"
  case learningByAgency = "learning-by-agency"
  case recommendations
}

/// A report on a year of a policy, against the year before.
public struct AnnualReport: Sendable, Equatable {
  /// A figure that may be left out.
  public enum Figure: Sendable, Equatable {
    /// As it is.
    case number(Int)
    /// Left out, so that no small number is told: `[c]`.
    case hidden
  }

  /// How long stages took, in working days.
  public struct Spread: Sendable, Equatable {
    /// In the middle, in half days.
    public let medianHalves: Int
    /// On average, in tenths.
    public let meanTenths: Int
  }

  /// A row of a table.
  public struct Row: Sendable, Equatable {
    /// Its code.
    public let code: String
    /// Its words.
    public let title: String
    /// This year.
    public let now: Figure
    /// The year before.
    public let before: Figure
    /// How long it took, where the table is about time and enough were counted.
    public let spread: Spread?
  }

  /// A table.
  public struct Table: Sendable, Equatable {
    /// What it counts.
    public let id: ReportTableID
    /// Its words.
    public let title: String
    /// Its rows.
    public let rows: [Row]
    /// How it is to be read.
    public let note: String?
  }

  /// A sentence of the policy's standard, with the tables that bear on it.
  public struct Standard: Sendable, Equatable {
    /// The sentence.
    public let title: String
    /// Where it stands.
    public let clause: String
    /// The tables.
    public let figures: [ReportTableID]
  }

  /// The policy, in its present version.
  public let policy: PolicyID
  /// Its title.
  public let policyTitle: String
  /// The year.
  public let year: ReportYear
  /// Until when it was counted, where the year is not over.
  public let through: CivilDate
  /// Whether small numbers are left out.
  public let isSuppressed: Bool
  /// When the figures were published, where they are those that were.
  public let publishedAt: Instant?
  /// The tables.
  public let tables: [Table]
  /// What the policy holds itself to.
  public let standards: [Standard]
}
