internal import CEpoll
internal import Glibc
internal import HTTP
internal import Synchronization

/// How other threads reach a loop: a queue behind a lock, and a descriptor that wakes the loop.
final class Mailbox: TicketDesk, LoopSignal, Sendable {
  /// What is said to a loop.
  enum Message: Sendable {
    case claim(Ticket, TicketClaim)
    case newcomer(Newcomer)
    case signal
    case stop(graceMilliseconds: Int)
  }

  private struct Queue: Sendable {
    var messages: [Message] = []
    var hasSignal = false
    var isClosed = false
  }

  private let queue = Mutex(Queue())
  /// The eventfd that wakes the loop.
  let bell: Descriptor

  init() throws(SystemError) {
    bell = Descriptor(
      owning: try SystemCall.check("eventfd") {
        eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
      })
  }

  func redeem(_ ticket: Ticket, _ claim: TicketClaim) { post(.claim(ticket, claim)) }

  func raise() {
    let isFirst = queue.withLock { queue in
      defer { queue.hasSignal = true }
      return !queue.hasSignal
    }
    if isFirst { post(.signal) }
  }

  /// Leaves a message; only the first of several rings.
  ///
  /// A loop that has ended gets none, and what a message owns is given back.
  func post(_ message: Message) {
    let mustRing = queue.withLock { queue in
      guard !queue.isClosed else {
        message.abandon()
        return false
      }
      queue.messages.append(message)
      return queue.messages.count == 1
    }
    if mustRing { ring() }
  }

  /// Takes all messages.
  ///
  /// On the loop only.
  func take() -> [Message] {
    queue.withLock { queue in
      queue.hasSignal = false
      let messages = queue.messages
      queue.messages = []
      return messages
    }
  }

  /// Takes no more messages.
  func close() {
    let left = queue.withLock { queue in
      queue.isClosed = true
      let left = queue.messages
      queue.messages = []
      return left
    }
    for message in left { message.abandon() }
  }

  /// Quiets the bell before the messages are taken.
  func quiet() {
    var count: eventfd_t = 0
    // Fills in the number and keeps no pointer. Empty is no fault.
    _ = unsafe eventfd_read(bell.number, &count)
  }

  private func ring() { _ = eventfd_write(bell.number, 1) }
}

/// A connection on its way from the acceptor to its loop.
struct Newcomer: Sendable {
  /// The descriptor: owned by whoever takes the message.
  var number: Int32
  /// The peer's address.
  var peer: Address.Peer
  /// Whether the server was full when it came.
  var isOverLimit: Bool
}

extension Mailbox.Message {
  /// Gives back what a message owns that nobody will take.
  fileprivate func abandon() {
    switch self {
    case .newcomer(let newcomer): _ = Glibc.close(newcomer.number)
    case .claim, .signal, .stop: break
    }
  }
}
