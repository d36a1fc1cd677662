/// What a flow chart says, before anything has a place: pieces of text, each with its source.
struct ChartContent {
  /// The policy's title.
  var title: String
  /// Its version and whose it is.
  var subtitle: String
  /// What holds at every moment, what belongs elsewhere, how to read the chart.
  var before: [ChartBox]
  /// The ladders.
  var tracks: [ChartTrack]
  /// The notes that the chart refers to by number, and what else the text leaves open.
  var after: [ChartBox]
}

/// One ladder.
struct ChartTrack {
  /// Its name, to which crossings link.
  var anchor: String
  /// Its title.
  var title: String
  /// Where it comes from.
  var source: ChartSource
  /// Whom it is about, who sees names, whether stages may be passed over.
  var facts: ChartBox
  /// What is owed on raising and at every stage.
  var before: [ChartBox]
  /// The rungs, in order.
  var steps: [ChartStep]
  /// What is owed after closing.
  var after: [ChartBox]
}

/// A rung: what is done there, what stands beside it, and how one goes on from it.
struct ChartStep {
  /// The rung itself.
  var box: ChartBox
  /// By when, forms, ways out.
  var cards: [ChartCard]
  /// The way to what comes below.
  var onward: [ChartEntry]
  /// How the ladder ends below it, where it does.
  var end: ChartEntry?
}

/// Where a rule comes from: the clause, how far the text carries it, and notes by number.
struct ChartSource: Equatable {
  /// The clause; empty where a thing needs none.
  var clause = ""
  /// `assumed` or `not stated`; nil where the text says it.
  var sign: String?
  /// Numbers of notes.
  var notes: [Int] = []

  /// The clause with the notes' numbers.
  var text: String {
    ([clause] + notes.map { "[\($0)]" }).filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// A line of a box: a label in the margin, a text, what is to be added to it, and its source.
struct ChartEntry {
  /// The label in the margin (`must`); the same as above is left out.
  var label = ""
  /// The text.
  var text: String
  /// What is to be added, below it.
  var details: [String] = []
  /// Where it comes from.
  var source = ChartSource()
}

/// A box with a heading.
struct ChartBox {
  /// How it looks.
  enum Look {
    /// A stage that the text calls informal.
    case informal
    /// A stage that the text calls formal.
    case formal
    /// A stage that the text calls neither.
    case unstated
    /// No stage.
    case plain
  }

  /// How it looks.
  var look = Look.plain
  /// A stage's name, to which crossings link.
  var anchor: String?
  /// A stage's number.
  var number: String?
  /// The heading; none if empty.
  var title: String
  /// What stands at the right of the heading.
  var tag = ""
  /// Where the whole comes from.
  var source = ChartSource()
  /// The lines.
  var entries: [ChartEntry]
}

/// A card beside a stage.
struct ChartCard {
  /// What it is about.
  enum Look {
    /// A limit.
    case clock
    /// A form.
    case form
    /// A way to somewhere else than the next rung.
    case way
    /// An end that is not the last.
    case end
  }

  /// What it is about.
  var look: Look
  /// The heading.
  var title: String
  /// The lines.
  var entries: [ChartEntry]
  /// Where a way leads, as the name of a track or a stage.
  var target: String?
}
