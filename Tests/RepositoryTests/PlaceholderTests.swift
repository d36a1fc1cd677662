import Testing

@Suite struct RepositoryPlaceholderTests {
  @Test func `the target builds`() {}
}
