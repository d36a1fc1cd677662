import Casework
import Digest
import Escalations
import HTTP
import JSON

/// Policies as they are served: the list, and each version in the bytes it was written in.
enum PolicyReads {
  static let listShape: Shape = .named(
    "Policies", "The partnership's policies, each in its versions.",
    .object([.required("items", .list(of: policy, count: 0...10_000), "The policies.")]))

  private static let policy: Shape = .named(
    "PolicyVersion", "A policy in one version.",
    .object([
      .required("id", .text(max: 64), "Its name in all versions."),
      .required("version", .text(max: 64), "The version."),
      .required("title", .lines(max: 500), "Its published title."),
      .required("partnership", .text(max: 64), "Whose it is."),
      .required("effectiveFrom", .date, "From when escalations begin under it."),
      .optional("effectiveTo", .date, "The last such day."),
      .required("present", .boolean, "Whether escalations begin under it today."),
      .required("calendar", .text(max: 64), "The calendar by which days are counted."),
      .optional("review", review, .plain, "The policy's own review."),
      .required("tracks", .list(of: track, count: 1...1_000), "Its tracks."),
    ]))

  private static let review: Shape = .named(
    "Review", "How often a policy is reviewed, and when next.",
    .object([
      .required("everyMonths", .integer(1...1_200), "Months from one to the next."),
      .required("by", .lines(max: 500), "Who reviews."),
      .optional("lastReviewed", .date, "The last one."),
      .optional("nextReviewOn", .date, "The next one, once a last one is set."),
      .optional("past", .flag, "That day has passed."),
      .required("clause", .text(max: 100), "The clause it rests on."),
    ]))

  private static let track: Shape = .named(
    "TrackSummary", "A track and its stages.",
    .object([
      .required("id", .text(max: 64), "Its name."),
      .required("title", .lines(max: 500), "Its title."),
      .required("startable", .boolean, "Whether an escalation may begin here."),
      .required(
        "stages",
        .list(
          of: .named(
            "StageSummary", "A stage.",
            .object([
              .required("id", .text(max: 64), "Its name."),
              .required("number", .integer(0...10_000), "Its number in the published ladder."),
              .required("title", .lines(max: 500), "Its title."),
              .required("formality", .code(of: Stage.Formality.self), "How formal it is."),
            ])), count: 1...1_000), "Its stages."),
    ]))

  /// The policies of the viewer's partnership.
  static func list(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let library = exchange.context.library()
    let today = exchange.today(library)
    let policies = library.policies.filter { $0.partnership == viewer.partnership }
    let bytes = JSONWriter.object { json in
      json.objects("items", policies) { json, policy in
        let isPresent = library.current(policy.id, on: today)?.version == policy.version
        write(policy, isPresent: isPresent, today: today, to: &json)
      }
    }
    return exchange.tagged(bytes)
  }

  private static func write(
    _ policy: Policy, isPresent: Bool, today: CivilDate, to json: inout JSONWriter
  ) {
    json.member("id", policy.id)
    json.member("version", policy.version)
    json.member("title", policy.title)
    json.member("partnership", policy.partnership)
    json.member("effectiveFrom", policy.effectiveFrom)
    json.member("effectiveTo", policy.effectiveTo)
    json.member("present", isPresent)
    json.member("calendar", policy.calendar)
    if let review = policy.review { write(review, today: today, to: &json) }
    json.objects("tracks", policy.tracks) { json, track in
      json.member("id", track.id)
      json.member("title", track.title)
      json.member("startable", track.startable)
      json.objects("stages", track.stages) { json, stage in
        json.member("id", stage.id)
        json.member("number", stage.number)
        json.member("title", stage.title)
        json.member("formality", stage.formality)
      }
    }
  }

  private static func write(_ review: Review, today: CivilDate, to json: inout JSONWriter) {
    let next = review.lastReviewed.map { $0.adding(months: review.everyMonths) }
    json.object("review") { json in
      json.member("everyMonths", review.everyMonths)
      json.member("by", review.by)
      json.member("lastReviewed", review.lastReviewed)
      json.member("nextReviewOn", next)
      if let next, next < today { json.member("past", true) }
      json.member("clause", review.provenance.clause)
    }
  }

  /// The version in force, as it was written.
  static func present(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let library = exchange.context.library()
    let id = PolicyID(exchange.name(.policy))
    return try serve(library.current(id, on: exchange.today(library)), exchange, viewer)
  }

  /// One version, as it was written.
  static func version(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let id = PolicyID(exchange.name(.policy))
    let version = exchange.name(.version)
    return try serve(
      exchange.context.library().policy(id, version: version), exchange, viewer)
  }

  private static func serve(
    _ policy: Policy?, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> Reply {
    guard let policy, policy.partnership == viewer.partnership else { throw .casework(.notFound) }
    let bytes = try finding { () throws(Failure) in
      try exchange.context.reader.policyJSON(policy.id, version: policy.version)
    }
    return exchange.tagged(bytes)
  }
}

extension Exchange {
  /// An answer under an ETag of what it says.
  func tagged(_ bytes: [UInt8]) -> Reply {
    let tag = "\"s-\(SHA256.digest(of: bytes).hex.prefix(16))\""
    if Conditions.hasPresent(tag, fields) { return .now(.unchanged(tag)) }
    return .now(.json(bytes).tagged(tag))
  }
}

extension CivilDate {
  /// The date so many months later; the last of a month that lacks the day.
  fileprivate func adding(months: Int) -> CivilDate {
    let (year, month, day) = components
    let count = year * 12 + month - 1 + months
    let fitting = (28...31).reversed().lazy.map { min($0, day) }.compactMap { day in
      CivilDate(year: count / 12, month: count % 12 + 1, day: day)
    }
    return fitting.first ?? self
  }
}
