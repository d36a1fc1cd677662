import Dispatch
import HTTP
import HTTPServer
import Testing

/// What all connections together may use, and that nobody is served what was meant for another.
@Suite("Bounds over all connections") struct BoundsTests {
  private static let get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"

  private static func post(_ count: Int) -> String {
    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(count)\r\n\r\n"
  }

  @Test func `an answer that its client did not wait for is sent to nobody else`() throws {
    var limits = Limits()
    limits.queuedOutput = 16_000_000
    let test = try TestServer(limits: limits)
    // The first answer is more than the system takes, so the second will find output waiting.
    var slow = Client(port: test.port, receives: 4_096)
    slow?.send(
      "GET /large HTTP/1.1\r\nHost: h\r\n\r\nGET /later HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(test.seen.wait { $0.tickets.count == 1 })
    let other = try #require(Client(port: test.port))
    other.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(test.seen.wait { $0.isHeld })

    // While the loop is busy the answer comes in, and then the client goes.
    test.seen.now.tickets.first?.answer(Response(.created, body: Array("for the slow one".utf8)))
    slow?.resetOnClose()
    slow = nil
    test.seen.letGo()

    #expect(other.read(until: "\r\n\r\nok").hasPrefix("HTTP/1.1 200 OK"))
    other.send(Self.get)
    let all = other.read(until: "\r\n\r\nok", times: 2)
    #expect(!all.contains("for the slow one"))
    #expect(!all.contains("201"))
  }

  @Test func `large bodies beyond the room for all are refused, and small ones are read`() throws {
    var limits = Limits()
    limits.bodyMemory = 100_000
    limits.bodyShare = 1_000
    let test = try TestServer(limits: limits)
    let large = try (0..<4).map { _ in try #require(Client(port: test.port)) }
    for client in large {
      client.send(Self.post(60_000) + String(repeating: "x", count: 50_000))
    }
    #expect(test.seen.wait { $0.log.count == 2 })
    #expect(test.seen.now.log.map(\.status) == [503, 503])

    let small = try #require(Client(port: test.port))
    small.send(Self.post(5) + "hello")
    #expect(small.read(until: "hello").hasPrefix("HTTP/1.1 200 OK"))

    for client in large { client.send(String(repeating: "x", count: 10_000)) }
    let answers = large.map { $0.read(until: "\r\n\r\n").prefix(12) }
    #expect(answers.count { $0 == "HTTP/1.1 503" } == 2)
    #expect(answers.count { $0 == "HTTP/1.1 200" } == 2)
  }

  @Test func `room for bodies is given back, by those who were answered and by those who went`()
    throws
  {
    var limits = Limits()
    limits.bodyMemory = 60_000
    limits.bodyShare = 1_000
    let test = try TestServer(limits: limits)
    for round in 1...5 {
      var gone = Client(port: test.port)
      gone?.send(Self.post(60_000) + String(repeating: "x", count: 50_000))
      gone?.resetOnClose()
      gone = nil
      #expect(test.seen.wait { _ in test.server.connections == 0 })
      let client = try #require(Client(port: test.port))
      client.send(Self.post(50_000) + String(repeating: "x", count: 50_000))
      #expect(client.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK"), "round \(round)")
      client.endSending()
      _ = client.readToEnd()
    }
  }

  @Test func `of those who do not read, the one that waits longest makes room`() throws {
    var limits = Limits()
    limits.outputMemory = 3_000_000
    limits.body = 8_000_000
    limits.bodyMemory = 100_000_000
    let test = try TestServer(limits: limits)
    let clients = try (0..<6).map { _ in try #require(Client(port: test.port, receives: 4_096)) }
    for client in clients {
      client.send(Self.post(5_000_000) + String(repeating: "x", count: 5_000_000))
      #expect(test.seen.wait { $0.log.count >= 1 })
    }
    #expect(test.seen.wait { $0.log.count == 6 })
    #expect(test.seen.wait { _ in test.server.connections < 6 })

    #expect(clients.last?.read(until: "x", times: 5_000_000).hasPrefix("HTTP/1.1 200 OK") == true)
  }

  @Test func `who waits for news beyond the bound is answered at once`() throws {
    var limits = Limits()
    limits.waitingPolls = 2
    let test = try TestServer(limits: limits)
    let clients = try (0..<3).map { _ in try #require(Client(port: test.port)) }
    for (number, client) in clients.enumerated() {
      client.send("GET /news HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(test.seen.wait { $0.tickets.count == number + 1 })
    }

    #expect(clients[2].read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 204 No Content"))
    #expect(test.seen.wait { $0.abandoned == 1 })
    for ticket in test.seen.now.tickets { ticket.answer(Response(.accepted)) }
    #expect(clients[0].read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 202 Accepted"))
    #expect(clients[1].read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 202 Accepted"))
  }

  @Test func `who waits for news and goes is forgotten, and makes room for another`() throws {
    var limits = Limits()
    limits.waitingPolls = 1
    let test = try TestServer(limits: limits)
    for round in 1...3 {
      var client = Client(port: test.port)
      client?.send("GET /news HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(test.seen.wait { $0.tickets.count == round })
      client = nil
      #expect(test.seen.wait { $0.abandoned == round })
      #expect(test.seen.wait { _ in test.server.connections == 0 })
    }
  }

  @Test func `a stream that has nothing to give in its time is cut`() throws {
    var limits = Limits()
    limits.streamTime = 100
    let test = try TestServer(limits: limits)
    let client = try #require(Client(port: test.port))

    client.send("GET /dry HTTP/1.1\r\nHost: h\r\n\r\n")
    let answer = client.readToEnd()

    #expect(answer?.hasPrefix("HTTP/1.1 200 OK") == true)
    #expect(answer?.contains("0\r\n\r\n") == false, "it must not look whole")
    #expect(test.seen.wait { $0.cancelledStreams == 1 })
  }

  @Test func `a client that pipelines much lets others have their turn`() throws {
    var limits = Limits()
    limits.requestsPerTurn = 2
    let test = try TestServer(limits: limits)
    let greedy = try #require(Client(port: test.port))
    let other = try #require(Client(port: test.port))
    other.send(Self.get)
    _ = other.read(until: "\r\n\r\nok")
    greedy.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(test.seen.wait { $0.isHeld })

    // Both are there when the loop looks: the many are not all served before the one.
    greedy.send(String(repeating: "GET /many HTTP/1.1\r\nHost: h\r\n\r\n", count: 200))
    other.send("GET /one HTTP/1.1\r\nHost: h\r\n\r\n")
    test.seen.letGo()
    #expect(greedy.read(until: "\r\n\r\nok", times: 201).hasSuffix("ok"))
    _ = other.read(until: "\r\n\r\nok", times: 2)

    #expect(test.seen.wait { $0.log.count == 203 })
    let place = test.seen.now.log.firstIndex { $0.path == "/one" }
    #expect((place ?? .max) < 50)
  }
}
