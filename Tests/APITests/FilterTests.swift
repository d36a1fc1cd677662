import JSON
import Testing

@testable import API

@Suite("Filters") struct FilterTests {
  @Test(arguments: [
    ("policy=nowhere", "unknownValue policy", "sample", "a policy that there is not"),
    ("track=nowhere", "unknownValue track", "main", "a track that no policy has"),
    ("stage=nine", "unknownValue stage", "one", "a stage that no track has"),
    ("category=weather", "unknownValue category", "One of", "an area that no policy has"),
    ("agency=beyond", "unknownValue agency", "school", "another partnership's agency"),
    ("side=left", "notACode side", "raising", "a side that there is not"),
    ("state=done", "notACode state", "withdrawn", "a state that there is not"),
    ("sort=name", "notACode sort", "updated", "an order that there is not"),
    ("colour=red", "unknownParameter colour", "dueBefore", "no filter at all"),
  ])
  func `refuse what is none, and list what would do`(
    query: String, fault: String, allowed: String, because: String
  ) throws {
    let answer = try Service().get("/v1/escalations?\(query)", as: .office)

    #expect(answer.status == 422, "\(because)")
    #expect(answer.faults == [fault])
    #expect(answer.text.contains(allowed), "\(answer.text)")
  }

  @Test func `refuse the stage of another track`() throws {
    let service = try Service()
    let known = try service.get("/v1/escalations?track=main&stage=two")
    let unknown = try service.get("/v1/escalations?policy=elsewhere&stage=two")

    #expect(known.status == 200, "\(known.text)")
    #expect(unknown.status == 422)
  }
}
