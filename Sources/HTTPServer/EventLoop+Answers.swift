internal import HTTP

/// Questions to the handler, and answers to the client.
extension EventLoop {
  /// Asks the handler whether the request may go on.
  func admit(_ head: RequestHead, _ connection: Connection) {
    connection.visit = visit(head)
    connection.client = fronts.client(head, of: connection.peer)
    let refusal =
      rates?.refusal(connection.client.network, now: now)
      ?? handler.admit(head, id: connection.visit.requestID)
    if let refusal {
      connection.machine.refuse(refusal)
    } else {
      let written = out.count
      connection.machine.admit(into: &out)
      // A client that waits for its 100 must get it before anything is waited for; other answers to
      // pipelined requests go out together.
      if out.count > written { _ = emit(connection) }
    }
  }

  private func visit(_ head: RequestHead) -> Connection.Visit {
    var visit = Connection.Visit()
    visit.requestID = ids.next(proposed: head.fields.octets(of: .requestID))
    guard log != nil else { return visit }
    visit.method = head.method.text
    visit.path = head.path
    visit.began = now
    return visit
  }

  /// Gives the request to the handler.
  func respond(_ head: RequestHead, _ body: [UInt8], _ connection: Connection) {
    let request = Request(
      head: head, body: body, peer: connection.client.text, id: connection.visit.requestID)
    let ticket = Ticket(
      desk: mailbox, connection: connection.id, request: connection.machine.requestNumber)
    switch handler.respond(to: request, ticket: ticket) {
    case .now(let response): answer(connection, response)
    case .later: break
    case .waiting(let otherwise): wait(connection, ticket, otherwise)
    case .stream(let response, let source): beginStream(connection, response, source)
    }
  }

  /// Writes a whole answer.
  func answer(_ connection: Connection, _ response: Response) {
    _ = endWaiting(connection)
    let id = connection.visit.requestID
    connection.visit.bytes =
      connection.machine.answer(response, date: date, requestID: id, into: &out)
    connection.visit.status = response.status.rawValue
    if response.status == .unauthorized {
      rates?.chargeForWrongCredential(connection.client.network, now: now)
    }
    record(connection)
  }

  /// Writes the answer to a request that could not be read or answered; it is the last.
  func fail(_ connection: Connection, _ failure: ParseFailure) {
    if connection.visit.requestID.isEmpty {
      connection.visit.requestID = ids.next(proposed: nil)
      connection.visit.began = now
    }
    answer(connection, failure.response)
  }

  private func record(_ connection: Connection) {
    let visit = connection.visit
    connection.visit = Connection.Visit()
    guard let log else { return }
    log(
      AccessRecord(
        method: visit.method, path: visit.path, status: visit.status, bytes: visit.bytes,
        microseconds: max(0, Clocks.monotonicMicroseconds() - visit.began),
        requestID: visit.requestID, peer: connection.client.text))
  }

  /// Takes what the holder of a ticket hands in; nothing, if it comes too late.
  func redeem(_ ticket: Ticket, _ claim: TicketClaim) {
    guard let connection = connection(for: ticket) else { return }
    switch (claim, connection.machine.phase) {
    case (.response(let response), .answer): answer(connection, response)
    case (.making(let make), .answer): answer(connection, make())
    case (.stream(let response, let source), .answer): beginStream(connection, response, source)
    case (.wake, .stream): break
    case (.response, _), (.making, _), (.stream, _), (.wake, _): return
    }
    turn(connection)
  }

  /// Ends the time of a phase.
  func expire(_ connection: Connection) {
    guard connection.output.isEmpty else {
      connection.machine.cut()  // it does not read: there is nothing to say to it
      return forget(connection)
    }
    if case .fail(let failure) = connection.machine.expire() { fail(connection, failure) }
    turn(connection)
  }

  /// Tells a connection in the middle of a body that there is no room for the rest of it.
  func turnAway(inTheMiddleOf connection: Connection) {
    if case .fail(let failure) = connection.machine.turnAway() { fail(connection, failure) }
  }

  /// Tells a connection that came over the limit to come again later.
  func turnAway(_ connection: Connection) {
    turnAway(inTheMiddleOf: connection)
    turn(connection)
  }
}

/// Streamed answers.
extension EventLoop {
  private func beginStream(
    _ connection: Connection, _ response: Response, _ source: any BodySource
  ) {
    _ = endWaiting(connection)
    connection.visit.status = response.status.rawValue
    let id = connection.visit.requestID
    if connection.machine.beginStream(response, date: date, requestID: id, into: &out) {
      connection.source = source
    } else {
      source.cancelled()
      record(connection)
    }
  }

  /// Pulls content as long as it goes out.
  ///
  /// False if the connection must wait, for either side.
  func pump(_ connection: Connection) -> Bool {
    guard let source = connection.source else { return true }
    while connection.output.isEmpty {
      let piece = source.next()
      if case .notReady = piece {
        if connection.sourceIsDrySince == nil { connection.sourceIsDrySince = now }
        _ = emit(connection)
        return false
      }
      connection.sourceIsDrySince = nil
      switch piece {
      case .notReady: return false
      case .chunk(let octets):
        connection.visit.bytes += octets.count
        connection.machine.stream(octets, into: &out)
        guard hasRoom(connection) else { return false }
      case .end(let trailers):
        connection.source = nil
        connection.machine.endStream(trailers: trailers, into: &out)
        record(connection)
        return true
      case .failed:
        connection.source = nil
        connection.machine.cut()
        record(connection)
        return false
      }
    }
    return false
  }
}
