extension [UInt8] {
  /// Appends the octets of a span.
  mutating func append(_ octets: Span<UInt8>) {
    append(addingCapacity: octets.count) { added in
      for index in octets.indices { added.append(octets[index]) }
    }
  }
}
