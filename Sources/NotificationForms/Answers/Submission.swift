public import Escalations

/// A part of a form that was found complete; its existence is the proof.
public struct Submission: Sendable, Equatable {
  /// The part.
  public let part: FormPartID
  /// Its answers, without those of other parts.
  public let answers: Answers

  /// Checks a part, with every fault at once.
  ///
  /// `signed` are the authors whose signature stands; `today` is the local date.
  public init(
    of part: FormPart, of template: Template, answers: Answers, signed: [AuthorID],
    escalation: Escalation, today: CivilDate
  ) throws(FormFaults) {
    let faults = Submission.faults(
      in: part, of: template, answers: answers, signed: signed, escalation: escalation,
      today: today)
    if !faults.isEmpty { throw FormFaults(faults) }
    self.part = part.id
    let fields = template.sections(of: part.id).flatMap(\.fields).map(\.id)
    self.answers = Answers().replacing(fields, from: answers)
  }

  /// What a part lacks before it can be submitted, in the order of the form; empty if nothing.
  public static func faults(
    in part: FormPart, of template: Template, answers: Answers, signed: [AuthorID],
    escalation: Escalation, today: CivilDate
  ) -> [FormFault] {
    let scope = AnswerScope(answers: answers, escalation: escalation)
    var check = CompletenessCheck(part: part, signed: signed, today: today)
    for section in template.sections(of: part.id) {
      check.check(section.fields, answers, scope, at: FormPlace())
    }
    check.checkSignatures(of: template)
    return check.faults
  }
}

/// A walk over the fields of a part that asks of each whether its answer is complete.
private struct CompletenessCheck {
  let part: FormPart
  let signed: [AuthorID]
  let today: CivilDate
  var faults: [FormFault] = []
  /// Authors whose place on the form was met on the way.
  private var placed: [AuthorID] = []

  init(part: FormPart, signed: [AuthorID], today: CivilDate) {
    self.part = part
    self.signed = signed
    self.today = today
  }

  mutating func check(
    _ fields: [Field], _ answers: Answers, _ scope: AnswerScope, at place: FormPlace
  ) {
    for field in fields {
      let place = place.field(field)
      let answer = answers[field.id]
      if !scope.asks(field) {
        if answer != nil {
          refuse(place, .notAsked, "Other answers make this not asked; leave it out.")
        }
      } else if case .signature(let author) = field.kind {
        checkSignature(of: author, at: place)
      } else if let answer {
        check(answer, field.kind, scope, at: place)
      } else if scope.demands(field) {
        refuse(place, .missing, field.kind.wanted)
      }
    }
  }

  private mutating func check(
    _ answer: Answer, _ kind: FieldKind, _ scope: AnswerScope, at place: FormPlace
  ) {
    switch (answer, kind) {
    case (.date(let date), .date(.past)): checkPast(date, at: place)
    case (.practitioner(let person), .practitioner(let labels)): check(person, labels, at: place)
    case (.agency(let agency), _):
      if agency.name == nil { refuse(place.member("name"), .missing, "Name the agency.") }
    case (.child(let child), .child(let labels)): check(child, labels, at: place)
    case (.rows(let rows), .table(let columns, _)):
      for (index, row) in rows.enumerated() {
        check(columns, row, scope.entering(row, columns), at: place.row(index))
      }
    case (.date, _), (.practitioner, _), (.child, _), (.rows, _), (.text, _), (.yesNo, _),
      (.choice, _), (.choices, _), (.withheld, _), (.erased, _):
      break
    }
  }

  private mutating func check(
    _ person: PractitionerAnswer, _ labels: PractitionerLabels, at place: FormPlace
  ) {
    let asked = [
      ("name", labels.name, person.name), ("role", labels.role, person.role),
      ("agency", labels.agency, person.agency),
    ]
    for case (let name, let label?, nil) in asked {
      refuse(place.member(name, label), .missing, "Write it, or that it is not known.")
    }
  }

  private mutating func check(_ child: ChildAnswer, _ labels: ChildLabels, at place: FormPlace) {
    if child.name == nil {
      refuse(
        place.member("name", labels.name), .missing, "Write the name, or that it is not known.")
    }
    guard let label = labels.birthDate else { return }
    let place = place.member("birthDate", label)
    switch child.birth {
    case .born(let date)?: checkPast(date, at: place)
    case .expected?, .notKnown?, .erased?: break
    case nil:
      refuse(
        place, .missing,
        "Give the date of birth, an expected date (expectedDate), or birthDateNotKnown.")
    }
  }

  private mutating func checkPast(_ date: CivilDate, at place: FormPlace) {
    if date > today { refuse(place, .inTheFuture, "This is today's date or an earlier one.") }
  }

  private mutating func checkSignature(of author: AuthorID, at place: FormPlace) {
    placed.append(author)
    if part.signedBy.contains(author), !signed.contains(author) {
      refuse(
        place, .signatureMissing, "Sign what stands here now; a change takes a signature away.")
    }
  }

  /// Signatures that the part needs and whose place stands in another part.
  mutating func checkSignatures(of template: Template) {
    for author in part.signedBy where !placed.contains(author) && !signed.contains(author) {
      let title = template.author(author)?.title ?? author.text
      refuse(
        FormPlace(pointer: "", label: title), .signatureMissing,
        "Sign what stands here now; a change takes a signature away.")
    }
  }

  private mutating func refuse(_ place: FormPlace, _ code: FormFault.Code, _ detail: String) {
    faults.append(place.fault(code, detail))
  }
}

extension FieldKind {
  /// What would be right where an answer is missing.
  fileprivate var wanted: String {
    switch self {
    case .text: "Write a line here."
    case .lines: "Write something here."
    case .date: "Give the date."
    case .yesNo: "Say yes or no."
    case .choice: "Choose one."
    case .choices: "Choose at least one."
    case .practitioner: "Say who."
    case .agency: "Name the agency."
    case .child: "Name the child."
    case .table: "Fill in at least one row."
    case .signature: "Sign the form."
    }
  }
}
