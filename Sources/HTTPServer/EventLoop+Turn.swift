internal import HTTP

/// A turn of one connection: read, ask, answer, write, until it must wait.
extension EventLoop {
  /// How many full buffers a connection may read before others get their turn.
  private static let readsPerTurn = 4

  /// Does for a connection all that can be done now.
  func turn(_ connection: Connection) {
    guard connection.machine.phase != .closed, flush(connection) else {
      return forget(connection)
    }
    var index = 0
    var end = restore(connection)
    var reads = 0
    served = 0
    while serve(connection, &index, end), connection.mayRead, connection.machine.wantsInput {
      guard hasBodyRoom(connection) else {
        turnAway(inTheMiddleOf: connection)
        break
      }
      guard reads < Self.readsPerTurn else {
        giveAnotherTurn(to: connection)
        break
      }
      reads += 1
      makeRoom(&index, &end)
      guard read(connection, &end) else { return forget(connection) }
    }
    connection.leftover = index < end ? Array(input[index..<end]) : []
    settle(connection)
  }

  /// Puts what a connection had left over at the front of the input.
  private func restore(_ connection: Connection) -> Int {
    let count = connection.leftover.count
    guard count > 0 else { return 0 }
    input.replaceSubrange(0..<count, with: connection.leftover)
    connection.leftover = []
    return count
  }

  /// Moves what is not yet used to the front of the input.
  private func makeRoom(_ index: inout Int, _ end: inout Int) {
    if index < end, index > 0 {
      for position in index..<end { input[position - index] = input[position] }
    }
    end -= index
    index = 0
  }

  /// Reads once.
  ///
  /// False if the connection is gone.
  private func read(_ connection: Connection, _ end: inout Int) -> Bool {
    let room = min(limits.readAhead, input.count - end)
    switch connection.descriptor.read(into: &input, at: end, atMost: room) {
    case .count(0):
      connection.mayRead = false
      connection.machine.endInput()
    case .count(let count):
      // Less than there was room for is all there was; the poller tells of more.
      if count < room, !connection.inputIsEnding { connection.mayRead = false }
      end += count
      if connection.machine.phase == .linger { return lingers(connection, count) }
    case .wouldBlock: connection.mayRead = false
    case .failed: return false
    }
    return true
  }

  /// Whether a client that still sends after the last answer may go on doing so.
  private func lingers(_ connection: Connection, _ count: Int) -> Bool {
    connection.lingered += count
    return connection.lingered <= limits.lingerInput
  }

  /// Serves what has been read.
  ///
  /// False if the connection must wait for its output or its answer.
  private func serve(_ connection: Connection, _ index: inout Int, _ end: Int) -> Bool {
    while true {
      guard pump(connection), connection.output.isEmpty else { return false }
      let step = connection.machine.advance(input, &index, end)
      guard take(step, connection) else {
        return connection.machine.wantsInput && emit(connection)
      }
      guard hasRoom(connection), hasTurn(connection) else { return false }
    }
  }

  /// Whether the connection may have another request served in this turn.
  private func hasTurn(_ connection: Connection) -> Bool {
    // Every request is at least two steps: asking whether it may go on, and answering it.
    served += 1
    guard served >= 2 * limits.requestsPerTurn else { return true }
    if emit(connection) { giveAnotherTurn(to: connection) }
    return false
  }

  /// Whether more may be written in this turn.
  ///
  /// A buffer full of answers is a turn: then it is others'.
  func hasRoom(_ connection: Connection) -> Bool {
    guard out.count >= limits.queuedOutput else { return true }
    if emit(connection) { giveAnotherTurn(to: connection) }
    return false
  }

  /// Does what the machine wants done next.
  ///
  /// False if that is to wait.
  private func take(_ step: ConnectionMachine.Step, _ connection: Connection) -> Bool {
    switch step {
    case .wait: return false
    case .admit(let head): admit(head, connection)
    case .respond(let head, let body): respond(head, body, connection)
    case .refuse(let response): answer(connection, response)
    case .fail(let failure): fail(connection, failure)
    }
    return true
  }

  /// Writes what the loop has written for the connection; keeps what is not taken.
  ///
  /// True if all is out.
  func emit(_ connection: Connection) -> Bool {
    guard !out.isEmpty else { return connection.output.isEmpty }
    defer { clearOut() }
    guard connection.output.isEmpty else {
      connection.output.append(out[...], now: now)
      return false
    }
    switch connection.descriptor.write(out, from: 0) {
    case .count(let count):
      if count < out.count { connection.output.append(out[count...], now: now) }
    case .wouldBlock: connection.output.append(out[...], now: now)
    case .failed: connection.machine.cut()
    }
    return connection.output.isEmpty && connection.machine.phase != .closed
  }

  /// Empties the buffer; memory that one large answer took is given back.
  func clearOut() {
    guard !out.isEmpty else { return }
    if out.capacity > 4 * limits.queuedOutput {
      out = []
    } else {
      out.removeAll(keepingCapacity: true)
    }
  }

  /// Writes what waits.
  ///
  /// False if the connection is gone.
  private func flush(_ connection: Connection) -> Bool {
    connection.output.flush(to: connection.descriptor)
  }

  /// Ends a turn: writes, shuts the sending side after the last answer, lets go of what is closed.
  private func settle(_ connection: Connection) {
    _ = emit(connection)
    if connection.machine.phase == .finish, connection.output.isEmpty {
      connection.descriptor.shutSending()
      connection.machine.flushed()
      // What has come meanwhile is read away in the next round.
      if connection.mayRead { giveAnotherTurn(to: connection) }
    }
    guard connection.machine.phase != .closed else { return forget(connection) }
    noteUse(connection)
    connection.noteTime(now)
  }
}
