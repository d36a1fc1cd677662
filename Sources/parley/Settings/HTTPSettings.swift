import HTTP

/// The settings that bound a client: one for every field of `Limits`.
extension Settings {
  /// Less than this and a head could not be read at all.
  private static let someOctets = 1_024...1_073_741_824
  private static let oneOrMore = 1...1_000_000_000

  static let http: [Setting] = head + body + connection + time + rates

  private static let head: [Setting] = [
    Setting(
      "http.requestLine", \.limits.requestLine, "octets of a request line; beyond: 414",
      64...65_536),
    Setting("http.head", \.limits.head, "octets of a head; beyond: 431", 256...262_144),
    Setting("http.fieldLines", \.limits.fieldLines, "field lines of a head; beyond: 431"),
    Setting(
      "http.leadingEmptyLines", \.limits.leadingEmptyLines,
      "empty lines passed over before a request; beyond: 400", 0...100),
  ]

  private static let body: [Setting] = [
    Setting("http.body", \.limits.body, "octets of a body; beyond: 413"),
    Setting("http.discardedBody", \.limits.discardedBody, "octets read only to be dropped"),
    Setting(
      "http.bodyMemory", \.limits.bodyMemory,
      "octets of all bodies in hand; beyond: 503 to the large ones"),
    Setting(
      "http.bodyShare", \.limits.bodyShare, "octets of a body that is read whatever others hold"),
    Setting("http.chunkExtension", \.limits.chunkExtension, "octets of a chunk's extensions"),
    Setting("http.chunkOverhead", \.limits.chunkOverhead, "octets of chunk framing always allowed"),
    Setting(
      "http.chunkOverheadRatio", \.limits.chunkOverheadRatio,
      "octets of chunk framing for each octet of content", 0...1_000_000),
    Setting("http.trailers", \.limits.trailers, "octets of trailer fields; beyond: 431"),
  ]

  private static let connection: [Setting] = [
    Setting("http.connections", \.limits.connections, "connections at a time; beyond: 503"),
    Setting("http.refusals", \.limits.refusals, "connections told 503 at a time"),
    Setting(
      "http.requestsPerConnection", \.limits.requestsPerConnection, "requests on one connection",
      oneOrMore),
    Setting(
      "http.requestsPerTurn", \.limits.requestsPerTurn,
      "pipelined requests served before others get their turn", oneOrMore),
    Setting(
      "http.waitingPolls", \.limits.waitingPolls, "requests that may wait for news at a time"),
    Setting(
      "http.queuedOutput", \.limits.queuedOutput, "octets of output that may wait", someOctets),
    Setting(
      "http.outputMemory", \.limits.outputMemory,
      "octets of output that wait for all; beyond: the slowest is cut", someOctets),
    Setting("http.readAhead", \.limits.readAhead, "octets read at once", someOctets),
  ]

  private static let time: [Setting] = [
    Setting("http.headTime", \.limits.headTime, "ms for a head; beyond: 408", oneOrMore),
    Setting("http.bodyTime", \.limits.bodyTime, "ms for a body before its rate counts", oneOrMore),
    Setting("http.bodyRate", \.limits.bodyRate, "octets a second of a body, at least", oneOrMore),
    Setting(
      "http.writeTime", \.limits.writeTime, "ms for output before its rate counts", oneOrMore),
    Setting(
      "http.writeRate", \.limits.writeRate, "octets a second of output, at least", oneOrMore),
    Setting("http.idleTime", \.limits.idleTime, "ms between requests of a connection", oneOrMore),
    Setting(
      "http.answerTime", \.limits.answerTime, "ms for a deferred answer; beyond: 503", oneOrMore),
    Setting("http.streamTime", \.limits.streamTime, "ms for a stream to have more", oneOrMore),
    Setting("http.lingerTime", \.limits.lingerTime, "ms for a client to read the last answer"),
    Setting("http.lingerInput", \.limits.lingerInput, "octets thrown away in that time"),
  ]

  private static let rates: [Setting] = [
    Setting(
      "http.requestsPerMinute", \.limits.requestsPerMinute,
      "requests a minute from one address; 0 for no limit; beyond: 429", 0...10_000_000),
    Setting(
      "http.wrongCredentialCost", \.limits.wrongCredentialCost,
      "requests that an answer with 401 counts for", 0...10_000_000),
    Setting(
      "http.countsLoopback", \.loopbackIsCounted, "1 counts clients of this machine too", 0...1),
    Setting(
      "http.rememberedAddresses", \.limits.rememberedAddresses, "addresses whose rate is kept"),
    Setting(
      "http.requestsPerCredential", \.limits.requestsPerCredential,
      "requests a minute with one credential; 0 for no limit; beyond: 429", 0...10_000_000),
    Setting(
      "http.rememberedCredentials", \.limits.rememberedCredentials,
      "credentials whose rate is kept"),
  ]

  private var loopbackIsCounted: Int {
    get { limits.countsLoopback ? 1 : 0 }
    set { limits.countsLoopback = newValue == 1 }
  }
}
