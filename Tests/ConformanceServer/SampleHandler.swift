import Dispatch
import HTTP

/// Answers a little of everything: at once, later, as a stream, with a refusal before the body.
final class SampleHandler: Handler {
  private let loop: any Loop
  private var waiting: [Ticket] = []

  private static let ok = Response(
    .ok, contentType: "application/json",
    body: Array(
      #"{"reference":"CSCP-2026-00042","stage":"2","state":"open","due":"2026-11-25","colour":"amber"}"#
        .utf8))
  private static let unchanged: Response = {
    var response = Response(.notModified)
    response.fields.append(.etag, "\"r7-5f2a\"")
    response.fields.append(.cacheControl, "private, no-cache")
    return response
  }()

  init(_ loop: any Loop) { self.loop = loop }

  private static let paths: Set<String> = [
    "*", "/", "/health/live", "/unchanged", "/later", "/wait", "/never", "/stream", "/flood",
    "/large",
  ]

  func admit(_ head: RequestHead, id: String) -> Response? {
    if head.path == "/secret" { return Response(.unauthorized) }
    guard !Self.paths.contains(head.path) else { return nil }
    return Response(.notFound, contentType: "text/plain", body: Array("no\n".utf8))
  }

  func respond(to request: Request, ticket: Ticket) -> Answer {
    switch request.head.path {
    case "/unchanged": return .now(Self.unchanged)
    case "/later":
      DispatchQueue.global().async { ticket.answer(Self.ok) }
      return .later
    case "/wait":
      waiting.append(ticket)
      loop.after(milliseconds: 10_000) { ticket.answer(Self.ok) }
      return .waiting(otherwise: Self.ok)
    case "/never": return .later
    case "/stream": return .stream(Response(.ok), Numbers(pieces: 100, size: 1_000))
    case "/flood": return .stream(Response(.ok), Numbers(pieces: 1_000_000, size: 16_384))
    case "/large":
      return .now(
        Response(
          .ok, contentType: "text/plain", body: [UInt8](repeating: 0x78, count: 4_000_000)))
    default:
      guard request.body.isEmpty else {
        let text = "\(request.body.count) octets\n"
        return .now(Response(.ok, contentType: "text/plain", body: Array(text.utf8)))
      }
      return .now(Self.ok)
    }
  }

  func abandoned(_ ticket: Ticket) { waiting.removeAll { $0.isSame(as: ticket) } }

  func stopping() {
    for ticket in waiting { ticket.answer(Self.ok) }
    waiting = []
  }
}

/// Content of a given length, in pieces.
final class Numbers: BodySource {
  private var pieces: Int
  private let piece: [UInt8]

  init(pieces: Int, size: Int) {
    self.pieces = pieces
    piece = [UInt8](repeating: 0x2E, count: size)
  }

  func next() -> BodyPiece {
    guard pieces > 0 else { return .end(trailers: Fields()) }
    pieces -= 1
    return .chunk(piece)
  }

  func cancelled() { pieces = 0 }
}
