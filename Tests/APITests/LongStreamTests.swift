import Casework
import Digest
import Escalations
import HTTP
import Testing

@testable import API

@Suite("Streams from the long desk") struct LongStreamTests {
  /// Rows of text, three to a piece; it breaks where it is told to.
  private struct Lines: Pieces {
    var left: Int
    var breaksAt: Int?
    var rows = 0

    mutating func next(from reader: any Reader) throws(Failure) -> [UInt8]? {
      guard left > 0 else { return nil }
      if left == breaksAt { throw .broken("the disk is gone") }
      left -= 1
      rows += 3
      return Array("one\ntwo\nthree\n".utf8)
    }
  }

  private let store = FakeStore()
  private let viewer = Viewer(
    credential: "c", role: .auditor, partnership: "tscp", agency: nil)

  private var entries: LongStream.Entries {
    LongStream.Entries(
      began: AccessEntry(kind: .exportBegan, viewer: viewer, reference: nil, requestID: "r"),
      ended: AccessEntry(kind: .exportEnded, viewer: viewer, reference: nil, requestID: "r"))
  }

  private func stream(
    _ pieces: Lines, longDeskIsFull: Bool = false, for token: String? = nil
  ) throws -> LongStream {
    let service = try Service()
    let clock = FakeClock(try #require(Instant("2026-05-20T09:00:00Z")))
    let context = APIContext(
      reader: store, desk: FakeDesk(store, service.desk.library, clock),
      longDesk: FakeLongDesk(store, isFull: longDeskIsFull),
      library: { [library = service.desk.library] in library }, now: { clock.now },
      settings: APISettings(secret: Array("secret".utf8)))
    return LongStream(
      pieces, for: token, entries: entries,
      ticket: Ticket(desk: FakeTicketDesk(), connection: 1, request: 1), context: context,
      request: "r")
  }

  @Test func `say at the end how many rows there were, and their digest`() throws {
    let stream = try stream(Lines(left: 2))
    #expect(stream.begin())

    let answer = try Answered(Response(.ok), from: stream)

    #expect(answer.text == "one\ntwo\nthree\none\ntwo\nthree\n")
    #expect(answer.trailers[LongStream.rowCount] == "6")
    #expect(
      answer.trailers[LongStream.contentSHA256] == SHA256.digest(of: answer.bytes).hex)
  }

  @Test func `are on record before they begin and after they ended`() throws {
    let stream = try stream(Lines(left: 1))
    #expect(stream.begin())
    #expect(store.accesses.map(\.kind) == [.exportBegan])

    _ = try Answered(Response(.ok), from: stream)

    #expect(store.accesses.map(\.kind) == [.exportBegan, .exportEnded])
  }

  @Test func `that break are cut, and never ended as if they were whole`() throws {
    let stream = try stream(Lines(left: 2, breaksAt: 1))
    #expect(stream.begin())

    #expect(throws: Answered.Unfinished.self) { try Answered(Response(.ok), from: stream) }
    #expect(store.accesses.map(\.kind) == [.exportBegan, .exportEnded])
  }

  @Test func `whose client has gone are on record as ended, once`() throws {
    let stream = try stream(Lines(left: 5))
    #expect(stream.begin())

    stream.cancelled()
    stream.cancelled()

    #expect(store.accesses.map(\.kind) == [.exportBegan, .exportEnded])
  }

  @Test func `to a credential that was revoked meanwhile are cut`() throws {
    try store.add(
      Credential(id: "c", name: "c", viewer: viewer, tokenDigest: "00", expiresAt: nil))
    let stream = try stream(Lines(left: 5), for: "00")
    #expect(stream.begin())

    try store.revoke("c", at: Instant(milliseconds: 0))

    #expect(throws: Answered.Unfinished.self) { try Answered(Response(.ok), from: stream) }
    #expect(store.accesses.map(\.kind) == [.exportBegan, .exportEnded])
  }

  @Test func `to a token that was replaced meanwhile are cut, though its credential goes on`()
    throws
  {
    try store.add(
      Credential(id: "c", name: "c", viewer: viewer, tokenDigest: "00", expiresAt: nil))
    let stream = try stream(Lines(left: 5), for: "00")
    #expect(stream.begin())

    try store.rotate("c", to: "01", previousUntil: Instant(milliseconds: 0))

    #expect(try store.credential(tokenDigest: "01") != nil)
    #expect(throws: Answered.Unfinished.self) { try Answered(Response(.ok), from: stream) }
  }

  @Test func `do not begin where too many wait`() throws {
    let stream = try stream(Lines(left: 1), longDeskIsFull: true)

    #expect(!stream.begin())
    #expect(store.accesses.isEmpty)
  }
}
