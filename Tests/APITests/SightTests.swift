import Escalations
import HTTP
import JSON
import Testing

@testable import API

@Suite("What each viewer is shown") struct SightTests {
  private static let secrets = [
    "SECRET", "Bo T", "999 000 0018", "Teacher", "advice", "Ask your own",
  ]
  private static let persons = ["SECRET", "Bo T", "999 000 0018", "Teacher"]

  /// An escalation with names, words, a private act and a discussion.
  private func told() throws -> (Service, String) {
    let service = try Service()
    let reference = try service.raise(#","raisedBy":{"name":"A Teacher"}"#)
    try service.order(
      reference, "acts", #"{"kind":"consult","words":"SECRET advice","by":{"name":"A Teacher"}}"#)
    try service.order(
      reference, "discussions",
      #"{"summary":"SECRET talk","by":{"name":"A Teacher","role":"lead"},"#
        + #""participants":[{"agency":"care","name":"C Teacher"}]}"#)
    return (service, reference)
  }

  private static let views = ["", "/record", "/clocks", "/owed", "/status"]

  @Test func `the agencies see the words, and an internal act only its own agency`() throws {
    let (service, reference) = try told()

    let own = try service.get("/v1/escalations/\(reference)").json
    let other = try service.get("/v1/escalations/\(reference)", as: .care).json

    #expect(own["summary"]?.stringValue == "SECRET our referral was closed.")
    #expect(own["raisedBy"]?["name"]?.stringValue == "A Teacher")
    #expect(own["children"]?[0]?["nhsNumber"]?.stringValue == "999 000 0018")
    let kinds = own["acts"]?.arrayValue?.compactMap { $0["kind"]?.stringValue }
    #expect(kinds == ["consult", "discuss"])
    let talk = own["acts"]?[1]
    #expect(talk?["summary"]?.stringValue == "SECRET talk")
    #expect(talk?["by"]?["name"]?.stringValue == "A Teacher")
    #expect(talk?["participants"]?[0]?["name"]?.stringValue == "C Teacher")
    #expect(other["acts"]?.arrayValue?.compactMap { $0["kind"]?.stringValue } == ["discuss"])
    for view in Self.views {
      let text = try service.get("/v1/escalations/\(reference)\(view)", as: .care).text
      #expect(!text.contains("advice"), "\(view)")
      #expect(!text.contains("Ask your own"), "\(view)")
    }
    #expect(try !service.get("/v1/duties", as: .care).text.contains("advice"))
    #expect(try !service.get("/v1/duties", as: .office).text.contains("advice"))
  }

  @Test func `the partnership sees reference, stage and clocks until the stage the policy says`()
    throws
  {
    let (service, reference) = try told()

    for view in Self.views {
      let answer = try service.get("/v1/escalations/\(reference)\(view)", as: .office)
      #expect(answer.status == 200)
      for secret in Self.secrets { #expect(!answer.text.contains(secret), "\(view): \(secret)") }
    }
    let before = try service.get("/v1/escalations/\(reference)", as: .office).json
    #expect(before["mask"]?.stringValue == "outline")
    #expect(before["children"] == nil)

    try service.order(reference, "stage-moves", Samples.move("two"))
    let after = try service.get("/v1/escalations/\(reference)", as: .office).json

    #expect(after["mask"] == nil)
    #expect(after["summary"]?.stringValue == "SECRET our referral was closed.")
    #expect(after["acts"]?.arrayValue?.count == 1)
  }

  @Test func `an auditor sees the shape, and the same stand-in for the same person`() throws {
    let (service, reference) = try told()

    let detail = try service.get("/v1/escalations/\(reference)", as: .auditor)
    let record = try service.get("/v1/escalations/\(reference)/record", as: .auditor)

    for secret in Self.persons {
      #expect(!detail.text.contains(secret))
      #expect(!record.text.contains(secret))
    }
    #expect(detail.json["mask"]?.stringValue == "persons")
    let raiser = try #require(detail.json["raisedBy"]?["name"]?.stringValue)
    let talker = detail.json["acts"]?[0]?["by"]?["name"]?.stringValue
    let other = detail.json["acts"]?[0]?["participants"]?[0]?["name"]?.stringValue
    let child = try #require(detail.json["children"]?[0]?["name"]?.stringValue)
    #expect(raiser == talker)
    #expect(raiser != other)
    #expect(child.hasPrefix("child-"))
    let texts = record.json["events"]?[0]?["texts"]
    #expect(texts?["/children/0/name"]?.stringValue == child)
    #expect(texts?["/raisedBy/name"]?.stringValue == raiser)
  }

  @Test func `another server's secret makes other stand-ins`() throws {
    let one = Part(class: .name, person: "practitioner", member: "/by/name", text: "A Teacher")
    let here = Pseudonyms(secret: [1], "TSCP-2026-00001").name(one)

    #expect(here == Pseudonyms(secret: [1], "TSCP-2026-00002").name(one))
    #expect(here != Pseudonyms(secret: [2], "TSCP-2026-00001").name(one))
  }

  @Test func `lists and status hold no name and no word`() throws {
    let (service, reference) = try told()

    for path in ["/v1/escalations", "/v1/duties", "/v1/escalations/\(reference)/status"] {
      let text = try service.get(path).text
      for secret in Self.persons { #expect(!text.contains(secret), "\(path)") }
    }
  }

  @Test func `an agency that left sees how it stood then, and nothing after`() throws {
    let (service, reference) = try told()
    try service.order(reference, "parties", #"{"agency":"police","side":"involved"}"#)
    try service.order(reference, "parties/leave", as: .police, #"{"reason":"Our part is done."}"#)
    service.clock.move(to: try #require(Instant("2026-07-01T09:00:00Z")))
    try service.order(reference, "discussions", #"{"summary":"LATER words"}"#)
    service.changes.grow()

    for view in Self.views {
      let answer = try service.get("/v1/escalations/\(reference)\(view)", as: .police)
      #expect(answer.status == 200, "\(view)")
      #expect(!answer.text.contains("LATER"))
    }
    let status = try service.get("/v1/escalations/\(reference)/status", as: .police).json
    #expect(status["asOf"]?.stringValue == "2026-05-20T09:00:00Z")
    #expect(status["timing"]?.stringValue == "running")
    #expect(StatusWire.shape.faults(in: status) == [])
    let listed = try service.get("/v1/escalations", as: .police).json
    #expect(listed["items"] == [])
    let owed = try service.get("/v1/escalations/\(reference)/owed?state=late", as: .police).json
    #expect(owed["duties"] == [])
  }

  @Test func `an agency to which it went by mistake sees nothing any more`() throws {
    let (service, reference) = try told()
    try service.order(reference, "parties", #"{"agency":"police","side":"involved"}"#)
    try service.order(reference, "voiding", #"{"agency":"police","reason":"By mistake."}"#)

    for view in Self.views {
      #expect(
        try service.get("/v1/escalations/\(reference)\(view)", as: .police).status == 404)
    }
  }

  @Test func `a correction takes the place of what it corrects`() throws {
    let (service, reference) = try told()
    let answer = try service.order(
      reference, "corrections",
      #"{"event":1,"members":{"/children/0/name":"Bea T","/summary":"New words"},"#
        + #""reason":"Misheard","by":{"name":"B Head"}}"#)

    let detail = try service.get("/v1/escalations/\(reference)").json
    let record = try service.get("/v1/escalations/\(reference)/record").json

    #expect(answer.status == 201)
    #expect(detail["children"]?[0]?["name"]?.stringValue == "Bea T")
    #expect(detail["summary"]?.stringValue == "New words")
    #expect(record["events"]?[0]?["texts"]?["/summary"]?.stringValue == "New words")
    #expect(record["events"]?[3]?["texts"]?["/correction/reason"]?.stringValue == "Misheard")
    #expect(record["events"]?[3]?["texts"]?["/summary"] == nil)
  }

  @Test(arguments: [
    ("/children/0/nhsNumber", "1234567890", "badFormat /members/~1children~10~1nhsNumber"),
    ("/children/0/birthDate", "yesterday", "noSuchDate /members/~1children~10~1birthDate"),
    ("summary", "x", "badFormat /members/summary"),
    ("/correction/reason", "x", "badFormat /members/~1correction~1reason"),
  ]) func `a correction is spelt as what it corrects had to be`(
    place: String, text: String, fault: String
  ) throws {
    let (service, reference) = try told()

    let answer = try service.order(
      reference, "corrections", "{\"event\":1,\"members\":{\"\(place)\":\"\(text)\"}}")

    #expect(answer.status == 422)
    #expect(answer.faults == [fault])
  }
}
