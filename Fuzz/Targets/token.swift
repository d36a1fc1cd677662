// Examines: Sources/HTTP

/// A credential in a head: never a crash, and never a token with an octet that none has.
func examine(_ octets: [UInt8]) {
  let line = Array("GET / HTTP/1.1\r\nHost: h\r\nAuthorization: ".utf8) + octets
  guard let head = try? RequestHead(parsing: line + Array("\r\n\r\n".utf8)),
    let token = BearerToken.octets(in: head.fields, longest: 200)
  else { return }
  require(!token.isEmpty && token.count <= 200, "a token has a length")
  require(token.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2C }, "a token of visible ASCII")
}
