public import Escalations
public import JSON
public import NotificationForms

/// The answers to a template as a wire shape, from which a case-management system builds its own
/// screen.
extension Template {
  /// The shape of a draft's answers: everything may be left out.
  public var answersShape: Shape { .object(fields.compactMap { $0.member(demanded: false) }) }

  /// The shape of the answers that a part is submitted with.
  ///
  /// What depends on other answers is not in it; the template says it.
  public func answersShape(of part: FormPartID) -> Shape {
    .object(
      sections(of: part).flatMap(\.fields).compactMap { $0.member(demanded: $0.isDemanded) })
  }

  /// The JSON Schema of a draft's answers, or of those that a part is submitted with.
  public func schema(of part: FormPartID? = nil, id: String? = nil) -> JSONValue {
    let shape = part.map(answersShape(of:)) ?? answersShape
    let about = part.flatMap(self.part).map { ": " + $0.title } ?? ""
    return shape.schema(id: id, title: title + about)
  }
}

extension Field {
  /// Whether it is always asked and always demanded.
  fileprivate var isDemanded: Bool { requirement == .required && shownIf == nil }

  /// The member that holds the answer; none for a signature, which is not typed in.
  fileprivate func member(demanded: Bool) -> Member? {
    guard let shape = kind.shape(demanded: demanded) else { return nil }
    let summary = [label, hint].compactMap { $0 }.joined(separator: ". ")
    let held: JSON.Sensitivity =
      switch sensitivity {
      case .plain: .plain
      case .narrative: .narrative
      case .personal: .personal
      }
    let answer: Shape =
      mayBeWithheld
      ? .oneMember([
        .choice("given", shape, label), .choice("withheld", .flag, "Not given, for safety."),
      ]) : shape
    return demanded
      ? .required(id.text, answer, held, summary) : .optional(id.text, answer, held, summary)
  }
}

extension FieldKind {
  fileprivate func shape(demanded: Bool) -> Shape? {
    let least = demanded ? 1 : 0
    switch self {
    case .text(let max): return .text(min: least, max: max)
    case .lines(let max): return .lines(min: least, max: max)
    case .date: return .date
    case .yesNo: return .boolean
    case .choice(let choices): return .code(choices.map(\.code.text))
    case .choices(let choices):
      return .list(
        of: .code(choices.map(\.code.text)), count: least...choices.count, unique: true)
    case .practitioner(let labels): return practitioner(labels)
    case .agency:
      return .object([
        .optional("id", .text(max: 64), "Its name on this server."),
        .optional("name", .text(min: 0, max: 200), .narrative, "The title people know."),
      ])
    case .child(let labels): return child(labels)
    case .table(let columns, let maxRows):
      let members = columns.compactMap { $0.member(demanded: demanded && $0.isDemanded) }
      return .list(of: .object(members), count: least...maxRows)
    case .signature: return nil
    }
  }

  private func practitioner(_ labels: PractitionerLabels) -> Shape {
    let asked = [("name", labels.name), ("role", labels.role), ("agency", labels.agency)]
    return .object(
      asked.compactMap { name, label in
        label.map { .optional(name, .text(min: 0, max: 200), .personal, $0) }
      })
  }

  private func child(_ labels: ChildLabels) -> Shape {
    var members: [Member] = [
      .optional("key", .text(max: 64), "The child's key in the escalation, where it has one."),
      .optional("name", .text(min: 0, max: 200), .personal, labels.name),
    ]
    if let label = labels.birthDate {
      members += [
        .optional("birthDate", .date, .personal, label),
        .optional("expectedDate", .date, .personal, label + ": for a child not born yet."),
        .optional("birthDateNotKnown", .flag, label + ": not known."),
      ]
    }
    return .object(members)
  }
}
