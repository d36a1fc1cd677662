import Testing

@Suite struct DigestPlaceholderTests {
  @Test func `the target builds`() {}
}
