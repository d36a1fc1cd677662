internal import HTTP

/// What a loop is made of, as it is handed to the loop's thread.
struct LoopPlan: Sendable {
  /// Which of the server's loops it is, from zero.
  var index: Int
  var limits: Limits
  /// How others reach the loop.
  var mailbox: Mailbox
  /// How much of what is bounded is in use, in all loops.
  var census: Census
  /// How often addresses ask, in all loops.
  var rates: AddressRates?
  /// Whose word for a client's address is taken.
  var fronts: Fronts
  /// Told of each finished request.
  var log: AccessLog?
}
