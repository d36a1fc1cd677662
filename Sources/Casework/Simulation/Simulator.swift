public import Escalations

/// Plays dated events against a policy through the code that the service runs.
///
/// The same rules raise and decide, the same state is built from what they record, and limits pass between two events as the
/// scheduler would record them. Nothing is stored.
public struct Simulator: Sendable {
  /// The policy.
  public let policy: Policy
  /// The bank holidays at the start.
  public let calendar: WorkingCalendar
  /// The zone in which dates are counted.
  public let zone: ZoneTransitions
  /// How many hours before a limit it is near.
  public let nearHours: Int

  /// A simulator of a policy.
  public init(
    _ policy: Policy, calendar: WorkingCalendar, zone: ZoneTransitions, nearHours: Int = 48
  ) {
    self.policy = policy
    self.calendar = calendar
    self.zone = zone
    self.nearHours = nearHours
  }

  /// The whole story.
  public func play(_ script: SimulationScript) -> SimulationReport {
    var run = SimulationRun(self)
    run.raise(script.raise)
    for (place, step) in script.steps.enumerated() { run.play(step, number: place + 2) }
    return SimulationReport(
      policy: policy, title: script.title, calendar: "\(calendar.id) \(calendar.version)",
      zone: zone, steps: run.steps)
  }
}

/// A story as far as it has been played.
struct SimulationRun {
  private let nearHours: Int
  private let policy: Policy
  private var calendar: WorkingCalendar
  private let zone: ZoneTransitions
  private var state: Escalation?
  /// To when the clocks have been looked at.
  private var clock = Instant.earliest
  private(set) var steps: [SimulationReport.Step] = []

  init(_ simulator: Simulator) {
    nearHours = simulator.nearHours
    policy = simulator.policy
    calendar = simulator.calendar
    zone = simulator.zone
  }

  private var rules: Rules { Rules(policy: policy, calendar: calendar, zone: zone) }

  mutating func raise(_ raise: SimulationScript.Raise) {
    clock = raise.at
    var step = SimulationReport.Step(
      number: 1, at: raise.at, by: raise.by.text, deed: "raise", note: raise.note,
      expectedRefusal: raise.expectedRefusal)
    do throws(Refused) {
      let event = try rules.raise(raise.raising, by: raise.by, now: raise.at)
      record(event, at: raise.at, in: &step)
    } catch {
      step.refusals = error.refusals
    }
    add(step)
  }

  mutating func play(_ step: SimulationScript.Step, number: Int) {
    pass(until: step.at)
    var report = SimulationReport.Step(
      number: number, at: step.at, occurredAt: step.occurredAt,
      by: SimulationWords.actor(step.deed),
      deed: SimulationWords.deed(step.deed), note: step.note,
      expectedRefusal: step.expectedRefusal)
    switch step.deed {
    case .order(let order): give(order, at: step.at, in: &report)
    case .holiday(let deed): change(deed, at: step.at, in: &report)
    case .wait: break
    }
    add(report)
  }

  /// Gives an order as the service would: what the role may ask for at all, then the domain.
  private mutating func give(
    _ order: Order, at instant: Instant, in step: inout SimulationReport.Step
  ) {
    guard let state else {
      step.refusals = [Refusal(.noSuchEntry, "Nothing was raised.")]
      return
    }
    if let role = order.by.role, !Rights.allows(role, order.command) {
      step.refusals = [Refusal(.notAParty, "The role \(role.rawValue) does not do this.")]
      return
    }
    do throws(Refused) {
      record(try rules.decide(order, on: state, now: instant), at: instant, in: &step)
    } catch {
      step.refusals = error.refusals
    }
  }

  private mutating func change(
    _ deed: SimulationScript.CalendarDeed, at instant: Instant, in step: inout SimulationReport.Step
  ) {
    do throws(CalendarFault) {
      switch deed {
      case .add(let holiday): calendar = try calendar.adding(holiday)
      case .withdraw(let date): calendar = try calendar.withdrawing(date)
      }
      give(Order(by: .service, command: .followCalendar), at: instant, in: &step)
    } catch {
      step.refusals = [Refusal(.alreadyDone, "\(error)")]
    }
  }

  /// Lets time pass: at each instant at which a limit passes or becomes near, the service looks at the
  /// clocks and records what it sees; of escalations that have ended it records nothing more.
  private mutating func pass(until end: Instant) {
    while let next = nextLook(until: end) {
      clock = next
      var step = SimulationReport.Step(
        number: nil, at: next, by: "the service", deed: "look at the clocks")
      let before = state?.lastEvent
      give(Order(by: .service, command: .checkClocks(nearHours: nearHours)), at: next, in: &step)
      guard state?.lastEvent != before else { break }
      add(step)
    }
    clock = end
  }

  private func nextLook(until end: Instant) -> Instant? {
    guard let state, state.isOpen else { return nil }
    let looks = state.duties.compactMap { item -> Instant? in
      guard item.isOpen, !item.hasPassed, let limit = item.timing?.limit else { return nil }
      return item.isNear ? limit.at : limit.at.adding(hours: -nearHours)
    }
    return looks.min().map { max($0, clock) }.flatMap { $0 <= end ? $0 : nil }
  }

  private mutating func record(
    _ event: Event, at instant: Instant, in step: inout SimulationReport.Step
  ) {
    let before = state
    var after = before
    if case .raised(let raised) = event.body {
      after = Escalation(raised, at: event.occurredAt)
    }
    let number = (before?.lastEvent ?? 0) + 1
    after?.apply(RecordedEvent(number: number, recordedAt: instant, event: event))
    state = after
    guard let after else { return }
    step.changes = SimulationView(policy: policy, state: after, now: instant)
      .changes(event.effects)
    step.remarks = Remarks(event: event, before: before, after: after, rules: rules).all
  }

  private mutating func add(_ step: SimulationReport.Step) {
    var step = step
    if let state {
      let view = SimulationView(policy: policy, state: state, now: step.at)
      step.position = view.position
      step.owed = view.owed
    }
    steps.append(step)
  }
}

extension Acting {
  /// The role under which the service would know the actor; nil for the service itself.
  fileprivate var role: AccessRole? {
    switch self {
    case .agency: .agency
    case .partnership: .partnership
    case .decider: .decider
    case .service: nil
    }
  }
}
