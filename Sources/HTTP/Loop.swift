/// The loop a handler was made on, as the handler sees it.
///
/// Used on that loop only.
public protocol Loop: AnyObject {
  /// Does the work on this loop after a time, unless it is cancelled or the loop has ended.
  @discardableResult
  func after(milliseconds: Int, _ work: @escaping () -> Void) -> LoopTimer
  /// What other threads use to call this loop's handler.
  var signal: any LoopSignal { get }
  /// Which of the server's loops this is, from zero.
  var index: Int { get }
}

/// Work that waits for its time on a loop.
public final class LoopTimer {
  /// The work, until it is done or cancelled.
  private var work: (() -> Void)?

  /// A timer for this work.
  public init(_ work: @escaping () -> Void) { self.work = work }

  /// Whether there is nothing left to be done.
  public var isSpent: Bool { work == nil }

  /// Forgets the work.
  ///
  /// Harmless when it was done.
  public func cancel() { work = nil }

  /// Does the work, once.
  public func fire() {
    let work = self.work
    self.work = nil
    work?()
  }
}

/// Calls a loop's handler from any thread.
public protocol LoopSignal: AnyObject, Sendable {
  /// Has `Handler.signalled()` called on the loop, soon; raises that come together are one.
  func raise()
}
