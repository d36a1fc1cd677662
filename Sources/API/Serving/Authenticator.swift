import Casework
import Digest
import Escalations
import HTTP

/// Turns a bearer token into a credential.
///
/// A loop's own; it remembers a few, and forgets all of them as soon as any credential changes, so
/// that revoking holds at once on open connections too.
final class Authenticator {
  /// More than any token of ours has; longer ones are not hashed.
  private static let longestToken = 256

  private let context: APIContext
  private var remembered: [SHA256Digest: Credential] = [:]
  private var generation: UInt64?

  init(_ context: APIContext) { self.context = context }

  /// The credential of the request.
  ///
  /// Whatever is wrong, the answer is the same (RFC 6750 section 3.1).
  func credential(_ fields: Fields, at now: Instant) throws(Unserved) -> Credential {
    guard let token = BearerToken.octets(in: fields, longest: Self.longestToken) else {
      throw .unauthenticated
    }
    let digest = SHA256.digest(of: Array(token))
    guard let credential = try look(for: digest), credential.isValid(at: now) else {
      throw .unauthenticated
    }
    return credential
  }

  /// What must be forgotten is forgotten at the next look.
  private func look(for digest: SHA256Digest) throws(Unserved) -> Credential? {
    let present = context.changes?.credentials()
    if generation == nil || generation != present {
      remembered.removeAll(keepingCapacity: true)
      generation = present
    }
    if let credential = remembered[digest] { return credential }
    let found = try asking { () throws(Failure) in
      try context.reader.credential(tokenDigest: digest.hex)
    }
    guard let found, Self.isSame(found, digest) else { return nil }
    if remembered.count >= context.settings.rememberedCredentials {
      remembered.removeAll(keepingCapacity: true)
    }
    remembered[digest] = found
    return found
  }

  private static func isSame(_ credential: Credential, _ digest: SHA256Digest) -> Bool {
    isEqualInConstantTime(Array(credential.tokenDigest.utf8), Array(digest.hex.utf8))
  }
}
