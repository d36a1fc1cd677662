import JSON

/// A verification as lines of JSON: what is found as it is found, and a verdict at the end.
public struct VerificationLines: Pieces {
  /// How many findings are told; beyond it a record is beyond single findings.
  private static let greatest = 1_000

  private let viewer: Viewer
  private var stretches: [VerificationStretch]
  private var counts: [ChainName: Int] = [:]
  private var texts = (all: 0, erased: 0)
  private var alarms = 0
  /// How many findings were told until now.
  public private(set) var rows = 0

  /// A verification of the viewer's partnership, and of an end that somebody kept.
  public init(anchor: ChainEnd?, for viewer: Viewer) {
    self.viewer = viewer
    stretches = [
      .rows(.event, after: .min, through: nil), .rows(.access, after: .min, through: nil),
      .ends(anchor),
    ]
  }

  /// What the next read found; the verdict comes last.
  public mutating func next(from reader: any Reader) throws(Failure) -> [UInt8]? {
    var lines: [UInt8] = []
    // A client is told something at least every some reads, so that a long silence means a fault.
    for _ in 0..<10 where lines.isEmpty {
      guard let stretch = stretches.first else { return nil }
      let result = try reader.verify(stretch, for: viewer)
      take(result, of: stretch)
      for finding in result.findings.prefix(max(0, Self.greatest - rows)) {
        lines += Self.line(finding)
        rows += 1
      }
      if stretches.isEmpty { lines += verdict(try reader.chainEnds(for: viewer)) }
    }
    return lines.isEmpty ? progress : lines
  }

  private mutating func take(_ result: VerificationResult, of stretch: VerificationStretch) {
    alarms += result.findings.count(where: \.isAlarm)
    texts = (texts.all + result.texts.all, texts.erased + result.texts.erased)
    if case .rows(let chain, _, _) = stretch {
      counts[chain, default: 0] += result.entries
      if let next = result.next {
        stretches[0] = .rows(chain, after: next, through: result.through)
        return
      }
    }
    stretches.removeFirst()
  }

  private static func line(_ finding: VerificationResult.Finding) -> [UInt8] {
    JSONWriter.line { json in
      json.member("finding", finding.kind)
      json.member("place", finding.place)
      json.member("detail", finding.detail)
      json.member("alarm", finding.isAlarm)
    }
  }

  private var progress: [UInt8] {
    JSONWriter.line { json in json.member("checked", counts.values.reduce(0, +)) }
  }

  private func verdict(_ ends: [ChainEnd]) -> [UInt8] {
    JSONWriter.line { json in
      json.member("sound", alarms == 0)
      json.member("alarms", alarms)
      json.member("events", counts[.event] ?? 0)
      json.member("accessEntries", counts[.access] ?? 0)
      json.member("texts", texts.all)
      json.member("erasedTexts", texts.erased)
      json.array("heads", of: ends) { json, end in
        json.beginObject()
        json.member("chain", end.chain.rawValue)
        json.member("sequence", end.sequence)
        json.member("hash", end.hash)
        json.member("epoch", end.epoch)
        json.endObject()
      }
    }
  }
}

extension JSONWriter {
  fileprivate static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    members(&writer)
    writer.endObject()
    return writer.bytes + [0x0A]
  }
}
