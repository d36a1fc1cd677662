internal import Dispatch
internal import Glibc
public import HTTP
internal import Synchronization

/// Told of each finished request, on its loop: it must be quick, and may be called by several loops.
public typealias AccessLog = @Sendable (AccessRecord) -> Void

/// An HTTP/1.1 server: one acceptor, and loops that each have their own handler.
public final class Server: Sendable {
  private let limits: Limits
  private let address: String
  private let fronts: [String]
  private let port: Int
  private let loopCount: Int
  private let log: AccessLog?
  private let makeHandler: @Sendable (any Loop) -> any Handler
  private let census = Census()
  private let rates: AddressRates?
  private let state = Mutex(State.new)
  /// Left by each thread as it ends.
  private let threads = DispatchGroup()

  private enum State: Sendable {
    case new
    case running(Acceptor, [Mailbox])
    case stopped
  }

  /// A server that does nothing yet.
  ///
  /// The handler maker is called on each loop as it starts. `fronts` are the numeric addresses of proxies
  /// whose word for a client's address is taken.
  public init(
    limits: Limits, address: String = "127.0.0.1", port: Int, loops: Int, fronts: [String] = [],
    log: AccessLog? = nil, makeHandler: @escaping @Sendable (any Loop) -> any Handler
  ) {
    self.limits = limits
    rates = AddressRates(limits)
    self.address = address
    self.fronts = fronts
    self.port = port
    self.loopCount = max(1, loops)
    self.log = log
    self.makeHandler = makeHandler
  }

  /// How many connections are open.
  public var connections: Int { census.connections.sum }

  /// Listens and serves on threads of its own; says on which port (0 asks for any).
  public func start() throws(ServerError) -> Int {
    let fronts = try Fronts(fronts)
    let listening = try Address.listen(address, port: port, backlog: 1_024)
    var loops: [Mailbox] = []
    do throws(SystemError) {
      let acceptor = try Acceptor(owning: listening.socket, limits: limits, census: census)
      for index in 0..<loopCount { loops.append(try startLoop(index, fronts)) }
      let begun = loops
      try start { acceptor.run(dealingTo: begun) }
      state.withLock { $0 = .running(acceptor, begun) }
    } catch {
      for loop in loops { loop.post(.stop(graceMilliseconds: 0)) }
      throw .system(error)
    }
    return listening.port
  }

  /// Stops gracefully: no new connections, requests in hand are finished, idle connections are
  /// closed politely.
  ///
  /// What is left after the grace time is cut. Returns at once; see `waitUntilStopped()`.
  public func stop(graceMilliseconds: Int) {
    let running = state.withLock { state in
      defer { state = .stopped }
      return state
    }
    guard case .running(let acceptor, let loops) = running else { return }
    acceptor.stop()
    for loop in loops { loop.post(.stop(graceMilliseconds: graceMilliseconds)) }
  }

  /// Returns when every thread of the server has ended.
  public func waitUntilStopped() { threads.wait() }

  private func startLoop(_ index: Int, _ fronts: Fronts) throws(SystemError) -> Mailbox {
    let mailbox = try Mailbox()
    let plan = LoopPlan(
      index: index, limits: limits, mailbox: mailbox, census: census, rates: rates,
      fronts: fronts, log: log)
    let epoll = try Poller.open(watching: mailbox.bell, id: EventLoop.bellID)
    let makeHandler = makeHandler
    // Made on its own thread, where alone it is used.
    try start { EventLoop(plan, epoll: epoll).run(makeHandler) }
    return mailbox
  }

  private func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    let threads = threads
    threads.enter()
    do {
      try LoopThread.start {
        body()
        threads.leave()
      }
    } catch {
      threads.leave()
      throw error
    }
  }
}
