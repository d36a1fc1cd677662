internal import HTTP

/// The rate of requests of each address, over all loops.
///
/// Tokens that were wrong count more.
final class AddressRates: Sendable {
  private let limits: Limits
  private let rates: RequestRates<String>

  /// Nil if there is no limit, so that nothing is counted in vain.
  init?(_ limits: Limits) {
    let rates = RequestRates<String>(
      perMinute: limits.requestsPerMinute, remembered: limits.rememberedAddresses)
    guard let rates else { return nil }
    self.limits = limits
    self.rates = rates
  }

  /// Nil if the request may go on, or the refusal.
  func refusal(_ network: String, now: Int) -> Response? {
    guard isCounted(network) else { return nil }
    return rates.retryAfter(network, now: now).map(RateRefusal.response(retryAfter:))
  }

  /// Counts a wrong token.
  func chargeForWrongCredential(_ network: String, now: Int) {
    guard isCounted(network) else { return }
    rates.charge(network, cost: limits.wrongCredentialCost, now: now)
  }

  private func isCounted(_ network: String) -> Bool {
    guard network != Address.none else { return false }  // a socket of this machine's file system
    return limits.countsLoopback || !(network.hasPrefix("127.") || network == Address.loopback6)
  }
}
