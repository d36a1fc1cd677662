import HTTP
import Testing

@testable import API

@Suite("Identifiers of people") struct IdentifierTests {
  @Test(arguments: [
    ("9434765919", true, "the sum is right"), ("943 476 5919", true, "3-3-4"),
    ("9876543210", true, "the sum is right"), ("4010232137", true, "the check digit is 7"),
    ("9434765870", true, "the check digit is 0"), ("9434765918", false, "the sum is wrong"),
    ("9999999999", false, "ten equal digits are a placeholder"),
    ("943476591", false, "nine digits"), ("94347659190", false, "eleven digits"),
    ("9434 765919", false, "spaces elsewhere"), ("943-476-5919", false, "hyphens"),
    ("94347659l9", false, "a letter"), ("٩٤٣٤٧٦٥٩١٩", false, "digits of another script"),
    ("", false, "nothing"),
  ]) func `an NHS number has ten digits and a right one at the end`(
    text: String, isGood: Bool, because: String
  ) {
    #expect(Identifiers.isNHSNumber(text) == isGood, "\(because)")
  }

  @Test(arguments: [
    ("P207000016049", true, "the letter is right"), ("B801200005001", true, "the letter is right"),
    ("H801200001001", true, "the letter is right"),
    ("Q207000016049", false, "two vendors' worked example, wrongly added up"),
    ("p207000016049", false, "a small letter"), ("P20700001604", false, "too short"),
    ("I207000016049", false, "no such check letter"), ("P2070000160S9", false, "a letter inside"),
  ]) func `a UPN has a right letter at its beginning`(text: String, isGood: Bool, because: String) {
    #expect(Identifiers.isUPN(text) == isGood, "\(because)")
  }

  @Test func `a temporary UPN ends in a letter that counts by its place`() {
    let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ")
    let good = letters.filter { Identifiers.isUPN("\($0)80120000100A") }

    #expect(good.count == 1)
  }
}

@Suite("Negotiation") struct NegotiationTests {
  private func fields(_ name: String, _ values: [String]) throws -> Fields {
    let lines = values.map { "\(name): \($0)\r\n" }.joined()
    return try RequestHead(parsing: Array("GET / HTTP/1.1\r\nHost: x\r\n\(lines)\r\n".utf8)).fields
  }

  @Test(arguments: [
    ([], true, "nothing asked for"), (["*/*"], true, "anything"),
    (["application/json"], true, "just this"), (["application/*;q=0.5"], true, "its kind"),
    (["text/html, application/json;q=0.1"], true, "least wanted is wanted"),
    (["application/json;q=0, */*"], false, "the most exact range decides"),
    (["text/*"], false, "another kind"), (["APPLICATION/JSON"], true, "case means nothing"),
    (["text/html", "application/json"], true, "two fields are one list"),
    (["application/problem+json"], false, "an answer is not only its errors"),
  ]) func `the client gets what it takes`(values: [String], isGood: Bool, because: String) throws {
    let fields = try fields("Accept", values)

    #expect(Negotiation.accepts(fields, ["application/json"]) == isGood, "\(because)")
  }

  @Test(arguments: [
    ([], "application/json", "nothing asked for"),
    (["*/*"], "application/json", "anything: what programs read goes first"),
    (["text/html"], "text/html", "just this"),
    (
      ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], "text/html",
      "a browser's own wish"
    ),
    (["text/html;q=0.5, application/json"], "application/json", "the weights decide"),
    (["text/*"], "text/html", "its kind"), (["image/png"], nil, "neither"),
    (["text/html;q=0"], nil, "refused by name"),
  ]) func `of two media types the client gets the one it likes best`(
    values: [String], best: String?, because: String
  ) throws {
    let fields = try fields("Accept", values)

    #expect(
      Negotiation.preferred(fields, ["application/json", "text/html"]) == best, "\(because)")
  }

  @Test(arguments: [
    (["application/json"], true), (["application/json;charset=utf-8"], true),
    (["Application/JSON ; charset=\"UTF-8\""], true), (["application/json; charset=utf-16"], false),
    (["application/json; boundary=x"], false), (["application/merge-patch+json"], false),
    (["application/json", "application/json"], false), ([], false),
  ]) func `content is JSON in UTF-8`(values: [String], isGood: Bool) throws {
    #expect(Negotiation.readsContent(try fields("Content-Type", values)) == isGood)
  }
}
