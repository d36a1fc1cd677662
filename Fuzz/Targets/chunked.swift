// Examines: Sources/HTTP

/// A chunked body: never a crash, the same content however it is split, and never more than the limit.
func examine(_ octets: [UInt8]) {
  var limits = Limits()
  limits.body = 4_096
  let whole = outcome(octets, limits, [octets.count])
  require(whole == outcome(octets, limits, [octets.count / 2, octets.count]), "a split changes it")
  if octets.count < 300 {
    require(whole == outcome(octets, limits, Array(0...octets.count)), "octet by octet changes it")
  }
}

private func outcome(_ octets: [UInt8], _ limits: Limits, _ ends: [Int]) -> String {
  var decoder = ChunkedDecoder()
  var content: [UInt8] = []
  var index = 0
  do throws(ParseFailure) {
    for end in ends {
      if try decoder.advance(octets, &index, end, into: &content, limits) {
        require(content.count <= limits.body, "no more content than the limit")
        return "\(content) \(index)"
      }
    }
    require(index == octets.count, "all that came was looked at")
    return "incomplete"
  } catch {
    return error.code
  }
}
