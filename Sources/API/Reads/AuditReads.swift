import Casework
import Escalations
import HTTP
import JSON

/// What an auditor asks of the chains: where they end, what was hashed, whether it is what it was.
enum AuditReads {
  static let headShape: Shape = .named(
    "ChainHeads",
    "Where the partnership's chains end. Keep it: it shows later whether they were cut.",
    .object([.required("heads", .list(of: head, count: 0...2), "The ends.")]))

  private static let head: Shape = .named(
    "ChainHead", "Where one chain ends.",
    .object([
      .required("partnership", .text(max: 64), "Whose chain it is."),
      .required("chain", .code(of: ChainName.self), "What happened, or who read what."),
      .required("sequence", .integer(1...Int.max), "The last entry's place, from 1."),
      .required("hash", .text(max: 64), "Its hash."),
      .required("epoch", .integer(1...Int.max), "How often the store was restored, from 1."),
    ]))

  /// The ends; each object is an anchor for `parley verify --anchor`.
  static func head(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let ends = try asking { () throws(Failure) in
      try exchange.context.reader.chainEnds(for: viewer)
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.objects("heads", ends) { json, end in
          json.member("partnership", viewer.partnership)
          json.member("chain", end.chain)
          json.member("sequence", end.sequence)
          json.member("hash", end.hash)
          json.member("epoch", end.epoch)
        }
      })
  }

  static let exportQuery: [Member] = [
    .optional("chain", .code(of: ChainName.self), "Which chain; `event` if it is not said."),
    .optional("from", .integer(1...Int.max), "The first sequence; 1 if it is not said."),
    .optional("to", .integer(1...Int.max), "The last sequence; the present end if it is not said."),
  ]

  /// A stretch of a chain as it was hashed; that it was given out is on record before and after.
  static func export(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let chain =
      exchange.query["chain"].ifPresent.map { $0.value(as: ChainName.self) } ?? .event
    let ends = try asking { () throws(Failure) in
      try exchange.context.reader.chainEnds(for: viewer)
    }
    let end = ends.first { $0.chain == chain }?.sequence ?? 0
    let first = Int64(exchange.query["from"].optionalInteger ?? 1)
    let last = min(end, exchange.query["to"].optionalInteger.map(Int64.init) ?? end)
    let response = Response.content("text/plain; charset=utf-8", [])
    if exchange.request.head.method == .head { return .now(response) }
    let export = ChainExport(chain, first <= last ? first...last : nil, for: viewer)
    return .stream(response, export, exchange.exportEntries(viewer))
  }

  static let verificationQuery: [Member] = [
    .optional(
      "anchor", .text(max: 120, format: anchorFormat),
      "An end that you kept: chain.sequence.hash.epoch, as `/v1/audit/head` gives them.")
  ]

  static let verificationTypes = ["application/x-ndjson"]

  private static let anchorFormat = TextFormat(
    name: "anchor", pattern: "^(event|access)\\.[1-9][0-9]{0,17}\\.[0-9a-f]{64}\\.[1-9][0-9]{0,8}$",
    rule: "Must be chain.sequence.hash.epoch."
  ) { anchor($0) != nil }

  /// Checks the record while the client waits: findings as they are found, the verdict last.
  static func verification(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let response = Response.content("application/x-ndjson", [])
    if exchange.request.head.method == .head { return .now(response) }
    let kept = exchange.query["anchor"].optionalText.flatMap(anchor)
    return .stream(response, VerificationLines(anchor: kept, for: viewer), nil)
  }

  private static func anchor(_ text: String) -> ChainEnd? {
    let fields = text.split(separator: ".", omittingEmptySubsequences: false)
    guard fields.count == 4, let chain = ChainName(rawValue: String(fields[0])),
      let sequence = Int64(fields[1]), sequence > 0, let epoch = Int64(fields[3]), epoch > 0,
      fields[2].count == 64, fields[2].allSatisfy({ "0123456789abcdef".contains($0) })
    else { return nil }
    return ChainEnd(chain: chain, sequence: sequence, hash: String(fields[2]), epoch: epoch)
  }
}

extension Exchange {
  /// What is on record of an export: one entry before it and one after.
  func exportEntries(_ viewer: Viewer) -> LongStream.Entries {
    func entry(_ kind: AccessEntry.Kind) -> AccessEntry {
      AccessEntry(kind: kind, viewer: viewer, reference: nil, requestID: request.id)
    }
    return LongStream.Entries(began: entry(.exportBegan), ended: entry(.exportEnded))
  }
}
