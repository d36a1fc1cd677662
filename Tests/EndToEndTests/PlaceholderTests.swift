import Testing

@Suite struct EndToEndPlaceholderTests {
  @Test func `the target builds`() {}
}
