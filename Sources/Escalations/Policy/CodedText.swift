/// An entry of one of the policy's lists: a stable code and the words people know.
///
/// In JSON: `{"code": "other", "title": "…", "needsWords": true, "clause": "CRO-06"}`.
public struct CodedText: Equatable, Sendable {
  /// The stable code.
  public let code: Code
  /// The words, ours where the text's would have to be copied.
  public let title: String
  /// Whether choosing it asks for words of one's own (`other`).
  public let needsWords: Bool
  /// Tracks it belongs to; empty means all.
  public let tracks: [TrackID]
  /// Report figures that bear on it, by name.
  public let figures: [Code]
  /// Guidance served with the entry.
  public let guidance: String?
  /// Where it comes from.
  public let provenance: Provenance

  /// An entry of a list.
  public init(
    code: Code, title: String, needsWords: Bool = false, tracks: [TrackID] = [],
    figures: [Code] = [], guidance: String? = nil, provenance: Provenance
  ) {
    self.code = code
    self.title = title
    self.needsWords = needsWords
    self.tracks = tracks
    self.figures = figures
    self.guidance = guidance
    self.provenance = provenance
  }
}

/// A document to be read with the policy, with its edition.
public struct RelatedDocument: Equatable, Sendable {
  /// Its title.
  public let title: String
  /// Its edition or year, as the policy cites it.
  public let edition: String?
  /// Where it comes from.
  public let provenance: Provenance

  /// A related document.
  public init(title: String, edition: String?, provenance: Provenance) {
    self.title = title
    self.edition = edition
    self.provenance = provenance
  }
}

/// The policy's own review.
public struct Review: Equatable, Sendable {
  /// Months from one review to the next.
  public let everyMonths: Int
  /// Who reviews.
  public let by: String
  /// The day of the last review; nil until the partnership sets it.
  public let lastReviewed: CivilDate?
  /// Where it comes from.
  public let provenance: Provenance

  /// A review interval.
  public init(everyMonths: Int, by: String, lastReviewed: CivilDate?, provenance: Provenance) {
    self.everyMonths = everyMonths
    self.by = by
    self.lastReviewed = lastReviewed
    self.provenance = provenance
  }
}

/// When an escalation counts as quiet: nothing happened for so long that somebody should look.
public struct QuietRule: Equatable, Sendable {
  /// Calendar days without an act by anybody.
  public let afterCalendarDays: Int
  /// Where it comes from.
  public let provenance: Provenance

  /// A rule on quiet.
  public init(afterCalendarDays: Int, provenance: Provenance) {
    self.afterCalendarDays = afterCalendarDays
    self.provenance = provenance
  }
}

/// Who is told that an escalation about the same child and decision is open already.
public struct SameMatterRule: Equatable, Sendable {
  /// Whether an agency that raises is told of one in which it takes no part, and may ask to take part;
  /// otherwise the partnership alone gets the hint.
  public let tellsRaiser: Bool
  /// Where it comes from.
  public let provenance: Provenance

  /// A rule on the same matter twice.
  public init(tellsRaiser: Bool, provenance: Provenance) {
    self.tellsRaiser = tellsRaiser
    self.provenance = provenance
  }
}

/// Something the text leaves open or says two ways.
public struct PolicyNote: Equatable, Sendable {
  /// What the note is about.
  public let about: String
  /// What is said or not said.
  public let text: String
  /// Where it comes from.
  public let provenance: Provenance

  /// A note on the text.
  public init(about: String, text: String, provenance: Provenance) {
    self.about = about
    self.text = text
    self.provenance = provenance
  }
}

/// Where learning of a kind goes.
public struct LearningRoute: Equatable, Sendable {
  /// The route's code.
  public let code: Code
  /// What kind of learning takes it (`theme`, `training`, `policyGap`, …).
  public let kind: String
  /// The group that receives it.
  public let to: String
  /// Who carries it there, where the text names somebody.
  public let via: String?
  /// Where it comes from.
  public let provenance: Provenance

  /// A learning route.
  public init(code: Code, kind: String, to: String, via: String?, provenance: Provenance) {
    self.code = code
    self.kind = kind
    self.to = to
    self.via = via
    self.provenance = provenance
  }
}
