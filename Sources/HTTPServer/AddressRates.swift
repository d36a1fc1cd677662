internal import HTTP
internal import Synchronization

/// The rate of requests of each address, over all loops.
///
/// Tokens that were wrong count more.
final class AddressRates: Sendable {
  private let limits: Limits
  private let table: Mutex<RateTable<String>>

  /// Nil if there is no limit, so that nothing is counted in vain.
  init?(_ limits: Limits) {
    guard limits.requestsPerMinute > 0 else { return nil }
    self.limits = limits
    table = Mutex(
      RateTable(perMinute: limits.requestsPerMinute, capacity: limits.rememberedAddresses))
  }

  /// Nil if the request may go on, or the refusal.
  func refusal(_ network: String, now: Int) -> Response? {
    guard isCounted(network) else { return nil }
    guard let seconds = table.withLock({ $0.take(network, now: now / 1000) }) else { return nil }
    return RateRefusal.response(retryAfter: seconds)
  }

  /// Counts a wrong token.
  func chargeForWrongCredential(_ network: String, now: Int) {
    guard isCounted(network) else { return }
    table.withLock { $0.charge(network, cost: limits.wrongCredentialCost, now: now / 1000) }
  }

  private func isCounted(_ network: String) -> Bool {
    guard network != Address.none else { return false }  // a socket of this machine's file system
    return limits.countsLoopback || !(network.hasPrefix("127.") || network == Address.loopback6)
  }
}
