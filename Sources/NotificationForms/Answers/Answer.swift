public import Escalations

/// An answer of the type that its field asks for.
///
/// It need not be complete; a submission is.
public enum Answer: Sendable, Equatable {
  /// One line or several.
  case text(String)
  /// A date.
  case date(CivilDate)
  /// Yes or no.
  case yesNo(Bool)
  /// One of the field's codes.
  case choice(Code)
  /// Some of the field's codes, each once.
  case choices([Code])
  /// A practitioner.
  case practitioner(PractitionerAnswer)
  /// An agency.
  case agency(AgencyAnswer)
  /// A child.
  case child(ChildAnswer)
  /// Rows, each with the answers to its columns.
  case rows([Answers])
  /// Not given, for somebody's safety.
  case withheld
  /// Erased from the record under a rule; that it was answered stays.
  case erased
}

/// A practitioner as a form names one.
public struct PractitionerAnswer: Sendable, Equatable {
  /// The name.
  public var name: String?
  /// The role, in the author's words.
  public var role: String?
  /// The agency, in the author's words.
  public var agency: String?

  /// A practitioner.
  public init(name: String? = nil, role: String? = nil, agency: String? = nil) {
    self.name = name
    self.role = role
    self.agency = agency
  }
}

/// An agency as a form names one.
public struct AgencyAnswer: Sendable, Equatable {
  /// Its name on this server, where it is known.
  public var id: AgencyID?
  /// The title people know.
  public var name: String?

  /// An agency.
  public init(id: AgencyID? = nil, name: String? = nil) {
    self.id = id
    self.name = name
  }
}

/// A child as a form names one.
public struct ChildAnswer: Sendable, Equatable {
  /// When a child was born or is expected.
  public enum Birth: Sendable, Equatable {
    /// Born on that day.
    case born(CivilDate)
    /// Not born yet, and expected on that day.
    case expected(CivilDate)
    /// Not known to the author.
    case notKnown
    /// Erased from the record under a rule.
    case erased
  }

  /// The child's key within the escalation; nil for one that the record does not know.
  public var key: String?
  /// The name.
  public var name: String?
  /// When it was born or is expected.
  public var birth: Birth?

  /// A child.
  public init(key: String? = nil, name: String? = nil, birth: Birth? = nil) {
    self.key = key
    self.name = name
    self.birth = birth
  }
}

/// Answers to a template's fields, or to the columns of one row; an unanswered field has none.
public struct Answers: Sendable, Equatable {
  private var byField: [FieldID: Answer]

  /// Answers; none by default.
  public init(_ byField: [FieldID: Answer] = [:]) { self.byField = byField }

  /// The answer to a field; setting nil takes it away.
  public subscript(field: FieldID) -> Answer? {
    get { byField[field] }
    set { byField[field] = newValue }
  }

  /// Whether nothing is answered.
  public var isEmpty: Bool { byField.isEmpty }

  /// Fields with an answer, in the order of their names.
  public var fields: [FieldID] { byField.keys.sorted() }

  /// The same with other answers in the place of these fields' own.
  func replacing(_ fields: some Sequence<FieldID>, from other: Answers) -> Answers {
    var merged = self
    for field in fields { merged[field] = other[field] }
    return merged
  }
}
