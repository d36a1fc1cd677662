import API
import Casework
import Dispatch
import Escalations
import Foundation
import HTTP
import HTTPServer
import JSON
import Repository

/// The service, wired: store, loops, scheduler and control socket.
///
/// A type, so that whatever starts it starts the same thing.
final class Program {
  private let options: ServeOptions
  private let clock: ServiceClock
  private let log: Log
  private let store: Store
  private let longReads: LongReads
  private let server: Server
  private let control: Server
  private let scheduler: Scheduler
  private let tokens: DemonstrationTokens?
  private let heads: HeadNotices
  private let firstTokens = FirstTokens()
  private let uses = CredentialUses()

  /// Opens the store, installs what is missing, and makes everything ready to serve.
  init(_ options: ServeOptions) throws {
    self.options = options
    // Every file this process makes is its owner's alone, whatever makes it.
    umask(0o077)
    Signals.ignoreBrokenPipes()
    let zone = try London.transitions()
    let clock = ManualClockFile.clock(options)
    self.clock = clock
    let log = Log { clock.now.description }
    self.log = log
    let installer = Installer(folder: ConfigurationFolder(path: options.config), log: log)
    let shipped = installer.readShipped()
    let counters = ChangeCounters()
    let signals = LoopSignals()
    let shared = SharedLibrary(Library(policies: [], calendars: [:], zone: zone))
    var stored: StoredConfiguration?
    store = try Store(
      folder: DataFolder(path: options.data), settings: options.settings.store,
      hooks: Program.hooks(
        clock: clock, log: log, counters: counters, library: shared, signals: signals)
    ) { documents throws(StoreError) in
      let found = try StoredConfiguration(documents)
      stored = found
      let library = found.library(zone: zone)
      shared.replace(with: library)
      return library
    }
    var installation = stored?.missing(from: shipped, log: log) ?? Installation()
    tokens = try options.isDemonstration ? installer.demonstration(in: store, &installation) : nil
    let start = StartInstallation(store: store, library: shared, log: log)
    try start.install(installation, firstToken: options.isDemonstration ? nil : firstTokens.add)
    if let tokens, options.isDemonstrationYear {
      try start.whereThereIsRoom(for: ["the demonstration's year"]) { [store] in
        try installer.demonstrateYear(in: store, tokens, now: clock.now, zone: zone)
      }
    }
    scheduler = Scheduler(
      desk: store.desk, settings: options.settings.service, clock: clock, log: log)
    let health = Health(
      store: store, scheduler: scheduler, library: shared, faults: shipped.faults, clock: clock)
    let longReads = LongReads(store, log: log)
    self.longReads = longReads
    let parts = LoopParts(
      store: store, longReads: longReads, clock: clock, log: log, library: shared,
      counters: counters, signals: signals, health: health,
      settings: options.settings.service,
      rates: Program.rates(options.settings.limits),
      secret: try SecretFile.serverSecret(in: options.data),
      isDemonstration: options.isDemonstration, uses: uses)
    server = Server(
      limits: options.settings.limits, address: options.address, port: options.port,
      loops: parts.loops, fronts: options.fronts, log: { log.write($0) },
      makeHandler: { parts.makeHandler($0) })
    let keeping = RecordKeeping(
      store: store, clock: clock, library: shared,
      folder: ConfigurationFolder(path: options.config), log: log)
    heads = HeadNotices(store: store, clock: clock, log: log)
    control = Program.control(
      options.data, clock, scheduler, keeping, CredentialService(store, clock))
  }

  private static func rates(_ limits: Limits) -> RequestRates<CredentialID>? {
    RequestRates(
      perMinute: limits.requestsPerCredential, remembered: limits.rememberedCredentials)
  }

  /// The server on the control socket, for other programs of the same user on this machine.
  private static func control(
    _ folder: String, _ clock: ServiceClock, _ scheduler: Scheduler, _ keeping: RecordKeeping,
    _ credentials: CredentialService
  ) -> Server {
    let clockFile = ManualClockFile(in: folder)
    return Server(
      limits: controlLimits, address: "unix:" + folder + "/control.sock", port: 0, loops: 1,
      makeHandler: { _ in
        ControlHandler(
          clock: clock, file: clockFile, scheduler: scheduler, credentials: credentials,
          keeping: keeping)
      })
  }

  /// Who asks through the control socket waits as long as it takes.
  private static var controlLimits: Limits {
    var limits = Limits()
    limits.answerTime = 24 * 3_600 * 1_000
    return limits
  }

  /// Serves until a signal says to stop, and returns when everything is done and closed.
  func run() throws {
    let port = try server.start()
    _ = try control.start()
    scheduler.start()
    heads.start()
    let (server, control, scheduler) = (server, control, scheduler)
    let grace = options.settings.service.graceMilliseconds
    let signals = Signals.onTermination {
      scheduler.stop()
      server.stop(graceMilliseconds: grace)
      control.stop(graceMilliseconds: grace)
    }
    announce(port: port)
    server.waitUntilStopped()
    control.waitUntilStopped()
    heads.stop()
    longReads.close()
    let written = DispatchSemaphore(value: 0)
    uses.write(to: store.desk) { written.signal() }
    written.wait()
    store.close()
    log.write(.info, "stopped")
    log.flush()
    withExtendedLifetime(signals) {}
  }

  /// The first line on standard output is for scripts: where the service is, and with `--demo` the tokens.
  private func announce(port: Int) {
    let host = options.address.contains(":") ? "[\(options.address)]" : options.address
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("address", "http://\(host):\(port)")
    writer.member("control", options.data + "/control.sock")
    if let tokens {
      writer.name("demonstrationTokens")
      writer.write(tokens.byRoleAndAgency)
    }
    let first = firstTokens.take()
    if !first.isEmpty {
      // Shown this once: only their digests are kept.
      writer.object("administratorTokens") { writer in
        for (partnership, token) in first { writer.member(partnership.text, token.text) }
      }
    }
    writer.endObject()
    FileHandle.standardOutput.write(Data(writer.bytes + [0x0A]))
    log.write(
      .info, "started",
      [
        ("address", .string("http://\(host):\(port)")), ("data", .string(options.data)),
        ("demonstration", .bool(options.isDemonstration)),
      ])
  }

  private static func hooks(
    clock: ServiceClock, log: Log, counters: ChangeCounters, library: SharedLibrary,
    signals: LoopSignals
  ) -> WriterHooks {
    WriterHooks(
      now: { clock.now },
      changed: { change in
        counters.note(administration: change.touchesAdministration)
        signals.raise()
      },
      published: { library.replace(with: $0) },
      fatal: { words in
        // What a failed fsync left on the disk is unknown: only a restart reads what is really there.
        log.write(.error, "storeFailed", [("detail", .string(words))])
        log.flush()
        exit(70)
      },
      log: { log.write(.warning, "store", [("detail", .string($0))]) })
  }
}

extension Desk {
  /// Hands in a job and waits for its commit: for setting up, before anybody is served.
  func perform(_ job: Job) throws {
    let done = DispatchSemaphore(value: 0)
    let outcome = Made<Result<Receipt?, Failure>>()
    submit(job) { result in
      outcome.set(result)
      done.signal()
    }
    done.wait()
    guard let outcome = outcome.value else { throw Failure.broken("the writer gave no answer") }
    _ = try outcome.get()
  }
}
