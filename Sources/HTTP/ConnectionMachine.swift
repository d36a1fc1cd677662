/// One connection as a pure machine: octets and answers go in, questions and octets come out.
///
/// It knows no socket and no clock. Requests are served one after another: the next is not begun before
/// the answer to the one before is written, so answers are in order, each is given once, and pipelined
/// requests wait as octets, whose number is bounded.
public struct ConnectionMachine: ~Copyable {
  /// What the caller must do next.
  public enum Step {
    /// Nothing, until more octets come or the answer is there. Octets not consumed are shown again.
    case wait
    /// Ask the handler, then say `admit()` or `refuse(_:)`.
    case admit(RequestHead)
    /// Give the request to the handler, then say `answer(_:)` or `beginStream(_:)`.
    case respond(RequestHead, body: [UInt8])
    /// Write this answer with `answer(_:)`: the handler refused.
    case refuse(Response)
    /// Write this failure with `answer(_:)`: the client is at fault, or out of time.
    case fail(ParseFailure)
  }

  /// What must be kept of a request until its answer is written.
  private struct Exchange {
    var isHead = false
    var version = Version.http11
    /// Whether the client lets the connection go on, and nothing since has forbidden it.
    var persists = true
    var expectsContinue = false
  }

  /// Where the connection stands.
  public private(set) var phase = Phase.idle
  /// How many requests have begun to be answered: the number of the one in hand.
  public private(set) var requestNumber: UInt64 = 0

  private let limits: Limits
  private var parser = RequestHeadParser()
  private var exchange = Exchange()
  private var head: RequestHead?
  private var reader = BodyReader(.none)
  private var refusal: Response?
  private var inputHasEnded = false
  private var isStopping = false

  /// A fresh connection.
  public init(limits: Limits) { self.limits = limits }

  /// Octets of content of the request in hand so far: what its least rate is measured by.
  public var contentReceived: Int { reader.received }

  /// Octets of content held in memory for the request in hand: until it is answered, for what is done
  /// with it may hold them as long.
  public var contentHeld: Int {
    switch phase {
    case .body, .answer: reader.received
    case .idle, .head, .admission, .discard, .stream, .finish, .linger, .closed: 0
    }
  }

  /// Whether the connection waits for the client, as opposed to the handler or the network.
  public var wantsInput: Bool {
    switch phase {
    case .idle, .head, .body, .discard, .finish, .linger: !inputHasEnded
    case .admission, .answer, .stream, .closed: false
    }
  }

  /// Looks at `octets[index..<end]`, moves `index` past what it has taken, and says what is next.
  public mutating func advance(_ octets: [UInt8], _ index: inout Int, _ end: Int) -> Step {
    do throws(ParseFailure) {
      switch phase {
      case .idle, .head: return try readHead(octets, &index, end)
      case .body, .discard: return try readBody(octets, &index, end)
      case .finish, .linger, .closed:
        index = end  // no longer ours to read
        return .wait
      case .admission, .answer, .stream: return .wait
      }
    } catch {
      return fail(error, .malformed)
    }
  }

  private mutating func readHead(
    _ octets: [UInt8], _ index: inout Int, _ end: Int
  ) throws(ParseFailure) -> Step {
    switch try parser.advance(octets, index, end, limits) {
    case .incomplete:
      if parser.hasBegun { move(.headBegan) }
      return try waitForInput()
    case .complete(let head, let next):
      index = next
      return try accept(head)
    }
  }

  private mutating func accept(_ head: RequestHead) throws(ParseFailure) -> Step {
    exchange = Exchange(isHead: head.method == .head, version: head.version)
    reader = BodyReader(try BodyFraming(head, limits))
    exchange.persists = try Persistence.isWanted(by: head)
    exchange.expectsContinue = try Self.expectsContinue(head)
    requestNumber += 1
    if requestNumber >= UInt64(limits.requestsPerConnection) { exchange.persists = false }
    self.head = head
    parser = RequestHeadParser()
    move(.headCompleted)
    return .admit(head)
  }

  /// RFC 9110 section 10.1.1: only 100-continue is understood; HTTP/1.0 has no expectations.
  private static func expectsContinue(_ head: RequestHead) throws(ParseFailure) -> Bool {
    let expect = head.fields.occurrences(of: .expect)
    guard head.version == .http11, expect.count > 0 else { return false }
    guard expect.count == 1,
      Persistence.equals(head.fields.octets, expect.first, "100-continue")
    else { throw .expectation }
    return true
  }

  /// The handler lets the request go on: its body is read next.
  public mutating func admit(into out: inout [UInt8]) {
    // A client that waits for it gets its 100 before anything is waited for; without content there is
    // nothing to go on with.
    if exchange.expectsContinue, !reader.isComplete { out += ResponseEncoder.goOn }
    move(.admitted)
  }

  /// The handler refuses: the answer comes after the body, if that is short enough to be read over.
  public mutating func refuse(_ response: Response) {
    refusal = response
    // A client that was refused its 100 may or may not send the content: only closing is certain.
    if !reader.isComplete, exchange.expectsContinue || !reader.fits(limits.discardedBody) {
      exchange.persists = false
      reader = BodyReader(.none)
    }
    move(.refused)
  }

  private mutating func readBody(
    _ octets: [UInt8], _ index: inout Int, _ end: Int
  ) throws(ParseFailure) -> Step {
    try reader.advance(octets, &index, end, limits)
    if refusal != nil { dropContent() }
    guard reader.isComplete else { return try waitForInput() }
    move(.bodyCompleted)
    if let refusal {
      self.refusal = nil
      return .refuse(refusal)
    }
    guard let head else { return .wait }
    self.head = nil
    return .respond(head, body: reader.takeContent())
  }

  /// Content of a refused request is not kept; if there is too much of it, it is not awaited either.
  private mutating func dropContent() {
    _ = reader.takeContent()
    guard !reader.isComplete, reader.received > limits.discardedBody else { return }
    exchange.persists = false
    reader = BodyReader(.none)
  }

  /// Waits, unless nothing more will come.
  private mutating func waitForInput() throws(ParseFailure) -> Step {
    guard inputHasEnded else { return .wait }
    guard phase != .idle else {
      move(.inputEnded)
      return .wait
    }
    return fail(.endOfInput, .inputEnded)
  }

  /// Ends the request in hand with a failure, which is the last answer on this connection.
  private mutating func fail(_ failure: ParseFailure, _ event: PhaseEvent) -> Step {
    if phase == .idle || phase == .head {
      exchange = Exchange(isHead: parser.method == .head)
      requestNumber += 1
    }
    exchange.persists = false
    refusal = nil
    head = nil
    reader = BodyReader(.none)
    move(event)
    return .fail(failure)
  }

  private mutating func move(_ event: PhaseEvent) {
    if let next = phase.following(event) { phase = next }
  }
}

/// Answers.
extension ConnectionMachine {
  /// Writes the answer to the request in hand, and says how many octets of content it has.
  @discardableResult
  public mutating func answer(
    _ response: Response, date: [UInt8], requestID: String, into out: inout [UInt8]
  ) -> Int {
    let frame = frame(date, requestID)
    let count = ResponseEncoder.append(response, frame, to: &out)
    move(frame.persists ? .answeredAndKept : .answeredLast)
    return count
  }

  /// Writes the head of a streamed answer; false if no content is to follow.
  public mutating func beginStream(
    _ response: Response, date: [UInt8], requestID: String, into out: inout [UInt8]
  ) -> Bool {
    // Without a length, only the end of the connection ends content for HTTP/1.0 (RFC 9112 section 6.3).
    if exchange.version == .http10, !exchange.isHead { exchange.persists = false }
    let frame = frame(date, requestID)
    ResponseEncoder.appendStreamHead(response, frame, to: &out)
    guard !frame.isHead, !response.status.forbidsContent else {
      move(frame.persists ? .answeredAndKept : .answeredLast)
      return false
    }
    // What was promised in the head stays, whatever is asked to stop meanwhile.
    exchange.persists = frame.persists
    move(.streamBegan)
    return true
  }

  /// Writes a piece of a streamed answer.
  public mutating func stream(_ octets: [UInt8], into out: inout [UInt8]) {
    guard phase == .stream else { return }
    ResponseEncoder.appendChunk(octets, exchange.version, to: &out)
  }

  /// Ends a streamed answer.
  public mutating func endStream(trailers: Fields, into out: inout [UInt8]) {
    guard phase == .stream else { return }
    ResponseEncoder.appendEnd(trailers, exchange.version, to: &out)
    move(exchange.persists && !isStopping ? .answeredAndKept : .answeredLast)
  }

  private func frame(_ date: [UInt8], _ requestID: String) -> ResponseEncoder.Frame {
    ResponseEncoder.Frame(
      date: date, requestID: requestID, isHead: exchange.isHead, version: exchange.version,
      persists: exchange.persists && !isStopping)
  }
}

/// What happens to the connection from outside.
extension ConnectionMachine {
  /// The client will send nothing more.
  ///
  /// Call `advance` afterwards.
  public mutating func endInput() {
    inputHasEnded = true
    if phase == .linger { move(.inputEnded) }
  }

  /// The time for this phase is over: the answer to write, if one is owed.
  public mutating func expire() -> Step {
    switch phase {
    case .head: return fail(.headTime, .expired)
    case .body, .discard: return fail(.bodyTime, .expired)
    case .answer: return fail(.answerTime, .expired)
    case .idle, .admission, .stream, .finish, .linger, .closed:
      move(.expired)
      return .wait
    }
  }

  /// A graceful stop has begun: an idle connection ends, others end with their next answer.
  public mutating func stop() {
    isStopping = true
    move(.stopped)
  }

  /// All output has gone out.
  public mutating func flushed() {
    move(.flushed)
    if inputHasEnded { move(.inputEnded) }
  }

  /// The connection is gone, or is to go at once.
  public mutating func cut() { move(.cut) }

  /// Answers a connection for which the server has no room: before it said anything, or in the middle
  /// of a body.
  public mutating func turnAway() -> Step { fail(.overload, .malformed) }

  /// How long this phase may last, in milliseconds since it began; nil if its end is not the client's.
  public var patience: Int? {
    switch phase {
    case .idle: limits.idleTime
    case .head: limits.headTime
    case .body, .discard: limits.bodyTime + contentReceived * 1000 / max(1, limits.bodyRate)
    case .answer: limits.answerTime
    case .linger: limits.lingerTime
    case .admission, .stream, .finish, .closed: nil
    }
  }
}
