/// The right to answer one request later, from any thread, once.
///
/// Dropped silently when the connection has gone or the time for an answer has passed.
public struct Ticket: Sendable {
  private let desk: any TicketDesk
  /// The connection, unique among all that its loop ever had.
  public let connection: UInt64
  /// The number of the request on that connection.
  public let request: UInt64

  /// A ticket that is redeemed at this desk.
  public init(desk: any TicketDesk, connection: UInt64, request: UInt64) {
    self.desk = desk
    self.connection = connection
    self.request = request
  }

  /// Answers the request.
  public func answer(_ response: Response) { desk.redeem(self, .response(response)) }

  /// Answers the request with what the loop of the ticket is to make: for a thread that others wait for.
  public func answer(making make: @escaping @Sendable () -> Response) {
    desk.redeem(self, .making(make))
  }

  /// Answers the request with a stream.
  ///
  /// Only on the loop of the ticket.
  public func answer(_ response: Response, from source: any BodySource & Sendable) {
    desk.redeem(self, .stream(response, source))
  }

  /// Says that a stream which was not ready has more.
  public func wake() { desk.redeem(self, .wake) }

  /// Whether two tickets of one loop are for the same request.
  public func isSame(as other: Ticket) -> Bool {
    connection == other.connection && request == other.request
  }
}

/// Where tickets are redeemed: the server's loops, or a test.
public protocol TicketDesk: AnyObject, Sendable {
  /// Takes what the holder of the ticket hands in. Called on any thread.
  func redeem(_ ticket: Ticket, _ claim: TicketClaim)
}

/// What the holder of a ticket hands in.
public enum TicketClaim: Sendable {
  case response(Response)
  case making(@Sendable () -> Response)
  case stream(Response, any BodySource & Sendable)
  case wake
}
