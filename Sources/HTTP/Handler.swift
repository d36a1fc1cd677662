/// What serves requests.
///
/// One is made on each loop, is used only there, and is not shared.
public protocol Handler: AnyObject {
  /// Called when a head is complete and before its body is read: a final answer (401, 404, 405, 411,
  /// 413, 415…), or nil to go on. It also decides whether `Expect: 100-continue` gets its 100.
  func admit(_ head: RequestHead, id: String) -> Response?

  /// Called with the whole request. Bounded work only: everybody else on the loop is waiting.
  func respond(to request: Request, ticket: Ticket) -> Answer

  /// Called when somebody raised the loop's `LoopSignal`: look again at what your waiters wait for.
  func signalled()

  /// Called when the client of a ticket answered with `.waiting` has gone: forget the ticket.
  func abandoned(_ ticket: Ticket)

  /// Called once when a graceful stop has begun: answer your waiting tickets.
  func stopping()
}

extension Handler {
  /// Lets every request go on.
  public func admit(_ head: RequestHead, id: String) -> Response? { nil }
  /// Waits for nothing.
  public func signalled() {}
  /// Keeps no tickets.
  public func abandoned(_ ticket: Ticket) {}
  /// Keeps nobody waiting.
  public func stopping() {}
}

/// How a handler answers.
public enum Answer {
  /// At once.
  case now(Response)
  /// By the ticket, once; `Limits.answerTime` bounds the wait.
  case later
  /// When something happens, by the ticket, once; a bounded number may wait so
  /// (`Limits.waitingPolls`), and beyond it this is the answer at once.
  case waiting(otherwise: Response)
  /// With the response's status and fields, and content that is pulled from the source.
  case stream(Response, any BodySource)
}

/// Content that is made as fast as the client takes it.
///
/// Used on its loop only.
public protocol BodySource: AnyObject {
  /// The next piece; asked for only when the piece before has gone out.
  func next() -> BodyPiece
  /// The client has gone, or asked with HEAD: nothing more will be asked for.
  func cancelled()
}

/// A piece of streamed content.
public enum BodyPiece {
  /// Octets to send; at most some ten thousand, so that others get their turn.
  case chunk([UInt8])
  /// Nothing yet: the ticket's `wake()` will say when.
  case notReady
  /// All was given; the fields follow as trailers (not to an HTTP/1.0 client).
  case end(trailers: Fields)
  /// It cannot be finished: the connection is cut, so that the client sees that it is not whole.
  case failed
}
