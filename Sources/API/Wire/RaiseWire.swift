import Casework
import Escalations
import JSON

/// What raises an escalation.
///
/// A sentence and an agency are enough; the rest is owed, not demanded.
enum RaiseWire {
  static let shape: Shape = .named(
    "RaiseRequest", "Raises an escalation.",
    .object([
      .required("policy", .key, "The policy it is raised under."),
      .optional("track", .key, "The ladder; left out for the policy's first."),
      .optional("stage", .key, "The stage to enter; left out for the track's first."),
      CommonWire.agencies("raising", "Agencies that raise it besides the one that posts it."),
      .required(
        "receiving", .list(of: CommonWire.agency, count: 1...50, unique: true),
        "Agencies whose decision or action is disputed."),
      CommonWire.agencies("involved", "Agencies that take part on neither side."),
      .optional("children", .list(of: child, count: 0...50), .plain, "The children it is about."),
      .optional(
        "subjects", .list(of: subject, count: 0...20), .plain,
        "What it is about besides children, where the track has such subjects."),
      .optional(
        "otherParties", .list(of: otherParty, count: 0...20), .plain,
        "Who takes part besides agencies, where the track has such parties."),
      .required("summary", WireText.narrative, .narrative, "The concern, in a sentence or more."),
      .required(
        "immediateRisk", CommonWire.risk, "Whether a child is at immediate risk of harm."),
      .optional("category", WireText.word, "The area of disagreement, by the policy's list."),
      CommonWire.narrative("categoryWords", "The area in words of your own."),
      .optional("origin", WireText.word, "Where the concern came from, by the policy's list."),
      CommonWire.codes("facts", "Circumstances, by the policy's list."),
      CommonWire.codes("matters", "What kinds of matter it holds, where some belong elsewhere."),
      .optional("aroseOn", .date, "The day the concern arose."),
      .optional("raisedWithOtherSideOn", .date, "The day it was raised with the other side."),
      .optional("externalReference", .text(max: 100), "Your own reference; unique in your agency."),
      .optional("raisedBy", raisedBy, .plain, "The person who raises it."),
      CommonWire.narrative("reason", "Why stages are passed over, where they are."),
    ]))

  private static let raisedBy: Shape = .named(
    "Raiser", "The person who raises it, to whom feedback is owed.",
    .object([
      .required("name", WireText.personName, .personal, "Their name or initials."),
      .optional("role", .text(max: 100), .personal, "Their role."),
    ]))

  private static let child: Shape = .named(
    "ChildInput",
    "A child, by one of name, localReference, nhsNumber or upn; unborn by expectedDate.",
    .object([
      .optional("name", WireText.personName, .personal, "The name, or initials where they do."),
      .optional("birthDate", .date, .personal, "The date of birth."),
      .optional("expectedDate", .date, .personal, "The day a child not yet born is expected."),
      .optional("nhsNumber", Identifiers.nhsNumber, .personal, "The NHS number."),
      .optional("upn", Identifiers.upn, .personal, "The unique pupil number."),
      .optional("localReference", .text(max: 64), .personal, "Your system's own id for the child."),
      .optional("level", WireText.word, .plain, "The level of need, by the policy's list."),
    ]))

  private static let subject: Shape = .named(
    "SubjectInput", "What it is about besides children: a group, a place, a policy, an adult.",
    .object([
      .required("kind", WireText.word, "Its kind, by the track's list."),
      .optional(
        "name", WireText.personName, .personal, "Of a person: the role or initials will do."),
      .optional("description", WireText.narrative, .narrative, "Of anything else: which."),
    ]))

  private static let otherParty: Shape = .named(
    "OtherPartyInput",
    "Somebody who takes part and is no agency; what they say an agency records.",
    .object([
      .required("kind", WireText.word, "Their kind, by the track's list."),
      .required("name", WireText.personName, .personal, "Their name or initials."),
    ]))

  /// The request that a body makes.
  static func request(_ body: Checked) -> RaiseRequest {
    var request = RaiseRequest(
      policy: body["policy"].identifier(), receiving: body["receiving"].identifiers(),
      risk: body["immediateRisk"].value(as: RiskAnswer.self), parts: Words.parts(of: body, shape))
    request.track = body["track"].optionalIdentifier()
    request.stage = body["stage"].optionalIdentifier()
    request.raising = body["raising"].identifiers()
    request.involved = body["involved"].identifiers()
    request.children = body["children"].elements.enumerated().map(child)
    request.besides = Besides(
      subjects: body["subjects"].elements.map { $0["kind"].identifier() },
      parties: body["otherParties"].elements.map { $0["kind"].identifier() })
    request.category = body["category"].optionalIdentifier()
    request.origin = body["origin"].optionalIdentifier()
    request.facts = body["facts"].identifiers()
    request.matters = body["matters"].identifiers()
    request.aroseOn = body["aroseOn"].optionalValue(as: CivilDate.self)
    request.raisedWithOtherSideOn =
      body["raisedWithOtherSideOn"].optionalValue(as: CivilDate.self)
    request.externalReference = body["externalReference"].optionalText
    return request
  }

  private static func child(_ place: Int, _ body: Checked) -> Child {
    Child(
      key: PartPlace.childKey(place),
      unborn: body["expectedDate"].isPresent && !body["birthDate"].isPresent,
      level: body["level"].optionalIdentifier())
  }
}
