import Glibc

/// A client that sends exactly the octets it is told to, and reads until the end or a count.
final class Client {
  private let socket: Int32
  private var received: [UInt8] = []

  /// Connects to a port of this machine; nil if nobody listens.
  ///
  /// `receives` is how many octets the system takes in for it, about, before it reads.
  init?(port: Int, receives: Int32? = nil) {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var receives {
      _ = unsafe setsockopt(
        socket, SOL_SOCKET, SO_RCVBUF, &receives, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let number = socket
    // The structure is the one of the family, and is read within the call only.
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { return nil }
    // No test waits for ever.
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    _ = unsafe setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Sends the octets of a text.
  func send(_ text: String) {
    let octets = Array(text.utf8)
    var sent = 0
    while sent < octets.count {
      let rest = Array(octets[sent...])
      let count = unsafe Glibc.send(socket, rest, rest.count, Int32(MSG_NOSIGNAL))
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Says that nothing more will be sent.
  func endSending() { _ = shutdown(socket, Int32(SHUT_WR)) }

  /// Reads until a text has come so many times, or the connection has ended.
  func read(until text: String, times: Int = 1) -> String {
    let wanted = Array(text.utf8)
    var count = 0
    var position = 0
    while true {
      while position + wanted.count <= received.count {
        if received[position] == wanted[0], received[position...].starts(with: wanted) {
          count += 1
        }
        position += 1
      }
      guard count < times, readOnce() else { break }
    }
    return String(decoding: received, as: UTF8.self)
  }

  /// Reads until the connection ends; nil if it was reset.
  func readToEnd() -> String? {
    while readOnce() {}
    return wasReset ? nil : String(decoding: received, as: UTF8.self)
  }

  /// Whether the connection ended without having been closed.
  private(set) var wasReset = false

  private func readOnce() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe recv(socket, &buffer, buffer.count, 0)
    if count < 0 { wasReset = true }
    guard count > 0 else { return false }
    received += buffer[..<count]
    return true
  }

  /// Has the connection reset when it is closed, as when the client's machine fails.
  func resetOnClose() {
    var value = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(
      socket, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
  }

  deinit { _ = close(socket) }
}
