import Casework
import Digest
import Escalations
import HTTP
import Markup

/// A policy's flow chart as a picture (CRO-19, HAR-17).
enum ChartReads {
  /// The chart of the version in force.
  static func chart(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let library = exchange.context.library()
    let id = PolicyID(exchange.name(.policy))
    guard let policy = library.current(id, on: exchange.today(library)),
      policy.partnership == viewer.partnership
    else { throw .casework(.notFound) }
    // A version never changes, and so neither does its chart.
    let name = "\(policy.id) \(policy.version) \(EntityTag.wireVersion)"
    let tag = "\"f-\(SHA256.digest(of: name).hex.prefix(16))\""
    if Conditions.hasPresent(tag, exchange.fields) { return .now(.unchanged(tag)) }
    var response = Response.content("image/svg+xml", FlowChart(policy).svg().bytes()).tagged(tag)
    response.fields.set(.contentSecurityPolicy, contentSecurityPolicy)
    return .now(response)
  }

  /// The one style there is sets the paper's size; it is allowed by its digest, and nothing else is.
  private static let contentSecurityPolicy: FieldValue = {
    // A digest in CSP is base64 (CSP Level 3, section 2.3.1), not base64url as tokens are.
    let digest = Base64URL.encode(SHA256.digest(of: ChartDrawing.paper.description).bytes)
      .map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    return FieldValue(
      verbatim: "default-src 'none'; style-src 'sha256-\(String(digest))='; frame-ancestors 'none'")
  }()
}
