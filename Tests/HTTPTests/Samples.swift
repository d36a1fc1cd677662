@testable import HTTP

/// The octets of a text, for tests.
func octets(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The text of octets, for tests.
func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

/// What a head says, in a form that can be compared.
struct HeadSummary: Equatable {
  var method: String
  var path: String
  var query: String?
  var fields: [String]

  init(_ head: RequestHead) {
    method = head.method.text
    path = head.path
    query = head.query
    fields = head.fields.entries.map { entry in
      text(Array(head.fields.octets[entry.name])) + "="
        + text(Array(head.fields.octets[entry.value]))
    }
  }
}

/// Good requests of different shapes, each whole.
let goodHeads = [
  "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
  "\r\n\r\nGET /v1/status HTTP/1.1\r\nHost: localhost:8080\r\nAccept: */*\r\n\r\n",
  "POST /v1/escalations?dryRun=true HTTP/1.1\r\nhost: [::1]:80\r\nContent-Length: 0\r\nX:\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nHost: a.example\r\nOrigin:\t x \t\r\n\r\n",
  "HEAD http://a.example?x=1 HTTP/1.1\r\nHost: b\r\n\r\n",
  "GET /caf%C3%A9 HTTP/1.0\r\n\r\n",
  "GET / HTTP/1.9\r\nHost: a\r\nName: J\u{e9}r\u{f4}me\r\n\r\n",
]
