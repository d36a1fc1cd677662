import Testing

@Suite struct CaseworkPlaceholderTests {
  @Test func `the target builds`() {}
}
