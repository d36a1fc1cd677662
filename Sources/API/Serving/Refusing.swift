import Casework
import Escalations
import HTTP

/// How one request is refused, from whatever thread finds that out.
struct Refusing: Sendable {
  let viewer: Viewer?
  /// The escalation that the path names.
  let reference: Reference?
  let request: String
  let desk: any Desk
  let log: @Sendable (_ request: String, _ words: String) -> Void
  let realm: String

  /// Answers with a refusal, after it is on record where it belongs there.
  ///
  /// So nobody asks for what is not theirs without a trace; and what is not theirs to see cannot be told
  /// by the time it takes from what does not exist, since both wait for a commit.
  func tell(_ unserved: Unserved, _ ticket: Ticket) {
    guard isOnRecord(unserved) else { return ticket.answer(response(unserved)) }
    note { result in
      switch result {
      case .success: ticket.answer(response(unserved))
      case .failure(let failure): ticket.answer(response(.casework(failure)))
      }
    }
  }

  /// Puts it on record that the viewer was refused.
  func note(_ done: @escaping @Sendable (Result<Receipt?, Failure>) -> Void) {
    guard let viewer else { return }
    let entry = AccessEntry(
      kind: .refused, viewer: viewer, reference: reference, requestID: request)
    desk.submit(.note(entry), done: done)
  }

  /// Whether the refusal keeps somebody with a valid credential from what is not theirs.
  func isOnRecord(_ unserved: Unserved) -> Bool {
    switch unserved {
    case .casework(.notFound): viewer != nil && reference != nil
    case .casework(.notAllowed): viewer != nil
    default: false
    }
  }

  /// The refusal as an answer.
  func response(_ unserved: Unserved) -> Response {
    if case .casework(.broken(let words)) = unserved { log(request, words) }
    // One body for every 401, so that nothing tells one cause from another.
    if case .unauthenticated = unserved {
      return Problem(unserved, realm: realm).response(instance: nil)
    }
    return Problem(unserved, realm: realm).response(instance: request)
  }
}
