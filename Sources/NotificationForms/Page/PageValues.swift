import Escalations

/// Answers as they are read: codes become their words, dates are written out.
struct PageValues {
  /// What stands for a member that is not there: in a submitted part all that was asked was
  /// answered, so it was erased since.
  private let absent: FormPage.Value

  init(ofFiled isFiled: Bool) { absent = isFiled ? .erased : .empty }

  func value(_ answer: Answer?, _ kind: FieldKind) -> FormPage.Value {
    switch answer {
    case nil: kind.emptyValue
    case .text(let text)?: .text(text)
    case .date(let date)?: .date(date)
    case .yesNo(let isYes)?: .text(isYes ? "Yes" : "No")
    case .choice(let code)?: .text(kind.title(of: code))
    case .choices(let codes)?: .list(codes.map(kind.title))
    case .practitioner(let person)?: practitioner(person, kind)
    case .agency(let agency)?: text(agency.name ?? agency.id?.text)
    case .child(let child)?: self.child(child, kind)
    case .rows(let rows)?: table(rows, kind)
    case .withheld?: .withheld
    case .erased?: .erased
    }
  }

  private func text(_ text: String?) -> FormPage.Value { text.map { .text($0) } ?? absent }

  private func practitioner(_ person: PractitionerAnswer, _ kind: FieldKind) -> FormPage.Value {
    guard case .practitioner(let labels) = kind else { return .empty }
    let members = [
      (labels.name, person.name), (labels.role, person.role), (labels.agency, person.agency),
    ]
    return .pairs(
      members.compactMap { label, value in
        label.map { FormPage.Pair(label: $0, value: text(value)) }
      })
  }

  private func child(_ child: ChildAnswer, _ kind: FieldKind) -> FormPage.Value {
    guard case .child(let labels) = kind else { return .empty }
    var pairs = [FormPage.Pair(label: labels.name, value: text(child.name))]
    if let label = labels.birthDate {
      pairs.append(FormPage.Pair(label: label, value: birth(child.birth)))
    }
    return .pairs(pairs)
  }

  private func birth(_ birth: ChildAnswer.Birth?) -> FormPage.Value {
    switch birth {
    case .born(let date)?: .date(date)
    case .expected(let date)?: .text("expected on " + date.inWords)
    case .notKnown?: .text("not known")
    case .erased?: .erased
    case nil: absent
    }
  }

  private func table(_ rows: [Answers], _ kind: FieldKind) -> FormPage.Value {
    guard case .table(let columns, _) = kind else { return .empty }
    return .table(
      columns: columns.map(\.label),
      rows: rows.map { row in columns.map { value(row[$0.id], $0.kind) } })
  }
}

extension FieldKind {
  /// An empty table still shows its columns, as the paper does.
  fileprivate var emptyValue: FormPage.Value {
    switch self {
    case .table(let columns, _): .table(columns: columns.map(\.label), rows: [])
    case .text, .lines, .date, .yesNo, .choice, .choices, .practitioner, .agency, .child,
      .signature:
      .empty
    }
  }

  /// The words of a code.
  fileprivate func title(of code: Code) -> String {
    switch self {
    case .choice(let choices), .choices(let choices):
      choices.first { $0.code == code }?.title ?? code.text
    case .text, .lines, .date, .yesNo, .practitioner, .agency, .child, .table, .signature:
      code.text
    }
  }
}
