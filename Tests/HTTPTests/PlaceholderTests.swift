import Testing

@Suite struct HTTPPlaceholderTests {
  @Test func `the target builds`() {}
}
