import Casework
import Escalations
import JSON

/// Orders that record an act.
///
/// One shape of domain act serves them all; each route asks for what it needs.
enum ActOrders {
  /// Any act of the policy's.
  static let act = OrderWire(
    "ActRequest", "Records an act, and meets the duties that ask for it.",
    [
      .required("kind", .code(of: ActKind.self), "Which of the policy's acts.")
    ] + common + talking + circumstances
  ) { (body, _, _) throws(Unserved) in
    .act(act(body["kind"].value(as: ActKind.self), body).stating(body))
  }

  private static let circumstances: [Member] = [
    .optional("category", WireText.word, "The area of disagreement, where it was left out before."),
    .optional(
      "origin", WireText.word, "Where the concern came from, where it was left out before."),
    .optional(
      "levels", .map(of: WireText.word, keys: .kebab, count: 1...50),
      "Levels of need of single children, by their keys."),
  ]

  /// A talk between the sides, or an attempt at one.
  static let discussion = OrderWire(
    "DiscussionRequest", "Records a discussion, or an attempt at one without reply.",
    [
      CommonWire.narrative("summary", "What was said."),
      CommonWire.narrative("outcome", "What came of it."),
    ] + common + talking
  ) { (body, _, _) throws(Unserved) in
    .act(act(.discuss, body))
  }

  /// A consultation considered, held, or called.
  static let consultation = OrderWire(
    "ConsultationRequest", "Records that a consultation was considered, called or held.",
    [
      .required(
        "kind", .code(consultationKinds.map(\.rawValue)), "What was done about a consultation."),
      CommonWire.narrative("summary", "What was said."),
    ] + common + talking
  ) { (body, _, _) throws(Unserved) in
    .act(act(body["kind"].value(as: ActKind.self), body))
  }

  private static let consultationKinds: [ActKind] = [.consider, .consult, .convene, .meet]

  /// A decision, agreed or determined.
  static let decision = OrderWire(
    "DecisionRequest", "Records a decision: agreed by both sides, or determined by a decider.",
    [
      .required("basis", .code(of: Decision.Basis.self), "On what it rests."),
      .optional("outcome", WireText.word, "What became of the decision in dispute."),
      CommonWire.agencies("agreedBy", "Agencies of both sides that agree."),
    ] + common + [medium, participants, CommonWire.contents]
  ) { (body, _, _) throws(Unserved) in
    var act = act(.decide, body)
    act.decision = Decision(
      basis: body["basis"].value(as: Decision.Basis.self),
      outcome: body["outcome"].optionalIdentifier(), agreedBy: body["agreedBy"].identifiers())
    return .act(act)
  }

  /// A dissent.
  static let dissent = OrderWire(
    "DissentRequest", "States a dissenting view; the decision stands meanwhile.",
    common + [CommonWire.contents]
  ) { (body, _, _) throws(Unserved) in
    .act(act(.dissent, body))
  }

  /// Feedback to those concerned.
  static let feedback = OrderWire(
    "FeedbackRequest", "Records that those concerned were told what was done.",
    common + [medium, participants, CommonWire.contents]
  ) { (body, _, _) throws(Unserved) in
    .act(act(.feedBack, body))
  }

  /// An agency's word that the child's own file holds it.
  static let confirmation = OrderWire(
    "RecordConfirmationRequest", "Confirms the agency's own record on the child's file.",
    [CommonWire.ownReference] + common + [CommonWire.contents]
  ) { (body, _, _) throws(Unserved) in
    .act(act(.confirmRecord, body))
  }

  /// What may stay among an agency's own people: any act of the policy's, a talk, a consultation.
  private static let talking: [Member] = [
    medium, participants, CommonWire.contents,
    .optional(
      "internal", .boolean,
      "Whether it was among the agency's own people, and is seen by that agency alone."),
  ]

  private static let medium: Member = .optional(
    "medium", .code(of: Act.Medium.self), "How people talked.")

  private static let participants: Member = .optional(
    "participants", .list(of: participant, count: 0...100), .plain, "Who took part.")

  private static let participant: Shape = .named(
    "ParticipantInput", "Somebody who took part, or was invited.",
    .object([
      .required("agency", CommonWire.agency, "Their agency."),
      .optional("role", WireText.word, "Their role, in the policy's words."),
      .optional("present", .boolean, "Whether they were there; left out for yes."),
      .optional("name", WireText.personName, .personal, "Their name."),
    ]))

  private static let common: [Member] = [
    .optional("how", .code(of: Effect.Meeting.How.self), "In what way; left out for done."),
    CommonWire.codes("duties", "Duties that it meets; left out for whichever ask for it."),
    .optional("stage", .key, "The stage it belongs to, where that is not the present one."),
    .optional("answer", WireText.word, "The answer to the duty's question."),
    CommonWire.codes("facts", "Circumstances that it brings to light."),
    CommonWire.reason, CommonWire.words, CommonWire.by,
  ]

  private static func act(_ kind: ActKind, _ body: Checked) -> Act {
    Act(
      kind: kind, how: body["how"].optionalValue(as: Effect.Meeting.How.self) ?? .done,
      role: body.role, substituteFor: body.substituteFor, duties: body["duties"].identifiers(),
      stage: body["stage"].optionalIdentifier(), answer: body["answer"].optionalIdentifier(),
      hasReason: body["reason"].isPresent,
      contents: body["contents"].entries.map { Code($0.name) }, facts: body["facts"].identifiers()
    )
    .among(body)
  }
}

extension Act {
  /// The same with what it states about the case that was not said on raising, if anything.
  fileprivate func stating(_ body: Checked) -> Act {
    let levels = body["levels"].entries.map { ($0.name, Code($0.value.text)) }
    let circumstances = Circumstances(
      category: body["category"].optionalIdentifier(), origin: body["origin"].optionalIdentifier(),
      levels: Dictionary(levels, uniquingKeysWith: { $1 }))
    if circumstances == Circumstances() { return self }
    var act = self
    act.circumstances = circumstances
    return act
  }

  /// The same with whoever took part and how they talked, where the body says so.
  fileprivate func among(_ body: Checked) -> Act {
    guard body.json["participants"] != nil || body.json["medium"] != nil else { return self }
    var act = self
    act.medium = body["medium"].optionalValue(as: Medium.self)
    act.participants = body["participants"].elements.map { one in
      Participant(
        agency: one["agency"].identifier(), role: one["role"].optionalIdentifier(),
        present: one["present"].optionalBoolean ?? true)
    }
    return act
  }
}
