import Testing

@Suite struct EscalationsPlaceholderTests {
  @Test func `the target builds`() {}
}
