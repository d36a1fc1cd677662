import Escalations
import JSON

// A name that is not met here would be in the shape and not in the language; the tests read a file
// with every one of them.

extension PolicyMapping {
  mutating func condition(_ rule: Checked) -> Condition {
    let (name, value) = rule.only
    switch name {
    case "all": return .all(list(value) { $0.condition($1) })
    case "any": return .any(list(value) { $0.condition($1) })
    case "not": return .not(condition(value))
    case "category": return .category(names(value))
    case "level": return .level(names(value))
    case "origin": return .origin(names(value))
    case "fact": return .fact(names(value))
    case "risk": return .risk(value.elements.map { $0.value(as: RiskAnswer.self) })
    case "agency":
      return .agency(
        kind: value["kind"].text, side: value["side"].optionalValue(as: Side.self))
    case "answered": return .answered(DutyID(value["duty"].text), names(value["with"]))
    case "met": return .met(DutyID(value.text))
    case "passed": return .passed(DutyID(value.text))
    case "reached": return .reached(StageID(value.text))
    case "ended": return .ended(value.elements.map { $0.value(as: Ending.self) })
    case "dissent": return .dissent
    case "unstated": return .unstated(value.value(as: Omission.self))
    default: preconditionFailure("the shape of conditions knows more than the language: \(name)")
    }
  }

  mutating func trigger(_ rule: Checked) -> Trigger {
    let (name, value) = rule.only
    switch name {
    case "any": return .any(list(value) { $0.trigger($1) })
    case "met": return .met(DutyID(value.text))
    case "answered": return .answered(DutyID(value["duty"].text), names(value["with"]))
    case "passed": return .passed(DutyID(value.text))
    case "recorded": return .recorded(value.value(as: Occurrence.self))
    default: preconditionFailure("the shape of triggers knows more than the language: \(name)")
    }
  }

  mutating func stageClock(_ rule: Checked) -> ClockRule {
    clock(rule, binding: rule["force"].optionalValue(as: ClockRule.Binding.self) ?? .should)
  }

  mutating func clock(_ rule: Checked, binding: ClockRule.Binding = .should) -> ClockRule {
    ClockRule(
      limit: length(rule["limit"]), target: each(rule["target"]) { $0.limit($1) },
      from: each(rule["from"]) { $0.start($1) } ?? .entry, isGuide: rule["guide"].isTrue,
      binding: binding,
      agreement: rule["agreement"].optionalValue(as: ClockRule.Agreement.self) ?? .none,
      setBy: names(rule["setBy"]), provenance: provenance(rule))
  }

  private func length(_ rule: Checked) -> ClockRule.Length {
    let (name, value) = rule.only
    switch name {
    case "setByRole": return .setByRole(names(value))
    case "agreedBySides": return .agreedBySides
    default: return .fixed(limit(rule))
    }
  }

  private func limit(_ rule: Checked) -> Limit {
    let (name, value) = rule.only
    switch name {
    case "workingDays": return .workingDays(count(value))
    case "hours": return .elapsedHours(count(value))
    case "calendarDays": return .calendarDays(count(value))
    case "sameWorkingDay": return .sameWorkingDay
    case "withoutDelay": return .withoutDelay
    default: preconditionFailure("the shape of limits knows more than the language: \(name)")
    }
  }

  private func count(_ value: Checked) -> Limit.Count {
    guard let count = Limit.Count(exactly: value.integer) else {
      preconditionFailure("the shape of limits allows a count that the language does not")
    }
    return count
  }

  private mutating func start(_ rule: Checked) -> ClockRule.Start {
    let (name, value) = rule.only
    switch name {
    case "entry": return .entry
    case "previousStageLeft": return .previousStageLeft
    case "met": return .met(DutyID(value.text))
    case "date": return .date(value.value(as: ClockRule.CarriedDate.self))
    case "earlier": return .earlier(start(value.elements[0]), start(value.elements[1]))
    case "later": return .later(start(value.elements[0]), start(value.elements[1]))
    default: preconditionFailure("the shape of starts knows more than the language: \(name)")
    }
  }
}
