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
  /// Days without an act after which an escalation drifts, where its policy sets none.
  var quietDays = 21
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
  /// The values with which the service can work.
  let range: ClosedRange<Int>

  init(
    _ name: String, _ path: any WritableKeyPath<Settings, Int> & Sendable, _ meaning: String,
    _ range: ClosedRange<Int> = 0...1_000_000_000
  ) {
    self.name = name
    self.path = path
    self.meaning = meaning
    self.range = range
  }
}

extension Settings {
  /// The table of settings; `parley settings` prints it.
  static let table: [Setting] =
    http + [
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
        "service.quietDays", \.service.quietDays,
        "days without an act until an escalation drifts, where its policy sets none"),
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
    guard setting.range.contains(value) else {
      return "\(setting.name) is from \(setting.range.lowerBound) to \(setting.range.upperBound)."
    }
    self[keyPath: setting.path] = value
    return nil
  }
}
