import Escalations

extension Answers {
  /// Reads answers as somebody sent them: types are checked, completeness is not.
  ///
  /// `null`, an empty text and an empty list are no answer. `children` are the keys of the
  /// escalation's children.
  public static func read(
    _ raw: RawAnswer, template: Template, children: [String]
  ) throws(FormFaults) -> Answers {
    var reader = AnswerReader(children: children)
    let answers = reader.read(raw, fields: template.fields, at: FormPlace())
    if !reader.faults.isEmpty { throw FormFaults(reader.faults) }
    return answers
  }
}

/// A walk over raw answers beside a template's fields, gathering every fault.
struct AnswerReader {
  let children: [String]
  var faults: [FormFault] = []

  init(children: [String]) { self.children = children }

  mutating func read(_ raw: RawAnswer, fields: [Field], at place: FormPlace) -> Answers {
    guard case .object(let members) = raw else {
      refuse(place, .wrongType, "Answers are an object with a member for each field.")
      return Answers()
    }
    for member in members where !fields.contains(where: { $0.id.text == member.name }) {
      refuse(place.member(member.name), .unknownField, "The form has no such field.")
    }
    var answers = Answers()
    for field in fields {
      guard let member = members.first(where: { $0.name == field.id.text }) else { continue }
      answers[field.id] = read(member.value, field, at: place.field(field))
    }
    return answers
  }

  private mutating func read(_ raw: RawAnswer, _ field: Field, at place: FormPlace) -> Answer? {
    if raw.isNothing { return nil }
    return field.mayBeWithheld
      ? withholdable(raw, field.kind, at: place) : read(raw, field.kind, at: place)
  }

  /// `{"given": …}` or `{"withheld": true}`, so that nobody takes a word for an address.
  private mutating func withholdable(
    _ raw: RawAnswer, _ kind: FieldKind, at place: FormPlace
  ) -> Answer? {
    guard case .object(let members) = raw, members.count == 1 else {
      return refuse(place, .wrongType, "This is an object with given, or with withheld: true.")
    }
    let member = members[0]
    switch (member.name, member.value) {
    case ("withheld", .boolean(true)): return .withheld
    case ("given", let given): return given.isNothing ? nil : read(given, kind, at: place)
    default:
      return refuse(
        place.member(member.name), .unknownField, "Say what is given, or withheld: true.")
    }
  }

  private mutating func read(_ raw: RawAnswer, _ kind: FieldKind, at place: FormPlace) -> Answer? {
    switch kind {
    case .text(let max): text(raw, max: max, isOneLine: true, at: place).map(Answer.text)
    case .lines(let max): text(raw, max: max, isOneLine: false, at: place).map(Answer.text)
    case .date: date(raw, at: place).map(Answer.date)
    case .yesNo: boolean(raw, at: place).map(Answer.yesNo)
    case .choice(let offered): choice(raw, among: offered, at: place).map(Answer.choice)
    case .choices(let offered): choices(raw, among: offered, at: place)
    case .practitioner(let labels): practitioner(raw, labels, at: place)
    case .agency: agency(raw, at: place)
    case .child(let labels): child(raw, labels, at: place)
    case .table(let columns, let maxRows): rows(raw, columns, maxRows: maxRows, at: place)
    case .signature: refuse(place, .signNotAnswer, "Sign the form; a signature is not typed in.")
    }
  }

  // MARK: Single answers

  mutating func text(
    _ raw: RawAnswer, max: Int, isOneLine: Bool, at place: FormPlace
  ) -> String? {
    guard case .text(let text) = raw else { return refuse(place, .wrongType, "This is text.") }
    let length = text.unicodeScalars.count
    if length > max {
      refuse(place, .tooLong, "At most \(max) characters; this has \(length).")
    }
    if !text.unicodeScalars.allSatisfy({ $0.mayStand(inOneLine: isOneLine) }) {
      refuse(
        place, .controlCharacter,
        isOneLine
          ? "One line, without control characters."
          : "No control characters other than line ends and tabs.")
    }
    return text.isBlank ? nil : text
  }

  mutating func date(_ raw: RawAnswer, at place: FormPlace) -> CivilDate? {
    guard case .text(let text) = raw else {
      return refuse(place, .wrongType, "This is a date, written YYYY-MM-DD.")
    }
    if text.isBlank { return nil }
    guard let date = CivilDate(text) else {
      return refuse(place, .noSuchDate, "This is a date that exists, written YYYY-MM-DD.")
    }
    return date
  }

  private mutating func boolean(_ raw: RawAnswer, at place: FormPlace) -> Bool? {
    guard case .boolean(let answer) = raw else {
      return refuse(place, .wrongType, "This is yes or no: true or false.")
    }
    return answer
  }

  private mutating func choice(
    _ raw: RawAnswer, among offered: [Choice], at place: FormPlace
  ) -> Code? {
    let allowed = offered.map(\.code.text)
    guard case .text(let text) = raw else {
      return refuse(place, .wrongType, "This is one of the codes offered.", allowed: allowed)
    }
    if text.isEmpty { return nil }
    guard allowed.contains(text) else {
      return refuse(
        place, .notAChoice, "One of: \(allowed.joined(separator: ", ")).", allowed: allowed)
    }
    return Code(text)
  }

  private mutating func choices(
    _ raw: RawAnswer, among offered: [Choice], at place: FormPlace
  ) -> Answer? {
    guard case .list(let entries) = raw else {
      return refuse(place, .wrongType, "This is a list of the codes offered.")
    }
    if entries.count > offered.count {
      return refuse(place, .chosenTwice, "Each of the \(offered.count) answers at most once.")
    }
    var codes: [Code] = []
    for (index, entry) in entries.enumerated() {
      let place = place.member(String(index))
      guard let code = choice(entry, among: offered, at: place) else { continue }
      if codes.contains(code) {
        refuse(place, .chosenTwice, "Each answer at most once.")
      } else {
        codes.append(code)
      }
    }
    return codes.isEmpty ? nil : .choices(codes)
  }

  // MARK: Rows

  private mutating func rows(
    _ raw: RawAnswer, _ columns: [Field], maxRows: Int, at place: FormPlace
  ) -> Answer? {
    guard case .list(let entries) = raw else {
      return refuse(place, .wrongType, "This is a list of rows.")
    }
    if entries.count > maxRows {
      return refuse(place, .tooManyRows, "At most \(maxRows) rows; these are \(entries.count).")
    }
    var rows: [Answers] = []
    for (index, entry) in entries.enumerated() {
      let row = read(entry, fields: columns, at: place.row(index))
      if !row.isEmpty { rows.append(row) }
    }
    return rows.isEmpty ? nil : .rows(rows)
  }

  @discardableResult
  mutating func refuse<Value>(
    _ place: FormPlace, _ code: FormFault.Code, _ detail: String, allowed: [String]? = nil
  ) -> Value? {
    faults.append(place.fault(code, detail, allowed: allowed))
    return nil
  }

  mutating func refuse(_ place: FormPlace, _ code: FormFault.Code, _ detail: String) {
    faults.append(place.fault(code, detail))
  }
}

extension RawAnswer {
  /// Whether it says nothing: what a client sends for a box left empty.
  var isNothing: Bool {
    switch self {
    case .null: true
    case .text(let text): text.isEmpty
    case .list(let entries): entries.isEmpty
    case .object(let members): members.isEmpty
    case .boolean, .number: false
    }
  }
}

extension String {
  /// Whether there is nothing in it but white space.
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

extension Unicode.Scalar {
  /// Whether the character may stand in a text; the rule is that of every text on the wire.
  func mayStand(inOneLine isOneLine: Bool) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: !isOneLine
    case 0x00..<0x20, 0x7F..<0xA0: false
    default: true
    }
  }
}
