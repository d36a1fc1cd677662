import API
import Casework
import Escalations

/// A demonstration on its way: plays its plan bit by bit through the same commands as everybody's, each
/// act at its own time.
struct Demonstration {
  private let plan: DemonstrationPlan
  /// As far as it is committed; nil before the first steps.
  private var play: DemonstrationPlay?

  init(_ plan: DemonstrationPlan) { self.plan = plan }

  /// Whether everything was played.
  var isOver: Bool { play?.isOver ?? false }

  /// How many cases were raised so far.
  var raised: Int { play?.raised ?? 0 }

  /// Plays so many steps, or what is left, in one job, and returns when they are committed.
  mutating func advance(steps: Int, on desk: any Desk) throws {
    let played = Made<DemonstrationPlay>()
    let job = Job(credential: nil) {
      [plan, play] (ledger, library, _) throws(Failure) -> Receipt? in
      var playing = play ?? DemonstrationPlay(plan, library)
      try playing.run(steps: steps, on: ledger, &library)
      played.set(playing)
      return nil
    }
    try desk.perform(job)
    play = played.value
  }
}
