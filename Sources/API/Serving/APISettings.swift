/// What the operator may set about the API; each has a default and a line in the docs.
public struct APISettings: Sendable {
  /// The server's own secret: cursors are signed with it and pseudonyms made by it.
  ///
  /// It outlives restarts.
  public var secret: [UInt8]
  /// How often the store was restored, counted from 1: cursors of an earlier epoch are refused.
  public var epoch: Int64 = 1
  /// Whether real NHS numbers and UPNs are taken; otherwise only the range kept for tests.
  public var takesRealIdentifiers = false
  /// Whether a demonstration's tokens open anything.
  public var isDemonstration = false
  /// Credentials that each loop remembers.
  public var rememberedCredentials = 1_024
  /// Answers whose ETag each loop remembers; 0 turns it off.
  public var rememberedAnswers = 4_096
  /// How many hours before its limit a clock counts as near.
  public var nearHours = 24
  /// Days without an act after which an escalation drifts, where its policy says nothing of it.
  public var quietDays = 21
  /// Answers that may wait for news on each loop; beyond, they say at once that there is none.
  public var waitingAnswers = 1_024
  /// The name of the realm in `WWW-Authenticate`.
  public var realm = "parley"

  /// The defaults.
  public init(secret: [UInt8]) { self.secret = secret }
}
