import Casework
import Digest
import Escalations
import HTTP
import Synchronization

/// An answer that the long desk makes as fast as its client takes it.
///
/// One piece is made ahead, so memory does not grow with the content. That it begins and that it ended is on
/// record; the trailers say how many rows it had and the SHA-256 of its octets, and a stream that could not
/// be finished is cut, so that nobody takes a part for the whole.
final class LongStream: BodySource, Sendable {
  /// How many rows were sent.
  static let rowCount = FieldName(literal: "Row-Count")
  /// The SHA-256 of the content, in hexadecimal, as `sha256sum` prints it.
  static let contentSHA256 = FieldName(literal: "Content-SHA256")

  /// What is on record of it.
  struct Entries: Sendable {
    let began: AccessEntry
    let ended: AccessEntry
  }

  private enum Stage {
    case making, ended, failed
  }

  private struct State {
    /// The maker of pieces; nil while a piece is being made.
    var pieces: (any Pieces)?
    var ready: [UInt8]?
    var stage = Stage.making
    var isCancelled = false
    var rows = 0
    var digest = SHA256()
  }

  private let state: Mutex<State>
  /// The digest of the token that asked; once it opens nothing more, the stream is cut.
  private let token: String?
  private let now: @Sendable () -> Instant
  private let ticket: Ticket
  private let desk: any Desk
  private let longDesk: any LongDesk
  private let entries: Entries?
  private let log: @Sendable (String) -> Void

  /// A stream of these pieces; where `entries` is nil, nothing in it needs to be on record.
  init(
    _ pieces: any Pieces, for token: String?, entries: Entries?, ticket: Ticket,
    context: APIContext, request: String
  ) {
    self.token = token
    now = context.now
    state = Mutex(State(pieces: pieces))
    self.entries = entries
    self.ticket = ticket
    desk = context.desk
    longDesk = context.longDesk
    let log = context.log
    self.log = { log(request, $0) }
  }

  /// Begins, once it is on record that it does; false where the long desk takes nothing new.
  func begin() -> Bool {
    longDesk.begin { [self] _ in note(entries?.began) { self.make() } }
  }

  func next() -> BodyPiece {
    let piece: BodyPiece = state.withLock { state in
      if let ready = state.ready {
        state.ready = nil
        return .chunk(ready)
      }
      switch state.stage {
      case .making: return .notReady
      case .ended: return .end(trailers: Self.trailers(state))
      case .failed: return .failed
      }
    }
    if case .chunk = piece { make() }
    return piece
  }

  func cancelled() {
    let isFirst = state.withLock { state in
      defer { state.isCancelled = true }
      return !state.isCancelled && state.stage == .making
    }
    if isFirst, let ended = entries?.ended { desk.submit(.note(ended)) { _ in } }
  }

  private static func trailers(_ state: State) -> Fields {
    var fields = Fields()
    fields.append(rowCount, FieldValue(verbatim: "\(state.rows)"))
    fields.append(contentSHA256, FieldValue(verbatim: state.digest.finalize().description))
    return fields
  }

  /// Has the next piece made, unless one is in the making or waits to be sent.
  private func make() {
    let mayMake = state.withLock { state in
      state.pieces != nil && state.ready == nil && state.stage == .making && !state.isCancelled
    }
    if mayMake { longDesk.goOn { [self] reader in makeOne(reader) } }
  }

  private func makeOne(_ reader: any Reader) {
    let taken = state.withLock { state in
      defer { state.pieces = nil }
      return state.pieces
    }
    guard var pieces = taken else { return }
    do throws(Failure) {
      if let token, try reader.credential(tokenDigest: token)?.isValid(at: now()) != true {
        throw .notAllowed("the token was revoked or replaced, or has expired")
      }
      guard let octets = try pieces.next(from: reader) else { return finish(pieces.rows) }
      state.withLock { state in
        state.digest.update(octets)
        state.ready = octets
        state.pieces = pieces
      }
      ticket.wake()
    } catch {
      fail(error)
    }
  }

  /// The end is told when it is on record.
  private func finish(_ rows: Int) {
    state.withLock { $0.rows = rows }
    note(entries?.ended) {
      self.state.withLock { $0.stage = .ended }
      self.ticket.wake()
    }
  }

  private func note(_ entry: AccessEntry?, then: @escaping @Sendable () -> Void) {
    guard let entry else { return then() }
    desk.submit(.note(entry)) { [self] result in
      switch result {
      case .success: then()
      case .failure(let failure): fail(failure)
      }
    }
  }

  /// What was sent until now was sent: that is put on record as far as it still can be.
  private func fail(_ failure: Failure) {
    log("a stream was cut: \(failure)")
    if let ended = entries?.ended { desk.submit(.note(ended)) { _ in } }
    state.withLock { $0.stage = .failed }
    ticket.wake()
  }
}
