import Casework
import Escalations
import HTTP

/// What a loop remembers of answers it gave: for a credential and a target, the ETag and until when it
/// holds by itself.
///
/// So an unchanged poll is answered without a look at the routes or at the store. Entries come only from
/// answers that went through visibility, and none outlives a change in its partnership.
final class RememberedAnswers {
  private struct Key: Hashable {
    let credential: CredentialID
    /// Path, query and what the client takes, as they were sent.
    let asked: [UInt8]
  }

  private struct Entry {
    let tag: String
    /// What is answered while the tag holds, made once.
    let response: Response
    let until: Instant?
    let generation: UInt64
  }

  /// Longer questions are not remembered.
  private static let longestQuestion = 512

  private let context: APIContext
  private var entries: [Key: Entry] = [:]

  init(_ context: APIContext) { self.context = context }

  /// The number under which what is read now will be remembered; to be taken before reading.
  func generation(for viewer: Viewer) -> UInt64? {
    context.changes?.partnership(viewer.partnership)
  }

  /// Whether the request could be answered from here: a question with a tag to compare.
  func mayAnswer(_ head: RequestHead) -> Bool {
    !entries.isEmpty && (head.method == .get || head.method == .head)
      && head.fields.contains(.ifNoneMatch)
  }

  /// 304, if the client has what this viewer would be answered now.
  func unchanged(_ head: RequestHead, for viewer: Viewer, at now: Instant) -> Response? {
    guard let key = Self.key(head, viewer), let entry = entries[key] else { return nil }
    guard entry.generation == generation(for: viewer), entry.until.map({ now < $0 }) ?? true else {
      entries[key] = nil
      return nil
    }
    return Conditions.hasPresent(entry.tag, head.fields) ? entry.response : nil
  }

  /// Remembers what was answered.
  func remember(
    _ validator: Validator, _ head: RequestHead, for viewer: Viewer, generation: UInt64?
  ) {
    guard let generation, context.settings.rememberedAnswers > 0,
      let key = Self.key(head, viewer)
    else { return }
    if entries.count >= context.settings.rememberedAnswers {
      entries.removeAll(keepingCapacity: true)
    }
    entries[key] = Entry(
      tag: validator.tag, response: .unchanged(validator.tag), until: validator.until,
      generation: generation)
  }

  private static func key(_ head: RequestHead, _ viewer: Viewer) -> Key? {
    guard head.method == .get || head.method == .head else { return nil }
    var asked = Array(head.pathOctets)
    asked.append(UInt8(ascii: "?"))
    if let query = head.queryOctets { asked += query }
    for accept in head.fields.values(of: .accept) { asked += [UInt8(ascii: " ")] + accept.utf8 }
    guard asked.count <= longestQuestion else { return nil }
    return Key(credential: viewer.credential, asked: asked)
  }
}
