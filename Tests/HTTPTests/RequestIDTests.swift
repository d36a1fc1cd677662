import Testing

@testable import HTTP

@Suite("Request id") struct RequestIDTests {
  @Test func `is of one width and never the same twice`() {
    var one = RequestID(startedAt: 1_800_000_000, loop: 0)
    var other = RequestID(startedAt: 1_800_000_000, loop: 1)
    var later = RequestID(startedAt: 1_800_000_001, loop: 0)

    let ids =
      (1...2_000).map { _ in one.next(proposed: nil) } + [
        other.next(proposed: nil), later.next(proposed: nil),
      ]

    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.utf8.count == 15 })
  }

  @Test(arguments: ["a", "9f-2.x_~", String(repeating: "a", count: 64)])
  func `is the client's own if that is a token`(proposed: String) {
    var ids = RequestID(startedAt: 0, loop: 0)

    #expect(ids.next(proposed: octets(proposed)[...]) == proposed)
  }

  @Test(arguments: ["", "a b", "a\"b", "a;b", "\u{e9}", String(repeating: "a", count: 65)])
  func `is ours if what the client proposes is no token`(proposed: String) {
    var ids = RequestID(startedAt: 0, loop: 0)

    #expect(ids.next(proposed: octets(proposed)[...]) != proposed)
  }
}
