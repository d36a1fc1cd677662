public import Escalations

/// Single answers out of the record.
extension Prefill {
  /// The answer a source gives; nil where the record has none.
  ///
  /// A table, hence its length.
  func single(_ source: PrefillSource) -> Filled? {
    switch source {
    case .reference: Filled(answer: .text(escalation.raised.reference.text), events: [1])
    case .summary: text(words.text("/summary", of: 1))
    case .content(let code): text(words.last("/contents/" + code.text, preferring: ownEvents))
    case .raiser: raiser
    case .ownAgency:
      Filled(answer: .agency(AgencyAnswer(id: agency, name: name(of: agency))), events: [1])
    case .arose: escalation.raised.aroseOn.map { Filled(answer: .date($0), events: [1]) }
    case .raised: Filled(answer: .date(zone.localDate(of: escalation.raisedAt)), events: [1])
    case .stageMeeting(let stage): meeting(at: stage)
    case .risk: risk
    case .skipped: skipped
    case .steps, .actions, .children, .parties, .participants: nil
    case .child, .agency, .side, .practitioner, .stage, .date, .what, .who, .dueOn: nil
    }
  }

  private func text(_ text: RecordWords.Text?) -> Filled? {
    text.map { Filled(answer: .text($0.text), events: $0.events) }
  }

  /// Events of the agency that begins the form.
  private var ownEvents: Set<Int> {
    Set(events.filter { $0.event.agency == agency }.map(\.number))
  }

  /// Whoever raised it, where that was somebody of the agency that begins the form.
  private var raiser: Filled? {
    guard events.first?.event.agency == agency else { return nil }
    let name = words.text("/raisedBy/name", of: 1)
    let role = words.text("/raisedBy/role", of: 1)
    let answer = PractitionerAnswer(
      name: name?.text, role: role?.text, agency: self.name(of: agency))
    let events = [1] + (name?.events ?? []) + (role?.events ?? [])
    return Filled(answer: .practitioner(answer), events: events.uniqued)
  }

  /// The first time that people met or talked at a stage; attempts and cancelled plans do not
  /// count.
  private func meeting(at stage: StageID) -> Filled? {
    let meetings = visibleActs.filter { entry in
      [.discuss, .meet].contains(entry.act.kind) && entry.act.how == .done
        && escalation.visits[entry.visit - 1].stage == stage
    }
    return meetings.min { $0.occurredAt < $1.occurredAt }.map { entry in
      Filled(answer: .date(zone.localDate(of: entry.occurredAt)), events: [entry.event])
    }
  }

  /// The last risk statement, with what was said about it.
  private var risk: Filled? {
    let last = events.last { recorded in
      if case .riskStated = recorded.event.body { return true }
      return false
    }
    guard let stated = last ?? events.first else { return nil }
    let answer: String
    switch escalation.risk.answer {
    case .yes: answer = "yes"
    case .no: answer = "no"
    case .notKnown: answer = "not known"
    }
    let day = zone.localDate(of: stated.event.occurredAt).inWords
    let said = last.flatMap { words.text("/words", of: $0.number) }
    let sentence = "A child at immediate risk: \(answer), as stated on \(day)."
    let text = [sentence, said?.text].compactMap { $0 }.joined(separator: "\n")
    return Filled(answer: .text(text), events: ([stated.number] + (said?.events ?? [])).uniqued)
  }

  private var skipped: Filled? {
    if escalation.skipped.isEmpty { return nil }
    let titles = escalation.skipped.map(title(of:))
    let sources = events.filter { recorded in
      switch recorded.event.body {
      case .raised(let raised): !raised.skipped.isEmpty
      case .moved(let move): !move.skipped.isEmpty
      case .joined, .left, .acted, .riskStated, .actionNoted, .actionProgressed, .limitChanged,
        .outstandingNoted, .outstandingProgressed, .assented, .closed, .reopened, .learningNoted,
        .approved, .corrected, .addendumAdded, .voided, .acknowledged, .formAcknowledged,
        .clocksChecked,
        .calendarChanged, .migrated:
        false
      }
    }
    return Filled(
      answer: .text(titles.joined(separator: "\n")), events: sources.map(\.number))
  }

  // MARK: What the rows use too

  /// Acts on record that the agency may see.
  var visibleActs: [Escalation.ActEntry] {
    let visible = Set(events.map(\.number))
    return escalation.acts.filter { visible.contains($0.event) }
  }

  /// The title people know, or the agency's name on this server.
  func name(of agency: AgencyID) -> String { title(agency) ?? agency.text }

  /// A role's title, or its name.
  func name(of role: RoleID) -> String { policy.role(role)?.title ?? role.text }

  /// A stage as people call it: its number, and its title where that says more.
  func title(of id: StageID) -> String {
    let stage = policy.tracks.lazy.compactMap { $0.stage(id) }.first
    guard let stage = policy.track(escalation.track)?.stage(id) ?? stage else { return id.text }
    let number = "Stage \(stage.number)"
    return stage.title.hasPrefix(number) ? stage.title : number + ": " + stage.title
  }
}

extension CivilDate {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The date as people in the UK write it: `4 May 2026`.
  public var inWords: String { "\(day) \(CivilDate.months[month - 1]) \(year)" }
}
