import Testing

@Suite struct SQLitePlaceholderTests {
  @Test func `the target builds`() {}
}
