import HTTP
import Testing

@testable import HTTPServer

@Suite("Clients behind a front") struct FrontTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var peer: String
    var fields: String
    var client: String
    var reason: String
    var testDescription: String { reason }
  }

  static let cases = [
    Case(
      peer: "10.0.0.1", fields: "X-Forwarded-For: 192.0.2.7\r\n", client: "192.0.2.7",
      reason: "a front says who asks"),
    Case(
      peer: "10.0.0.1", fields: "X-Forwarded-For: 203.0.113.1, 192.0.2.7\r\n", client: "192.0.2.7",
      reason: "the front adds at the end; what stands before it the client may have written"),
    Case(
      peer: "10.0.0.1",
      fields: "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-For: 198.51.100.2\r\n",
      client: "198.51.100.2", reason: "of several fields the last is the front's"),
    Case(
      peer: "10.0.0.1", fields: "X-Forwarded-For: 2001:DB8::7\r\n", client: "2001:db8::7",
      reason: "an address of version 6, in one spelling"),
    Case(
      peer: "10.0.0.1", fields: "X-Forwarded-For: ::ffff:192.0.2.7\r\n", client: "192.0.2.7",
      reason: "an address of version 4 in the clothes of version 6"),
    Case(
      peer: "10.0.0.2", fields: "X-Forwarded-For: 192.0.2.7\r\n", client: "10.0.0.2",
      reason: "anybody may write the field; only a front is believed"),
    Case(
      peer: "10.0.0.1", fields: "X-Forwarded-For: unknown\r\n", client: "10.0.0.1",
      reason: "what is no address is nobody"),
    Case(
      peer: "10.0.0.1", fields: "X-Forwarded-For: 192.0.2.7,\r\n", client: "10.0.0.1",
      reason: "an empty last element is not the one before it"),
    Case(peer: "10.0.0.1", fields: "", client: "10.0.0.1", reason: "a front that says nothing"),
  ]

  @Test(arguments: cases) func `who asks is whom a front names`(row: Case) throws {
    let fronts = try Fronts(["10.0.0.1"])
    let head = try RequestHead(
      parsing: Array("GET / HTTP/1.1\r\nHost: h\r\n\(row.fields)\r\n".utf8))
    let peer = try #require(Address.peer(named: row.peer))

    #expect(fronts.client(head, of: peer).text == row.client)
  }

  @Test func `a front that is no numeric address is a fault`() {
    #expect(throws: ServerError.self) { try Fronts(["front.example"]) }
  }

  @Test func `a client of version 4 on a socket for both is counted by its own address`() throws {
    let peer = try #require(Address.peer(named: "::ffff:192.0.2.7"))

    #expect(peer.network == "192.0.2.7")
    #expect(try #require(Address.peer(named: "2001:db8::7")).network == "20010db800000000")
    #expect(Address.peer(named: "localhost") == nil)
  }

  @Test func `the rate is that of the client whom the front names`() throws {
    var limits = Limits()
    limits.requestsPerMinute = 1
    let test = try TestServer(limits: limits, fronts: ["127.0.0.1"])
    let front = try #require(Client(port: test.port))
    func ask(for client: String, _ times: Int) -> Bool {
      front.send("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: \(client)\r\n\r\n")
      return front.read(until: "HTTP/1.1 ", times: times).contains("429")
    }

    #expect(!ask(for: "192.0.2.1", 1))
    #expect(!ask(for: "192.0.2.2", 2))
    #expect(ask(for: "192.0.2.1", 3))
    #expect(test.seen.now.log.map(\.peer).contains("192.0.2.2"))
  }
}
