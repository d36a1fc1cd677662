import Casework
import Escalations
import JSON

/// Orders on the course of an escalation: who takes part, how risky it is, where it goes, how it ends.
enum CourseOrders {
  /// Brings an agency in.
  static let join = OrderWire(
    "PartyRequest", "Brings an agency in.",
    [
      .required("agency", CommonWire.agency, "The agency."),
      .required("side", .code(of: Side.self), "Its side."), CommonWire.ownReference,
      CommonWire.reason, CommonWire.byWhom,
    ]
  ) { (body, exchange, viewer) throws(Unserved) in
    let id: AgencyID = body["agency"].identifier()
    let found = try asking { () throws(Failure) in
      try exchange.context.reader.agency(id, for: viewer)
    }
    guard let agency = found else {
      throw .body([
        BodyFault("/agency", "unknownAgency", "The partnership has no such agency.")
      ])
    }
    if let fault = agency.inactivity(on: exchange.today(exchange.context.library())) {
      throw .body([BodyFault("/agency", "inactiveAgency", fault)])
    }
    return .addParty(
      Party(agency: id, kind: agency.kind, side: body["side"].value(as: Side.self)))
  }

  /// Takes one's own agency out.
  static let leave = OrderWire(
    "LeaveRequest", "Takes one's own agency out; it keeps sight of what happened until then.",
    [CommonWire.reason, CommonWire.byWhom]
  ) { (_, _, _) throws(Unserved) in .leave }

  /// Says whether a child is at immediate risk.
  static let risk = OrderWire(
    "RiskStatementRequest", "States whether a child is at immediate risk, and who was told.",
    [
      .required("immediateRisk", CommonWire.risk, "The answer for the case as a whole."),
      .optional(
        "children", .map(of: CommonWire.risk, keys: .kebab, count: 0...50),
        "The answer for single children, by their keys."),
      .optional("told", told, .plain, "The body that was told."),
      CommonWire.words, CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in
    let told = body["told"].ifPresent
    let answers = body["children"].entries.map { ($0.name, $0.value.value(as: RiskAnswer.self)) }
    return .stateRisk(
      RiskStatement(
        answer: body["immediateRisk"].value(as: RiskAnswer.self),
        children: Dictionary(answers, uniquingKeysWith: { $1 }), toldKind: told?["kind"].text,
        toldAt: told?["at"].optionalValue(as: Instant.self)))
  }

  private static let told: Shape = .named(
    "Told", "The body that was told of an immediate risk.",
    .object([
      .required("kind", .key, "Its kind: childrens-social-care, police."),
      .optional("at", .instant, "When it was told."),
      .optional("name", WireText.personName, .personal, "Who took the call."),
    ]))

  /// Goes to another stage.
  static let move = OrderWire(
    "StageMoveRequest", "Goes to another stage.", needsMatch: true,
    [
      .required("to", .key, "The stage to enter."),
      .optional("track", .key, "Its track, where that is another."),
      .optional("immediateRisk", CommonWire.risk, "Whether a child is at immediate risk now."),
      CommonWire.reason, CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in
    .move(
      to: body["to"].identifier(), track: body["track"].optionalIdentifier(),
      risk: body["immediateRisk"].optionalValue(as: RiskAnswer.self))
  }

  /// Proposes, agrees or sets a limit.
  static let limit = OrderWire(
    "LimitRequest", "Proposes, agrees or sets the limit of a duty.",
    [
      .required("duty", .key, "The duty."),
      .required("dueOn", .date, "The day with which the limit ends."), CommonWire.reason,
      CommonWire.by,
    ]
  ) { (body, _, _) throws(Unserved) in
    .changeLimit(
      duty: body["duty"].identifier(), dueOn: body["dueOn"].value(as: CivilDate.self),
      role: body.role)
  }

  /// Resolves.
  static let resolve = OrderWire(
    "ResolutionRequest",
    "Resolves, or notes one raising agency's assent while others are waited for.",
    needsMatch: true,
    [
      .required("basis", .code(of: Resolution.Basis.self), "On what it rests."),
      .optional("outcome", WireText.word, "What became of the decision in dispute."),
      CommonWire.agencies("assenting", "Agencies said to assent."),
      CommonWire.agencies("dissenting", "Agencies said to dissent."),
      .optional(
        "childOutcomes", .map(of: WireText.word, keys: .kebab, count: 1...50),
        "What became of it for single children, by their keys, where they fared differently."),
      CommonWire.narrative("nextSteps", "The next steps; the same as contents/next-steps."),
      CommonWire.contents, CommonWire.words, CommonWire.byWhom,
    ],
    parts: { body in resolutionParts(body) }
  ) { (body, _, _) throws(Unserved) in
    if body["nextSteps"].isPresent, body["contents"].json["next-steps"] != nil {
      throw .body([BodyFault("/nextSteps", "givenTwice", "It is in contents as next-steps too.")])
    }
    return .resolve(
      Resolution(
        basis: body["basis"].value(as: Resolution.Basis.self),
        outcome: body["outcome"].optionalIdentifier(),
        assenting: body["assenting"].identifiers(), dissenting: body["dissenting"].identifiers(),
        childOutcomes: childOutcomes(body)))
  }

  private static func childOutcomes(_ body: Checked) -> [String: Code]? {
    let outcomes = body["childOutcomes"].entries.map { ($0.name, Code($0.value.text)) }
    return outcomes.isEmpty ? nil : Dictionary(outcomes, uniquingKeysWith: { $1 })
  }

  /// The policies' name for the next steps is where they are kept.
  private static func resolutionParts(_ body: Checked) -> [Part] {
    Words.parts(of: body, resolve.shape).map { part in
      guard part.member == "/nextSteps" else { return part }
      return Part(class: .narrative, member: "/contents/next-steps", text: part.text)
    }
  }

  /// Withdraws.
  static let withdraw = OrderWire(
    "WithdrawalRequest", "Withdraws; the raising side alone.", needsMatch: true,
    [
      .required("reason", WireText.narrative, .narrative, "Why."),
      .required("immediateRisk", CommonWire.risk, "Whether a child is at immediate risk now."),
      CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in
    .withdraw(risk: body["immediateRisk"].value(as: RiskAnswer.self))
  }

  /// Opens again.
  static let reopen = OrderWire(
    "ReopeningRequest", "Opens again at a stage, with new clocks.", needsMatch: true,
    [
      .required("stage", .key, "The stage to enter."),
      .required("reason", WireText.narrative, .narrative, "Why."), CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in .reopen(at: body["stage"].identifier()) }

  /// Moves to the policy's version in force, or to a later one that is named and has begun.
  static let migrate = OrderWire(
    "PolicyMigrationRequest",
    "Moves to another version of the policy; with dryRun a preview of what would follow.",
    needsMatch: true,
    [
      .optional(
        "version", .text(max: 64),
        "A later version that has begun; left out for the one under which escalations begin today."),
      .required("reason", WireText.narrative, .narrative, "Why."), CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in .migrate(to: body["version"].optionalText) }

  /// Says that it was seen.
  static let acknowledge = OrderWire(
    "AcknowledgementRequest", "Says that one's agency has seen it, and where it is filed there.",
    [CommonWire.ownReference, CommonWire.byWhom]
  ) { (_, _, _) throws(Unserved) in .acknowledge }
}
