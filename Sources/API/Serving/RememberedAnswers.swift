import Casework
import Escalations
import HTTP

/// What a loop remembers of answers it gave: for a viewer and a target, the ETag and until when it
/// holds by itself.
///
/// So an unchanged poll is answered without a look at the store. Entries come only from answers
/// that went through visibility, and none outlives a change in its partnership.
final class RememberedAnswers {
  private struct Key: Hashable {
    let credential: CredentialID
    let target: [UInt8]
  }

  private struct Entry {
    let tag: String
    let until: Instant?
    let generation: UInt64
  }

  /// Longer targets are not remembered.
  private static let longestTarget = 512

  private let context: APIContext
  private var entries: [Key: Entry] = [:]

  init(_ context: APIContext) { self.context = context }

  /// The number under which what is read now will be remembered; to be taken before reading.
  func generation(for viewer: Viewer) -> UInt64? {
    context.changes?.partnership(viewer.partnership)
  }

  /// 304, if the client has what this viewer would be answered now.
  func unchanged(_ exchange: Exchange, for viewer: Viewer) -> Response? {
    guard !entries.isEmpty, exchange.fields.contains(.ifNoneMatch),
      let key = Self.key(exchange, viewer), let entry = entries[key]
    else { return nil }
    guard entry.generation == generation(for: viewer),
      entry.until.map({ exchange.now < $0 }) ?? true
    else {
      entries[key] = nil
      return nil
    }
    return Conditions.hasPresent(entry.tag, exchange.fields) ? .unchanged(entry.tag) : nil
  }

  /// Remembers what was answered.
  func remember(
    _ validator: Validator, _ exchange: Exchange, for viewer: Viewer, generation: UInt64?
  ) {
    guard let generation, context.settings.rememberedAnswers > 0,
      let key = Self.key(exchange, viewer)
    else { return }
    if entries.count >= context.settings.rememberedAnswers {
      entries.removeAll(keepingCapacity: true)
    }
    entries[key] = Entry(tag: validator.tag, until: validator.until, generation: generation)
  }

  private static func key(_ exchange: Exchange, _ viewer: Viewer) -> Key? {
    let head = exchange.request.head
    var target = Array(head.pathOctets)
    if let query = head.queryOctets { target += [UInt8(ascii: "?")] + query }
    guard target.count <= longestTarget, head.method == .get || head.method == .head else {
      return nil
    }
    return Key(credential: viewer.credential, target: target)
  }
}
