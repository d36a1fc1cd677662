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
  private let queue = DispatchQueue(label: "parley.scheduler")
  private let state = Mutex(State())

  private struct State: Sendable {
    var isStopped = false
    var isSweeping = false
    /// Monotonic time at which the last sweep found nothing more to do.
    var lastCompleted: UInt64?
    /// Whoever waits for the sweep that runs.
    var waiting: [@Sendable () -> Void] = []
  }

  /// A scheduler that does nothing yet.
  init(desk: any Desk, settings: ServiceSettings, log: Log) {
    self.desk = desk
    self.settings = settings
    self.log = log
  }

  /// Sweeps at once and from now on.
  func start() {
    queue.async { [self] in tick() }
  }

  /// Sweeps no more.
  func stop() { state.withLock { $0.isStopped = true } }

  private func tick() {
    if state.withLock({ $0.isStopped }) { return }
    sweep()
    queue.asyncAfter(deadline: .now() + .milliseconds(settings.sweepMilliseconds)) { [self] in
      tick()
    }
  }

  /// Sweeps now; `done` is called when nothing more is due.
  func sweep(done: (@Sendable () -> Void)? = nil) {
    let starts = state.withLock { state in
      if let done { state.waiting.append(done) }
      if state.isSweeping { return false }
      state.isSweeping = true
      return true
    }
    if starts { sweepBatch() }
  }

  /// Milliseconds since the last complete sweep; nil before the first.
  var sinceLastSweep: Int? {
    state.withLock { state in
      state.lastCompleted.map { Int((DispatchTime.now().uptimeNanoseconds - $0) / 1_000_000) }
    }
  }

  private func sweepBatch() {
    let found = FoundCount()
    let job = Job.sweep(nearHours: settings.nearHours, limit: settings.sweepBatch) {
      found.set($0)
    }
    desk.submit(job) { [self] result in
      switch result {
      case .success:
        if found.value == settings.sweepBatch { return queue.async { self.sweepBatch() } }
        finish(completed: true)
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

/// How many escalations a sweep found; written on the writer's thread, read after the commit.
private final class FoundCount: Sendable {
  private let count = Mutex(0)

  func set(_ value: Int) { count.withLock { $0 = value } }

  var value: Int { count.withLock { $0 } }
}
