import Casework
import Escalations
import HTTP
import JSON

/// The feed of events: what happened, in order, as far as the viewer may see it.
///
/// Ids, kinds and dates only. A follower keeps the `next` of each page; it holds through restarts of
/// either side, and after a restore it says so instead of leaving a gap that nobody sees.
enum FeedReads {
  static let query: [Member] = [
    .optional(
      "after", .text(max: 100),
      "The next of an earlier page; left out to begin at the beginning, now to begin at the end."),
    .optional(
      "wait", .integer(0...30),
      "Seconds to wait for an event where there is none yet; left out for none."),
    .optional("limit", .integer(1...200), "At most so many, up to 200; left out for 100."),
  ]

  static let shape: Shape = .named(
    "Feed", "A piece of the feed.",
    .object([
      .required("epoch", .integer(1...Int.max), "Grows with each restore of the record."),
      .required("items", .list(of: item, count: 0...200), "The events, in order."),
      .required("next", .text(max: 100), "What to send as after, now or any time later."),
      .required("more", .boolean, "Whether there is more to read at once."),
    ]))

  private static let item: Shape = .named(
    "FeedEvent", "An event, without what it says.",
    .object([
      .required("reference", WireText.reference, "The escalation."),
      .required("number", .integer(1...Int.max), "Its number within the escalation."),
      .required("kind", .code(EventDetailsWire.kinds), "What happened."),
      .optional("agency", .text(max: 64), "Whose act it is."),
      .required("occurredAt", .instant, "When it happened, as whoever posted it says."),
      .required("recordedAt", .instant, "When it was recorded."),
    ]))

  /// A piece of the feed, at once or when there is something to tell.
  static func events(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let follower = Follower(exchange, viewer)
    let place = try follower.place()
    let page = try follower.page(after: place)
    let seconds = exchange.query["wait"].optionalInteger ?? 0
    guard page.events.isEmpty, !page.hasMore, seconds > 0 else {
      return .now(follower.response(page))
    }
    return .wait(follower.wait(from: page, seconds: seconds))
  }
}

/// Somebody who follows the feed.
private struct Follower {
  let exchange: Exchange
  let viewer: Viewer
  private let cursor: Cursor

  init(_ exchange: Exchange, _ viewer: Viewer) {
    self.exchange = exchange
    self.viewer = viewer
    cursor = Cursor(
      secret: exchange.context.settings.secret, question: exchange.route.path.text, viewer: viewer)
  }

  /// Where it is; nil at the beginning.
  func place() throws(Unserved) -> FeedPlace? {
    guard let text = exchange.query["after"].optionalText else { return nil }
    let end = try asking { () throws(Failure) in
      try exchange.context.reader.feedEnd(for: viewer)
    }
    if text == "now" { return end }
    let position = try cursor.position(text)
    // What was read in another epoch may be missing here, and what is here may have come otherwise.
    guard position.key == end.epoch else { throw .restored(epoch: end.epoch) }
    return FeedPlace(epoch: position.key, sequence: position.tie)
  }

  func page(after place: FeedPlace?) throws(Unserved) -> FeedPage {
    try asking { () throws(Failure) in
      try exchange.context.reader.feed(
        after: place, limit: exchange.query["limit"].optionalInteger ?? 100, for: viewer)
    }
  }

  func response(_ page: FeedPage) -> Response {
    .json(
      JSONWriter.object { json in
        json.member("epoch", Int(page.end.epoch))
        json.objects("items", page.events) { json, event in
          json.member("reference", event.reference)
          json.member("number", event.number)
          json.member("kind", event.body.kind)
          json.member("agency", event.agency)
          json.member("occurredAt", event.occurredAt)
          json.member("recordedAt", event.recordedAt)
        }
        json.member("next", cursor.text(Position(key: page.end.epoch, tie: page.end.sequence)))
        json.member("more", page.hasMore)
      })
  }

  /// Waits for the first page with something in it.
  func wait(from page: FeedPage, seconds: Int) -> Wait {
    let changes = exchange.context.changes
    let credentials = changes?.credentials()
    var last = page
    return Wait(
      milliseconds: seconds * 1_000,
      look: {
        // A credential that may be gone is told nothing more; whoever holds it asks again.
        if changes?.credentials() != credentials { return response(last) }
        guard let found = try? self.page(after: last.end) else { return response(last) }
        // The place moves over what others did, so that it is not looked at again.
        last = FeedPage(events: found.events, end: found.end, hasMore: found.hasMore)
        return found.events.isEmpty && !found.hasMore ? nil : response(found)
      }, end: { response(last) })
  }
}
