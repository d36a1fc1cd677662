public import Casework
public import Escalations

/// What the writer is given from outside: the clock, and whom to tell.
public struct WriterHooks: Sendable {
  /// The time, asked once for each batch.
  public var now: @Sendable () -> Instant
  /// Told of each commit that changed something, on the writer's thread, before the jobs' callers are.
  public var changed: @Sendable (StoreChange) -> Void
  /// Given the policies and calendars when a commit has changed them, before `changed` is told.
  public var published: @Sendable (Library) -> Void
  /// Told when nothing can be trusted any more (an fsync failed): it must end the process.
  ///
  /// Nothing is acknowledged afterwards, should it return.
  public var fatal: @Sendable (String) -> Void
  /// Told of what an operator should know, without personal data.
  public var log: @Sendable (String) -> Void

  /// Hooks; without others, a fatal error stops the process here: going on would answer people from, and
  /// write onto, a file of which nobody knows what the disk holds, while a restart reads what is there.
  public init(
    now: @escaping @Sendable () -> Instant,
    changed: @escaping @Sendable (StoreChange) -> Void = { _ in },
    published: @escaping @Sendable (Library) -> Void = { _ in },
    fatal: @escaping @Sendable (String) -> Void = { fatalError($0) },
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.now = now
    self.changed = changed
    self.published = published
    self.fatal = fatal
    self.log = log
  }
}
