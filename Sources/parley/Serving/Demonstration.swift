import Casework
import Escalations
import Synchronization

/// A demonstration on its way: jobs that play its plan bit by bit through the same commands as
/// everybody's, each act at its own time.
///
/// Jobs are to be handed in one after the other; what one of them could not commit is lost with it.
final class Demonstration: Sendable {
  private let plan: DemonstrationPlan
  private let play = Mutex<DemonstrationPlay?>(nil)

  init(_ plan: DemonstrationPlan) { self.plan = plan }

  /// Whether everything was played; false before the first job ran.
  var isOver: Bool { play.withLock { $0?.isOver ?? false } }

  /// How many cases were raised so far.
  var raised: Int { play.withLock { $0?.raised ?? 0 } }

  /// A job that plays so many steps, or what is left.
  func job(steps: Int) -> Job {
    Job(credential: nil) { [self] (ledger, library, _) throws(Failure) -> Receipt? in
      try play.withLock { play throws(Failure) in
        var playing = play ?? DemonstrationPlay(plan, library)
        defer { play = playing }
        try playing.run(steps: steps, on: ledger, &library)
      }
      return nil
    }
  }
}
