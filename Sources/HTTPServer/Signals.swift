public import Dispatch
internal import Glibc

/// What signals mean to a server: the program wires them with these.
public enum Signals {
  /// Lets a write to a client that has gone be an error instead of the end of the program.
  public static func ignoreBrokenPipes() {
    // The constant of C; no function of ours runs on a signal.
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Calls `stop` at the first SIGTERM or SIGINT, and ends the process at once at the second, with
  /// the status by which shells know the signal.
  ///
  /// When it returns both are heard, and until then each ends the process as it would any other: none is
  /// lost. Keep what it returns.
  public static func onTermination(
    _ stop: @escaping @Sendable () -> Void
  ) -> [any DispatchSourceSignal] {
    let queue = DispatchQueue(label: "parley.signals")
    let first = FirstTime()
    return [SIGTERM, SIGINT].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { if first.passes() { stop() } else { _exit(128 + number) } }
      let isHeard = DispatchSemaphore(value: 0)
      source.setRegistrationHandler { isHeard.signal() }
      source.resume()
      isHeard.wait()
      return source
    }
  }
}
