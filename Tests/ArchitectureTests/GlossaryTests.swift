import Testing

@Suite("Glossary")
struct GlossaryTests {
  let glossary: Glossary

  init() throws {
    glossary = Glossary(page: try #require(Checkout.here.file("docs/glossary.md")).text)
  }

  @Test func `has one line for each word`() {
    #expect(glossary.words.count > 40)
    #expect(Set(glossary.words).count == glossary.words.count)
  }

  @Test func `does not avoid a word that it explains`() {
    #expect(glossary.words.filter { glossary.avoided[$0.lowercased()] != nil } == [])
  }

  @Test(arguments: ["Escalations", "NotificationForms", "Casework", "Repository", "API"])
  func `its words are those of the types`(module: String) {
    let faults = Checkout.here.files(under: "Sources/\(module)", ending: ".swift").flatMap { file in
      TypeNames.all(in: file.code).flatMap(glossary.faults).map { "\(file.path): \($0)" }
    }

    #expect(faults == [])
  }

  @Test func `a type with another word for the same idea is found`() {
    let page = "- **Stage** – a rung. *not: step, phase*\n- **Track** – a ladder."

    let faults = TypeNames.all(in: "public struct NextStep {}\nenum Stage {\n  case step\n}")
      .flatMap(Glossary(page: page).faults)

    #expect(faults == ["NextStep: say stage, not step"])
  }
}
