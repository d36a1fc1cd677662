import HTTP
import Repository

/// Everything that can be set, with its default: bounds, times, sizes.
struct Settings {
  /// What bounds a client.
  var limits = Limits()
  /// What bounds the store.
  var store = StoreSettings()
  /// What bounds the service itself.
  var service = ServiceSettings()
}

/// Bounds and times of the service itself.
struct ServiceSettings {
  /// Loops that serve requests; zero for one a core.
  var loops = 0
  /// Milliseconds from one sweep of the clocks to the next.
  var sweepMilliseconds = 1_000
  /// Escalations whose clocks one sweep looks at in one transaction.
  var sweepBatch = 50
  /// Hours before a limit at which it counts as near.
  var nearHours = 48
  /// Milliseconds for requests in hand to finish after SIGTERM.
  var graceMilliseconds = 10_000
  /// Whether identifiers outside the ranges kept for tests are taken; 1 for a real service.
  var realIdentifiers = 0
}

/// A setting that people can change: its name, what it means, and where it lies.
struct Setting: Sendable {
  /// Its name after `--set`.
  let name: String
  /// Where it lies.
  let path: any WritableKeyPath<Settings, Int> & Sendable
  /// What it means, with its unit.
  let meaning: String

  init(
    _ name: String, _ path: any WritableKeyPath<Settings, Int> & Sendable, _ meaning: String
  ) {
    self.name = name
    self.path = path
    self.meaning = meaning
  }
}

extension Settings {
  /// The table of settings; `parley settings` prints it.
  static let table: [Setting] = [
    Setting("http.requestLine", \.limits.requestLine, "octets of a request line; beyond: 414"),
    Setting("http.head", \.limits.head, "octets of a head; beyond: 431"),
    Setting("http.fieldLines", \.limits.fieldLines, "field lines of a head; beyond: 431"),
    Setting("http.body", \.limits.body, "octets of a body; beyond: 413"),
    Setting("http.discardedBody", \.limits.discardedBody, "octets read only to be dropped"),
    Setting("http.chunkExtension", \.limits.chunkExtension, "octets of a chunk's extensions"),
    Setting("http.chunkOverhead", \.limits.chunkOverhead, "octets of chunk framing always allowed"),
    Setting(
      "http.chunkOverheadRatio", \.limits.chunkOverheadRatio,
      "octets of chunk framing for each octet of content"),
    Setting("http.trailers", \.limits.trailers, "octets of trailer fields; beyond: 431"),
    Setting("http.connections", \.limits.connections, "connections at a time; beyond: 503"),
    Setting("http.refusals", \.limits.refusals, "connections told 503 at a time"),
    Setting(
      "http.requestsPerConnection", \.limits.requestsPerConnection, "requests on one connection"),
    Setting("http.queuedOutput", \.limits.queuedOutput, "octets of output that may wait"),
    Setting("http.readAhead", \.limits.readAhead, "octets read in one turn"),
    Setting("http.headTime", \.limits.headTime, "ms for a head; beyond: 408"),
    Setting("http.bodyTime", \.limits.bodyTime, "ms for a body before its rate counts"),
    Setting("http.bodyRate", \.limits.bodyRate, "octets a second of a body, at least"),
    Setting("http.writeTime", \.limits.writeTime, "ms for output before its rate counts"),
    Setting("http.writeRate", \.limits.writeRate, "octets a second of output, at least"),
    Setting("http.idleTime", \.limits.idleTime, "ms between requests of a connection"),
    Setting("http.answerTime", \.limits.answerTime, "ms for a deferred answer; beyond: 503"),
    Setting("http.lingerTime", \.limits.lingerTime, "ms for a client to read the last answer"),
    Setting("http.lingerInput", \.limits.lingerInput, "octets thrown away in that time"),
    Setting(
      "http.requestsPerMinute", \.limits.requestsPerMinute,
      "requests a minute from one address; 0 for no limit; beyond: 429"),
    Setting(
      "http.rememberedAddresses", \.limits.rememberedAddresses, "addresses whose rate is kept"),
    Setting("store.queueLimit", \.store.queueLimit, "commands that may wait; beyond: 503"),
    Setting(
      "store.queueLimitPerCredential", \.store.queueLimitPerCredential,
      "of them one credential's; beyond: 503"),
    Setting("store.batchLimit", \.store.batchLimit, "commands committed together at most"),
    Setting(
      "store.serviceBatchLimit", \.store.serviceBatchLimit,
      "of the service's own jobs committed together"),
    Setting("store.receiptDays", \.store.receiptDays, "days an idempotency key is remembered"),
    Setting("store.cachedEscalations", \.store.cachedEscalations, "escalations kept in memory"),
    Setting("store.diskFloorMiB", \.diskFloorMiB, "MiB of free disk below which writing stops"),
    Setting("store.checkpointPages", \.store.checkpointPages, "pages of log before a checkpoint"),
    Setting("service.loops", \.service.loops, "loops that serve requests; 0 for one a core"),
    Setting(
      "service.sweepMilliseconds", \.service.sweepMilliseconds, "ms between sweeps of clocks"),
    Setting("service.sweepBatch", \.service.sweepBatch, "escalations of one sweep's transaction"),
    Setting("service.nearHours", \.service.nearHours, "hours before a limit at which it is near"),
    Setting(
      "service.graceMilliseconds", \.service.graceMilliseconds, "ms to finish after SIGTERM"),
    Setting(
      "service.realIdentifiers", \.service.realIdentifiers,
      "1 takes identifiers outside the ranges kept for tests"),
  ]

  private var diskFloorMiB: Int {
    get { Int(store.diskFloorBytes >> 20) }
    set { store.diskFloorBytes = Int64(newValue) << 20 }
  }

  /// Sets `name=value`; says what is wrong with it otherwise.
  mutating func set(_ assignment: String) -> String? {
    let sides = assignment.split(separator: "=", maxSplits: 1)
    guard sides.count == 2, let value = Int(sides[1]), value >= 0 else {
      return "--set wants NAME=NUMBER, not \(assignment)."
    }
    guard let setting = Settings.table.first(where: { $0.name == sides[0] }) else {
      return "There is no setting \(sides[0]); `parley settings` lists them."
    }
    self[keyPath: setting.path] = value
    return nil
  }
}
