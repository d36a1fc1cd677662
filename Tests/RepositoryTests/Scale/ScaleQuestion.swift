import Casework
import Escalations
import Testing

@testable import Repository

/// A page that somebody may ask for, whatever its filter.
struct ScaleQuestion: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let ask: @Sendable (SQLReader, ScaleSubject) throws -> Void

  private init(
    _ words: String, _ ask: @escaping @Sendable (SQLReader, ScaleSubject) throws -> Void
  ) {
    testDescription = words
    self.ask = ask
  }

  /// All there are: each filter of each list.
  static let all: [ScaleQuestion] = [lists, trackers, duties, forms, others].flatMap(\.self)

  private static let others: [ScaleQuestion] = [
    .init("an escalation's status") { reader, subject in
      _ = try reader.status(of: subject.reference, for: subject.viewer)
    },
    .init("an escalation's record") { reader, subject in
      _ = try reader.history(of: subject.reference, for: subject.viewer)
    },
    .init("counts") { reader, subject in
      var query = TallyQuery(
        policy: nil, on: day("2026-03-02"), in: try TestPolicy.library().zone)
      (query.after, query.through) = (subject.early, subject.late)
      _ = try reader.tallies(query, for: subject.viewer)
    },
    .init("the feed from its beginning") { reader, subject in
      _ = try reader.feed(after: nil, limit: 200, for: subject.viewer)
    },
    .init("where the feed ends") { reader, subject in
      _ = try reader.feedEnd(for: subject.viewer)
    },
    .init("a search for an identifier") { reader, subject in
      _ = try reader.candidates(
        .identifier(.init(.nhsNumber, "999 000 0002")), limit: 20, for: subject.viewer)
    },
    .init("a search for an agency's own reference") { reader, subject in
      _ = try reader.candidates(
        .externalReference("REF-1"), limit: 20, for: subject.viewer)
    },
    .init("recommendations") { reader, subject in
      _ = try reader.recommendations(for: subject.viewer)
    },
    .init("where the chains end") { reader, subject in
      _ = try reader.chainEnds(for: subject.viewer)
    },
  ]

  private static let lists: [ScaleQuestion] = [
    list("all, newest first") { _, _ in },
    list("open ones") { query, _ in query.state = "open" },
    list("in a state that none is in") { query, _ in query.state = "nowhere" },
    list("of a policy") { query, subject in query.policy = subject.policy },
    list("of a policy that there is not") { query, _ in query.policy = "nowhere" },
    list("on a track that there is not") { query, _ in query.track = "nowhere" },
    list("at a stage that none is at") { query, _ in query.stage = "nowhere" },
    list("of an area that none is of") { query, _ in query.category = "nowhere" },
    list("with an agency") { query, subject in query.agency = subject.agency },
    list("with an agency that there is not") { query, _ in query.agency = "nowhere" },
    list("where an agency is involved") { query, subject in
      query.agency = subject.agency
      query.side = .involved
    },
    list("where anybody is involved") { query, _ in query.side = .involved },
    list("with a limit before a time") { query, subject in query.dueBefore = subject.early },
    list("updated since") { query, subject in query.updatedSince = subject.early },
    list("by limit") { query, _ in query.sort = .due },
    list("by limit, with an agency, in no state") { query, subject in
      query.sort = .due
      query.agency = subject.agency
      query.state = "nowhere"
    },
    list("by limit, of no policy") { query, _ in
      query.sort = .due
      query.policy = "nowhere"
    },
  ]

  private static let trackers: [ScaleQuestion] = [
    tracker("all") { _, _ in },
    tracker("of no policy") { query, _ in query.policy = "nowhere" },
    tracker("in no state") { query, _ in query.state = "nowhere" },
    tracker("raised from a late day on") { query, subject in query.raisedFrom = subject.late },
    tracker("raised before an early day") { query, subject in query.raisedBefore = subject.early },
  ]

  private static let duties: [ScaleQuestion] = [
    duty("open ones") { _, _ in },
    duty("all of them") { query, _ in query.state = nil },
    duty("met ones") { query, _ in query.state = .met },
    duty("lapsed ones") { query, _ in query.state = .lapsed },
    duty("what an agency owes") { query, subject in query.owedBy = .agency(subject.agency) },
    duty("what nobody owes") { query, _ in query.owedBy = .agency("nowhere") },
    duty("what the partnership owes and did") { query, _ in
      query.owedBy = .partnership
      query.state = .met
    },
    duty("due before a time") { query, subject in query.dueBefore = subject.early },
  ]

  private static let forms: [ScaleQuestion] = [
    form("all that one may see") { _, _ in },
    form("drafts") { query, _ in query.state = .draft },
    form("declined ones, which there are none of") { query, _ in query.state = .declined },
    form("from a template that there is not") { query, _ in query.template = "nowhere" },
    form("that an agency began") { query, subject in query.agency = subject.agency },
    form("that an agency began that there is not") { query, _ in query.agency = "nowhere" },
  ]

  private static func list(
    _ words: String, _ change: @escaping @Sendable (inout ListQuery, ScaleSubject) -> Void
  ) -> ScaleQuestion {
    .init("escalations: \(words)") { reader, subject in
      var query = ListQuery(limit: 200)
      change(&query, subject)
      _ = try reader.escalations(query, for: subject.viewer)
    }
  }

  private static func tracker(
    _ words: String, _ change: @escaping @Sendable (inout TrackerQuery, ScaleSubject) -> Void
  ) -> ScaleQuestion {
    .init("tracker: \(words)") { reader, subject in
      var query = TrackerQuery(limit: 200)
      change(&query, subject)
      _ = try reader.tracker(query, for: subject.viewer)
    }
  }

  private static func form(
    _ words: String, _ change: @escaping @Sendable (inout FormQuery, ScaleSubject) -> Void
  ) -> ScaleQuestion {
    .init("forms: \(words)") { reader, subject in
      var query = FormQuery(limit: 200)
      change(&query, subject)
      _ = try reader.forms(query, for: subject.viewer)
    }
  }

  private static func duty(
    _ words: String, _ change: @escaping @Sendable (inout DutyQuery, ScaleSubject) -> Void
  ) -> ScaleQuestion {
    .init("duties: \(words)") { reader, subject in
      var query = DutyQuery(limit: 200)
      change(&query, subject)
      _ = try reader.duties(query, for: subject.viewer)
    }
  }
}

/// Who asks, and after what.
struct ScaleSubject: Sendable {
  let viewer: Viewer
  let agency: AgencyID
  let policy: PolicyID
  let reference: Reference
  /// Before all, and after all that happened.
  let early: Instant
  let late: Instant
}
