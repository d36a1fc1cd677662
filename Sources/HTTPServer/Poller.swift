internal import CEpoll
internal import Glibc

/// Waits for sockets: one epoll instance, edge-triggered, so a connection is registered once and never
/// again.
///
/// The structure of the system is called unsafe because it may hold a pointer; here it holds ids only.
@safe struct Poller: ~Copyable {
  /// What a descriptor is ready for.
  struct Readiness {
    /// The id under which the descriptor was registered.
    var id: UInt64
    private var flags: UInt32

    init(_ event: epoll_event) {
      id = unsafe event.data.u64
      flags = unsafe event.events
    }

    /// Input, or the end of input, may be there.
    var canRead: Bool { flags & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 }
    /// The peer has sent its end.
    var inputHasEnded: Bool { flags & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 }
    /// Output may be taken.
    var canWrite: Bool { flags & EPOLLOUT.rawValue != 0 }
    /// The connection was reset.
    var hasFailed: Bool { flags & EPOLLERR.rawValue != 0 }
  }

  private let epoll: Descriptor
  private var events: [epoll_event]

  /// An instance of the system's that watches one descriptor, for whoever will own it: so that a loop
  /// cannot fail to start on its own thread, where nobody could be told.
  static func open(watching bell: borrowing Descriptor, id: UInt64) throws(SystemError) -> Int32 {
    let number = try SystemCall.check("epoll_create1") { epoll_create1(Int32(EPOLL_CLOEXEC)) }
    let poller = Poller(owning: number, batch: 1)
    try poller.watch(bell, id: id)
    return poller.release()
  }

  init(owning number: Int32, batch: Int) {
    epoll = Descriptor(owning: number)
    unsafe events = Array(repeating: epoll_event(), count: batch)
  }

  private consuming func release() -> Int32 { epoll.release() }

  /// Watches a descriptor for everything, under an id that comes back with each readiness.
  ///
  /// It is forgotten when it is closed.
  func watch(_ descriptor: borrowing Descriptor, id: UInt64) throws(SystemError) {
    var event = unsafe epoll_event()
    unsafe event.events =
      EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
    unsafe event.data.u64 = id
    let number = descriptor.number
    let epoll = epoll.number
    _ = try SystemCall.check("epoll_ctl") {
      // Copies the structure and keeps no pointer.
      unsafe epoll_ctl(epoll, EPOLL_CTL_ADD, number, &event)
    }
  }

  /// Waits until something is ready or the time is over (-1: for ever), and says how much is ready.
  mutating func wait(milliseconds: Int32) -> Int {
    let capacity = Int32(unsafe events.count)
    // Fills in at most `capacity` structures and keeps no pointer.
    let count = unsafe epoll_wait(epoll.number, &events, capacity, milliseconds)
    return max(0, Int(count))
  }

  /// What the last wait found.
  subscript(index: Int) -> Readiness { unsafe Readiness(events[index]) }
}
