public import Escalations

/// One question of a form, or one column of its table.
public struct Field: Sendable, Equatable {
  /// Whether a part can be submitted without an answer.
  public enum Requirement: Sendable, Equatable {
    /// It can.
    case optional
    /// It cannot.
    case required
    /// It cannot while this holds.
    case requiredIf(FieldCondition)
  }

  /// How closely an answer is held; masking, erasure and the record's parts go by it.
  public enum Sensitivity: Sendable, Equatable {
    /// Anyone who may see the form may see it.
    case plain
    /// Free words, which may name anybody.
    case narrative
    /// It names or identifies a person, as a text of this class.
    case personal(Part.Class)
  }

  /// Its name, unique in the form or in its table.
  public let id: FieldID
  /// The label of the paper form.
  public let label: String
  /// What it says beside the label.
  public let hint: String?
  /// What can be answered.
  public let kind: FieldKind
  /// Whether a part can be submitted without an answer.
  public let requirement: Requirement
  /// When it is asked at all; nil for always.
  public let shownIf: FieldCondition?
  /// What the record fills in.
  public let prefilledFrom: PrefillSource?
  /// How closely it is held.
  public let sensitivity: Sensitivity
  /// Whether an answer may be withheld for somebody's safety; then the record never fills it in.
  public let mayBeWithheld: Bool
  /// What learning an answer is.
  public let learning: LearningRule?
  /// Which of a duty's asked-for contents an answer is.
  public let content: Code?
  /// Where it comes from.
  public let provenance: Provenance

  /// A field.
  public init(
    id: FieldID, label: String, hint: String? = nil, kind: FieldKind,
    requirement: Requirement = .optional, shownIf: FieldCondition? = nil,
    prefilledFrom: PrefillSource? = nil, sensitivity: Sensitivity? = nil,
    mayBeWithheld: Bool = false, learning: LearningRule? = nil, content: Code? = nil,
    provenance: Provenance
  ) {
    self.id = id
    self.label = label
    self.hint = hint
    self.kind = kind
    self.requirement = requirement
    self.shownIf = shownIf
    self.prefilledFrom = prefilledFrom
    self.sensitivity = sensitivity ?? kind.usualSensitivity
    self.mayBeWithheld = mayBeWithheld
    self.learning = learning
    self.content = content
    self.provenance = provenance
  }
}

/// What can be answered to a field.
public indirect enum FieldKind: Sendable, Equatable {
  /// One line of at most so many characters.
  case text(max: Int)
  /// Several lines.
  case lines(max: Int)
  /// A date that exists.
  case date(DateRule)
  /// Yes or no.
  case yesNo
  /// One of these.
  case choice([Choice])
  /// Any of these.
  case choices([Choice])
  /// A practitioner, with these labels.
  case practitioner(PractitionerLabels)
  /// An agency.
  case agency
  /// A child, born or unborn, with these labels.
  case child(ChildLabels)
  /// Rows of these columns, at most so many.
  case table(columns: [Field], maxRows: Int)
  /// The place where an author's signature stands; it is given by signing, not by answering.
  case signature(AuthorID)

  /// Which days a date may lie on.
  public enum DateRule: String, Sendable, CaseIterable {
    /// Any.
    case any
    /// Today or before.
    case past
  }

  /// How closely answers of the kind are held unless the field says otherwise.
  var usualSensitivity: Field.Sensitivity {
    switch self {
    case .text, .lines, .agency: .narrative
    case .practitioner, .child: .personal(.name)
    case .date, .yesNo, .choice, .choices, .table, .signature: .plain
    }
  }
}

/// One of the answers that a choice offers.
public struct Choice: Sendable, Equatable {
  /// The stable code.
  public let code: Code
  /// The words people know.
  public let title: String

  /// A choice.
  public init(code: Code, title: String) {
    self.code = code
    self.title = title
  }
}

/// What a form asks about a practitioner, in its own words; what has no label is not asked.
public struct PractitionerLabels: Sendable, Equatable {
  /// The label of the name.
  public let name: String
  /// The label of the role.
  public let role: String?
  /// The label of the agency.
  public let agency: String?

  /// Labels.
  public init(name: String, role: String?, agency: String?) {
    self.name = name
    self.role = role
    self.agency = agency
  }
}

/// What a form asks about a child, in its own words; what has no label is not asked.
public struct ChildLabels: Sendable, Equatable {
  /// The label of the name.
  public let name: String
  /// The label of the date of birth, which an expected date may stand for.
  public let birthDate: String?

  /// Labels.
  public init(name: String, birthDate: String?) {
    self.name = name
    self.birthDate = birthDate
  }
}

/// What learning an answer is, so that it need not be typed twice.
public struct LearningRule: Sendable, Equatable {
  /// The kind, as the policy's routes name it.
  public let kind: String
  /// Routes of the policy that it takes.
  public let routes: [Code]
  /// The field that holds its words; nil for this one, or none where this one has no words.
  public let words: FieldID?

  /// A rule.
  public init(kind: String, routes: [Code], words: FieldID?) {
    self.kind = kind
    self.routes = routes
    self.words = words
  }
}
