internal import Glibc

/// A thread that does one thing for as long as it takes.
///
/// Dispatch's threads are for work that ends.
enum LoopThread {
  /// What the thread is given, in the one box that is handed through C.
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread that does the work and ends.
  static func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    // The thread takes over the one reference made here, or it is given back below.
    let work = unsafe Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let number = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    guard number == 0 else {
      unsafe work.release()
      throw SystemError(call: "pthread_create", number: number)
    }
    _ = pthread_detach(thread)
  }
}
