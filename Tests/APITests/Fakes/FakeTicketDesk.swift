import HTTP
import Synchronization

/// Takes the answers that come by ticket.
final class FakeTicketDesk: TicketDesk {
  private let responses = Mutex<[Response]>([])

  func redeem(_ ticket: Ticket, _ claim: TicketClaim) {
    switch claim {
    case .response(let response): responses.withLock { $0.append(response) }
    case .making(let make):
      let response = make()
      responses.withLock { $0.append(response) }
    case .stream, .wake: return
    }
  }

  /// The one answer that came.
  var response: Response? {
    responses.withLock { $0.count == 1 ? $0.first : nil }
  }
}
