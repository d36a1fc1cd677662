import HTTP
import Synchronization

/// Takes the answers that come by ticket.
final class FakeTicketDesk: TicketDesk {
  private let responses = Mutex<[Response]>([])

  func redeem(_ ticket: Ticket, _ claim: TicketClaim) {
    guard case .response(let response) = claim else { return }
    responses.withLock { $0.append(response) }
  }

  /// The one answer that came.
  var response: Response? {
    responses.withLock { $0.count == 1 ? $0.first : nil }
  }
}
