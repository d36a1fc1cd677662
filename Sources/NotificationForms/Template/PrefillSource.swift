public import Escalations

/// What of an escalation's record fills in a field.
///
/// A closed list, and an address is not on it.  In JSON a string: `"children"`,
/// `"stageMeeting:stage-1"`, `"content:outcome-sought"`.
public enum PrefillSource: Sendable, Hashable {
  // Single answers.
  /// The escalation's public reference.
  case reference
  /// The sentence with which it was raised.
  case summary
  /// What was last said under this heading of an act's contents.
  case content(Code)
  /// The practitioner who raised it.
  case raiser
  /// The agency that begins the form.
  case ownAgency
  /// The day on which the concern arose.
  case arose
  /// The day on which it was raised.
  case raised
  /// The day on which people first met, or talked, at that stage.
  case stageMeeting(StageID)
  /// What was last said about risk.
  case risk
  /// Stages passed over, by title.
  case skipped

  // Rows, or one text with a line for each.
  /// What was done at each stage, and who took part.
  case steps
  /// Actions agreed.
  case actions

  // Rows.
  /// The children.
  case children
  /// The agencies that take part.
  case parties
  /// The practitioners who took part, besides whoever raised it.
  case participants

  // Columns of such rows.
  /// A child of `children`.
  case child
  /// An agency: of `parties`.
  case agency
  /// The side of an agency of `parties`.
  case side
  /// A practitioner of `participants`.
  case practitioner
  /// The stage of one of `steps`, by title.
  case stage
  /// The day of one of `steps`.
  case date
  /// What was done, or is to be done: of `steps`, `actions`.
  case what
  /// Who did it, or is to do it: of `steps`, `actions`.
  case who
  /// The day by which it is to be done: of `actions`.
  case dueOn
}

extension PrefillSource: LosslessStringConvertible {
  /// Sources that are a word alone.
  static let words: [String: PrefillSource] = [
    "reference": .reference, "summary": .summary, "raiser": .raiser, "ownAgency": .ownAgency,
    "arose": .arose, "raised": .raised, "risk": .risk, "skipped": .skipped, "steps": .steps,
    "actions": .actions, "children": .children, "parties": .parties,
    "participants": .participants, "child": .child, "agency": .agency, "side": .side,
    "practitioner": .practitioner, "stage": .stage, "date": .date, "what": .what, "who": .who,
    "dueOn": .dueOn,
  ]

  /// Reads what a template says; nil if it is no source.
  public init?(_ text: String) {
    if let word = PrefillSource.words[text] {
      self = word
      return
    }
    let pieces = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard pieces.count == 2, !pieces[1].isEmpty else { return nil }
    switch pieces[0] {
    case "content": self = .content(Code(String(pieces[1])))
    case "stageMeeting": self = .stageMeeting(StageID(String(pieces[1])))
    default: return nil
    }
  }

  /// The source as a template says it.
  public var description: String {
    switch self {
    case .content(let code): "content:" + code.text
    case .stageMeeting(let stage): "stageMeeting:" + stage.text
    case .reference, .summary, .raiser, .ownAgency, .arose, .raised, .risk, .skipped, .steps,
      .actions, .children, .parties, .participants, .child, .agency, .side, .practitioner, .stage,
      .date, .what, .who, .dueOn:
      PrefillSource.words.first { $0.value == self }?.key ?? ""
    }
  }
}

extension PrefillSource {
  /// What a field's kind can take from the record.
  enum Fit {
    /// One answer of these kinds.
    case single([FieldKind.Name])
    /// Rows whose columns may take these.
    case rows([PrefillSource], orLines: Bool)
    /// A column of rows; it fits no field outside a table.
    case column([FieldKind.Name])
  }

  /// What it fits.
  ///
  /// A table, hence its length.
  var fit: Fit {
    switch self {
    case .reference: .single([.text])
    case .summary, .content, .risk, .skipped: .single([.lines])
    case .raiser: .single([.practitioner])
    case .ownAgency: .single([.agency])
    case .arose, .raised, .stageMeeting: .single([.date])
    case .steps: .rows([.stage, .date, .what, .who], orLines: true)
    case .actions: .rows([.what, .who, .dueOn], orLines: true)
    case .children: .rows([.child], orLines: false)
    case .parties: .rows([.agency, .side], orLines: false)
    case .participants: .rows([.practitioner], orLines: false)
    case .child: .column([.child])
    case .agency: .column([.agency])
    case .side: .column([.text])
    case .practitioner: .column([.practitioner])
    case .stage, .who: .column([.text, .lines])
    case .what: .column([.text, .lines])
    case .date, .dueOn: .column([.date])
    }
  }
}

extension FieldKind {
  /// A kind without what belongs to it.
  public enum Name: String, Sendable, CaseIterable {
    /// One line.
    case text
    /// Several lines.
    case lines
    /// A date.
    case date
    /// Yes or no.
    case yesNo
    /// One of several.
    case choice
    /// Any of several.
    case choices
    /// A practitioner.
    case practitioner
    /// An agency.
    case agency
    /// A child.
    case child
    /// Rows.
    case table
    /// The place of a signature.
    case signature
  }

  /// The kind's name.
  public var name: Name {
    switch self {
    case .text: .text
    case .lines: .lines
    case .date: .date
    case .yesNo: .yesNo
    case .choice: .choice
    case .choices: .choices
    case .practitioner: .practitioner
    case .agency: .agency
    case .child: .child
    case .table: .table
    case .signature: .signature
    }
  }
}
