import Casework
import Escalations
import JSON

/// Writes one escalation in full, for one viewer.
struct DetailWriter {
  let view: EscalationView
  private var escalation: Escalation { view.escalation }

  init(_ view: EscalationView) { self.view = view }

  /// Writes what the status does not say already.
  func write(to json: inout JSONWriter) {
    json.member("mask", view.sight.mask)
    if case .outline = view.sight { return }
    writeRaised(to: &json)
    writeRisk(to: &json)
    writeCourse(to: &json)
    writeActs(to: &json)
    writeFollowUps(to: &json)
    writeEnd(to: &json)
  }

  private func writeRaised(to json: inout JSONWriter) {
    let raised = escalation.raised
    json.member("origin", raised.origin)
    json.names("facts", escalation.facts.sorted())
    json.names("matters", raised.matters)
    json.member("aroseOn", raised.aroseOn)
    json.member("raisedWithOtherSideOn", raised.raisedWithOtherSideOn)
    if raised.restricted { json.member("restricted", true) }
    json.member("transferredFrom", raised.transferredFrom)
    json.member("transferredTo", escalation.transferredTo)
    let words = view.words(of: 1)
    words.write(to: &json)
    write(raised.besides ?? Besides(), words, to: &json)
    json.objects("children", raised.children.enumerated()) { json, entry in
      let (place, child) = entry
      json.member("key", child.key)
      json.member("unborn", child.unborn)
      json.member("level", child.level)
      for name in Self.childTexts { json.member(name, words.text("/children/\(place)/\(name)")) }
    }
  }

  private static let childTexts = [
    "name", "birthDate", "expectedDate", "nhsNumber", "upn", "localReference",
  ]

  private func write(_ besides: Besides, _ words: EventWords, to json: inout JSONWriter) {
    json.objects("subjects", besides.subjects.enumerated()) { json, entry in
      json.member("kind", entry.element)
      for name in ["name", "description"] {
        json.member(name, words.text("/subjects/\(entry.offset)/\(name)"))
      }
    }
    json.objects("otherParties", besides.parties.enumerated()) { json, entry in
      json.member("kind", entry.element)
      json.member("name", words.text("/otherParties/\(entry.offset)/name"))
    }
  }

  private func writeRisk(to json: inout JSONWriter) {
    let risk = escalation.risk
    json.object("risk") { json in
      json.member("immediateRisk", risk.answer)
      if !risk.children.isEmpty {
        json.object("children") { json in
          for (key, answer) in risk.children.sorted(by: { $0.key < $1.key }) {
            json.member(key, answer)
          }
        }
      }
      json.member("toldKind", risk.toldKind)
      json.member("toldAt", risk.toldAt)
      json.member("urgent", risk.answer.isFlagged ? view.policy.risk.urgentAction : nil)
      if let event = lastRiskEvent {
        json.object("statement") { view.words(of: event).write(to: &$0) }
      }
    }
  }

  /// The statement that the present answer rests on; none where a move has since said otherwise.
  private var lastRiskEvent: Int? {
    var number: Int?
    var answer = escalation.raised.risk
    for entry in view.history.entries {
      let event = entry.recorded.event
      guard let statement = event.body.riskStatement, statement.stands else { continue }
      if case .riskStated = event.body {
        number = entry.recorded.number
      } else if statement.answer != answer {
        number = nil
      }
      answer = statement.answer
    }
    return number
  }

  private func writeCourse(to json: inout JSONWriter) {
    json.objects("visits", escalation.visits) { json, visit in
      json.member("track", visit.track)
      json.member("stage", visit.stage)
      json.member("enteredAt", visit.enteredAt)
      json.member("leftAt", visit.leftAt)
    }
    json.names("skipped", escalation.skipped)
    json.objects("participations", escalation.participations) { json, one in
      json.member("agency", one.party.agency)
      json.member("kind", one.party.kind)
      json.member("side", one.party.side)
      json.member("joined", one.joined)
      json.member("left", one.left)
      if one.voided { json.member("voided", true) }
      json.member("hasSeen", one.hasSeen)
    }
  }

  /// Acts internal to another agency are not among the events that the reader gave, and so not here.
  private func writeActs(to json: inout JSONWriter) {
    json.objects("acts", escalation.acts.filter { view.sees(event: $0.event) }) { json, entry in
      json.member("event", entry.event)
      json.member("number", entry.act.number)
      json.member("agency", entry.agency)
      json.member("occurredAt", entry.occurredAt)
      json.member("stage", stage(ofVisit: entry.visit))
      json.names("approvedBy", entry.approvedBy.sorted())
      let words = view.words(of: entry.event)
      RecordWire.write(entry.act, words, to: &json)
      words.write(to: &json)
    }
  }

  private func stage(ofVisit visit: Int) -> StageID {
    let visits = escalation.visits
    return visits.indices.contains(visit - 1) ? visits[visit - 1].stage : escalation.stage
  }

  private func writeFollowUps(to json: inout JSONWriter) {
    json.objects("actions", escalation.actions) { json, entry in
      json.member("number", entry.note.number)
      json.member("owner", entry.note.owner)
      json.member("dueOn", entry.note.dueOn)
      json.member("agreed", entry.note.agreed)
      json.member("progress", entry.progress)
      json.member("stage", stage(ofVisit: entry.visit))
      view.words(of: view.event { $0.notesAction(entry.note.number) }?.number).write(to: &json)
    }
    json.objects("outstandingIssues", escalation.outstanding) { json, entry in
      json.member("number", entry.issue.number)
      json.member("owner", entry.issue.owner)
      json.member("dueOn", entry.issue.dueOn)
      json.member("progress", entry.progress)
      json.member("stage", stage(ofVisit: entry.visit))
      view.words(of: view.event { $0.notesIssue(entry.issue.number) }?.number).write(to: &json)
    }
    let proposals = escalation.proposedLimits.filter { proposal in
      let owners = escalation.duty(proposal.change.key)?.owners ?? []
      return view.shows(proposal.change.key, owners: owners)
    }
    json.objects("proposedLimits", proposals) { json, proposal in
      json.member("by", proposal.by)
      json.member("key", proposal.change.key.description)
      json.member("dueOn", proposal.change.dueOn)
    }
  }

  private func writeEnd(to json: inout JSONWriter) {
    json.names("assents", escalation.assents.sorted())
    if let resolution = escalation.resolution {
      json.object("resolution") { json in
        RecordWire.write(resolution, to: &json)
        view.words(of: closingEvent).write(to: &json)
      }
    }
    json.objects("learning", escalation.learning) { json, learning in
      RecordWire.write(learning, to: &json)
      view.words(of: view.event { $0.notesLearning(learning.number) }?.number).write(to: &json)
    }
  }

  private var closingEvent: Int? {
    view.history.entries.last { entry in
      guard case .closed = entry.recorded.event.body else { return false }
      return true
    }?.recorded.number
  }
}

extension EventBody {
  fileprivate func notesAction(_ number: Int) -> Bool {
    guard case .actionNoted(let note) = self else { return false }
    return note.number == number
  }

  fileprivate func notesIssue(_ number: Int) -> Bool {
    guard case .outstandingNoted(let issue) = self else { return false }
    return issue.number == number
  }

  fileprivate func notesLearning(_ number: Int) -> Bool {
    guard case .learningNoted(let learning) = self else { return false }
    return learning.number == number
  }
}
