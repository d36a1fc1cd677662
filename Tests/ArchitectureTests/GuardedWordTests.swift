import Testing

@Suite("Words that switch a check off")
struct GuardedWordTests {
  @Test func `stand in the two modules that touch C, and nowhere else`() {
    let faults = Checkout.here.files(under: "Sources", ending: ".swift")
      .flatMap(GuardedWords.faults)

    #expect(faults == [])
  }

  @Test func `every exception is still needed, and says why`() {
    for exception in GuardedWords.exceptions {
      let file = Checkout.here.file(exception.path)
      let words = file.map { GuardedWords.found(in: $0).map(\.word) } ?? []

      #expect(words.contains(exception.word), "\(exception.path) no longer says \(exception.word)")
      #expect(!exception.because.isEmpty)
    }
  }

  @Test(arguments: [
    ("let a = unsafe b", "unsafe"), ("nonisolated(unsafe) var a = 1", "unsafe"),
    ("@safe struct A {}", "@safe"), ("class A: @unchecked Sendable {}", "@unchecked"),
    ("let a = try! b()", "try!"), ("let a = b as! C", "as!"),
    ("log(\"\\(unsafe a)\")", "unsafe"), ("a.unsafe.b", "unsafe"),
  ])
  func `are found in code`(source: String, word: String) {
    let file = Checkout.File(path: "Sources/Casework/Sample.swift", text: "\n" + source)

    #expect(GuardedWords.faults(in: file) == ["Sources/Casework/Sample.swift:2: \(word)"])
  }

  @Test(arguments: [
    "// unsafe", "let a = \"this is unsafe for the child\"", "let unsafely = try b()",
    "func unsafeBytes() {}",
  ])
  func `are not found in prose or in longer names`(source: String) {
    let file = Checkout.File(path: "Sources/Casework/Sample.swift", text: source)

    #expect(GuardedWords.faults(in: file) == [])
  }

  @Test func `may stand in the module that holds SQLite`() {
    let file = Checkout.File(path: "Sources/SQLite/Sample.swift", text: "unsafe a()")

    #expect(GuardedWords.faults(in: file) == [])
  }
}
