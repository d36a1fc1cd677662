import Casework
import Escalations

extension FakeStore {
  /// Counts by state alone; what they are made of is Repository's affair.
  func tallies(_ query: TallyQuery, for viewer: Viewer) throws(Failure) -> Tallies {
    try failing { state in
      let rows = state.order.compactMap { state.row($0, for: viewer) }
      return Tallies(
        rows: rows.map {
          Tallies.Tally(measure: .state, value: $0.state, policy: $0.policy, count: 1)
        })
    }
  }

  func tracker(
    _ query: TrackerQuery, for viewer: Viewer
  ) throws(Failure) -> Page<TrackerRow> {
    try failing { state in
      let rows = state.order.compactMap { state.row($0, for: viewer) }
      return Page(
        rows: rows.prefix(query.limit).map { row in
          TrackerRow(
            status: row, aroseOn: state.escalation(row.reference)?.raised.aroseOn,
            actedAt: row.updatedAt, outcome: nil, unseenBy: [], duties: [])
        }, next: nil)
    }
  }

  func cohort(
    _ query: CohortQuery, for viewer: Viewer
  ) throws(Failure) -> Page<ReportedEscalation> {
    try failing { state in
      let all = state.order.compactMap { state.escalation($0) }
      let wanted = all.filter { query.from <= $0.raisedAt && $0.raisedAt < query.before }
      return Page(
        rows: wanted.map { ReportedEscalation(escalation: $0, learningBy: []) }, next: nil)
    }
  }

  func recommendations(for viewer: Viewer) throws(Failure) -> [Recommendation] {
    try failing { state in
      [
        Recommendation(
          number: 1, made: .init(policy: "sample"), madeAt: Instant(milliseconds: 0),
          words: "Ring before closing.")
      ]
    }
  }

  func editions(of policy: PolicyID, for viewer: Viewer) throws(Failure) -> [ReportEdition] {
    try failing { state in
      state.editions.filter { $0.policy == policy }.map { edition in
        var kept = edition
        kept.publishedAt = Instant(milliseconds: 0)
        return kept
      }
    }
  }

  func editionCount(of policy: PolicyID, in partnership: PartnershipID) throws(Failure) -> Int {
    try failing { state in state.editions.count { $0.policy == policy } }
  }

  func hasRecommendation(
    _ number: Int, in partnership: PartnershipID
  ) throws(Failure) -> Bool { number == 1 }

  func feed(
    after place: FeedPlace?, limit: Int, for viewer: Viewer
  ) throws(Failure) -> FeedPage {
    try failing { state in
      let after = place?.sequence ?? 0
      var events: [FeedEvent] = []
      for (reference, stream) in state.streams {
        guard let escalation = state.escalation(reference), FakeStore.sees(viewer, escalation)
        else { continue }
        events += stream.filter { $0.sequence > after }.map { FeedEvent($0, of: reference) }
      }
      let page = events.sorted { $0.sequence < $1.sequence }.prefix(limit)
      let end = page.last?.sequence ?? max(after, state.sequence)
      return FeedPage(
        events: Array(page), end: FeedPlace(epoch: state.epoch, sequence: end),
        hasMore: page.count < events.count)
    }
  }

  func feedEnd(for viewer: Viewer) throws(Failure) -> FeedPlace {
    try failing { FeedPlace(epoch: $0.epoch, sequence: $0.sequence) }
  }
}

extension FakeStore.State {
  /// What was published, in that order.
  fileprivate var editions: [ReportEdition] {
    administration.compactMap { act in
      guard case .reportPublished(let edition) = act else { return nil }
      return edition
    }
  }
}

extension FeedEvent {
  fileprivate init(_ stored: FakeStore.Stored, of reference: Reference) {
    let recorded = stored.recorded
    self.init(
      sequence: stored.sequence, reference: reference, number: recorded.number,
      body: recorded.event.body, occurredAt: recorded.event.occurredAt,
      recordedAt: recorded.recordedAt, agency: recorded.event.agency)
  }
}
