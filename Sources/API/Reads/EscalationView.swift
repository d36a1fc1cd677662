import Casework
import Escalations
import JSON

/// One escalation as one viewer may see it: the record that the reader gave, the policy behind it, and the
/// words of its events with what was put right since.
struct EscalationView {
  let viewer: Viewer
  let history: History
  let policy: Policy
  let rules: Rules
  let sight: Sight
  let now: Instant
  /// When the viewer's agency left; from then on it sees nothing more.
  let leftAt: Instant?
  /// What a clock that stopped was counted by may be an earlier version of the calendar.
  private let library: Library
  /// The number by which each child is known everywhere, by the child's key.
  let identifiers: [String: RecordIdentifier]
  /// The texts of each event.
  private let words: [Int: [Part]]

  /// The escalation that the path names.
  init(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) {
    let history = try finding { () throws(Failure) in
      try exchange.context.reader.history(of: exchange.reference, for: viewer)
    }
    try self.init(history, exchange, viewer)
  }

  /// The escalation of a record.
  init(_ history: History, _ exchange: Exchange, _ viewer: Viewer) throws(Unserved) {
    do throws(Failure) {
      try self.init(
        history, viewer, exchange.context.library(), secret: exchange.context.settings.secret,
        now: exchange.now)
    } catch {
      throw .casework(error)
    }
  }

  /// The escalation of a record, away from any request.
  init(
    _ history: History, _ viewer: Viewer, _ library: Library, secret: [UInt8], now: Instant
  ) throws(Failure) {
    let escalation = history.escalation
    guard
      let policy = library.policy(escalation.raised.policy, version: escalation.policyVersion),
      let rules = library.rules(for: policy)
    else { throw .broken("policy \(escalation.raised.policy) is not loaded") }
    self.library = library
    self.viewer = viewer
    self.history = history
    self.policy = policy
    self.rules = rules
    let words = Self.words(history.entries)
    identifiers = Self.identifiers(words)
    sight = Sight(viewer, escalation, policy, secret: secret, children: identifiers)
    leftAt = Self.leavingTime(of: viewer, history.escalation)
    self.now = leftAt ?? now
    self.words = words
  }

  /// The record of an agency that left ends with its leaving.
  private static func leavingTime(of viewer: Viewer, _ escalation: Escalation) -> Instant? {
    guard !viewer.agencies.isEmpty,
      viewer.agencies.allSatisfy({ escalation.side(of: $0) == nil })
    else { return nil }
    return escalation.updatedAt
  }

  /// The escalation as it stands.
  var escalation: Escalation { history.escalation }

  /// What a clock was counted by: the calendar in the version that it had then.
  func face(countedBy version: Int?) -> ClockFace {
    let rules = version.flatMap { library.rules(for: policy, calendarVersion: $0) }
    return (rules ?? self.rules).clock
  }

  /// What a duty asks; nil where the present version of the policy no longer has it.
  func duty(_ key: DutyKey) -> Duty? { policy.duty(key, of: escalation) }

  /// Whether the viewer is shown a duty: what is internal to an agency is seen by that agency alone.
  func shows(_ key: DutyKey, owners: [Owner]) -> Bool {
    let isOwn = viewer.isAmong(owners)
    guard let duty = duty(key) else { return isOwn }
    return isOwn || !duty.isPrivate
  }

  /// The duties that the viewer is shown.
  var duties: [DutyItem] {
    escalation.duties.filter { shows($0.key, owners: $0.owners) }
  }

  /// The texts of an event, as far as they are shown, under their places.
  func texts(of event: Int) -> [(member: String, text: String)] {
    let parts = (words[event] ?? []).filter { !$0.liesOnForm }
    return parts.compactMap { part in sight.text(part).map { (part.member, $0) } }
      + sight.unnamedChildren(parts)
  }

  /// The same as the members that they came in as.
  func words(of event: Int?) -> EventWords { EventWords(event.map(texts) ?? []) }

  /// The first event of which that holds; only events that the viewer sees are asked.
  func event(where holds: (EventBody) -> Bool) -> RecordedEvent? {
    history.entries.first { holds($0.recorded.event.body) }?.recorded
  }

  /// Whether the viewer sees the event.
  func sees(event: Int) -> Bool { history.entries.contains { $0.recorded.number == event } }

  private static func identifiers(_ words: [Int: [Part]]) -> [String: RecordIdentifier] {
    var found: [String: RecordIdentifier] = [:]
    for part in words.values.joined() where part.class == .identifier {
      guard let identifier = RecordIdentifier(member: part.member, part.text),
        !identifier.kind.isAgencysOwn
      else { continue }
      if found[part.person]?.kind != .nhsNumber { found[part.person] = identifier }
    }
    return found
  }

  /// Corrections take the place of what they correct, and keep their own reason with themselves.
  private static func words(_ entries: [History.Entry]) -> [Int: [Part]] {
    var words: [Int: [Part]] = [:]
    for entry in entries {
      let recorded = entry.recorded
      guard case .corrected(let correction) = recorded.event.body else {
        words[recorded.number] = recorded.event.parts
        continue
      }
      for part in recorded.event.parts {
        if part.member.hasPrefix(Correction.ownPlace) {
          words[recorded.number, default: []].append(part)
        } else {
          words[correction.event, default: []].removeAll { $0.member == part.member }
          words[correction.event, default: []].append(part)
        }
      }
    }
    return words
  }
}

extension EscalationView {
  /// Writes the texts of an event under their places.
  func writeTexts(of event: Int, to json: inout JSONWriter) {
    let shown = texts(of: event)
    guard !shown.isEmpty else { return }
    json.object("texts") { json in
      for (member, text) in shown { json.member(member, text) }
    }
  }

  /// What `writeTexts` writes.
  static let texts: Member = .optional(
    "texts",
    .map(
      of: .lines(min: 0, max: 10_000),
      keys: TextFormat(name: "pointer", pattern: "^/", rule: "Must be a JSON Pointer.") {
        $0.hasPrefix("/")
      }, count: 0...1_000), .narrative, "Its texts, under their places.")
}
