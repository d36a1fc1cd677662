import Casework
import Escalations
import HTTP
import JSON

/// Hands an escalation to the partnership it should have been raised in.
///
/// It says who takes part there, because agencies are each partnership's own.
enum TransferOrder {
  static let shape: Shape = .named(
    "TransferRequest", "Hands it to the right partnership, as of the day it was raised.",
    .object([
      .required("policy", .key, "A policy of the right partnership."),
      .optional("track", .key, "The ladder; left out for the policy's first."),
      .required("raising", CommonWire.agency, "The agency there that raises it."),
      .required(
        "receiving", .list(of: CommonWire.agency, count: 1...50, unique: true),
        "Agencies there whose decision or action is disputed."),
      CommonWire.agencies("involved", "Agencies there that take part on neither side."),
      CommonWire.reason, CommonWire.byWhom,
    ]))

  /// The request that a body makes.
  static func request(_ body: Checked) -> TransferRequest {
    var request = TransferRequest(
      policy: body["policy"].identifier(), raising: body["raising"].identifier(),
      receiving: body["receiving"].identifiers(), parts: Words.parts(of: body, shape))
    request.track = body["track"].optionalIdentifier()
    request.involved = body["involved"].identifiers()
    return request
  }

  /// Serves it.
  static func serve(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try exchange.envelope(for: viewer)
    let request = request(try exchange.body())
    let isDryRun = envelope.isDryRun
    return .after(.transfer(request, from: exchange.reference, in: envelope)) { receipt in
      ReceiptWire.response(receipt, isDryRun: isDryRun) { receipt in
        "/v1/escalations/\(receipt.reference)/record?event=\(receipt.event)"
      }
    }
  }
}
