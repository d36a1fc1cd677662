internal import Glibc

/// The one owner of a file descriptor: closed when it goes, once.
struct Descriptor: ~Copyable, Sendable {
  /// The number; valid as long as this value lives.
  let number: Int32

  init(owning number: Int32) { self.number = number }

  /// Reads into `buffer[start...]`, so many octets at most.
  func read(
    into buffer: inout [UInt8], at start: Int, atMost bound: Int
  ) -> SystemCall.Outcome {
    let room = min(bound, buffer.count - start)
    // The pointer is used within the call only, and for no more than the room there is.
    return unsafe buffer.withUnsafeMutableBytes { bytes in
      SystemCall.transfer {
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe recv(number, base + start, room, 0)
      }
    }
  }

  /// Writes `octets[start...]`, as much as the system takes.
  func write(_ octets: [UInt8], from start: Int) -> SystemCall.Outcome {
    let count = octets.count - start
    // The pointer is used within the call only. A peer that has gone is an error, not a signal.
    return unsafe octets.withUnsafeBytes { bytes in
      SystemCall.transfer {
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe send(number, base + start, count, Int32(MSG_NOSIGNAL))
      }
    }
  }

  /// Says to the peer that nothing more will come; it may still be read from.
  func shutSending() { _ = shutdown(number, Int32(SHUT_WR)) }

  /// Gives the descriptor to another owner.
  consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  deinit { _ = close(number) }
}
