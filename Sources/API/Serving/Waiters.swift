import HTTP

/// A question whose answer waits for news, for a bounded time.
struct Wait {
  /// How long it waits at most.
  let milliseconds: Int
  /// The answer, if there is something to tell now.
  let look: () -> Response?
  /// The answer when the time is over.
  let end: () -> Response
}

/// The questions that wait on one loop.
///
/// They are looked at again after commits, together and not more often than every few milliseconds, so
/// that a busy writer does not keep the loop busy with asking.
final class Waiters {
  /// How long one look holds, whatever is committed meanwhile.
  private static let pauseMilliseconds = 50

  private struct Waiting {
    let ticket: Ticket
    let wait: Wait
    let timer: LoopTimer
  }

  private weak var loop: (any Loop)?
  private let capacity: Int
  /// Told when somebody begins to wait and when nobody waits any more.
  private let listening: (Bool) -> Void
  private var waiting: [UInt64: Waiting] = [:]
  private var last: UInt64 = 0
  private var isPaused = false
  private var hasNews = false

  init(_ loop: (any Loop)?, capacity: Int, listening: @escaping (Bool) -> Void) {
    self.loop = loop
    self.capacity = capacity
    self.listening = listening
  }

  /// Keeps the ticket until there is an answer; the answer at once where no more may wait.
  func add(_ wait: Wait, _ ticket: Ticket) -> Answer {
    guard let loop, waiting.count < capacity else { return .now(wait.end()) }
    if waiting.isEmpty { listening(true) }
    // What was committed since the question was asked raised no signal for it.
    if let response = wait.look() {
      if waiting.isEmpty { listening(false) }
      return .now(response)
    }
    last += 1
    let number = last
    let timer = loop.after(milliseconds: wait.milliseconds) { [weak self] in self?.end(number) }
    waiting[number] = Waiting(ticket: ticket, wait: wait, timer: timer)
    return .later
  }

  /// Something was committed.
  func signalled() {
    hasNews = true
    lookIfAllowed()
  }

  /// The server stops: everybody is answered.
  func stopping() {
    for number in waiting.keys.sorted() { end(number) }
  }

  private func lookIfAllowed() {
    guard hasNews, !isPaused, let loop, !waiting.isEmpty else { return }
    hasNews = false
    isPaused = true
    loop.after(milliseconds: Self.pauseMilliseconds) { [weak self] in
      self?.isPaused = false
      self?.lookIfAllowed()
    }
    for (number, entry) in waiting.sorted(by: { $0.key < $1.key }) {
      if let response = entry.wait.look() { answer(number, response) }
    }
  }

  private func end(_ number: UInt64) {
    guard let entry = waiting[number] else { return }
    answer(number, entry.wait.end())
  }

  private func answer(_ number: UInt64, _ response: Response) {
    guard let entry = waiting.removeValue(forKey: number) else { return }
    entry.timer.cancel()
    entry.ticket.answer(response)
    if waiting.isEmpty { listening(false) }
  }
}
