import Digest
import HTTP
import Markup

/// A page that a person reads on screen and prints on A4, without script.
///
/// The frame is here: language, title, style, the way past the head, what stands on every sheet of
/// paper. What a route has to say goes into `content`; pieces for it are in ``PagePieces``.
struct HTMLPage {
  /// How the paper lies.
  enum Orientation {
    /// On its short edge, for what is read.
    case upright
    /// On its long edge, for wide tables.
    case wide
  }

  /// What it is: the heading, and the title of the window.
  ///
  /// A title is kept by the browser and seen in its list, so it holds no name.
  let title: String
  /// What it belongs to, above the heading: the policy, the partnership.
  let origin: String
  /// What each sheet of paper carries, so that one found alone can be told: numbers, never a name.
  let strip: String
  /// What it is told apart by, below the heading.
  var facts: [PagePieces.Fact] = []
  /// How the paper lies.
  var orientation = Orientation.upright
  /// Whether a name or a narrative is on it, so that no browser keeps it.
  let isPersonal: Bool
  /// What it says.
  let content: [Fragment]

  /// The page as an answer, its style allowed by digest and nothing else allowed at all.
  func response(_ status: Status = .ok) -> Response {
    var response = Response.content("text/html; charset=utf-8", markup.bytes(), status)
    response.fields.set(.contentSecurityPolicy, Self.contentSecurityPolicy)
    response.fields.set(.referrerPolicy, "no-referrer")
    if isPersonal { response.fields.set(.cacheControl, "private, no-store") }
    return response
  }

  /// The page as markup.
  var markup: Fragment {
    .page(.element("html", ["lang": "en-GB"], [head, body]))
  }

  private var head: Fragment {
    .element(
      "head", [:],
      [
        .void("meta", ["charset": "utf-8"]),
        .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .element("title", [:], ["\(title) – \(strip)"]),
        .style(PageStyle.sheet),
      ])
  }

  private var body: Fragment {
    .element(
      "body", ["class": orientation == .wide ? "wide" : nil],
      [
        .element("a", ["class": "skip", "href": "#content"], ["Skip to the content"]),
        // On paper it is the head of each sheet. All that is on a page lies in a landmark.
        .element(
          "aside", ["class": "strip", "aria-label": "This page"],
          [.element("p", [:], [.text(strip)])]),
        .element(
          "header", [:],
          [
            .element("p", ["class": "origin"], [.text(origin)]),
            .element("h1", [:], [.text(title)]),
            facts.isEmpty ? [] : PagePieces.facts(facts),
          ]),
        .element("main", ["id": "content"], content),
      ])
  }

  private static let contentSecurityPolicy: FieldValue = {
    // A digest in CSP is base64 (CSP Level 3, section 2.3.1), not base64url as tokens are.
    let digest = Base64URL.encode(SHA256.digest(of: PageStyle.sheet.description).bytes)
      .map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    return FieldValue(
      verbatim: "default-src 'none'; style-src 'sha256-\(String(digest))='; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'")
  }()
}

extension FieldName {
  /// The field `Referrer-Policy`.
  static let referrerPolicy = FieldName(literal: "Referrer-Policy")
}
