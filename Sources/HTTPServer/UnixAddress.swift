internal import CEpoll
internal import Glibc

/// Sockets in the file system, for other programs of the same user on this machine.
extension Address {
  /// What an address in the file system begins with.
  static let unixPrefix = "unix:"

  /// Binds and listens at a path, in the place of a socket that an ended process left behind;
  /// readable and writable by its owner alone.
  ///
  /// The caller holds the folder's lock, so nobody else serves there.
  static func listen(
    unix path: String, backlog: Int32
  ) throws(ServerError) -> (socket: Int32, port: Int) {
    do throws(SystemError) {
      let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      let descriptor = Descriptor(
        owning: try SystemCall.check("socket") { socket(AF_UNIX, type, 0) })
      guard let form = unixForm(path) else { throw SystemError(call: "bind", number: ENAMETOOLONG) }
      // Reads the path within the call only. A path that is not there is no fault.
      _ = unsafe Glibc.unlink(path)
      let number = descriptor.number
      let mask = umask(0o177)
      defer { _ = umask(mask) }
      _ = try SystemCall.check("bind") {
        // The structure is the one of the family, and is read within the call only.
        unsafe withUnsafeBytes(of: form) { bytes in
          guard let base = bytes.baseAddress else { return -1 }
          return unsafe bind(
            number, base.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
      }
      _ = try SystemCall.check("listen") { Glibc.listen(number, backlog) }
      return (descriptor.release(), 0)
    } catch {
      throw .bind(address: unixPrefix + path, port: 0, error)
    }
  }

  /// The address of a path; nil if the path is too long for one.
  static func unixForm(_ path: String) -> sockaddr_un? {
    var form = sockaddr_un()
    form.sun_family = sa_family_t(AF_UNIX)
    let octets = Array(path.utf8)
    let fits = unsafe withUnsafeMutableBytes(of: &form.sun_path) { target in
      guard octets.count < target.count else { return false }
      // Copies into the structure, and leaves at least one zero after it.
      unsafe target.copyBytes(from: octets)
      return true
    }
    return fits ? form : nil
  }
}
