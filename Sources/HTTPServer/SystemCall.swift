internal import Glibc

/// Calls the system: repeats what a signal interrupted, and takes `errno` before anything else can
/// change it.
enum SystemCall {
  /// The result of a call that is not to be waited for.
  enum Outcome {
    case count(Int)
    case wouldBlock
    case failed(Int32)
  }

  /// Makes a call that says -1 for failure.
  static func check(_ name: String, _ call: () -> Int32) throws(SystemError) -> Int32 {
    while true {
      let result = call()
      guard result == -1 else { return result }
      let number = errno
      guard number == EINTR else { throw SystemError(call: name, number: number) }
    }
  }

  /// Makes a call that moves octets.
  static func transfer(_ call: () -> Int) -> Outcome {
    while true {
      let count = call()
      guard count == -1 else { return .count(count) }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      case let number: return .failed(number)
      }
    }
  }

  /// The system's words for an error number.
  static func text(of number: Int32) -> String {
    // The text is the C library's own, and is copied at once.
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
