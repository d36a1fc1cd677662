import Testing

@Suite struct APIPlaceholderTests {
  @Test func `the target builds`() {}
}
