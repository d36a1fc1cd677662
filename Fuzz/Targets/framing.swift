// Examines: Sources/HTTP

/// A whole conversation with a connection's machine: never a crash, the same answers however it is
/// split, one answer a request, nothing after the last answer, and framing that is never both ways.
func examine(_ octets: [UInt8]) {
  let whole = Conversation(octets, [octets.count])
  require(whole == Conversation(octets, [octets.count / 2, octets.count]), "a split changes it")
  if octets.count < 300 {
    require(whole == Conversation(octets, Array(0...octets.count)), "octet by octet changes it")
  }
  // A failure is the answer to a request that was asked about, or to one that never came to that.
  let unasked = whole.answers - whole.asked
  require(unasked == 0 || (unasked == 1 && whole.failure != nil), "one answer a request")
}

private struct Conversation: Equatable {
  var output: [UInt8] = []
  var asked = 0
  var answers = 0
  var failure: ParseFailure?

  init(_ octets: [UInt8], _ ends: [Int]) {
    var machine = ConnectionMachine(limits: Limits())
    var index = 0
    for end in ends { converse(&machine, octets, &index, end) }
    machine.endInput()
    converse(&machine, octets, &index, octets.count)
    require(machine.phase == .finish || machine.phase == .closed, "it comes to an end")
  }

  private mutating func converse(
    _ machine: inout ConnectionMachine, _ octets: [UInt8], _ index: inout Int, _ end: Int
  ) {
    while true {
      switch machine.advance(octets, &index, end) {
      case .wait: return
      case .admit(let head): admit(&machine, head)
      case .respond(_, let body):
        require(body.count <= Limits().body, "no more content than the limit")
        answer(&machine, Response(.ok, body: body))
      case .refuse(let response): answer(&machine, response)
      case .fail(let failure):
        self.failure = failure
        answer(&machine, failure.response)
      }
    }
  }

  private mutating func admit(_ machine: inout ConnectionMachine, _ head: RequestHead) {
    require(failure == nil, "nothing is asked after a failure")
    asked += 1
    let codings = head.fields.occurrences(of: .transferEncoding).count
    let lengths = head.fields.occurrences(of: .contentLength).count
    require(codings + lengths <= 1, "one framing field at most")
    if head.pathOctets.count > 8 {
      machine.refuse(Response(.notFound))
    } else {
      machine.admit(into: &output)
    }
  }

  private mutating func answer(_ machine: inout ConnectionMachine, _ response: Response) {
    answers += 1
    machine.answer(response, date: Array("Date: D\r\n".utf8), requestID: "i", into: &output)
  }
}
