public import Escalations

/// The figures of one year of a policy as they were published: small numbers left out, and kept for good.
///
/// Whoever asks later gets the same figures, and later editions are held against all that were published
/// before: two tables of the same counts must tell no more than each by itself.
public struct ReportEdition: Sendable, Equatable {
  /// The policy.
  public let policy: PolicyID
  /// The year.
  public let year: ReportYear
  /// When it was published; left out while it is being made.
  public var publishedAt: Instant?
  /// A figure for each row, and how long it took where the table is about time.
  public let figures: [Entry]

  /// A figure at its place.
  public struct Entry: Sendable, Equatable {
    /// The table.
    public let table: ReportTableID
    /// The code of the row.
    public let row: String
    /// The figure.
    public let figure: AnnualReport.Figure
    /// How long it took.
    public let spread: AnnualReport.Spread?
  }

  /// An edition.
  public init(
    policy: PolicyID, year: ReportYear, publishedAt: Instant? = nil, figures: [Entry]
  ) {
    self.policy = policy
    self.year = year
    self.publishedAt = publishedAt
    self.figures = figures
  }

  /// The figures by their places.
  var byPlace: [ReportKey: Entry] {
    Dictionary(figures.map { (ReportKey(table: $0.table, row: $0.row), $0) }) { first, _ in first }
  }

  // MARK: As text

  /// A line for each figure: table, row, count or `c`, and the middle and the average where there are
  /// any, with tabs between them.
  public var text: String {
    figures.map { entry in
      var fields = [entry.table.rawValue, entry.row]
      switch entry.figure {
      case .number(let count): fields.append("\(count)")
      case .hidden: fields.append("c")
      }
      if let spread = entry.spread { fields += ["\(spread.medianHalves)", "\(spread.meanTenths)"] }
      return fields.joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// The edition that a text stands for; lines of tables that there are no more are left out.
  public init(policy: PolicyID, year: ReportYear, publishedAt: Instant, text: String) {
    self.init(
      policy: policy, year: year, publishedAt: publishedAt,
      figures: text.split(separator: "\n").compactMap { Entry($0) })
  }
}

extension ReportEdition.Entry {
  fileprivate init?(_ line: Substring) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count >= 3, let table = ReportTableID(rawValue: String(fields[0])) else {
      return nil
    }
    self.table = table
    row = String(fields[1])
    figure = Int(fields[2]).map { .number($0) } ?? .hidden
    spread =
      fields.count == 5
      ? Int(fields[3]).flatMap { middle in
        Int(fields[4]).map { AnnualReport.Spread(medianHalves: middle, meanTenths: $0) }
      } : nil
  }
}

extension Job {
  /// A job that publishes editions of a report, unless others were published since they were made.
  ///
  /// `earlier` is how many there were then, of this policy.
  public static func publish(
    _ editions: [ReportEdition], after earlier: Int, in envelope: Envelope
  ) -> Job {
    Job(credential: envelope.viewer.credential) { (ledger, _, now) throws(Failure) -> Receipt? in
      let viewer = envelope.viewer
      guard viewer.role == .partnership else {
        throw .notAllowed("The partnership publishes its reports.")
      }
      return try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        let policies = Set(editions.map(\.policy))
        for policy in policies {
          let count = try ledger.editionCount(of: policy, in: viewer.partnership)
          guard count == earlier else { throw .busy(retryAfter: 1) }
        }
        var event: Int?
        for edition in editions where !envelope.isDryRun {
          event = try ledger.append(
            .reportPublished(edition), parts: [], partnership: viewer.partnership, by: viewer,
            at: now)
        }
        return Receipt(administering: nil, of: viewer.partnership, event: event, recordedAt: now)
      }
    }
  }
}
