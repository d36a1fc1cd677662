import HTTP
import HTTPServer
import Testing

@Suite("Server") struct ServerTests {
  private static let get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test func `answers many requests on one connection, and one that comes in pieces`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))

    for count in 1...50 {
      client.send(Self.get)
      #expect(client.read(until: "\r\n\r\nok", times: count).contains("HTTP/1.1 200 OK\r\n"))
    }
    client.send("POST / HTTP/1.1\r\nHost: h\r\nConnec")
    client.send("tion: close\r\nContent-Length: 5\r\n\r\nhel")
    client.send("lo")

    #expect(client.readToEnd()?.hasSuffix("\r\n\r\nhello") == true)
  }

  @Test func `answers a thousand pipelined requests in their order`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))
    let requests = (1...1_000).map { "GET /x HTTP/1.1\r\nHost: h\r\nX-Request-Id: n\($0)\r\n\r\n" }

    client.send(requests.joined())
    let answers = client.read(until: "\r\n\r\nok", times: 1_000)

    let ids = answers.split(separator: "\r\n").filter { $0.hasPrefix("X-Request-Id") }
    #expect(ids == (1...1_000).map { "X-Request-Id: n\($0)" })
  }

  @Test func `answers later, from another thread, and only once`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))

    client.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n" + Self.get)
    #expect(test.seen.wait { $0.tickets.count == 1 })
    let ticket = try #require(test.seen.now.tickets.first)
    ticket.answer(Response(.created))
    ticket.answer(Response(.conflict))
    let answers = client.read(until: "\r\n\r\nok")

    #expect(answers.contains("201 Created"))
    #expect(!answers.contains("409"))
  }

  @Test func `drops an answer to a client that has gone`() throws {
    let test = try TestServer()
    var client = Client(port: test.port)
    client?.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(test.seen.wait { $0.tickets.count == 1 })
    client?.resetOnClose()
    client = nil
    #expect(test.seen.wait { _ in test.server.connections == 0 })

    test.seen.now.tickets.first?.answer(Response(.created))

    let next = try #require(Client(port: test.port))
    next.send(Self.get)
    #expect(next.read(until: "ok").hasPrefix("HTTP/1.1 200 OK"))
  }

  @Test func `does a handler's work at its time, on its loop`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))

    client.send("GET /timer HTTP/1.1\r\nHost: h\r\n\r\n")

    #expect(client.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 202 Accepted"))
  }

  @Test func `calls the handlers of all loops when they are signalled`() throws {
    let test = try TestServer(loops: 2)
    let clients = try (0..<4).map { _ in try #require(Client(port: test.port)) }
    for client in clients { client.send("GET /poll HTTP/1.1\r\nHost: h\r\n\r\n") }
    #expect(test.seen.wait { $0.tickets.count == 4 })

    for signal in test.seen.now.signals { signal.raise() }

    for client in clients {
      #expect(client.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 204 No Content"))
    }
  }

  @Test func `streams as fast as the client takes it, and then serves the next request`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))

    client.send("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n" + Self.get)
    let answers = client.read(until: "\r\n\r\nok")

    #expect(answers.split(separator: "3e8\r\n").count == 1_001)
    #expect(test.seen.now.finishedStreams == 1)
  }

  @Test func `tells the source of a stream when the client has gone`() throws {
    let test = try TestServer()
    var client = Client(port: test.port)
    client?.send("GET /endless HTTP/1.1\r\nHost: h\r\n\r\n")
    _ = client?.read(until: "\r\n\r\n")

    client = nil

    #expect(test.seen.wait { $0.cancelledStreams == 1 })
    #expect(test.seen.wait { _ in test.server.connections == 0 })
  }

  @Test func `lets a client read a refusal while it still sends`() throws {
    var limits = Limits()
    limits.body = 1_000_000
    let test = try TestServer(limits: limits)
    for _ in 0..<20 {
      let client = try #require(Client(port: test.port))

      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1040000\r\n\r\n")
      client.send(String(repeating: "x", count: 1_040_000))
      client.endSending()

      #expect(client.readToEnd()?.hasPrefix("HTTP/1.1 413 Content Too Large") == true)
    }
  }

  @Test func `turns away who comes over the limit, and still serves those inside`() throws {
    var limits = Limits()
    limits.connections = 2
    let test = try TestServer(limits: limits)
    let inside = try (0..<2).map { _ in try #require(Client(port: test.port)) }
    for client in inside {
      client.send(Self.get)
      _ = client.read(until: "\r\n\r\nok")
    }

    let outside = try #require(Client(port: test.port))
    let answer = outside.read(until: "overload")

    #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable"))
    #expect(answer.contains("Retry-After: "))
    for client in inside {
      client.send(Self.get)
      #expect(client.read(until: "\r\n\r\nok", times: 2).hasSuffix("ok"))
    }
  }

  @Test func `refuses an address that asks too often, sooner if its token was wrong`() throws {
    var limits = Limits()
    limits.requestsPerMinute = 30
    limits.countsLoopback = true
    let test = try TestServer(limits: limits)
    let client = try #require(Client(port: test.port))

    client.send(String(repeating: Self.get, count: 5))
    #expect(!client.read(until: "\r\n\r\nok", times: 5).contains("429"))
    client.send(String(repeating: "GET /secret HTTP/1.1\r\nHost: h\r\n\r\n", count: 2) + Self.get)
    let answers = client.read(until: "rate-limit")

    #expect(answers.contains("HTTP/1.1 429 Too Many Requests\r\n"))
    #expect(answers.contains("\r\nRetry-After: "))
  }

  @Test func `tells of each request without its query, and of those it could not read`() throws {
    let test = try TestServer()
    let client = try #require(Client(port: test.port))

    client.send(
      "GET /a?name=secret HTTP/1.1\r\nHost: h\r\nX-Request-Id: mine\r\n\r\nGET /b\u{1b}\r\n")
    let answers = client.readToEnd()

    #expect(answers?.contains("X-Request-Id: mine\r\n") == true)
    #expect(test.seen.wait { $0.log.count == 2 })
    let records = test.seen.now.log
    #expect(records.map(\.path) == ["/a", "-"])
    #expect(records.map(\.status) == [200, 400])
    #expect(records.map(\.method) == ["GET", "-"])
    #expect(records.first?.requestID == "mine")
    #expect(records.first?.bytes == 2)
  }

  @Test func `a second server on the same port does not start`() throws {
    let test = try TestServer()
    let second = Server(limits: Limits(), port: test.port, loops: 1) { TestHandler($0, Seen()) }

    #expect(throws: ServerError.self) { try second.start() }
  }

  @Test func `an address that is a name does not start`() {
    let server = Server(limits: Limits(), address: "localhost", port: 0, loops: 1) {
      TestHandler($0, Seen())
    }

    #expect(throws: ServerError.self) { try server.start() }
  }
}
