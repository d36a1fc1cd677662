import Testing

@testable import HTTP

/// What a connection's machine says it holds, by which the server bounds all of them together.
@Suite("Content that is held") struct HeldContentTests {
  private static let post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n"

  @Test func `counts from its first octet until the answer`() {
    var driver = MachineDriver(respond: { _, _ in nil })
    driver.receive("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n")
    #expect(driver.machine.contentHeld == 0)
    driver.receive("\r\nhel")
    #expect(driver.machine.contentHeld == 3)
    driver.receive("lo")
    #expect(driver.machine.contentHeld == 5, "whoever works on it holds it")

    driver.answer(Response(.ok))

    #expect(driver.machine.contentHeld == 0)
  }

  @Test func `counts without the framing of chunks`() {
    var driver = MachineDriver(respond: { _, _ in nil })
    driver.receive(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nl")

    #expect(driver.machine.contentHeld == 4)
  }

  @Test func `is nothing where it is dropped`() {
    var driver = MachineDriver(admit: { _ in Response(.unauthorized) })
    driver.receive(Self.post + "hel")

    #expect(driver.machine.phase == .discard)
    #expect(driver.machine.contentHeld == 0)
  }

  @Test func `is let go when there is no room for the rest, and the client is told`() {
    var driver = MachineDriver()
    driver.receive(Self.post + "hel")

    guard case .fail(let failure) = driver.machine.turnAway() else {
      Issue.record("not turned away")
      return
    }
    driver.answer(failure.response)
    driver.receive("lo" + "GET / HTTP/1.1\r\nHost: h\r\n\r\n")

    #expect(driver.statuses == [503])
    #expect(driver.requests.isEmpty)
    #expect(driver.machine.contentHeld == 0)
  }
}
