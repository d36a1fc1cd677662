public import Escalations

/// A form as it is read and printed: plain values, in the order of the paper.
///
/// Every text is a text; whoever renders it escapes it.
public struct FormPage: Sendable, Equatable {
  /// A heading with its entries.
  public struct Section: Sendable, Equatable {
    /// The heading.
    public let title: String
    /// What it says below the heading.
    public let hint: String?
    /// Who writes it, where several do.
    public let author: String?
    /// How far the part has come that it belongs to.
    public let standing: String
    /// Its entries.
    public let entries: [Entry]

    /// A section.
    public init(
      title: String, hint: String?, author: String?, standing: String, entries: [Entry]
    ) {
      self.title = title
      self.hint = hint
      self.author = author
      self.standing = standing
      self.entries = entries
    }
  }

  /// A label with what was answered.
  public struct Entry: Sendable, Equatable {
    /// The label of the paper form.
    public let label: String
    /// What it says beside the label.
    public let hint: String?
    /// What was answered.
    public let value: Value
    /// The events that the record filled it in from, where it stands so.
    public let sources: [Int]
    /// Whether it stands as the record filled it in.
    public var isPrefilled: Bool { !sources.isEmpty }

    /// An entry.
    public init(label: String, hint: String?, value: Value, sources: [Int]) {
      self.label = label
      self.hint = hint
      self.value = value
      self.sources = sources
    }
  }

  /// What stands under a label.
  public indirect enum Value: Sendable, Equatable {
    /// Nothing yet.
    case empty
    /// A line or several.
    case text(String)
    /// A day, which is not broken over two lines.
    case date(CivilDate)
    /// Several short answers.
    case list([String])
    /// Labels with an answer each, for a person.
    case pairs([Pair])
    /// A table.
    case table(columns: [String], rows: [[Value]])
    /// A signature.
    case signature(Signature)
    /// Not given, for somebody's safety.
    case withheld
    /// Erased from the record under a rule.
    case erased
  }

  /// A label of its own within an answer.
  public struct Pair: Sendable, Equatable {
    /// The label.
    public let label: String
    /// What was answered.
    public let value: Value

    /// A labelled answer.
    public init(label: String, value: Value) {
      self.label = label
      self.value = value
    }
  }

  /// A signature, or its empty place.
  public enum Signature: Sendable, Equatable {
    /// Nobody has signed what stands here now.
    case open
    /// Signed; the name is nil where it was erased.
    case signed(name: String?, role: String?, on: CivilDate)
  }

  /// Something added later.
  public struct Addendum: Sendable, Equatable {
    /// Its number.
    public let number: Int
    /// The title of the part it was added to.
    public let part: String
    /// When.
    public let on: CivilDate
    /// By whom; nil for the partnership.
    public let agency: AgencyID?
    /// Its words; nil where they were erased.
    public let text: String?

    /// An addendum.
    public init(number: Int, part: String, on: CivilDate, agency: AgencyID?, text: String?) {
      self.number = number
      self.on = on
      self.agency = agency
      self.part = part
      self.text = text
    }
  }

  /// The title at the head of the paper form.
  public let title: String
  /// The policy's title.
  public let policy: String
  /// The version of the policy.
  public let policyVersion: String
  /// The escalation's reference.
  public let reference: Reference
  /// The form's own name.
  public let form: FormID
  /// The template and its version, as one line.
  public let version: String
  /// How far it has come, a line for each part.
  public let standings: [String]
  /// The principles that hold at every stage.
  public let principles: [String]
  /// What the paper form says beside its fields.
  public let notices: [String]
  /// Its sections.
  public let sections: [Section]
  /// What was added later.
  public let addenda: [Addendum]

  /// A page.
  public init(
    title: String, policy: String, policyVersion: String, reference: Reference, form: FormID,
    version: String, standings: [String], principles: [String], notices: [String],
    sections: [Section], addenda: [Addendum]
  ) {
    self.title = title
    self.policy = policy
    self.policyVersion = policyVersion
    self.reference = reference
    self.form = form
    self.version = version
    self.standings = standings
    self.principles = principles
    self.notices = notices
    self.sections = sections
    self.addenda = addenda
  }
}
