import Casework
import Escalations

/// Changes of counts that are not written yet; added up within a batch, so that a commit writes each once.
struct TallyBook {
  /// Whose counts, and under which policy.
  struct Group: Hashable {
    let partnership: Int64
    let scope: Int64
    let policy: String
  }

  private(set) var groups: [Group: [TallyFacts.Fact: Int]] = [:]
  /// What the present job added; nil where nobody undoes jobs.
  private var journal: [Entry]?

  /// What one escalation added or no longer adds.
  private struct Entry {
    let facts: TallyFacts
    let partnership: Int64
    let sign: Int
  }

  /// A book; `undoesJobs` for the writer, whose jobs fail alone.
  init(undoesJobs: Bool = false) { journal = undoesJobs ? [] : nil }

  /// Whether there is nothing to write.
  var isEmpty: Bool { groups.isEmpty }

  /// Takes back what an escalation added before an event, and adds what it adds after it.
  mutating func change(_ before: TallyFacts?, to after: TallyFacts?, partnership: Int64) {
    guard before != after else { return }
    if let before { add(Entry(facts: before, partnership: partnership, sign: -1)) }
    if let after { add(Entry(facts: after, partnership: partnership, sign: 1)) }
  }

  private mutating func add(_ entry: Entry) {
    count(entry, entry.sign)
    journal?.append(entry)
  }

  private mutating func count(_ entry: Entry, _ sign: Int) {
    for scope in entry.facts.scopes {
      let group = Group(
        partnership: entry.partnership, scope: scope, policy: entry.facts.policy)
      var counts = groups.removeValue(forKey: group) ?? [:]
      for added in entry.facts.facts { counts[added.fact, default: 0] += sign * added.count }
      groups[group] = counts
    }
  }

  /// Begins a job.
  mutating func beginJob() { journal?.removeAll(keepingCapacity: true) }

  /// Takes back what the job added.
  mutating func undoJob() {
    for entry in journal ?? [] { count(entry, -entry.sign) }
    beginJob()
  }

  /// Forgets what was written.
  mutating func clear() {
    groups.removeAll(keepingCapacity: true)
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

  /// How often it holds of the escalation.
  struct Counted: Equatable {
    let fact: Fact
    let count: Int
  }

  /// What it adds, each fact once.
  private(set) var facts: [Counted] = []
  let policy: String
  /// Everybody's who sees it.
  let scopes: [Int64]

  /// What it adds, in those eyes.
  init(_ escalation: Escalation, policy: Policy, scopes: [Int64]) {
    self.scopes = scopes
    self.policy = escalation.raised.policy.text
    facts.reserveCapacity(16)
    add(.state, escalation.standing.name)
    addDuties(of: escalation, policy)
    if escalation.isOpen { addOpen(escalation, policy) }
  }

  private mutating func add(_ measure: Tallies.Measure, _ value: String, _ count: Int = 1) {
    facts.append(Counted(fact: Fact(measure: measure, value: value), count: count))
  }

  private mutating func addOpen(
    _ escalation: Escalation, _ policy: Policy
  ) {
    let present = escalation.participations.filter { $0.left == nil && !$0.voided }
    let stage = policy.track(escalation.track)?.stage(escalation.stage)
    add(.stage, "\(escalation.track)/\(escalation.stage)")
    add(.formality, (stage?.formality ?? .notStated).rawValue)
    var places: [String] = []
    for participation in present {
      let place = participation.party.agency.text + " " + participation.party.side.rawValue
      if !places.contains(place) { places.append(place) }
    }
    for place in places { add(.agency, place) }
    if escalation.risk.answer.isFlagged { add(.flagged, "") }
    if present.contains(where: { $0.party.side == .receiving && !$0.hasSeen }) { add(.unseen, "") }
    add(.raised, Tallies.value(of: escalation.raisedAt.startOfHour))
  }

  private mutating func addDuties(of escalation: Escalation, _ policy: Policy) {
    var owed: [(owner: Owner, count: Int)] = []
    for item in escalation.duties where item.isOpen {
      guard let duty = policy.duty(item.key, of: escalation), !duty.isPrivate else { continue }
      switch duty.force {
      case .must, .should, .consider: for owner in item.owners { owed.count(owner) }
      case .may, .guide: break
      }
    }
    for (owner, count) in owed { add(.owed, owner.description, count) }
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

extension [(owner: Owner, count: Int)] {
  /// One more of that owner's.
  fileprivate mutating func count(_ owner: Owner) {
    if let index = firstIndex(where: { $0.owner == owner }) {
      self[index].count += 1
    } else {
      append((owner, 1))
    }
  }
}
