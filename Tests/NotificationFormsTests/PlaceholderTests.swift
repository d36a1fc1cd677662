import Testing

@Suite struct NotificationFormsPlaceholderTests {
  @Test func `the target builds`() {}
}
