/// Takes percent-encoding off, once, after splitting: RFC 3986 section 2.4.
///
/// Whatever two readers could understand differently has no meaning here: a bad escape, an escaped
/// slash or control, octets that are not UTF-8.
public enum PercentDecoding {
  /// The text that was encoded, or nil if it was not text.
  public static func text(_ encoded: ArraySlice<UInt8>, plusIsSpace: Bool = false) -> String? {
    var octets: [UInt8] = []
    octets.reserveCapacity(encoded.count)
    var index = encoded.startIndex
    while index < encoded.endIndex {
      let octet = encoded[index]
      if octet == Octet.percent {
        guard index + 2 < encoded.endIndex, let high = Octet.hexDigit(encoded[index + 1]),
          let low = Octet.hexDigit(encoded[index + 2])
        else { return nil }
        octets.append(UInt8(high * 16 + low))
        index += 3
      } else {
        octets.append(octet == 0x2B && plusIsSpace ? Octet.space : octet)
        index += 1
      }
    }
    // Overlong forms and surrogates are refused with everything else that is not UTF-8.
    guard let text = String(validating: octets, as: UTF8.self) else { return nil }
    return text.unicodeScalars.contains(where: isControl) ? nil : text
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}

extension RequestHead {
  /// The segments of the path, decoded: nil if the path is one that no route can mean.
  ///
  /// No segment is empty, `.` or `..`, and none holds a slash or a backslash, so that no two spellings
  /// of a path lead to different places. `/` has none.
  public var segments: [String]? {
    let octets = pathOctets
    guard octets.count > 1 else { return octets.first == 0x2A ? nil : [] }
    var segments: [String] = []
    for part in octets.dropFirst().split(separator: Octet.slash, omittingEmptySubsequences: false) {
      guard !part.isEmpty, let segment = PercentDecoding.text(part), segment != ".",
        segment != "..",
        !segment.utf8.contains(Octet.slash), !segment.utf8.contains(Octet.backslash)
      else { return nil }
      segments.append(segment)
    }
    return segments
  }

  /// The parameters of the query, decoded, in their order: nil if it is not `name=value` joined by `&`.
  ///
  /// `+` is a space here, as forms and most clients write it; in a path it is a plus.
  public var queryParameters: [(name: String, value: String)]? {
    guard let octets = queryOctets, !octets.isEmpty else { return [] }
    var parameters: [(name: String, value: String)] = []
    for pair in octets.split(separator: 0x26, omittingEmptySubsequences: false) {
      guard let equals = pair.firstIndex(of: Octet.equals), equals > pair.startIndex,
        let name = PercentDecoding.text(pair[..<equals], plusIsSpace: true),
        let value = PercentDecoding.text(pair[(equals + 1)...], plusIsSpace: true)
      else { return nil }
      parameters.append((name, value))
    }
    return parameters
  }
}
