import API
import Casework
import Dispatch
import Escalations
import JSON
import Synchronization

/// Sweeps the clocks: has limits that passed or are near recorded, once each, in small batches behind
/// people's commands, and knows when it last came to the end.
final class Scheduler: Sendable {
  private let desk: any Desk
  private let settings: ServiceSettings
  private let log: Log
  private let clock: ServiceClock
  private let queue = DispatchQueue(label: "parley.scheduler")
  private let state = Mutex(State())

  private struct State: Sendable {
    var isStopped = false
    var isSweeping = false
    /// Monotonic time at which the last sweep found nothing more to do.
    var lastCompleted: UInt64?
    /// Why it waits for the operator; nil while it does not.
    var doubt: TimeWatch.Doubt?
    var watch = TimeWatch()
    /// Escalations whose record cannot be read: said once, and passed over from then on.
    var unreadable: Set<Reference> = []
    /// Whoever waits for the sweep that runs.
    var waiting: [@Sendable () -> Void] = []
  }

  /// A scheduler that does nothing yet.
  init(desk: any Desk, settings: ServiceSettings, clock: ServiceClock, log: Log) {
    self.clock = clock
    self.desk = desk
    self.settings = settings
    self.log = log
  }

  /// Sweeps at once and from now on, unless the service was away for so long that somebody should look.
  func start() {
    let lastSwept = Made<Instant?>()
    let job = Job.lastSweep { lastSwept.set($0) }
    desk.submit(job) { [self] _ in
      let found = TimeWatch.doubt(
        ofStart: clock.now, lastSwept: lastSwept.value ?? nil, goesBack: clock.isManual)
      if let found { hold(found) }
      queue.async { [self] in tick() }
    }
  }

  /// Sweeps no more.
  func stop() { state.withLock { $0.isStopped = true } }

  /// Why it waits for the operator; nil while it does not.
  var doubt: TimeWatch.Doubt? { state.withLock { $0.doubt } }

  /// Escalations that it passes over, since their record cannot be read.
  var unreadable: Set<Reference> { state.withLock { $0.unreadable } }

  /// Goes on, on the operator's word that the time is right.
  func goOn(done: @escaping @Sendable () -> Void) {
    state.withLock { $0.doubt = nil }
    log.write(.info, "schedulerGoesOn")
    sweep(done: done)
  }

  private func hold(_ doubt: TimeWatch.Doubt) {
    state.withLock { $0.doubt = doubt }
    log.write(.error, "schedulerWaits", [("doubt", .string("\(doubt)"))])
  }

  private func tick() {
    if state.withLock({ $0.isStopped }) { return }
    watchTime()
    sweep()
    queue.asyncAfter(deadline: .now() + .milliseconds(settings.sweepMilliseconds)) { [self] in
      tick()
    }
  }

  /// A clock that people move by hand is right by their word.
  private func watchTime() {
    if clock.isManual { return }
    let now = clock.now
    let monotonic = Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000)
    if let found = state.withLock({ $0.watch.look(wall: now, monotonic: monotonic) }) {
      hold(found)
    }
  }

  /// Sweeps now; `done` is called when nothing more is due, or at once while it waits for the operator.
  func sweep(done: (@Sendable () -> Void)? = nil) {
    if doubt != nil {
      done?()
      return
    }
    let starts = state.withLock { state in
      if let done { state.waiting.append(done) }
      if state.isSweeping { return false }
      state.isSweeping = true
      return true
    }
    if starts { followBatch() }
  }

  /// Milliseconds since the last complete sweep; nil before the first.
  var sinceLastSweep: Int? {
    state.withLock { state in
      state.lastCompleted.map { Int((DispatchTime.now().uptimeNanoseconds - $0) / 1_000_000) }
    }
  }

  /// Clocks follow their calendars before they are looked at: none is said to have passed a limit that
  /// a bank holiday has moved.
  private func followBatch() {
    let walked = Made<Walked>()
    submit(.followCalendars(limit: settings.sweepBatch) { walked.set($0) }) { [self] in
      if note(walked) { followBatch() } else { sweepBatch() }
    }
  }

  private func sweepBatch() {
    let walked = Made<Walked>()
    let job = Job.sweep(
      nearHours: settings.nearHours, limit: settings.sweepBatch, passingOver: unreadable
    ) { walked.set($0) }
    submit(job) { [self] in
      if note(walked) { sweepBatch() } else { finish(completed: true) }
    }
  }

  /// Takes note of what could not be read, and says whether more waits.
  private func note(_ made: Made<Walked>) -> Bool {
    let walked = made.value ?? Walked()
    for (reference, why) in walked.unreadable {
      let isNew = state.withLock { $0.unreadable.insert(reference).inserted }
      guard isNew else { continue }
      log.write(
        .error, "unreadableRecord",
        [("escalation", .string(reference.text)), ("detail", .string(why))])
    }
    return walked.moreWait
  }

  /// Hands a job in, and goes on with the next step after its commit.
  private func submit(_ job: Job, then: @escaping @Sendable () -> Void) {
    desk.submit(job) { [self] result in
      switch result {
      case .success: queue.async(execute: then)
      case .failure(let failure):
        log.write(.warning, "sweepFailed", [("failure", .string("\(failure)"))])
        finish(completed: false)
      }
    }
  }

  private func finish(completed: Bool) {
    let waiting = state.withLock { state in
      state.isSweeping = false
      if completed { state.lastCompleted = DispatchTime.now().uptimeNanoseconds }
      defer { state.waiting = [] }
      return state.waiting
    }
    for done in waiting { done() }
  }
}
