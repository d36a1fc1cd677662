import Casework
import Escalations
import JSON

/// Orders on what is pursued: actions, outstanding issues, learning; and on mending the record.
enum FollowUpOrders {
  /// Notes an action.
  static let action = OrderWire(
    "ActionRequest", "Notes an action: who, what, by when.",
    [
      .required("owner", CommonWire.agency, "The agency that does it."),
      .required("what", WireText.narrative, .narrative, "What is done."),
      .optional("dueOn", .date, "The day by which it is done."),
      .required("agreed", .boolean, "Whether both sides agreed it."), CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in
    .noteAction(
      owner: body["owner"].identifier(), dueOn: body["dueOn"].optionalValue(as: CivilDate.self),
      agreed: body["agreed"].boolean)
  }

  /// Says how an action went on.
  static let actionProgress = OrderWire(
    "ActionProgressRequest", "Says how an action went on.", progressMembers
  ) { (body, exchange, _) throws(Unserved) in
    .progressAction(
      ActionProgress(
        number: exchange.number, progress: body["progress"].value(as: FollowUpProgress.self)))
  }

  /// Notes an issue that stays open.
  static let outstanding = OrderWire(
    "OutstandingIssueRequest", "Notes an issue that stays open, and who pursues it.",
    [
      .required("owner", CommonWire.agency, "The agency that pursues it."),
      .required("what", WireText.narrative, .narrative, "What stays open."),
      .optional("dueOn", .date, "The day by which it is to be concluded."), CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in
    .noteOutstanding(
      owner: body["owner"].identifier(), dueOn: body["dueOn"].optionalValue(as: CivilDate.self))
  }

  /// Says how an outstanding issue went on.
  static let outstandingProgress = OrderWire(
    "OutstandingProgressRequest", "Says how an outstanding issue went on.", progressMembers
  ) { (body, exchange, _) throws(Unserved) in
    .progressOutstanding(
      OutstandingProgress(
        number: exchange.number, progress: body["progress"].value(as: FollowUpProgress.self)))
  }

  private static let progressMembers: [Member] = [
    .required("progress", CommonWire.progress, "How far it has come."), CommonWire.reason,
    CommonWire.words, CommonWire.byWhom,
  ]

  /// Notes learning.
  static let learning = OrderWire(
    "LearningRequest", "Notes learning and sends it on its way; also after the end.",
    [
      .required("kind", WireText.word, "Its kind, as the policy's routes name it."),
      CommonWire.codes("routes", "The routes it takes; left out for those of its kind."),
      .optional("theme", WireText.word, "The theme."),
      .required("words", WireText.narrative, .narrative, "What was learnt."), CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in
    .noteLearning(
      kind: body["kind"].text, routes: body["routes"].identifiers(),
      theme: body["theme"].optionalIdentifier())
  }

  /// Approves a discussion's record.
  static let approval = OrderWire(
    "ApprovalRequest", "Approves the record of a discussion, dated.",
    [CommonWire.words, CommonWire.by]
  ) { (body, exchange, _) throws(Unserved) in
    .approve(Approval(discussion: exchange.number, role: body.role))
  }

  /// Adds to an earlier event.
  static let addendum = OrderWire(
    "AddendumRequest", "Adds to an earlier event; nothing is taken away.",
    [
      .required("event", .integer(1...1_000_000), "The event's number."),
      .required("words", WireText.narrative, .narrative, "What is added."), CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in .addAddendum(event: body["event"].integer) }

  /// Takes it from the sight of a wrong recipient.
  static let void = OrderWire(
    "VoidingRequest", "Takes it from the sight of an agency that should never have had it.",
    needsMatch: true,
    [
      .required("agency", CommonWire.agency, "The wrong recipient."),
      .required("reason", WireText.narrative, .narrative, "Why."), CommonWire.byWhom,
    ]
  ) { (body, _, _) throws(Unserved) in .void(body["agency"].identifier()) }
}
