// Examines: Sources/HTTP

/// A request head: never a crash, the same result however it is split, and nothing in a head that was
/// accepted that may not be there.
func examine(_ octets: [UInt8]) {
  let whole = outcome(octets, cuts: [])
  require(
    whole == outcome(octets, cuts: [octets.count / 3, octets.count / 2]), "a split changes it")
  if octets.count < 300 {
    require(whole == outcome(octets, cuts: Array(0..<octets.count)), "octet by octet changes it")
  }
  guard let head = try? RequestHead(parsing: octets) else { return }
  require(head.pathOctets.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a path of visible ASCII")
  require(head.fields.count <= Limits().fieldLines, "no more fields than the limit")
  for entry in head.fields.entries {
    let name = head.fields.octets[entry.name]
    require(!name.isEmpty && name.allSatisfy(OctetSet.token.contains), "a name is a token")
    require(head.fields.octets[entry.value].allSatisfy(Octet.isFieldContent), "no controls")
  }
  if head.version == .http11 { require(head.fields.contains(.host), "a host") }
  _ = head.segments
  _ = head.queryParameters
}

private func outcome(_ octets: [UInt8], cuts: [Int]) -> String {
  var parser = RequestHeadParser()
  do throws(ParseFailure) {
    for end in cuts + [octets.count] {
      if case .complete(let head, let end) = try parser.advance(octets, 0, end, Limits()) {
        return "\(head.method) \(head.path) \(head.query ?? "-") \(head.fields.count) \(end)"
      }
    }
    return "incomplete"
  } catch {
    return error.code
  }
}
