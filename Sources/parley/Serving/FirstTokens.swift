import Casework
import Escalations
import Synchronization

/// Tokens of the first administrators, on their way from the writer's thread to the one time they are shown.
final class FirstTokens: Sendable {
  private let tokens = Mutex<[(PartnershipID, Token)]>([])

  /// Takes one in.
  func add(_ partnership: PartnershipID, _ token: Token) {
    tokens.withLock { $0.append((partnership, token)) }
  }

  /// All of them, to be shown; they are forgotten here.
  func take() -> [(PartnershipID, Token)] {
    tokens.withLock { tokens in
      defer { tokens = [] }
      return tokens
    }
  }
}
