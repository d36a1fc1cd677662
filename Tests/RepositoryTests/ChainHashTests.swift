import Digest
import Escalations
import Testing

@testable import Repository

@Suite("The chain's text, straight into a hash") struct ChainHashTests {
  private func digest(_ write: (inout ChainHash) -> Void) -> SHA256Digest {
    var hash = ChainHash.event
    write(&hash)
    return hash.digest
  }

  private func text(_ write: (inout ChainText) -> Void) -> SHA256Digest {
    var text = ChainText(tag: "parley.event.1")
    write(&text)
    return text.digest
  }

  @Test(arguments: [0, 1, 9, 10, 99, 100, -1, -10, 123_456_789, 1_234_567_890_123, .max, .min])
  func `a number is the same in both`(number: Int64) {
    #expect(digest { $0.add(number) } == text { $0.add(number) })
  }

  @Test(arguments: [
    "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.999Z",
    "2026-03-02T09:00:00Z", "2024-02-29T23:59:59.001Z", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z", "2026-11-23T00:00:00.100Z",
  ])
  func `an instant is what its description is`(description: String) throws {
    let instant = try #require(Instant(description))

    #expect(instant.description == description)
    #expect(digest { $0.add(instant) } == text { $0.add(description) })
  }

  @Test func `an instant of any day is what its description is`() {
    for day in stride(from: -719_162, through: 2_932_896, by: 311) {
      let instant = Instant(milliseconds: Int64(day) * 86_400_000 + Int64(day & 0xFFFF) * 1_001)

      #expect(digest { $0.add(instant) } == text { $0.add(instant.description) })
    }
  }

  @Test(arguments: [0, 1, 9, 10, 63, 200, 255, 256, 1_000, 100_000])
  func `a field of any length is the same in both`(length: Int) {
    let field = String(repeating: "x", count: length)

    #expect(digest { $0.add(field.utf8Span.span) } == text { $0.add(field) })
    #expect(digest { $0.add(ChainNames.Name(field)) } == text { $0.add(field) })
  }

  @Test(arguments: [0, 1, 7, 8, 15, 16, 17, 100])
  func `bytes in hexadecimal digits are the same in both`(length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 53) }

    #expect(digest { $0.add(hexOf: bytes.span) } == text { $0.add(Hex.encode(bytes)) })
  }

  @Test func `a line of parts is the same in both`() {
    let part = SHA256.digest(of: "part")
    let (name, person, both) = ("narrative", "child-1", "narrative/child-1")

    #expect(
      digest { $0.add(partsOf: both.utf8Span.span, digest: part) }
        == text { $0.add(partsOf: name.utf8Span.span, person: person.utf8Span.span, digest: part) })
  }

  @Test func `a table of rows holds what was put there, whatever the row's id`() {
    var table = RowTable<Int>()
    let ids: [Int64] = [1, 0, 7, 999, 1_000, -1, .max, .min]
    for (index, id) in ids.enumerated() {
      #expect(table[id] == nil)

      table[id] = index
    }

    #expect(ids.map { table[$0] } == Array(0..<ids.count))
    #expect(table[2] == nil)
    #expect(table[1_001] == nil)
  }
}
