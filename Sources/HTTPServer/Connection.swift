internal import HTTP

/// One connection on its loop: its machine, its descriptor, and what is on the way in and out.
///
/// Between requests it holds no buffer; octets are read into and written from buffers of the loop.
final class Connection {
  /// What is known of the request in hand, for the log.
  struct Visit {
    var requestID = ""
    var method = "-"
    var path = "-"
    var began = 0
    var status = 0
    var bytes = 0
  }

  /// Unique among all connections its loop ever had: the slot, and how often it was used.
  let id: UInt64
  let peer: Address.Peer
  /// Who asks: the peer, or whom a front names.
  var client: Address.Peer
  let descriptor: Descriptor
  var machine: ConnectionMachine
  /// Octets that were read and cannot be used yet: part of a head, or pipelined requests.
  var leftover: [UInt8] = []
  var output = PendingOutput()
  /// Where the content of a streamed answer comes from.
  var source: (any BodySource)?
  /// Since when the source has had nothing to give, in microseconds.
  var sourceIsDrySince: Int?
  /// The ticket of a request that waits for something to happen.
  var waiting: Ticket?
  var visit = Visit()

  /// What of the server's common bounds this connection has in use.
  var bodyInUse = 0
  var outputInUse = 0

  /// Whether a read may find something.
  ///
  /// Set by the poller, unset by a read that found all there was.
  var mayRead = false
  /// Whether the peer's end is on its way: only a read that finds nothing has then found all.
  var inputIsEnding = false
  /// Octets thrown away after the last answer.
  var lingered = 0

  /// When this phase began, in microseconds.
  private(set) var phaseBegan: Int
  private var timedPhase: Phase
  private var timedRequest: UInt64

  init(id: UInt64, peer: Address.Peer, owning number: Int32, limits: Limits, now: Int) {
    self.id = id
    self.peer = peer
    client = peer
    descriptor = Descriptor(owning: number)
    machine = ConnectionMachine(limits: limits)
    phaseBegan = now
    timedPhase = .idle
    timedRequest = 0
  }

  /// Notes that time begins anew if the phase is another than when this was last asked.
  func noteTime(_ now: Int) {
    guard machine.phase != timedPhase || machine.requestNumber != timedRequest else { return }
    timedPhase = machine.phase
    timedRequest = machine.requestNumber
    phaseBegan = now
  }

  /// Whether the client has used up its time.
  func isOverdue(_ now: Int, _ limits: Limits) -> Bool {
    if output.isOverdue(now, limits) { return true }
    guard output.isEmpty else { return false }
    if let sourceIsDrySince { return now - sourceIsDrySince > limits.streamTime * 1000 }
    guard let patience = machine.patience else { return false }
    return now - phaseBegan > patience * 1000
  }
}

/// Output that the system did not take at once, and how fast the client takes it.
struct PendingOutput {
  private var octets: [UInt8] = []
  private var sent = 0
  /// Since when output waits, in microseconds.
  private(set) var began = 0

  /// Octets that are kept.
  var count: Int { octets.count }

  /// Whether all has gone out.
  var isEmpty: Bool { octets.isEmpty }

  /// Adds octets after those that wait.
  mutating func append(_ more: ArraySlice<UInt8>, now: Int) {
    if octets.isEmpty { began = now }
    octets += more
  }

  /// Writes what the system takes.
  ///
  /// False if the connection is gone.
  mutating func flush(to descriptor: borrowing Descriptor) -> Bool {
    while sent < octets.count {
      switch descriptor.write(octets, from: sent) {
      case .count(let count): sent += count
      case .wouldBlock: return true
      case .failed: return false
      }
    }
    octets = []
    sent = 0
    return true
  }

  /// Whether the client takes output more slowly than the limits allow.
  func isOverdue(_ now: Int, _ limits: Limits) -> Bool {
    guard !isEmpty else { return false }
    let allowed = limits.writeTime + sent * 1000 / max(1, limits.writeRate)
    return now - began > allowed * 1000
  }
}
