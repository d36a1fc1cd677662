// Examines: Sources/HTTP

/// Percent-decoding of paths and queries: never a crash, and never a text that could be read twice.
func examine(_ octets: [UInt8]) {
  for plusIsSpace in [false, true] {
    guard let text = PercentDecoding.text(octets[...], plusIsSpace: plusIsSpace) else { continue }
    require(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }, "no controls")
  }
  let line = Array("GET /".utf8) + octets + Array(" HTTP/1.1\r\nHost: h\r\n\r\n".utf8)
  guard let head = try? RequestHead(parsing: line) else { return }
  for segment in head.segments ?? [] {
    require(!segment.isEmpty && segment != "." && segment != "..", "a segment names something")
    require(!segment.contains("/") && !segment.contains("\\"), "a segment is one segment")
  }
  _ = head.queryParameters
}
