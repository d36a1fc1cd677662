internal import CEpoll
internal import Glibc
internal import HTTP

/// Accepts connections on a thread of its own and deals them out to the loops in turn.
///
/// When the system has no descriptor left it gives up a spare one, so that the connection at the head
/// of the queue can be taken and closed instead of turning the loop, and then waits a little.
final class Acceptor: Sendable {
  private let socket: Descriptor
  private let bell: Descriptor
  private let limits: Limits
  private let census: Census

  /// How long nothing is accepted after the system had no descriptor left, in milliseconds.
  private static let backOff: Int32 = 100
  /// How many clients are taken before the bell is looked at again, however many come.
  private static let batch = 256

  init(owning socket: Int32, limits: Limits, census: Census) throws(SystemError) {
    self.socket = Descriptor(owning: socket)
    self.limits = limits
    self.census = census
    bell = Descriptor(
      owning: try SystemCall.check("eventfd") {
        eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
      })
  }

  /// Ends `run()`.
  func stop() { _ = eventfd_write(bell.number, 1) }

  /// Accepts until it is stopped.
  ///
  /// What the system had already accepted for us is dealt out too.
  func run(dealingTo loops: [Mailbox]) {
    var next = 0
    var spare = Self.openSpare()
    while !waitForClient(milliseconds: -1) {
      guard !acceptAll(loops, &next) else { continue }
      _ = Glibc.close(spare)
      if let (number, _) = try? Address.accept(socket.number) { _ = Glibc.close(number) }
      spare = Self.openSpare()
      if isToldToStop(within: Self.backOff) { break }
    }
    _ = acceptAll(loops, &next)
    _ = Glibc.close(spare)
  }

  /// Accepts those that wait.
  ///
  /// False if the system has no room for them.
  private func acceptAll(_ loops: [Mailbox], _ next: inout Int) -> Bool {
    for _ in 0..<Self.batch {
      do throws(SystemError) {
        let (number, peer) = try Address.accept(socket.number)
        deal(number, peer, to: loops[next % loops.count])
        next += 1
      } catch {
        switch error.number {
        case EAGAIN: return true
        // This one client has gone already, or its network has, or it is not let in: accept(2).
        case ECONNABORTED, EPROTO, EPERM, ENOPROTOOPT, EOPNOTSUPP, ENETDOWN, ENETUNREACH, ENONET,
          EHOSTDOWN, EHOSTUNREACH, ETIMEDOUT:
          continue
        // No descriptor or no memory; and whatever else lasts must not turn this loop for ever.
        default: return false
        }
      }
    }
    return true
  }

  private func deal(_ number: Int32, _ peer: Address.Peer, to loop: Mailbox) {
    let count = census.connections.add(1)
    guard count <= limits.connections + limits.refusals else {
      census.connections.add(-1)
      _ = Glibc.close(number)
      return
    }
    loop.post(
      .newcomer(
        Newcomer(number: number, peer: peer, isOverLimit: count > limits.connections)))
  }

  /// Waits for a client or the bell; true for the bell.
  private func waitForClient(milliseconds: Int32) -> Bool {
    var waits = [
      pollfd(fd: bell.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0),
    ]
    // Fills in the two structures and keeps no pointer.
    _ = unsafe poll(&waits, 2, milliseconds)
    return waits[0].revents != 0
  }

  private func isToldToStop(within milliseconds: Int32) -> Bool {
    var wait = pollfd(fd: bell.number, events: Int16(POLLIN), revents: 0)
    // Fills in the structure and keeps no pointer.
    _ = unsafe poll(&wait, 1, milliseconds)
    return wait.revents != 0
  }

  private static func openSpare() -> Int32 {
    // Reads the name within the call only.
    unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
  }
}
