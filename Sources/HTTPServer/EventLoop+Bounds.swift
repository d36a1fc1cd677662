internal import HTTP

/// What is bounded over all connections and loops: memory for bodies and for output, and how many wait.
extension EventLoop {
  /// Notes what a connection has in use now; called at the end of each of its turns.
  func noteUse(_ connection: Connection) {
    let body = connection.machine.contentHeld
    if body != connection.bodyInUse {
      census.bodies.add(body - connection.bodyInUse)
      connection.bodyInUse = body
    }
    let output = connection.output.count
    guard output != connection.outputInUse else { return }
    let all = census.output.add(output - connection.outputInUse)
    connection.outputInUse = output
    if all > limits.outputMemory { cutLongestWaiting() }
  }

  /// Gives back what a connection that goes had in use.
  func giveBack(_ connection: Connection) {
    if connection.bodyInUse != 0 { census.bodies.add(-connection.bodyInUse) }
    if connection.outputInUse != 0 { census.output.add(-connection.outputInUse) }
    connection.bodyInUse = 0
    connection.outputInUse = 0
  }

  /// Whether more of the body of a connection may be read: there is room for all, or it is small.
  func hasBodyRoom(_ connection: Connection) -> Bool {
    let held = connection.machine.contentHeld
    guard connection.machine.phase == .body, held > limits.bodyShare else { return true }
    return census.bodies.sum - connection.bodyInUse + held <= limits.bodyMemory
  }

  /// Cuts the connection whose output has waited longest, in the next round.
  ///
  /// Who has only just begun to read keeps its answer, and who does not read at all makes room.
  private func cutLongestWaiting() {
    let waiting = connections.filter { !$0.output.isEmpty && $0.machine.phase != .closed }
    guard let longest = waiting.min(by: { $0.output.began < $1.output.began }) else { return }
    longest.machine.cut()
    giveAnotherTurn(to: longest)
  }
}

/// Requests that wait for something to happen.
extension EventLoop {
  /// Lets a request wait, if its client does and not too many others do.
  func wait(_ connection: Connection, _ ticket: Ticket, _ otherwise: Response) {
    guard !connection.inputIsEnding, !isStopping, census.polls.sum < limits.waitingPolls else {
      handler.abandoned(ticket)
      return answer(connection, otherwise)
    }
    census.polls.add(1)
    connection.waiting = ticket
  }

  /// The ticket of a connection that waited until now.
  func endWaiting(_ connection: Connection) -> Ticket? {
    guard let ticket = connection.waiting else { return nil }
    connection.waiting = nil
    census.polls.add(-1)
    return ticket
  }
}

extension Connection {
  /// Whether its request waits for something to happen although the client has gone: one that has asked
  /// for a single answer may say its end at once, but who waits for news has somebody to tell them to.
  var waitsForNobody: Bool { waiting != nil && inputIsEnding }
}
