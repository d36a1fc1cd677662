import Escalations

/// Which roles give which orders; what is not listed is not allowed.
///
/// Whether an agency takes part, and on which side, is the domain's question.
enum Rights {
  /// Whether the role may give the order at all.
  static func allows(_ role: AccessRole, _ command: Command) -> Bool {
    switch role {
    case .agency: isForAgencies(command)
    case .partnership: isForPartnership(command)
    case .decider: isForDeciders(command)
    case .auditor, .dashboard, .admin: false
    }
  }

  /// Agencies run their cases; the service's own orders and migration are not theirs.
  private static func isForAgencies(_ command: Command) -> Bool {
    switch command {
    case .act, .stateRisk, .addParty, .leave, .noteAction, .progressAction, .move, .changeLimit,
      .noteOutstanding, .progressOutstanding, .resolve, .withdraw, .transfer, .reopen,
      .noteLearning, .approve, .correct, .addAddendum, .void, .acknowledge:
      true
    case .acknowledgeForm, .checkClocks, .followCalendar, .migrate: false
    }
  }

  /// The partnership sets what is its to set; it does not act, decide or resolve for agencies, and moves
  /// an escalation where the policy names it as a mover alone (SUT-03).
  private static func isForPartnership(_ command: Command) -> Bool {
    switch command {
    case .act, .addParty, .move, .changeLimit, .noteLearning, .addAddendum, .void, .transfer,
      .reopen, .acknowledgeForm, .migrate:
      true
    case .resolve(let resolution): resolution.basis == .unresolved
    case .stateRisk, .leave, .noteAction, .progressAction, .noteOutstanding, .progressOutstanding,
      .withdraw, .approve, .correct, .acknowledge, .checkClocks,
      .followCalendar:
      false
    }
  }

  private static func isForDeciders(_ command: Command) -> Bool {
    switch command {
    case .act(let act): [.decide, .write, .setLimit, .readFile, .consider].contains(act.kind)
    case .changeLimit, .addAddendum: true
    case .stateRisk, .addParty, .leave, .noteAction, .progressAction, .move, .noteOutstanding,
      .progressOutstanding, .resolve, .withdraw, .transfer, .reopen, .noteLearning, .approve,
      .correct, .void, .acknowledge, .acknowledgeForm, .checkClocks, .followCalendar, .migrate:
      false
    }
  }
}

extension Viewer {
  /// The agency it acts for in an escalation: its own, or one merged into it that takes part.
  func agency(in state: Escalation) -> AgencyID? {
    agencies.first { state.side(of: $0) != nil } ?? agency
  }

  /// The viewer as the domain knows an actor; nil for roles that act in no escalation.
  func acting(in state: Escalation) -> Acting? {
    switch role {
    case .agency: agency(in: state).map(Acting.agency)
    case .partnership: .partnership
    case .decider: .decider
    case .auditor, .dashboard, .admin: nil
    }
  }
}
