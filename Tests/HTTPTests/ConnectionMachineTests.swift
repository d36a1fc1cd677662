import Testing

@testable import HTTP

@Suite("A connection") struct ConnectionMachineTests {
  private static let get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test func `answers requests that come together in their order, each once`() {
    var driver = MachineDriver()

    driver.receive((1...1_000).map { "GET /\($0) HTTP/1.1\r\nHost: h\r\n\r\n" }.joined())

    #expect(driver.requests == (1...1_000).map { "GET /\($0) " })
    #expect(driver.statuses.count == 1_000)
    #expect(driver.machine.phase == .idle)
  }

  @Test func `answers what came before a bad request, then 400, and nothing after it`() {
    var driver = MachineDriver()

    driver.receive(Self.get + Self.get + "GET / HTTP/1.1\r\nHost : h\r\n\r\n" + Self.get)

    #expect(driver.statuses == [200, 200, 400])
    #expect(driver.requests.count == 2)
    #expect(driver.text.contains("Connection: close\r\n"))
    #expect(driver.machine.phase == .finish)
  }

  static let conversations = [
    "GET /a HTTP/1.1\r\nHost: h\r\n\r\nPOST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc",
    "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: u\r\n\r\n"
      + "HEAD /d HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    "PUT /e HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx\r\nGET /f HTTP/1.0\r\n\r\n",
    "GET /g HTTP/1.1\r\nHost: h\r\n\r\nGET /h HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
  ]

  @Test(arguments: conversations) func `every split of a conversation gives the same answers`(
    conversation: String
  ) {
    var whole = MachineDriver()
    whole.receive(conversation)
    let octets = octets(conversation)

    for cut in 0...octets.count {
      var split = MachineDriver()
      split.receive(Array(octets[..<cut]))
      split.receive(Array(octets[cut...]))
      #expect(split.output == whole.output, "cut at \(cut)")
      #expect(split.requests == whole.requests, "cut at \(cut)")
    }
    var dribbled = MachineDriver()
    for octet in octets { dribbled.receive([octet]) }
    #expect(dribbled.output == whole.output)
  }

  @Test func `begins no request before the one before is answered`() {
    var driver = MachineDriver(respond: { _, _ in nil })

    driver.receive(Self.get + Self.get)
    #expect(driver.requests.count == 1)
    #expect(driver.machine.wantsInput == false)
    driver.answer(Response(.ok))

    #expect(driver.requests.count == 2)
    #expect(driver.statuses == [200])
  }

  struct Persistence: Sendable, CustomTestStringConvertible {
    var version: String
    var connection: String
    var persists: Bool
    var testDescription: String { "\(version) \(connection): \(persists ? "goes on" : "ends")" }
  }

  static let persistence = [
    Persistence(version: "1.1", connection: "", persists: true),
    Persistence(version: "1.1", connection: "Connection: close\r\n", persists: false),
    Persistence(version: "1.1", connection: "Connection: Keep-Alive, CLOSE\r\n", persists: false),
    Persistence(
      version: "1.1", connection: "Connection: x\r\nConnection: ,close,\r\n", persists: false),
    Persistence(version: "1.1", connection: "Connection: closed\r\n", persists: true),
    Persistence(
      version: "1.1", connection: "Upgrade: h2c\r\nConnection: upgrade\r\n", persists: true),
    Persistence(version: "1.0", connection: "", persists: false),
    Persistence(version: "1.0", connection: "Connection: keep-alive\r\n", persists: true),
    Persistence(version: "1.0", connection: "Connection: keep-alive, close\r\n", persists: false),
  ]

  @Test(arguments: persistence) func `goes on as the client and its version say`(row: Persistence) {
    var driver = MachineDriver()

    driver.receive("GET / HTTP/\(row.version)\r\nHost: h\r\n\(row.connection)\r\n")

    #expect(driver.statuses == [200])
    #expect(driver.machine.phase == (row.persists ? .idle : .finish))
    #expect(driver.text.contains("Connection: close\r\n") == !row.persists)
    #expect(
      driver.text.contains("Connection: keep-alive\r\n") == (row.persists && row.version == "1.0"))
  }

  @Test func `ends after as many requests as the limit says, and says so`() {
    var limits = Limits()
    limits.requestsPerConnection = 2
    var driver = MachineDriver(limits: limits)

    driver.receive(Self.get + Self.get + Self.get)

    #expect(driver.statuses == [200, 200])
    #expect(driver.text.contains("Connection: close\r\n"))
  }

  @Test func `sends 100 before it waits for the content`() {
    var driver = MachineDriver()

    driver.receive(
      "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n")
    #expect(driver.text == "HTTP/1.1 100 Continue\r\n\r\n")
    driver.receive("ab")

    #expect(driver.statuses == [100, 200])
    #expect(driver.requests == ["POST / ab"])
  }

  @Test func `sends no 100 to a version without it, nor where there is no content`() {
    var old = MachineDriver()
    old.receive("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab")
    #expect(old.statuses == [200])

    var empty = MachineDriver()
    empty.receive("GET / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\r\n")
    #expect(empty.statuses == [200])
  }

  @Test func `refuses other expectations with 417`() {
    var driver = MachineDriver()

    driver.receive("POST / HTTP/1.1\r\nHost: h\r\nExpect: the-best\r\nContent-Length: 2\r\n\r\n")

    #expect(driver.statuses == [417])
    #expect(driver.machine.phase == .finish)
  }

  @Test func `a refusal of one who waits for 100 comes at once and is the last`() {
    var driver = MachineDriver(admit: { _ in Response(.unauthorized) })

    driver.receive(
      "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")

    #expect(driver.statuses == [401])
    #expect(driver.machine.phase == .finish)
  }

  @Test func `a refusal comes after a short body, and the connection goes on`() {
    var driver = MachineDriver(admit: { $0.path == "/no" ? Response(.notFound) : nil })

    driver.receive("POST /no HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nGET")
    driver.receive(Self.get)

    #expect(driver.statuses == [404, 200])
    #expect(driver.requests == ["GET /a "])
  }

  @Test func `a refusal does not wait for a long body`() {
    var driver = MachineDriver(admit: { _ in Response(.notFound) })

    driver.receive("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n")

    #expect(driver.statuses == [404])
    #expect(driver.machine.phase == .finish)
  }

  @Test func `a refusal stops reading chunks when they are many`() {
    var driver = MachineDriver(admit: { _ in Response(.notFound) })

    driver.receive("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
    driver.receive("10001\r\n" + String(repeating: "x", count: 65_537))

    #expect(driver.statuses == [404])
    #expect(driver.machine.phase == .finish)
  }

  @Test func `bad framing of a refused body is 400, not the refusal`() {
    var driver = MachineDriver(admit: { _ in Response(.notFound) })

    driver.receive("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")

    #expect(driver.statuses == [400])
  }

  @Test func `a body beyond the limit is refused before it is read`() {
    var driver = MachineDriver()

    driver.receive("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n")

    #expect(driver.statuses == [413])
    #expect(driver.requests.isEmpty)
  }

  @Test func `an answer to HEAD has the fields of GET and no content`() {
    var get = MachineDriver()
    get.receive("GET /abc HTTP/1.1\r\nHost: h\r\n\r\n")
    var head = MachineDriver()
    head.receive("HEAD /abc HTTP/1.1\r\nHost: h\r\n\r\n")

    #expect(head.text + "/abc" == get.text)
  }

  @Test func `a bad HEAD gets no content either`() {
    var driver = MachineDriver()

    driver.receive("HEAD /abc HTTP/9.9\r\nHost: h\r\n\r\n")

    #expect(driver.statuses == [505])
    #expect(driver.text.hasSuffix("\r\n\r\n"))
  }

  @Test func `what a client asked before it ended its side is answered, and then the end`() {
    var driver = MachineDriver(respond: { _, _ in nil })

    driver.receive(Self.get)
    driver.endInput()
    driver.answer(Response(.ok))

    #expect(driver.statuses == [200])
    #expect(driver.machine.phase == .closed)
  }

  @Test func `half a request that ends is 400; empty lines that end are nothing`() {
    for half in [
      "G", "GET / HTTP/1.1\r\nHost: h\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na",
    ] {
      var driver = MachineDriver()
      driver.receive(half)
      driver.endInput()
      #expect(driver.statuses == [400], "\(half)")
    }
    var empty = MachineDriver()
    empty.receive("\r\n")
    empty.endInput()
    #expect(empty.output.isEmpty)
    #expect(empty.machine.phase == .closed)
  }

  @Test func `time that is over is 408 in a request, 503 in an answer, and silence between`() {
    var idle = MachineDriver()
    idle.expire()
    #expect(idle.output.isEmpty)
    #expect(idle.machine.phase == .finish)

    var head = MachineDriver()
    head.receive("GET / HT")
    head.expire()
    #expect(head.statuses == [408])

    var body = MachineDriver()
    body.receive("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na")
    body.expire()
    #expect(body.statuses == [408])

    var answer = MachineDriver(respond: { _, _ in nil })
    answer.receive(Self.get)
    answer.expire()
    #expect(answer.statuses == [503])
    #expect(answer.machine.phase == .finish)
  }

  @Test func `the time for a body grows with what has come, and framing buys none`() {
    var limits = Limits()
    limits.bodyTime = 1_000
    limits.bodyRate = 100
    var driver = MachineDriver(limits: limits)
    driver.receive("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")

    #expect(driver.machine.patience == 1_000)
    driver.receive("5;padding=padding\r\n")
    #expect(driver.machine.patience == 1_000)
    driver.receive("hello")
    #expect(driver.machine.patience == 1_050)
  }

  @Test func `a stop ends an idle connection and the next answer of another`() {
    var idle = MachineDriver()
    idle.machine.stop()
    #expect(idle.machine.phase == .finish)

    var busy = MachineDriver()
    busy.receive("GET / HT")
    busy.machine.stop()
    busy.receive("TP/1.1\r\nHost: h\r\n\r\n" + Self.get)
    #expect(busy.statuses == [200])
    #expect(busy.text.contains("Connection: close\r\n"))
  }

  @Test func `input after the last answer is thrown away`() {
    var driver = MachineDriver()

    driver.receive("GET / HTTP/1.0\r\n\r\n")
    driver.receive(Self.get)
    driver.machine.flushed()
    driver.receive(Self.get)

    #expect(driver.statuses == [200])
    #expect(driver.machine.phase == .linger)
    driver.endInput()
    #expect(driver.machine.phase == .closed)
  }

  @Test func `the server that is full says 503 before it is asked`() {
    var driver = MachineDriver()

    guard case .fail(let failure) = driver.machine.turnAway() else {
      Issue.record("not turned away")
      return
    }
    driver.answer(failure.response)

    #expect(driver.statuses == [503])
    #expect(driver.text.contains("Retry-After: "))
    #expect(driver.machine.phase == .finish)
  }
}
