@testable import HTTP

/// Drives a machine as a loop would, without sockets: a handler is a function, output is kept.
struct MachineDriver: ~Copyable {
  var machine: ConnectionMachine
  var output: [UInt8] = []
  /// The requests that came to the handler: method, path and body.
  var requests: [String] = []
  private var input: [UInt8] = []
  private let admit: (RequestHead) -> Response?
  private let respond: (RequestHead, [UInt8]) -> Response?

  /// A machine whose handler admits everything and answers 200 with the path, unless told otherwise; a
  /// handler that gives nil answers later.
  init(
    limits: Limits = Limits(),
    admit: @escaping (RequestHead) -> Response? = { _ in nil },
    respond: @escaping (RequestHead, [UInt8]) -> Response? = { head, _ in
      Response(.ok, body: octets(head.path))
    }
  ) {
    machine = ConnectionMachine(limits: limits)
    self.admit = admit
    self.respond = respond
  }

  /// The output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// The statuses of the answers so far, in order.
  var statuses: [Int] {
    var found: [Int] = []
    let parts = text.components(after: "HTTP/1.1 ")
    for part in parts { found.append(Int(part.prefix(3)) ?? 0) }
    return found
  }

  /// Octets come in.
  mutating func receive(_ text: String) { receive(octets(text)) }

  /// Octets come in.
  mutating func receive(_ octets: [UInt8]) {
    input += octets
    run()
  }

  /// The client says that nothing more will come.
  mutating func endInput() {
    machine.endInput()
    run()
  }

  /// The time of the phase is over.
  mutating func expire() {
    perform(machine.expire())
    run()
  }

  /// The answer to a request that was to be answered later.
  mutating func answer(_ response: Response) {
    machine.answer(response, date: octets("Date: D\r\n"), requestID: "i", into: &output)
    run()
  }

  private mutating func run() {
    var index = 0
    while perform(machine.advance(input, &index, input.count)) {}
    input.removeFirst(index)
  }

  @discardableResult
  private mutating func perform(_ step: ConnectionMachine.Step) -> Bool {
    switch step {
    case .wait: return false
    case .admit(let head):
      if let refusal = admit(head) {
        machine.refuse(refusal)
      } else {
        machine.admit(into: &output)
      }
    case .respond(let head, let body):
      requests.append("\(head.method.text) \(head.path) \(String(decoding: body, as: UTF8.self))")
      guard let response = respond(head, body) else { return false }
      machine.answer(response, date: octets("Date: D\r\n"), requestID: "i", into: &output)
    case .refuse(let response):
      machine.answer(response, date: octets("Date: D\r\n"), requestID: "i", into: &output)
    case .fail(let failure):
      machine.answer(failure.response, date: octets("Date: D\r\n"), requestID: "i", into: &output)
    }
    return true
  }
}

extension String {
  /// What follows each occurrence of a word, up to the next one.
  fileprivate func components(after word: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      rest = rest[range.upperBound...]
      parts.append(rest)
    }
    return parts
  }
}
