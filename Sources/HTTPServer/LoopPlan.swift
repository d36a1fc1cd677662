internal import HTTP

/// What a loop is made of, as it is handed to the loop's thread.
struct LoopPlan: Sendable {
  /// Which of the server's loops it is, from zero.
  var index: Int
  var limits: Limits
  /// How others reach the loop.
  var mailbox: Mailbox
  /// How many connections there are, in all loops.
  var census: Census
  /// How often addresses ask, in all loops.
  var rates: AddressRates?
  /// Told of each finished request.
  var log: AccessLog?
}
