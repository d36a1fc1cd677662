import Testing

@Suite struct MarkupPlaceholderTests {
  @Test func `the target builds`() {}
}
