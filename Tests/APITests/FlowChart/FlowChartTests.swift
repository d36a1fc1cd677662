import Casework
import Escalations
import Foundation
import JSON
import Testing

@testable import API

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The flow chart of a policy") struct FlowChartTests {
  @Test(arguments: ShippedPolicy.all)
  func `each label is put together of the file's own strings and the fixed list of words`(
    shipped: ShippedPolicy
  ) {
    // Codes without a title of their own are shown with spaces for hyphens.
    let codes = shipped.strings.map { $0.replacingOccurrences(of: "-", with: " ") }
    let words = PolicyWord.allCases.map(\.rawValue) + ChartWord.allCases.map(\.rawValue)
    let reader = LabelReader(phrases: shipped.strings.union(codes).union(words))

    let strange = shipped.policy.labels.filter { !reader.knows($0) }

    #expect(strange == [])
  }

  @Test func `a label with a word of nobody's is told apart`() {
    let reader = LabelReader(phrases: ["within", "working days", "7"])

    #expect(reader.knows("within 7 working days"))
    #expect(reader.knows("3a within 7 working days [12]"))
    #expect(!reader.knows("within 7 long working days"))
    #expect(!reader.knows("within 8 working days"))
    #expect(!reader.knows("within 7 working daysandmore"))
  }

  @Test(arguments: ShippedPolicy.all)
  func `every stage is there with its number, title, clause and actors`(shipped: ShippedPolicy) {
    let labels = shipped.policy.labels

    for stage in shipped.policy.tracks.flatMap(\.stages) {
      #expect(labels.contains(stage.title))
      #expect(labels.contains(String(stage.number)))
      #expect(labels.contains { $0.contains(stage.provenance.clause) })
      if let actors = stage.actors { #expect(labels.contains(actors)) }
    }
  }

  @Test(arguments: ShippedPolicy.all)
  func `every track, duty, way out, end and note is there`(shipped: ShippedPolicy) {
    let labels = shipped.policy.labels
    let text = labels.joined(separator: "\n")

    for track in shipped.policy.tracks {
      #expect(labels.contains(track.title))
      let duties = track.opening + track.everyStage + track.stages.flatMap(\.duties) + track.closing
      for duty in duties {
        #expect(labels.contains { $0.hasSuffix(duty.title) }, "\(duty.id)")
        if let form = duty.form { #expect(text.contains(form)) }
      }
      for role in track.stages.compactMap(\.end).flatMap(\.by) {
        #expect(text.contains(shipped.policy.role(role)?.title ?? "no such role"))
      }
    }
    for note in shipped.policy.notes { #expect(labels.contains(note.text)) }
  }

  @Test(arguments: ShippedPolicy.all)
  func `what is assumed or not stated carries its sign, once for each rule`(
    shipped: ShippedPolicy
  ) {
    let labels = shipped.policy.labels
    let duties = shipped.policy.tracks.flatMap { track in
      track.opening + track.everyStage + track.stages.flatMap(\.duties) + track.closing
    }
    let assumed = duties.count { $0.provenance.basis == .assumed }

    #expect(labels.count { $0 == PolicyWord.assumed.rawValue } > assumed)
    #expect(labels.contains(PolicyWord.notStated.rawValue))
  }

  @Test(arguments: ShippedPolicy.all)
  func `nothing is cut off by the margins, and nothing is set smaller than nine points`(
    shipped: ShippedPolicy
  ) {
    for text in shipped.policy.pages.flatMap(\.texts) {
      #expect(text.font.size >= 9)
      for line in text.lines {
        #expect(line.start.x >= ChartGeometry.margin - 0.01, "\(line.text)")
        #expect(line.start.x + line.width <= ChartGeometry.right + 0.5, "\(line.text)")
        #expect(line.start.y > ChartGeometry.top - 10, "\(line.text)")
        #expect(line.start.y < ChartGeometry.bottom, "\(line.text)")
      }
    }
  }

  @Test(arguments: ShippedPolicy.all)
  func `no line of text lies over another`(shipped: ShippedPolicy) {
    for page in shipped.policy.pages {
      let lines = page.texts.flatMap { text in text.lines.map { (line: $0, size: text.font.size) } }
      for (place, one) in lines.enumerated() {
        for other in lines[(place + 1)...] {
          let isBeside =
            one.line.start.x + one.line.width <= other.line.start.x + 0.1
            || other.line.start.x + other.line.width <= one.line.start.x + 0.1
          let isApart = abs(one.line.start.y - other.line.start.y) >= min(one.size, other.size)
          #expect(isBeside || isApart, "\(one.line.text) / \(other.line.text)")
        }
      }
    }
  }

  @Test(arguments: ShippedPolicy.all)
  func `it is read in the order of the ladder`(shipped: ShippedPolicy) throws {
    var rest = shipped.policy.pages.flatMap(\.texts)[...]
    for track in shipped.policy.tracks {
      let heading = try #require(
        rest.firstIndex { $0.whole == track.title && $0.role == .heading(2) })
      rest = rest[(heading + 1)...]
      for stage in track.stages {
        let place = try #require(
          rest.firstIndex { $0.whole == stage.title && $0.role == .heading(3) }, "\(stage.id)")
        rest = rest[(place + 1)...]
      }
    }
  }

  @Test(arguments: ShippedPolicy.all)
  func `it is one well-formed picture whose links lead somewhere`(shipped: ShippedPolicy) throws {
    let bytes = FlowChart(shipped.policy).svg().bytes()

    let parser = XMLParser(data: Data(bytes))
    #expect(parser.parse())
    let text = String(decoding: bytes, as: UTF8.self)
    let links = text.components(separatedBy: "href=\"#").dropFirst().map {
      $0.prefix { $0 != "\"" }
    }
    for link in links { #expect(text.contains("id=\"\(link)\"")) }
    for id in ["chart-title", "chart-description"] { #expect(text.contains("id=\"\(id)\"")) }
  }

  @Test func `the words of a limit say what it is`() throws {
    let croydon = try #require(ShippedPolicy.all.first { $0.name == "croydon" }).policy.labels
    let newham = try #require(ShippedPolicy.all.first { $0.name == "newham" }).policy.labels
    let gscp = try #require(ShippedPolicy.all.first { $0.name == "gscp" }).policy.labels

    #expect(croydon.contains("within 7 working days"))
    #expect(newham.contains("1a about 3 working days"))
    #expect(gscp.contains("1c within 24 hours, nights and weekends included"))
    #expect(gscp.contains("no number stated"))
  }

  @Test func `a stage that is higher than a page goes on overleaf`() throws {
    let file = try #require(ShippedPolicy.all.first { $0.name == "croydon" }).json
    let many = try file.repeatingDuties(of: "/tracks/0/stages/2", times: 12)

    let pages = try #require(PolicyReader.check(many).policy).pages

    let headings = pages.flatMap(\.texts).filter { $0.role == .heading(3) }.map(\.whole)
    #expect(headings.contains("Stage 3 (continued)"))
    for line in pages.flatMap(\.texts).flatMap(\.lines) {
      #expect(line.start.y < ChartGeometry.bottom)
    }
  }
}

extension JSONValue {
  /// The policy with the first duty of a stage so many times more, each under a name of its own.
  fileprivate func repeatingDuties(of pointer: String, times: Int) throws -> JSONValue {
    let text = String(decoding: JSONWriter.bytes(of: self), as: UTF8.self)
    let place = "\"duties\":[{\"id\":\"s3-consider-consultation\""
    let range = try #require(text.range(of: place))
    let duty = #"""
      {"id":"more-N","title":"Write down what was weighed, with whom, and why it was left at that","act":"write","owedBy":"raising","force":"should","clause":"X"},
      """#
    let more = (1...times * 4).map { duty.replacingOccurrences(of: "-N", with: "-\($0)") }
    let longer = text.replacingCharacters(
      in: range,
      with: "\"duties\":[" + more.joined() + "{\"id\":\"s3-consider-consultation\"")
    return try JSONReader.read(longer)
  }
}
