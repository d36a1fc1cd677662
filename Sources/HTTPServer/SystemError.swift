/// A system call that failed: which, and with what number.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the call.
  public let call: String
  /// The value of `errno`.
  public let number: Int32

  /// Says which call failed and how, for an operator.
  public var description: String { "\(call) failed: \(SystemCall.text(of: number))" }
}

/// Why a server could not start.
public enum ServerError: Error, Sendable, CustomStringConvertible {
  /// The address is not a numeric IPv4 or IPv6 address.
  case address(String)
  /// Somebody else listens there, or we may not.
  case bind(address: String, port: Int, SystemError)
  /// The system did not give what a server needs.
  case system(SystemError)

  /// Says what is wrong, for an operator.
  public var description: String {
    switch self {
    case .address(let text): "\(text) is not a numeric IP address"
    case .bind(let address, let port, let error):
      "cannot listen on \(address) port \(port): \(error)"
    case .system(let error): error.description
    }
  }
}
