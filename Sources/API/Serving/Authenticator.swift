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

  /// Milliseconds after which a use is noted again.
  private static let notingInterval: Int64 = 60_000

  /// A credential with when its use was last noted.
  private struct Entry {
    let credential: Credential
    var noted = Int64.min / 2
  }

  private let context: APIContext
  private var remembered: [SHA256Digest: Entry] = [:]
  private var generation: UInt64?

  init(_ context: APIContext) { self.context = context }

  /// The credential of the request.
  ///
  /// Whatever is wrong, the answer is the same (RFC 6750 section 3.1).
  func credential(_ fields: Fields, at now: Instant) throws(Unserved) -> Credential {
    guard let token = BearerToken.octets(in: fields, longest: Self.longestToken) else {
      throw .unauthenticated
    }
    let octets = Array(token)
    let digest = SHA256.digest(of: octets)
    guard let credential = try look(for: digest), credential.isValid(at: now),
      context.settings.isDemonstration || !octets.starts(with: Self.demonstrationPrefix)
    else {
      // Not remembered, so that each time it costs the same look as a token that nobody was given.
      remembered[digest] = nil
      throw .unauthenticated
    }
    noteUse(digest, at: now)
    return credential
  }

  private static let demonstrationPrefix = Array(Token.demonstrationPrefix.utf8)

  /// When a credential was last used is noted once a minute, not with each request.
  private func noteUse(_ digest: SHA256Digest, at now: Instant) {
    guard let entry = remembered[digest],
      now.milliseconds - entry.noted >= Self.notingInterval
    else { return }
    remembered[digest]?.noted = now.milliseconds
    context.noteUse(entry.credential.id, now)
  }

  /// What must be forgotten is forgotten at the next look.
  private func look(for digest: SHA256Digest) throws(Unserved) -> Credential? {
    let present = context.changes?.credentials()
    if generation == nil || generation != present {
      remembered.removeAll(keepingCapacity: true)
      generation = present
    }
    if let entry = remembered[digest] { return entry.credential }
    let found = try asking { () throws(Failure) in
      try context.reader.credential(tokenDigest: digest.hex)
    }
    guard let found, Self.isSame(found, digest) else { return nil }
    if remembered.count >= context.settings.rememberedCredentials {
      remembered.removeAll(keepingCapacity: true)
    }
    remembered[digest] = Entry(credential: found)
    return found
  }

  private static func isSame(_ credential: Credential, _ digest: SHA256Digest) -> Bool {
    isEqualInConstantTime(Array(credential.tokenDigest.utf8), Array(digest.hex.utf8))
  }
}
