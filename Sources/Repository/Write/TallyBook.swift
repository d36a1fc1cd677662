import Casework
import Escalations

/// Changes of counts that are not written yet; added up within a batch, so that a commit writes each once.
struct TallyBook {
  /// Which count.
  struct Key: Hashable {
    let partnership: Int64
    let scope: Int64
    let policy: String
    let fact: TallyFacts.Fact
  }

  private(set) var changes: [Key: Int] = [:]
  /// What the present job added; nil where nobody undoes jobs.
  private var journal: [(key: Key, change: Int)]?

  /// A book; `undoesJobs` for the writer, whose jobs fail alone.
  init(undoesJobs: Bool = false) { journal = undoesJobs ? [] : nil }

  /// Whether there is nothing to write.
  var isEmpty: Bool { changes.isEmpty }

  /// Takes back what an escalation added before an event, and adds what it adds after it.
  mutating func change(_ before: TallyFacts?, to after: TallyFacts?, partnership: Int64) {
    guard before != after else { return }
    if let before { add(before, partnership, sign: -1) }
    if let after { add(after, partnership, sign: 1) }
  }

  private mutating func add(_ facts: TallyFacts, _ partnership: Int64, sign: Int) {
    for scope in facts.scopes {
      for (fact, count) in facts.counts {
        let key = Key(partnership: partnership, scope: scope, policy: facts.policy, fact: fact)
        changes[key, default: 0] += sign * count
        journal?.append((key, sign * count))
      }
    }
  }

  /// Begins a job.
  mutating func beginJob() { journal?.removeAll(keepingCapacity: true) }

  /// Takes back what the job added.
  mutating func undoJob() {
    for (key, change) in journal ?? [] { changes[key, default: 0] -= change }
    beginJob()
  }

  /// Forgets what was written.
  mutating func clear() {
    changes.removeAll(keepingCapacity: true)
    beginJob()
  }
}

/// What one escalation adds to the counts, and in whose eyes.
struct TallyFacts: Equatable {
  /// A measure with a value.
  struct Fact: Hashable {
    let measure: Tallies.Measure
    let value: String
  }

  private(set) var counts: [Fact: Int] = [:]
  let policy: String
  /// Everybody's who sees it.
  let scopes: [Int64]

  /// What it adds, in those eyes.
  init(_ escalation: Escalation, policy: Policy, scopes: [Int64]) {
    self.scopes = scopes
    self.policy = escalation.raised.policy.text
    add(.state, escalation.standing.name)
    addDuties(of: escalation, policy)
    if escalation.isOpen { addOpen(escalation, policy) }
  }

  private mutating func add(_ measure: Tallies.Measure, _ value: String) {
    counts[Fact(measure: measure, value: value), default: 0] += 1
  }

  private mutating func addOpen(
    _ escalation: Escalation, _ policy: Policy
  ) {
    let present = escalation.participations.filter { $0.left == nil && !$0.voided }
    let stage = policy.track(escalation.track)?.stage(escalation.stage)
    add(.stage, "\(escalation.track)/\(escalation.stage)")
    add(.formality, (stage?.formality ?? .notStated).rawValue)
    for place in Set(present.map { "\($0.party.agency) \($0.party.side.rawValue)" }) {
      add(.agency, place)
    }
    if escalation.risk.answer.isFlagged { add(.flagged, "") }
    if present.contains(where: { $0.party.side == .receiving && !$0.hasSeen }) { add(.unseen, "") }
    add(.raised, Tallies.value(of: escalation.raisedAt.startOfHour))
  }

  private mutating func addDuties(of escalation: Escalation, _ policy: Policy) {
    for item in escalation.duties where item.isOpen {
      guard let duty = policy.duty(item.key, of: escalation), !duty.isPrivate else { continue }
      switch duty.force {
      case .must, .should, .consider: for owner in item.owners { add(.owed, owner.description) }
      case .may, .guide: break
      }
    }
    guard let next = OwedFigures(escalation, policy: policy).nextDue else { return }
    add(.dueOn, next.date.description)
    add(.dueAt, Tallies.value(of: next.at))
  }
}

extension Instant {
  /// The beginning of its hour: as much as a count by age needs.
  fileprivate var startOfHour: Instant {
    Instant(milliseconds: milliseconds - milliseconds % 3_600_000)
  }
}
