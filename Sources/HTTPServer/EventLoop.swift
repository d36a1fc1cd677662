internal import Glibc
internal import HTTP

/// One loop: its sockets, its timers, its handler, on one thread of its own.
///
/// Nothing here is shared but the mailbox.
final class EventLoop {
  let index: Int
  let limits: Limits
  let mailbox: Mailbox
  let census: Census
  let rates: AddressRates?
  let fronts: Fronts
  let log: AccessLog?

  /// Octets are read here, after what a connection had left over; nothing stays between turns.
  var input: [UInt8]
  /// Answers are written here; what the system does not take goes to the connection.
  var out: [UInt8] = []
  /// Microseconds of the clock that only goes forward, read once a round.
  private(set) var now = Clocks.monotonicMicroseconds()
  /// The `Date` line, made once a second.
  private(set) var date: [UInt8] = []
  var ids: RequestID
  /// Steps of the connection whose turn it is.
  var served = 0

  private var poller: Poller
  private var timers = TimerQueue()
  private var table = ConnectionTable()
  /// Connections that had their share of a round and have more to do.
  private var again: [UInt64] = []
  private var dateIsGoodUntil = 0
  private var nextSweep = 0
  private var handlerInUse: (any Handler)?
  private var endBy: Int?

  /// The id of the mailbox's bell at the poller; connections count from one.
  static let bellID: UInt64 = 0
  /// How often time-outs are looked for.
  private static let sweepMicroseconds = 250_000

  /// A loop that owns this epoll instance, which already watches the mailbox's bell.
  init(_ plan: LoopPlan, epoll: Int32) {
    index = plan.index
    limits = plan.limits
    mailbox = plan.mailbox
    census = plan.census
    rates = plan.rates
    fronts = plan.fronts
    log = plan.log
    // Room for a whole head besides what is read ahead, so that there is always room to read.
    input = Array(repeating: 0, count: limits.readAhead + limits.head + limits.requestLine)
    ids = RequestID(startedAt: Clocks.unixSeconds(), loop: index)
    poller = Poller(owning: epoll, batch: 256)
  }

  /// What serves the requests of this loop.
  var handler: any Handler {
    guard let handlerInUse else { preconditionFailure("the loop runs") }
    return handlerInUse
  }

  /// Whether a stop has begun.
  var isStopping: Bool { endBy != nil }

  /// Runs until it was stopped and its connections have ended.
  func run(_ makeHandler: (any Loop) -> any Handler) {
    refreshClock()
    handlerInUse = makeHandler(self)
    while !isOver {
      let count = poller.wait(milliseconds: patience())
      refreshClock()
      for position in 0..<count { handle(poller[position]) }
      finishRound()
    }
    end()
  }

  private func handle(_ readiness: Poller.Readiness) {
    if readiness.id == Self.bellID {
      mailbox.quiet()
      for message in mailbox.take() { handle(message) }
    } else if let connection = table[readiness.id] {
      if readiness.canRead { connection.mayRead = true }
      if readiness.inputHasEnded { connection.inputIsEnding = true }
      if readiness.hasFailed || connection.waitsForNobody { connection.machine.cut() }
      turn(connection)
    }
  }

  private func handle(_ message: Mailbox.Message) {
    switch message {
    case .claim(let ticket, let claim): redeem(ticket, claim)
    case .newcomer(let newcomer): welcome(newcomer)
    case .signal: handler.signalled()
    case .stop(let grace): stop(graceMilliseconds: grace)
    }
  }

  private func finishRound() {
    while let timer = timers.popDue(now) { timer.fire() }
    let waiting = again
    again = []
    for id in waiting { if let connection = table[id] { turn(connection) } }
    if now >= nextSweep { sweep() }
  }

  private func refreshClock() {
    now = Clocks.monotonicMicroseconds()
    guard now >= dateIsGoodUntil else { return }
    date = HTTPDate.fieldLine(unixSeconds: Clocks.unixSeconds())
    dateIsGoodUntil = now + 200_000
  }

  /// How long the poller may wait.
  private func patience() -> Int32 {
    guard again.isEmpty else { return 0 }
    var until = timers.next
    if !table.isEmpty { until = min(until ?? nextSweep, nextSweep) }
    if let endBy { until = min(until ?? endBy, endBy) }
    guard let until else { return -1 }
    return Int32(clamping: max(0, until - now + 999) / 1000)
  }
}

/// Connections come and go.
extension EventLoop {
  private func welcome(_ newcomer: Newcomer) {
    let connection = table.insert { id in
      Connection(
        id: id, peer: newcomer.peer, owning: newcomer.number, limits: limits, now: now)
    }
    guard (try? poller.watch(connection.descriptor, id: connection.id)) != nil else {
      return forget(connection)  // the system has no room for it: closing is all that can be done
    }
    nextSweep = max(nextSweep, now)
    if newcomer.isOverLimit {
      turnAway(connection)
    } else if isStopping {
      connection.machine.stop()
      turn(connection)
    }
  }

  /// Gives the connection another turn in the next round.
  func giveAnotherTurn(to connection: Connection) { again.append(connection.id) }

  /// Lets go of the connection whose turn it is; its descriptor is closed with it.
  func forget(_ connection: Connection) {
    // What was written for it goes with it: the next connection must not be sent a word of it.
    clearOut()
    connection.source?.cancelled()
    connection.source = nil
    if let ticket = endWaiting(connection) { handler.abandoned(ticket) }
    guard table.remove(connection.id) else { return }
    census.connections.add(-1)
    giveBack(connection)
  }

  /// The connections of this loop.
  var connections: [Connection] { table.all }

  /// The connection and request a ticket is for, if they are still waiting for it.
  func connection(for ticket: Ticket) -> Connection? {
    guard let connection = table[ticket.connection],
      connection.machine.requestNumber == ticket.request
    else { return nil }
    return connection
  }

  private func sweep() {
    nextSweep = now + Self.sweepMicroseconds
    for connection in table.all where connection.isOverdue(now, limits) { expire(connection) }
  }

  private func stop(graceMilliseconds: Int) {
    guard endBy == nil else { return }
    endBy = now + graceMilliseconds * 1000
    handler.stopping()
    for connection in table.all {
      connection.machine.stop()
      turn(connection)
    }
  }

  private var isOver: Bool {
    guard let endBy else { return false }
    return table.isEmpty || now >= endBy
  }

  private func end() {
    mailbox.close()
    for connection in table.all { forget(connection) }
    handlerInUse = nil
  }
}

extension EventLoop: Loop {
  var signal: any LoopSignal { mailbox }

  @discardableResult
  func after(milliseconds: Int, _ work: @escaping () -> Void) -> LoopTimer {
    let timer = LoopTimer(work)
    timers.add(timer, at: now + milliseconds * 1000)
    return timer
  }
}
