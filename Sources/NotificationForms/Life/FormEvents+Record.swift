public import Escalations

/// What an escalation's record says of one of its forms.
extension RecordedFormEvent {
  /// The form's events in these events of its escalation, in their order; each keeps the number that
  /// it has there.
  public static func events(
    of form: FormID, in events: [RecordedEvent]
  ) -> [RecordedFormEvent] {
    var reading = FormRecordReading(form: form)
    return events.compactMap { reading.read($0) }
  }
}

extension FormEvent.Submitted {
  /// The same as the record keeps it.
  var filing: FormFiling {
    FormFiling(
      part: part, number: number,
      signatures: signatures.map {
        FormFiling.Signature(author: $0.place.author, role: $0.role, at: $0.at)
      }, content: content)
  }

  fileprivate init(_ filing: FormFiling, of act: Act) {
    self.init(
      part: filing.part, number: filing.number, duties: act.duties, contents: act.contents,
      signatures: filing.signatures.map {
        FormEvent.Signed(
          place: SignaturePlace(part: filing.part, author: $0.author), role: $0.role, at: $0.at)
      }, content: filing.content)
  }
}

/// A walk along an escalation's events that picks out those of one form.
private struct FormRecordReading {
  let form: FormID
  /// The part that each event of the escalation submitted.
  private var parts: [Int: FormPartID] = [:]
  private var addenda = 0

  init(form: FormID) { self.form = form }

  mutating func read(_ recorded: RecordedEvent) -> RecordedFormEvent? {
    guard let (body, texts) = body(recorded) else { return nil }
    let event = recorded.event
    return RecordedFormEvent(
      number: recorded.number, recordedAt: recorded.recordedAt,
      event: FormEvent(
        body: body, occurredAt: event.occurredAt, agency: event.agency, parts: texts))
  }

  private mutating func body(_ recorded: RecordedEvent) -> (FormEvent.Body, [Part])? {
    let texts = recorded.event.parts
    switch recorded.event.body {
    case .acted(let act):
      guard let entry = act.form, entry.form == form else { return nil }
      guard let filing = entry.filing else {
        return (.declined(FormEvent.Declined(duties: act.duties)), texts)
      }
      parts[recorded.number] = filing.part
      return (.submitted(FormEvent.Submitted(filing, of: act)), texts)
    case .formAcknowledged(let word): return parts[word.event].map { (.acknowledged($0), []) }
    case .addendumAdded(let addendum): return parts[addendum.event].map { add(texts, to: $0) }
    case .corrected(let correction):
      return parts[correction.event].map { part in
        (.corrected(FormEvent.Corrected(part: part, members: correction.members)), texts)
      }
    case .raised, .joined, .left, .riskStated, .actionNoted, .actionProgressed, .moved,
      .limitChanged, .outstandingNoted, .outstandingProgressed, .assented, .closed, .reopened,
      .learningNoted, .approved, .voided, .acknowledged, .clocksChecked, .calendarChanged,
      .migrated:
      return nil
    }
  }

  private mutating func add(_ texts: [Part], to part: FormPartID) -> (FormEvent.Body, [Part]) {
    addenda += 1
    let words = texts.filter { $0.class == .narrative }.map { text in
      Part(class: .narrative, member: FormEvent.AddendumNote.member(addenda), text: text.text)
    }
    return (.addendumAdded(FormEvent.AddendumNote(part: part, number: addenda)), words)
  }
}
