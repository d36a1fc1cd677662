internal import CEpoll
internal import Glibc

/// A numeric address and port, as the system wants them and as people write them.
enum Address {
  /// Who is at the other end.
  struct Peer: Sendable {
    /// The address.
    var text: String
    /// What its rate is counted by: the address, or in version 6 the network of 64 bits that one
    /// subscriber has.
    var network: String
  }

  /// What stands for an address where there is none.
  static let none = "-"

  /// The network of `::1`.
  static let loopback6 = "0000000000000000"

  /// The longest text of an IPv6 address.
  private static let textCapacity = 46

  /// Binds and listens on a numeric address; says which port it became.
  static func listen(
    _ address: String, port: Int, backlog: Int32
  ) throws(ServerError) -> (socket: Int32, port: Int) {
    if address.hasPrefix(unixPrefix) {
      return try listen(unix: String(address.dropFirst(unixPrefix.count)), backlog: backlog)
    }
    do throws(SystemError) {
      if let four = version4(address, port) { return try listen(AF_INET, four, backlog) }
      if let six = version6(address, port) { return try listen(AF_INET6, six, backlog) }
    } catch {
      throw .bind(address: address, port: port, error)
    }
    throw .address(address)
  }

  private static func listen<Form>(
    _ family: Int32, _ form: Form, _ backlog: Int32
  ) throws(SystemError) -> (socket: Int32, port: Int) {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = Descriptor(
      owning: try SystemCall.check("socket") { socket(family, type, Int32(IPPROTO_TCP)) })
    // A restart must not wait for old connections; a second server on the same port still fails.
    try set(descriptor.number, SOL_SOCKET, SO_REUSEADDR)
    // Accepted connections inherit it: answers are written whole, so nothing is won by waiting.
    try set(descriptor.number, Int32(IPPROTO_TCP), TCP_NODELAY)
    let number = descriptor.number
    _ = try SystemCall.check("bind") {
      // The structure is the one of the family, and is read within the call only.
      unsafe withUnsafeBytes(of: form) { bytes in
        guard let base = bytes.baseAddress else { return -1 }
        return unsafe bind(
          number, base.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      }
    }
    _ = try SystemCall.check("listen") { Glibc.listen(number, backlog) }
    let port = try boundPort(number)
    return (descriptor.release(), port)
  }

  private static func set(_ socket: Int32, _ level: Int32, _ option: Int32) throws(SystemError) {
    var on: Int32 = 1
    _ = try SystemCall.check("setsockopt") {
      // Reads four octets within the call only.
      unsafe setsockopt(socket, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  private static func boundPort(_ socket: Int32) throws(SystemError) -> Int {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    _ = try SystemCall.check("getsockname") {
      // Fills in at most the size of the storage, which holds every family.
      unsafe withUnsafeMutableBytes(of: &storage) { bytes in
        guard let base = bytes.baseAddress else { return -1 }
        return unsafe getsockname(socket, base.assumingMemoryBound(to: sockaddr.self), &length)
      }
    }
    // The port stands at the same place in both families.
    return unsafe withUnsafeBytes(of: storage) { bytes in
      unsafe Int(bytes[2]) << 8 | Int(bytes[3])
    }
  }

  private static func version4(_ text: String, _ port: Int) -> sockaddr_in? {
    var form = sockaddr_in()
    form.sin_family = sa_family_t(AF_INET)
    form.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    // Reads the text and fills in the address within the call only.
    return unsafe inet_pton(AF_INET, text, &form.sin_addr) == 1 ? form : nil
  }

  private static func version6(_ text: String, _ port: Int) -> sockaddr_in6? {
    var form = sockaddr_in6()
    form.sin6_family = sa_family_t(AF_INET6)
    form.sin6_port = in_port_t(truncatingIfNeeded: port).bigEndian
    // Reads the text and fills in the address within the call only.
    return unsafe inet_pton(AF_INET6, text, &form.sin6_addr) == 1 ? form : nil
  }

  /// Accepts one connection: its descriptor and the peer's address.
  static func accept(_ listener: Int32) throws(SystemError) -> (number: Int32, peer: Peer) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let number = try SystemCall.check("accept4") {
      // Fills in at most the size of the storage, which holds every family.
      unsafe withUnsafeMutableBytes(of: &storage) { bytes in
        guard let base = bytes.baseAddress else { return -1 }
        return unsafe accept4(
          listener, base.assumingMemoryBound(to: sockaddr.self), &length, flags)
      }
    }
    return (number, peer(of: storage))
  }

  /// The peer that has this numeric address; nil if it is none.
  static func peer(named text: String) -> Peer? {
    var storage = sockaddr_storage()
    if let four = version4(text, 0) {
      // The storage holds every family.
      unsafe withUnsafeMutableBytes(of: &storage) {
        unsafe $0.storeBytes(of: four, as: sockaddr_in.self)
      }
    } else if let six = version6(text, 0) {
      unsafe withUnsafeMutableBytes(of: &storage) {
        unsafe $0.storeBytes(of: six, as: sockaddr_in6.self)
      }
    } else {
      return nil
    }
    return peer(of: storage)
  }

  static func peer(of storage: sockaddr_storage) -> Peer {
    // Reads the address at the offset its family puts it (4 in version 4, 8 in version 6).
    unsafe withUnsafeBytes(of: storage) { bytes in
      if storage.ss_family == sa_family_t(AF_INET) {
        let text = unsafe "\(bytes[4]).\(bytes[5]).\(bytes[6]).\(bytes[7])"
        return Peer(text: text, network: text)
      }
      guard storage.ss_family == sa_family_t(AF_INET6), let base = bytes.baseAddress else {
        return Peer(text: none, network: none)
      }
      // An IPv4 client of a socket for both (RFC 4291 section 2.5.5.2) is that IPv4 address; by its first
      // 64 bits it would be everybody's, and loopback's.
      if isVersion4((8..<24).map { unsafe bytes[$0] }) {
        let text = unsafe "\(bytes[20]).\(bytes[21]).\(bytes[22]).\(bytes[23])"
        return Peer(text: text, network: text)
      }
      var text = [CChar](repeating: 0, count: textCapacity)
      guard unsafe inet_ntop(AF_INET6, base + 8, &text, socklen_t(textCapacity)) != nil else {
        return Peer(text: none, network: none)
      }
      let network = (8..<16).map { unsafe bytes[$0] }
      return Peer(
        text: String(
          decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self),
        network: network.map { String($0, radix: 16).paddedToTwo }.joined())
    }
  }

  /// Whether an address of version 6 stands for one of version 4: `::ffff:a.b.c.d`.
  private static func isVersion4(_ address: [UInt8]) -> Bool {
    address.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
  }
}

extension String {
  /// One hexadecimal digit as two.
  fileprivate var paddedToTwo: String { utf8.count < 2 ? "0" + self : self }
}
