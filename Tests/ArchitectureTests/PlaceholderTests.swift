import Testing

@Suite struct ArchitecturePlaceholderTests {
  @Test func `the target builds`() {}
}
