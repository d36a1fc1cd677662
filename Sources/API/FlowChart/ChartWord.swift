/// The chart's own words, all of them: whatever else it shows is the policy's, or a `PolicyWord`.
enum ChartWord: String, Sendable, CaseIterable, CustomStringConvertible {
  // The head.
  case flowChart = "Flow chart"
  case version = "Version"
  case inForceFrom = "in force from"
  case until = "until"
  case page = "Page"
  case of = "of"
  case continued = "continued"
  case drawnFrom = "Drawn from the policy’s own data."
  case reviewed = "Reviewed"
  case everyMonths = "every"
  case months = "months"
  case by = "by"

  // What holds throughout.
  case throughout = "At every moment"
  case atRisk = "at risk"
  case closing = "closing"
  case elsewhere = "Goes elsewhere"
  case destination = "goes to"
  case toBeAlerted = "to be alerted"
  case anyTime = "It ends at any stage when the raising side assents to a resolution or withdraws."
  case nobodyBlocks = "Nobody’s silence blocks the other side: only one’s own duties do."

  // A track.
  case subject = "about"
  case alsoAbout = "also about"
  case begins = "begins"
  case startable = "when it is raised"
  case crossingOnly = "only by crossing over from another track"
  case onlyIf = "only"
  case skipping = "passing over"
  case names = "names"
  case seenFrom = "seen by the partnership from"
  case seenByNamed = "seen by named credentials only"
  case takePart = "take part"

  // Boxes.
  case onRaising = "On raising"
  case atEveryStage = "At every stage"
  case afterClosing = "After closing"
  case acting = "who acts"
  case here = "here"
  case nothingOwn = "Nothing beyond what is owed at every stage."
  case nothingHere = "The text asks for nothing in particular here."

  // Cards and arrows.
  case byWhen = "By when"
  case form = "Form"
  case anotherWay = "Another way"
  case canEndHere = "Can end here"
  case end = "End"
  case notResolved = "Not resolved:"
  case movesOn = "moves it on"
  case goesTo = "to"

  // How to read it.
  case howToRead = "How to read it"
  case formalLegend = "a dark heading: the text calls the stage formal; the partnership is involved"
  case informalLegend = "a light heading: the text calls the stage informal"
  case unstatedLegend = "a dashed heading: the text calls it neither"
  case clauseLegend = "at the right: the clause, and notes by number in brackets, listed at the end"
  case assumedLegend =
    "the text is silent or unclear; this is a reading, to be changed in one field"
  case notStatedLegend = "the text does not say; nothing is demanded and nothing is ever overdue"
  case forceLegend =
    "demanded; owed; weighed with a reason; offered; a target that is never late"
  case forces = "must, should, consider, may, guide"
  case limitsLegend =
    "about a number: a guide, never late; within a number: late when it has passed"
  case limits = "by when"
  case heading
  case signs
  case source = "clause"

  // Notes.
  case notes = "Notes"
  case leftOpen = "What the text leaves open"

  /// The word itself.
  var description: String { rawValue }
}
