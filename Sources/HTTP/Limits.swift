/// Every bound and time-out that a client can meet, with its default.
///
/// Nothing else in the server bounds a client. Sizes are in octets, times in milliseconds.
public struct Limits: Sendable {
  // MARK: The head

  /// The longest request line; RFC 9112 section 3 recommends 8,000 at least.
  ///
  /// Beyond: 414.
  public var requestLine = 8_192
  /// All of the head, request line included.
  ///
  /// Beyond: 431.
  public var head = 16_384
  /// Field lines in a head, or in the trailers.
  ///
  /// Beyond: 431.
  public var fieldLines = 100
  /// Empty lines passed over before a request line (RFC 9112 section 2.2).
  ///
  /// Beyond: 400.
  public var leadingEmptyLines = 4

  // MARK: The body

  /// The content of a request.
  ///
  /// Beyond: 413.
  public var body = 1_048_576
  /// Content read only to be dropped, so that a refused request does not cost its connection.
  public var discardedBody = 65_536
  /// Content of all requests in hand, over all connections.
  ///
  /// Beyond: 503 to those that have sent more than `bodyShare` and have more to send.
  public var bodyMemory = 67_108_864
  /// Content that each connection may hold whatever the others do, so that nobody's large bodies keep
  /// everybody's small ones out.
  public var bodyShare = 16_384
  /// Extensions of one chunk.
  ///
  /// Beyond: 400.
  public var chunkExtension = 256
  /// Octets of chunk framing that any body may have; beyond it `chunkOverheadRatio` counts.
  public var chunkOverhead = 8_192
  /// Octets of chunk framing for each octet of content (the lesson of CVE-2023-39326).
  ///
  /// Beyond: 400.
  public var chunkOverheadRatio = 8
  /// All trailer fields.
  ///
  /// Beyond: 431.
  public var trailers = 8_192

  // MARK: The connection

  /// Connections at a time.
  ///
  /// Beyond: 503 at once, and close.
  public var connections = 4_096
  /// Connections beyond the limit that are being told 503 at a time.
  ///
  /// Beyond: closed without a word.
  public var refusals = 128
  /// Requests on one connection; the answer to the last says `Connection: close`.
  public var requestsPerConnection = 1_000_000
  /// Requests of one connection served before others get their turn, however many it has pipelined.
  public var requestsPerTurn = 32
  /// Requests that wait for something to happen, over all connections.
  ///
  /// Beyond: answered at once, as if nothing had happened in their time.
  public var waitingPolls = 1_024
  /// Output that may wait for a slow reader before no further request of that connection is begun.
  public var queuedOutput = 65_536
  /// Output that waits for slow readers, over all connections.
  ///
  /// Beyond: the connection is cut whose output has waited longest.
  public var outputMemory = 67_108_864
  /// Octets read at once, and so about the most that a connection may have waiting unparsed.
  public var readAhead = 16_384

  // MARK: Time

  /// From the first octet of a head to its last.
  ///
  /// Beyond: 408.
  public var headTime = 15_000
  /// For a body, before its rate counts.
  ///
  /// Beyond: 408.
  public var bodyTime = 15_000
  /// The least octets a second at which a body must arrive after `bodyTime`.
  public var bodyRate = 500
  /// For output to be taken by the client, before its rate counts.
  ///
  /// Beyond: the connection is cut.
  public var writeTime = 15_000
  /// The least octets a second at which output must be taken after `writeTime`.
  public var writeRate = 500
  /// Between requests of a connection, and before the first.
  ///
  /// Beyond: close.
  public var idleTime = 75_000
  /// For a deferred answer to come.
  ///
  /// Beyond: 503. Longer than any long poll.
  public var answerTime = 90_000
  /// For a stream that has nothing to send to have more.
  ///
  /// Beyond: the connection is cut.
  public var streamTime = 90_000
  /// After the last answer, for the client to read it and close (RFC 9112 section 9.6).
  public var lingerTime = 2_000
  /// Input thrown away in that time.
  public var lingerInput = 16_777_216

  // MARK: Rates

  /// Requests a minute from one address.
  ///
  /// Beyond: 429. Zero: no limit.
  public var requestsPerMinute = 6_000
  /// How many requests a wrong credential counts for (an answer with 401).
  public var wrongCredentialCost = 20
  /// Whether clients of the same machine are counted too; behind a proxy that is not named as a front
  /// all seem to be there.
  public var countsLoopback = false
  /// Addresses whose rate is remembered at a time.
  public var rememberedAddresses = 16_384
  /// Requests a minute with one credential, from wherever.
  ///
  /// Beyond: 429. Zero: no limit.
  public var requestsPerCredential = 6_000
  /// Credentials whose rate is remembered at a time.
  public var rememberedCredentials = 16_384

  /// The defaults.
  public init() {}
}
