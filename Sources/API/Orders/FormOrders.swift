import Casework
import Escalations
import HTTP
import JSON
import NotificationForms

/// How a body becomes a change of a form.
struct FormOrderWire: Sendable {
  /// What the body looks like.
  let shape: Shape
  /// Whether it changes what was read.
  let needsMatch: Bool
  /// Reads the change.
  let change: @Sendable (Checked) throws(Unserved) -> FormChange
  /// Reads the words that go with it.
  let parts: @Sendable (Checked) -> [Part]

  init(
    _ name: String, _ summary: String, needsMatch: Bool, _ members: [Member],
    parts: (@Sendable (Checked) -> [Part])? = nil,
    change: @escaping @Sendable (Checked) throws(Unserved) -> FormChange
  ) {
    let shape = Shape.named(name, summary, .object(members))
    self.shape = shape
    self.needsMatch = needsMatch
    self.change = change
    self.parts = parts ?? { Words.parts(of: $0, shape) }
  }
}

/// What can be asked of forms.
enum FormOrders {
  /// The body that begins one.
  static let begin: Shape = .named(
    "FormRequest", "Begins a form, filled in from the record; only your agency sees the draft.",
    .object([
      .required("template", .key, "Which form."),
      .optional(
        "duty", DomainWire.dutyKey, "The duty it is for, where several ask for the same form."),
    ]))

  /// Puts answers in the place of the draft's.
  static let save = FormOrderWire(
    "FormAnswers", "Saves the draft: types are checked, completeness is not.", needsMatch: true,
    [
      .required(
        "answers", .any, .personal,
        "All answers; what is left out is taken away, save what is submitted or not yours to write."
      )
    ], parts: { _ in [] }
  ) { body throws(Unserved) in .answers(RawAnswer(body["answers"].json)) }

  /// Signs.
  static let sign = FormOrderWire(
    "FormSignatureRequest", "Signs a part as it stands; a change takes the signature away.",
    needsMatch: true,
    [
      part, .required("author", WireText.word, "As which of the template's authors."),
      CommonWire.by,
    ]
  ) { body throws(Unserved) in
    .command(
      .sign(body["part"].identifier(), as: body["author"].identifier(), role: body.role))
  }

  /// Submits.
  static let submit = FormOrderWire(
    "FormSubmissionRequest", "Submits a part: complete, numbered, and never changed again.",
    needsMatch: true, [part, CommonWire.byWhom]
  ) { body throws(Unserved) in .command(.submit(body["part"].identifier())) }

  /// Declines.
  static let decline = FormOrderWire(
    "FormDecliningRequest", "Declines the form, where the policy lets it be declined.",
    needsMatch: true,
    [.required("reason", WireText.narrative, .narrative, "Why."), CommonWire.byWhom]
  ) { _ throws(Unserved) in .command(.decline) }

  /// Lets a draft go.
  static let abandon = FormOrderWire(
    "FormAbandonmentRequest", "Lets the draft go, with its words; the form's number stays used.",
    needsMatch: true, []
  ) { _ throws(Unserved) in .command(.abandon) }

  /// Acknowledges.
  static let acknowledge = FormOrderWire(
    "FormAcknowledgementRequest", "Says that the partnership has a part.", needsMatch: false,
    [part]
  ) { body throws(Unserved) in .command(.acknowledge(body["part"].identifier())) }

  /// Adds to a submitted part.
  static let addendum = FormOrderWire(
    "FormAddendumRequest", "Adds to a submitted part; nothing is taken away.", needsMatch: false,
    [
      part, .required("text", WireText.narrative, .narrative, "What is added."),
      CommonWire.byWhom,
    ]
  ) { body throws(Unserved) in .command(.addAddendum(body["part"].identifier())) }

  /// Puts personal data of a submitted part right.
  static let correct = FormOrderWire(
    "FormCorrectionRequest",
    "Puts names, dates of birth and identifiers of a submitted part right; the old ones go.",
    needsMatch: true,
    [
      part,
      .required(
        "texts", .map(of: WireText.narrative, keys: place, count: 1...50), .personal,
        "The right texts, each under its place in the form as it is read."),
      CommonWire.reason, CommonWire.byWhom,
    ], parts: { correctionParts($0) }
  ) { body throws(Unserved) in
    let texts = body["texts"].entries.map { entry in
      TextCorrection(
        pointer: String(entry.name.dropFirst(FiledContent.memberPrefix.count)),
        text: entry.value.text)
    }
    return .command(.correct(body["part"].identifier(), texts))
  }

  private static let part: Member = .required("part", WireText.word, "Which part of the form.")

  private static let place = TextFormat(
    name: "answer", pattern: "^/answers(/([^~/]|~[01])+)+$",
    rule: "Must be a place in the answers such as /answers/children/0/child/name."
  ) { text in
    text.hasPrefix(FiledContent.memberPrefix + "/") && JSONPointer(text) != nil
  }

  /// Why it is put right, and by whom, under places of the correction's own.
  private static func correctionParts(_ body: Checked) -> [Part] {
    Words.parts(of: body, correct.shape).filter { !$0.member.hasPrefix("/texts/") }.map { part in
      Part(
        class: part.class, person: part.person,
        member: Correction.ownPlace + part.member.dropFirst(), text: part.text)
    }
  }
}

extension Exchange {
  /// The form that the path names.
  var form: FormID { FormID(name(.form)) }

  /// Begins a form.
  func beginForm(for viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try envelope(for: viewer)
    let body = try body()
    let duty = body["duty"].optionalText
    let key = duty.flatMap { DutyKey($0) }
    if duty != nil, key == nil {
      throw .body([BodyFault("/duty", "invalidFormat", "Must be a duty's key, as owed shows it.")])
    }
    let isDryRun = envelope.isDryRun
    return .after(
      .beginForm(body["template"].identifier(), for: key, on: reference, in: envelope)
    ) { receipt in
      FormReceiptWire.response(receipt, isDryRun: isDryRun, status: .created)
    }
  }

  /// Reads the body, hands the change in, answers with its receipt.
  func serve(_ wire: FormOrderWire, for viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try envelope(for: viewer)
    let body = try body()
    let change = try wire.change(body)
    let (isDryRun, status) = (envelope.isDryRun, route.success.status)
    return .after(.form(form, change, parts: wire.parts(body), in: envelope)) { receipt in
      FormReceiptWire.response(receipt, isDryRun: isDryRun, status: status)
    }
  }
}
