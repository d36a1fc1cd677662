import Casework
import Escalations
import Testing

@testable import API

@Suite("Events in words") struct EventPhraseTests {
  struct Label: CustomTestStringConvertible, Sendable {
    let place: String
    let label: String
    let because: String
    var testDescription: String { because }
  }

  static let labels = [
    Label(place: "/summary", label: "Summary", because: "a member by itself"),
    Label(
      place: "/categoryWords", label: "Category words", because: "a name of several words is apart"),
    Label(
      place: "/children/0/name", label: "Child 1, name", because: "people count from one"),
    Label(
      place: "/children/11/birthDate", label: "Child 12, date of birth",
      because: "a date of birth is called so"),
    Label(
      place: "/children/1/nhsNumber", label: "Child 2, NHS number", because: "so is an NHS number"),
    Label(place: "/by/name", label: "By", because: "a name needs no more than whose it is"),
    Label(place: "/raisedBy/name", label: "Raised by", because: "so does the raiser's"),
    Label(place: "/raisedBy/role", label: "Raised by, role", because: "the role is said to be one"),
    Label(
      place: "/contents/agreed-outcome", label: "Agreed outcome",
      because: "what a policy asks for stands under its own name"),
  ]

  @Test(arguments: labels) func `a text stands under a label that people know`(row: Label) {
    #expect(EventPhrase.label(row.place) == row.label)
  }

  @Test func `a day is written out, and nothing else is changed`() {
    #expect(EventPhrase.text("2015-02-03", of: "/children/0/birthDate") == "3 February 2015")
    #expect(EventPhrase.text("soon", of: "/children/0/birthDate") == "soon")
    #expect(EventPhrase.text("2015-02-03", of: "/summary") == "2015-02-03")
  }
}
