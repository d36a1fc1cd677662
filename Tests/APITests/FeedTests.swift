import Casework
import HTTP
import JSON
import Testing

@testable import API

@Suite("Following the feed") struct FeedTests {
  private func page(_ service: Service, _ query: String) throws -> JSONValue {
    let answer = try service.get("/v1/events\(query)", as: .dashboard)
    try #require(answer.status == 200, "\(answer.text)")
    return answer.json
  }

  private func next(_ page: JSONValue) throws -> String {
    try #require(page["next"]?.stringValue)
  }

  @Test func `goes from page to page, and then on from the end`() throws {
    let service = try Service()
    let reference = try service.raise()
    try service.order(reference, "discussions", Samples.talk)
    let first = try page(service, "?limit=1")
    let second = try page(service, "?limit=1&after=\(next(first))")
    let third = try page(service, "?after=\(next(second))")

    try service.order(reference, "acknowledgements", as: .care, "{}")
    let fourth = try page(service, "?after=\(next(third))")

    let kinds = [first, second, third, fourth].map { page in
      page["items"]?.arrayValue?.compactMap { $0["kind"]?.stringValue } ?? []
    }
    #expect(kinds == [["raised"], ["acted"], [], ["acknowledged"]])
    #expect(first["more"] == true)
    #expect(third["more"] == false)
    #expect(try !service.get("/v1/events").text.contains("SECRET"))
  }

  @Test func `begins at the end where it is asked to`() throws {
    let service = try Service()
    let reference = try service.raise()
    let now = try page(service, "?after=now")
    try service.order(reference, "acknowledgements", as: .care, "{}")

    let later = try page(service, "?after=\(next(now))")

    #expect(now["items"] == [])
    #expect(later["items"]?.arrayValue?.count == 1)
  }

  @Test func `says that the record was restored instead of leaving a gap`() throws {
    let service = try Service()
    _ = try service.raise()
    let before = try page(service, "")
    service.store.change { $0.epoch = 2 }

    let answer = try service.get("/v1/events?after=\(next(before))", as: .dashboard)

    #expect(answer.status == 410)
    #expect(answer.code == "cursorBeforeRestore")
    #expect(answer.faults == ["cursorBeforeRestore cursor"])
  }

  @Test(arguments: [
    ("?after=12", "a place of one's own making"), ("?after=%22", "no place"),
    ("?after=AAAAAAAAAAEAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAA", "a place without the server's word"),
  ])
  func `takes no place that it did not give`(query: String, because: String) throws {
    let answer = try Service().get("/v1/events\(query)", as: .dashboard)

    #expect(answer.status == 400, "\(because)")
    #expect(answer.code == "badCursor")
  }

  @Test func `takes no place that it gave to another`() throws {
    let service = try Service()
    _ = try service.raise()
    let next = try next(page(service, ""))

    #expect(try service.get("/v1/events?after=\(next)", as: .school).code == "badCursor")
  }

  @Test func `refuses a wait or a page that is too long`() throws {
    let service = try Service()

    #expect(try service.get("/v1/events?wait=31").faults == ["outOfRange wait"])
    #expect(try service.get("/v1/events?limit=201").faults == ["outOfRange limit"])
  }
}

@Suite("Waiting for news") struct WaitersTests {
  /// A loop whose time passes when a test says so.
  private final class FakeLoop: Loop {
    private final class Signal: LoopSignal {
      func raise() {}
    }
    var timers: [(milliseconds: Int, timer: LoopTimer)] = []
    let signal: any LoopSignal = Signal()
    let index = 0

    func after(milliseconds: Int, _ work: @escaping () -> Void) -> LoopTimer {
      let timer = LoopTimer(work)
      timers.append((milliseconds, timer))
      return timer
    }

    /// Lets all the time pass that somebody waits for.
    func pass() {
      let due = timers
      timers = []
      for entry in due { entry.timer.fire() }
    }
  }

  private final class Box {
    var news: Response?
    var listening: [Bool] = []
    var looks = 0
  }

  private let loop = FakeLoop()
  private let box = Box()
  private let desk = FakeTicketDesk()

  private func waiters(capacity: Int = 10) -> Waiters {
    let box = box
    return Waiters(loop, capacity: capacity) { box.listening.append($0) }
  }

  private var ticket: Ticket { Ticket(desk: desk, connection: 1, request: 1) }

  private var wait: Wait {
    let box = box
    return Wait(
      milliseconds: 5_000,
      look: {
        box.looks += 1
        return box.news
      }, end: { Response(.noContent) })
  }

  private func isLater(_ answer: Answer) -> Bool {
    if case .later = answer { true } else { false }
  }

  @Test func `answers with the first news after a commit`() {
    let waiters = waiters()
    #expect(isLater(waiters.add(wait, ticket)))

    waiters.signalled()
    let silent = desk.response == nil
    box.news = Response(.ok)
    loop.pass()
    waiters.signalled()

    #expect(silent)
    #expect(desk.response?.status != nil)
    #expect(box.listening == [true, false], "nobody is called for nothing")
  }

  @Test func `looks once for many commits in a moment`() {
    let waiters = waiters()
    _ = waiters.add(wait, ticket)
    let before = box.looks

    for _ in 0..<100 { waiters.signalled() }

    #expect(box.looks == before + 1)
  }

  @Test func `answers that there is none when the time is over, or the server stops`() {
    let waiters = waiters()
    _ = waiters.add(wait, ticket)
    loop.pass()
    #expect(desk.response?.status == .noContent)

    let other = FakeTicketDesk()
    _ = waiters.add(wait, Ticket(desk: other, connection: 2, request: 1))
    waiters.stopping()
    #expect(other.response?.status == .noContent)
  }

  @Test func `keeps no more waiting than it has room for`() {
    let waiters = waiters(capacity: 1)
    _ = waiters.add(wait, ticket)

    #expect(!isLater(waiters.add(wait, ticket)))
  }

  @Test func `misses nothing that came between the question and the wait`() {
    let waiters = waiters()
    box.news = Response(.ok)

    #expect(!isLater(waiters.add(wait, ticket)))
    #expect(box.listening == [true, false])
  }
}
