import Testing

@Suite struct JSONPlaceholderTests {
  @Test func `the target builds`() {}
}
