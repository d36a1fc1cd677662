import Escalations

/// Rows out of the record.
extension Prefill {
  /// The rows a source gives.
  func rows(of source: PrefillSource) -> [FilledRow] {
    switch source {
    case .children: children
    case .parties: parties
    case .participants: participants
    case .steps: steps
    case .actions: actions
    case .reference, .summary, .content, .raiser, .ownAgency, .arose, .raised, .stageMeeting,
      .risk, .skipped, .child, .agency, .side, .practitioner, .stage, .date, .what, .who, .dueOn:
      []
    }
  }

  private var children: [FilledRow] {
    escalation.raised.children.map { child in
      let name = words.text("name", about: child.key)
      let day = words.text(child.unborn ? "expectedDate" : "birthDate", about: child.key)
      let birth = day.flatMap { CivilDate($0.text) }
        .map { child.unborn ? ChildAnswer.Birth.expected($0) : .born($0) }
      let answer = ChildAnswer(key: child.key, name: name?.text, birth: birth)
      let events = [1] + (name?.events ?? []) + (day?.events ?? [])
      return FilledRow(cells: [.child: .child(answer)], events: events.uniqued)
    }
  }

  private var parties: [FilledRow] {
    escalation.participations.filter { $0.left == nil && !$0.voided }.map { participation in
      let party = participation.party
      let agency = AgencyAnswer(id: party.agency, name: name(of: party.agency))
      return FilledRow(
        cells: [.agency: .agency(agency), .side: .text(party.side.inWords)],
        events: [participation.joined])
    }
  }

  /// Each practitioner who took part once; then agencies of which nobody is on record.
  private var participants: [FilledRow] {
    var people: [PractitionerAnswer] = []
    var events: [[Int]] = []
    func add(_ person: PractitionerAnswer, _ event: Int) {
      if let known = people.firstIndex(of: person) {
        events[known] = (events[known] + [event]).uniqued
      } else {
        people.append(person)
        events.append([event])
      }
    }
    let raiser = words.text("/raisedBy/name", of: 1)?.text
    for entry in visibleActs where entry.act.how == .done {
      for person in self.people(in: entry) where person.name == nil || person.name != raiser {
        add(person, entry.event)
      }
    }
    for participation in escalation.participations
    where participation.left == nil && !participation.voided && participation.party.agency != agency
    {
      let title = name(of: participation.party.agency)
      if !people.contains(where: { $0.agency == title }) {
        add(PractitionerAnswer(agency: title), participation.joined)
      }
    }
    return zip(people, events).map { person, events in
      FilledRow(cells: [.practitioner: .practitioner(person)], events: events)
    }
  }

  /// Who did an act and who was there.
  private func people(in entry: Escalation.ActEntry) -> [PractitionerAnswer] {
    var people: [PractitionerAnswer] = []
    if let agency = entry.agency {
      people.append(person("/by/name", of: entry, role: entry.act.role, agency: agency))
    }
    for (index, one) in entry.act.participants.enumerated() where one.present {
      people.append(
        person("/participants/\(index)/name", of: entry, role: one.role, agency: one.agency))
    }
    return people
  }

  private func person(
    _ member: String, of entry: Escalation.ActEntry, role: RoleID?, agency: AgencyID
  ) -> PractitionerAnswer {
    PractitionerAnswer(
      name: words.text(member, of: entry.event)?.text, role: role.map { name(of: $0) },
      agency: name(of: agency))
  }

  /// What was done, in the order in which it was done.
  private var steps: [FilledRow] {
    let taken = visibleActs.filter { $0.act.kind.isTakenTowardsResolution }
    let ordered = taken.sorted { ($0.occurredAt, $0.event) < ($1.occurredAt, $1.event) }
    return ordered.map(row)
  }

  private func row(_ entry: Escalation.ActEntry) -> FilledRow {
    let said = words.text(anyOf: ["/summary", "/words"], of: entry.event)
    let outcome = words.text(anyOf: ["/outcome", "/contents/outcome"], of: entry.event)
    let what = [entry.act.inWords, said?.text, outcome?.text].compactMap { $0 }
    let who = people(in: entry).map(\.inWords).filter { !$0.isEmpty }
    let events = [entry.event] + (said?.events ?? []) + (outcome?.events ?? [])
    return FilledRow(
      cells: [
        .stage: .text(title(of: escalation.visits[entry.visit - 1].stage)),
        .date: .date(zone.localDate(of: entry.occurredAt)),
        .what: .text(what.joined(separator: ". ")), .who: .text(who.joined(separator: "; ")),
      ], events: events.uniqued)
  }

  /// Actions that both sides agreed.
  private var actions: [FilledRow] {
    events.compactMap { recorded in
      guard case .actionNoted(let note) = recorded.event.body, note.agreed else { return nil }
      let what = words.text("/what", of: recorded.number)
      var cells: [PrefillSource: Answer] = [.who: .text(name(of: note.owner))]
      cells[.what] = what.map { .text($0.text) }
      cells[.dueOn] = note.dueOn.map { .date($0) }
      return FilledRow(cells: cells, events: ([recorded.number] + (what?.events ?? [])).uniqued)
    }
  }
}

extension PractitionerAnswer {
  /// The practitioner in a line: name, role, agency, as far as they are known.
  var inWords: String {
    let rest = [role, agency].compactMap { $0 }.joined(separator: ", ")
    guard let name else { return rest }
    return rest.isEmpty ? name : "\(name) (\(rest))"
  }
}

extension Side {
  /// The side in a word for people.
  fileprivate var inWords: String {
    switch self {
    case .raising: "Raising"
    case .receiving: "Receiving"
    case .involved: "Involved"
    }
  }
}

extension Act {
  /// What was done, in words for people: `Discussion, by phone`.
  fileprivate var inWords: String {
    let way: String? =
      switch how {
      case .done: medium?.inWords
      case .attempted: "attempted, no reply"
      case .declined: "declined"
      }
    return [kind.inWords, way].compactMap { $0 }.joined(separator: ", ")
  }
}

extension Act.Medium {
  fileprivate var inWords: String {
    switch self {
    case .faceToFace: "face to face"
    case .video: "by video"
    case .phone: "by phone"
    case .email: "by e-mail"
    case .letter: "by letter"
    }
  }
}
