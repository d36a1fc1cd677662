import Escalations
import JSON

/// Turns a file that is shaped as a script into one; notes what no shape can say.
struct SimulationMapping {
  private(set) var faults: [Fault] = []

  mutating func script(_ file: Checked) -> SimulationScript {
    let raise = raise(file["raise"])
    var latest = raise.at
    let steps = file["events"].elements.map { event in
      let step = step(event)
      if step.at < latest {
        fault("outOfOrder", at: event["at"], "Events stand in the order of time.")
      }
      latest = max(latest, step.at)
      return step
    }
    return SimulationScript(title: file["title"].optionalText, raise: raise, steps: steps)
  }

  private mutating func fault(_ code: String, at place: Checked, _ detail: String) {
    faults.append(Fault(pointer: place.pointer.description, code: code, detail: detail))
  }

  private func raise(_ body: Checked) -> SimulationScript.Raise {
    let children = body["children"].elements.enumerated().map { place, child in
      Child(
        key: "child-\(place + 1)", unborn: child["unborn"].isTrue,
        level: child["level"].optionalText.map { Code($0) })
    }
    var raising = Raising(
      reference: "SIMULATION", parties: body["parties"].elements.map(party), children: children,
      risk: body["risk"].value(as: RiskAnswer.self),
      parts: parts(reason: body["reason"])
        + (body["categoryWords"].isTrue ? [Self.part("/categoryWords")] : []))
    raising.track = body["track"].optionalText.map { TrackID($0) }
    raising.stage = body["stage"].optionalText.map { StageID($0) }
    raising.category = body["category"].optionalText.map { Code($0) }
    raising.origin = body["origin"].optionalText.map { Code($0) }
    raising.facts = names(body["facts"])
    raising.matters = names(body["matters"])
    raising.aroseOn = body["aroseOn"].optionalValue(as: CivilDate.self)
    raising.raisedWithOtherSideOn =
      body["raisedWithOtherSideOn"].optionalValue(as: CivilDate.self)
    return SimulationScript.Raise(
      at: body["at"].value(as: Instant.self), by: AgencyID(body["by"].text), raising: raising,
      expectedRefusal: body["expectRefusal"].optionalText, note: body["note"].optionalText)
  }

  private mutating func step(_ event: Checked) -> SimulationScript.Step {
    let (name, body) = event["do"].only
    return SimulationScript.Step(
      at: event["at"].value(as: Instant.self),
      occurredAt: event["occurredAt"].optionalValue(as: Instant.self),
      deed: deed(name, body, of: event), expectedRefusal: event["expectRefusal"].optionalText,
      note: event["note"].optionalText)
  }

  private mutating func deed(
    _ name: String, _ body: Checked, of event: Checked
  ) -> SimulationScript.Deed {
    if name == "wait" { return .wait }
    if name == "holiday" { return .holiday(holiday(body)) }
    guard let who = event["by"].optionalText else {
      fault("missing", at: event["by"], "Who does it?")
      return .wait
    }
    return .order(
      Order(
        by: acting(who), command: command(name, body),
        occurredAt: event["occurredAt"].optionalValue(as: Instant.self), parts: parts(name, body),
        isInternal: event["internal"].isTrue))
  }

  private func acting(_ name: String) -> Acting {
    switch name {
    case "partnership": .partnership
    case "decider": .decider
    default: .agency(AgencyID(name))
    }
  }

  private func holiday(_ body: Checked) -> SimulationScript.CalendarDeed {
    let (name, day) = body.only
    if name == "withdraw" { return .withdraw(day.value(as: CivilDate.self)) }
    return .add(Holiday(date: day["date"].value(as: CivilDate.self), title: day["title"].text))
  }

  /// The words that go with a deed: which there are is all that the rules ask.
  private func parts(_ name: String, _ body: Checked) -> [Part] {
    switch name {
    case "act", "move", "actionProgress", "outstandingProgress", "withdraw", "reopen":
      parts(reason: body["reason"])
    case "resolve": body["contents"].texts.map { Self.part("/contents/" + $0) }
    default: []
    }
  }

  private func parts(reason: Checked) -> [Part] { reason.isTrue ? [Self.part("/reason")] : [] }

  private static func part(_ member: String) -> Part {
    Part(class: .narrative, member: member, text: "Simulated.")
  }

  func names<Named>(_ list: Checked) -> [Identifier<Named>] { list.texts.map { Identifier($0) } }

  func party(_ body: Checked) -> Party {
    Party(
      agency: AgencyID(body["agency"].text), kind: body["kind"].text,
      side: body["side"].value(as: Side.self))
  }
}
