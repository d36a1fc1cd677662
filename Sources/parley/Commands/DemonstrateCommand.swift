import Casework
import Dispatch
import Escalations
import Foundation
import Repository

/// `parley demonstrate`: fills a new folder with invented escalations of two years, for trials of size.
///
/// The same seed makes the same cases, through the same commands as everybody's. `parley serve --demo`
/// then serves them, with the tokens that lie beside them.
enum DemonstrateCommand {
  static let command = CommandLineInterface.Command(
    usage: "parley demonstrate --data DIR --count N [--seed S] [--in-full PERCENT] [--config DIR]"
  ) { words in
    var plan = try Plan(words)
    umask(0o077)
    let began = DispatchTime.now().uptimeNanoseconds
    let (raised, events) = try plan.run()
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
    print("\(raised) escalations, \(events) events, \(Int(seconds.rounded())) s")
    return 0
  }

  /// What was asked for.
  private struct Plan {
    let data: String
    let count: Int
    let seed: UInt64
    let inFull: Int
    let config: String
    /// How far it has come, in the steps in which that is said.
    private var said = 0

    init(_ words: [String]) throws(Arguments.Faults) {
      let arguments = try Arguments(
        words,
        grammar: .init(options: ["--data", "--count", "--seed", "--in-full", "--config"]))
      var faults: [String] = []
      if arguments["--data"] == nil { faults.append("--data wants a folder for the database.") }
      count = arguments["--count"].flatMap { Int($0) } ?? 0
      if count < 1 { faults.append("--count wants a number of escalations.") }
      seed = arguments["--seed"].map { UInt64($0) ?? 0 } ?? 1
      if seed == 0 { faults.append("--seed wants a number from 1 on.") }
      inFull = arguments["--in-full"].map { Int($0) ?? -1 } ?? 100
      if !(0...100).contains(inFull) { faults.append("--in-full wants a percentage.") }
      if !faults.isEmpty { throw Arguments.Faults(list: faults) }
      data = arguments["--data"] ?? ""
      config = arguments["--config"] ?? ConfigurationFolder.shipped
    }

    /// Fills the folder; how many escalations were raised, and how many events there are.
    mutating func run() throws -> (raised: Int, events: Int64) {
      let log = Log { ServiceClock.system.description }
      let installer = Installer(folder: ConfigurationFolder(path: config), log: log)
      let zone = try London.transitions()
      let store = try Store(
        folder: DataFolder(path: data),
        library: Library(policies: [], calendars: [:], zone: zone), settings: Self.settings,
        hooks: WriterHooks(now: { ServiceClock.system }))
      defer { store.close() }
      let reader = try store.makeReader()
      defer { reader.close() }
      guard try reader.condition().escalations == 0 else {
        throw StoreError(.unusable, "\(data) has escalations already.")
      }
      let tokens = try install(installer, in: store, log)
      let now = ServiceClock.system
      var plan = DemonstrationPlan(
        seed: seed, cases: count, from: zone.localDate(of: now).adding(days: -730), until: now,
        viewers: try installer.viewers(tokens))
      plan.inFull = inFull
      var demonstration = Demonstration(plan)
      while !demonstration.isOver {
        try demonstration.advance(steps: Self.stepsAtOnce, on: store.desk)
        progress(demonstration.raised)
      }
      return (demonstration.raised, try reader.condition().events)
    }

    /// Says how far it has come, now and then.
    private mutating func progress(_ raised: Int) {
      guard raised / 10_000 > said else { return }
      said = raised / 10_000
      FileHandle.standardError.write(Data("\(raised) of \(count)\n".utf8))
    }

    private func install(
      _ installer: Installer, in store: Store, _ log: Log
    ) throws -> DemonstrationTokens {
      let shipped = installer.readShipped()
      var installation = Installation()
      installation.partnerships = shipped.partnerships
      installation.policies = shipped.policies.map { ($0.policy, $0.json) }
      installation.calendars = shipped.calendars.map { ($0.calendar, $0.json) }
      installation.templates = shipped.templates.map { ($0.template, $0.json) }
      let tokens = try installer.demonstration(in: store, &installation)
      try store.desk.perform(Job.install(installation))
      return tokens
    }

    /// How many steps are committed together.
    private static let stepsAtOnce = 2_000

    /// More memory than a server would take: nobody else waits, and a case's next step finds it there.
    private static var settings: StoreSettings {
      var settings = StoreSettings()
      settings.writerCacheKiB = 262_144
      settings.cachedEscalations = 80_000
      settings.checkpointPages = 50_000
      return settings
    }
  }
}
