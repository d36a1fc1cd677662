import Dispatch
import HTTP
import HTTPServer
import Synchronization

/// What the handlers of a test server have seen, for the test to ask.
final class Seen: Sendable {
  struct Facts: Sendable {
    var tickets: [Ticket] = []
    var signals: [any LoopSignal] = []
    var log: [AccessRecord] = []
    var cancelledStreams = 0
    var finishedStreams = 0
    var abandoned = 0
    /// Whether a loop stands still in its handler, until it is let go.
    var isHeld = false
  }

  private let facts = Mutex(Facts())
  private let gate = DispatchSemaphore(value: 0)

  var now: Facts { facts.withLock { $0 } }
  func note(_ change: (inout Facts) -> Void) { facts.withLock { change(&$0) } }

  /// Has the loop stand still, which calls this.
  func hold() {
    note { $0.isHeld = true }
    gate.wait()
  }

  /// Lets the loop go on that stands still.
  func letGo() { gate.signal() }

  /// Waits until something is true of the facts; false after twenty seconds.
  func wait(_ isTrue: (Facts) -> Bool) -> Bool {
    for _ in 0..<4_000 {
      if isTrue(now) { return true }
      DispatchSemaphore(value: 0).waitABit()
    }
    return false
  }
}

extension DispatchSemaphore {
  /// Lets five milliseconds pass.
  func waitABit() { _ = wait(timeout: .now() + .milliseconds(5)) }
}

/// Answers by path: at once, when the test says so, when it is signalled, or as a stream.
final class TestHandler: Handler {
  private let loop: any Loop
  private let seen: Seen
  private var waiting: [Ticket] = []

  init(_ loop: any Loop, _ seen: Seen) {
    self.loop = loop
    self.seen = seen
    let signal = loop.signal
    seen.note { $0.signals.append(signal) }
  }

  func admit(_ head: RequestHead, id: String) -> Response? {
    head.path == "/secret" ? Response(.unauthorized) : nil
  }

  func respond(to request: Request, ticket: Ticket) -> Answer {
    switch request.head.path {
    case "/later":
      seen.note { $0.tickets.append(ticket) }
      return .later
    case "/poll":
      waiting.append(ticket)
      seen.note { $0.tickets.append(ticket) }
      return .later
    case "/news":
      seen.note { $0.tickets.append(ticket) }
      return .waiting(otherwise: Response(.noContent))
    case "/held":
      seen.hold()
      return .now(Response(.ok, body: Array("ok".utf8)))
    case "/large":
      return .now(Response(.ok, body: [UInt8](repeating: 0x78, count: 8_000_000)))
    case "/dry": return .stream(Response(.ok), DryStream(seen))
    case "/timer":
      loop.after(milliseconds: 1) { ticket.answer(Response(.accepted)) }
      return .later
    case "/stream": return .stream(Response(.ok), TestStream(pieces: 1_000, seen))
    case "/endless": return .stream(Response(.ok), TestStream(pieces: .max, seen))
    default:
      return .now(Response(.ok, body: request.body.isEmpty ? Array("ok".utf8) : request.body))
    }
  }

  func signalled() { answerWaiting(.noContent) }
  func abandoned(_ ticket: Ticket) { seen.note { $0.abandoned += 1 } }
  func stopping() { answerWaiting(.serviceUnavailable) }

  private func answerWaiting(_ status: Status) {
    for ticket in waiting { ticket.answer(Response(status)) }
    waiting = []
  }
}

/// Pieces of a thousand octets.
final class TestStream: BodySource {
  private var pieces: Int
  private let seen: Seen

  init(pieces: Int, _ seen: Seen) {
    self.pieces = pieces
    self.seen = seen
  }

  func next() -> BodyPiece {
    guard pieces > 0 else {
      seen.note { $0.finishedStreams += 1 }
      return .end(trailers: Fields())
    }
    pieces -= 1
    return .chunk([UInt8](repeating: 0x78, count: 1_000))
  }

  func cancelled() { seen.note { $0.cancelledStreams += 1 } }
}

/// A stream that never has anything.
final class DryStream: BodySource {
  private let seen: Seen

  init(_ seen: Seen) { self.seen = seen }

  func next() -> BodyPiece { .notReady }
  func cancelled() { seen.note { $0.cancelledStreams += 1 } }
}

/// A server on a port of its own for one test, stopped at its end.
final class TestServer {
  let server: Server
  let port: Int
  let seen = Seen()

  init(limits: Limits = Limits(), loops: Int = 1, fronts: [String] = []) throws {
    let seen = seen
    server = Server(
      limits: limits, port: 0, loops: loops, fronts: fronts,
      log: { record in seen.note { $0.log.append(record) } }
    ) { loop in TestHandler(loop, seen) }
    port = try server.start()
  }

  deinit {
    server.stop(graceMilliseconds: 0)
    server.waitUntilStopped()
  }
}
