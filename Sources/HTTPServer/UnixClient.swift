internal import CEpoll
internal import Glibc

/// Asks something of a server on this machine through a socket in the file system: one request, one
/// answer, waiting as long as it takes.
public struct UnixClient: Sendable {
  private let path: String

  /// A client of the server that listens there.
  public init(path: String) { self.path = path }

  /// An answer.
  public struct Answer: Sendable {
    /// Its status.
    public let status: Int
    /// Its content.
    public let body: [UInt8]
  }

  /// Sends a request with a body of JSON.
  public func post(_ target: String, _ body: [UInt8]) throws(SystemError) -> Answer {
    let socket = try Address.connect(unix: path)
    var head = "POST \(target) HTTP/1.1\r\nHost: parley\r\nConnection: close\r\n"
    head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
    let request = Array(head.utf8) + body
    var sent = 0
    while sent < request.count {
      guard case .count(let count) = socket.write(request, from: sent) else {
        throw SystemError(call: "send", number: errno)
      }
      sent += count
    }
    return try Self.answer(in: try readAll(socket))
  }

  private func readAll(_ socket: borrowing Descriptor) throws(SystemError) -> [UInt8] {
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      switch socket.read(into: &buffer, at: 0, atMost: buffer.count) {
      case .count(0): return octets
      case .count(let count): octets += buffer[..<count]
      case .wouldBlock: throw SystemError(call: "recv", number: EAGAIN)
      case .failed(let number): throw SystemError(call: "recv", number: number)
      }
    }
  }

  /// Our own servers say how long an answer is and close after it.
  private static func answer(in octets: [UInt8]) throws(SystemError) -> Answer {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    let place = octets.indices.first { octets[$0...].starts(with: end) }
    guard let place, octets.count > 12,
      let status = Int(String(decoding: octets[9..<12], as: UTF8.self))
    else { throw SystemError(call: "recv", number: EPROTO) }
    return Answer(status: status, body: Array(octets[(place + end.count)...]))
  }
}

extension Address {
  /// Connects to a socket in the file system.
  fileprivate static func connect(unix path: String) throws(SystemError) -> Descriptor {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = Descriptor(
      owning: try SystemCall.check("socket") { socket(AF_UNIX, type, 0) })
    guard let form = unixForm(path) else {
      throw SystemError(call: "connect", number: ENAMETOOLONG)
    }
    let number = descriptor.number
    _ = try SystemCall.check("connect") {
      // The structure is the one of the family, and is read within the call only.
      unsafe withUnsafeBytes(of: form) { bytes in
        guard let base = bytes.baseAddress else { return -1 }
        return unsafe Glibc.connect(
          number, base.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      }
    }
    return descriptor
  }
}
