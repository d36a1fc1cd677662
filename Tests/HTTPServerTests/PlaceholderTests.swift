import Testing

@Suite struct HTTPServerPlaceholderTests {
  @Test func `the target builds`() {}
}
