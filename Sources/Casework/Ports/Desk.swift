public import Escalations

/// The writer's counter: jobs are handed in from any thread and answered after their commit, in order.
///
/// All that waits is run in one transaction and committed once. A job that fails undoes only itself;
/// when the store loses the transaction, every job of the batch fails.
public protocol Desk: Sendable {
  /// Hands in a job. `done` is called once, on the writer's thread, after the commit that holds the job
  /// (or after its failure); a full queue answers `.busy` at once, on the caller's thread.
  func submit(_ job: Job, done: @escaping @Sendable (Result<Receipt?, Failure>) -> Void)
}

/// One piece of work for the writer.
public struct Job: Sendable {
  /// Whose it is, so that one credential cannot fill the queue; nil for the service itself.
  public let credential: CredentialID?
  /// The work, run inside the transaction on the writer's thread.
  ///
  /// `now` is one instant for the batch; `library` is the writer's own. It may be run twice for one answer,
  /// when what the first run wrote was undone because of a neighbour: what it keeps elsewhere, it keeps anew.
  public let run:
    @Sendable (_ ledger: any Ledger, _ library: inout Library, _ now: Instant) throws(Failure) ->
      Receipt?

  /// A piece of work.
  public init(
    credential: CredentialID?,
    run: @escaping @Sendable (any Ledger, inout Library, Instant) throws(Failure) -> Receipt?
  ) {
    self.credential = credential
    self.run = run
  }
}
