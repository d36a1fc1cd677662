import HTTP
import HTTPServer
import Testing

@Suite("A graceful stop") struct StoppingTests {
  private static let get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test func `closes idle connections politely and takes no new ones`() throws {
    let test = try TestServer(loops: 2)
    var idle = Client(port: test.port)
    idle?.send(Self.get)
    _ = idle?.read(until: "\r\n\r\nok")

    test.server.stop(graceMilliseconds: 20_000)

    #expect(idle?.readToEnd() != nil)
    idle = nil
    test.server.waitUntilStopped()
    #expect(Client(port: test.port) == nil)
  }

  @Test func `answers waiting polls, and those who answer say that they are the last`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))
    client.send("GET /poll HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(test.seen.wait { $0.tickets.count == 1 })

    test.server.stop(graceMilliseconds: 20_000)
    let answer = client.readToEnd()

    #expect(answer?.hasPrefix("HTTP/1.1 503") == true)
    #expect(answer?.contains("Connection: close\r\n") == true)
  }

  @Test func `lets a request that has begun come to its end`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel")
    let other = try #require(Client(port: test.port))
    other.send(Self.get)
    _ = other.read(until: "ok")

    test.server.stop(graceMilliseconds: 20_000)
    _ = other.readToEnd()
    client.send("lo")

    #expect(client.readToEnd()?.hasSuffix("\r\n\r\nhello") == true)
  }

  @Test func `cuts what is left when the grace time is over`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))
    client.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(test.seen.wait { $0.tickets.count == 1 })

    test.server.stop(graceMilliseconds: 10)
    test.server.waitUntilStopped()

    #expect(test.server.connections == 0)
    #expect(client.read(until: "\r\n\r\n").isEmpty)
  }
}
