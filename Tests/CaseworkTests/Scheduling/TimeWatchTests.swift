import Casework
import Escalations
import Testing

@Suite("The watch over the time") struct TimeWatchTests {
  private static let start = Instant(milliseconds: 1_790_000_000_000)

  @Test(
    arguments: [
      (60_000, 60_000, nil, "both times went on alike"),
      (60_000, 0, nil, "a minute is what machines correct"),
      (121_000, 0, .parted(seconds: 121), "the clock was put forward"),
      (-300_000, 1_000, .parted(seconds: -301), "the clock was put back"),
      (
        1_000, 3_600_000, .parted(seconds: -3_599),
        "an hour went by that the clock does not know of"
      ),
      (3_600_000, 3_600_000, nil, "a tick may come late, if both agree on how late"),
    ] as [(Int64, Int64, TimeWatch.Doubt?, String)])
  func `the time of day may part from the time since start by two minutes`(
    wall: Int64, monotonic: Int64, doubt: TimeWatch.Doubt?, reason: String
  ) {
    var watch = TimeWatch()

    #expect(watch.look(wall: Self.start, monotonic: 5_000) == nil, "there is nothing to compare")
    let found = watch.look(
      wall: Instant(milliseconds: Self.start.milliseconds + wall), monotonic: 5_000 + monotonic)

    #expect(found == doubt, "\(reason)")
  }

  @Test func `a jump is told once, and then the new time is the measure`() {
    var watch = TimeWatch()
    _ = watch.look(wall: Self.start, monotonic: 0)

    #expect(watch.look(wall: Self.start.adding(hours: 1), monotonic: 1_000) != nil)
    #expect(watch.look(wall: Self.start.adding(hours: 1), monotonic: 2_000) == nil)
  }

  @Test(
    arguments: [
      (nil, false, nil, "the first start"),
      (-7 * 24, false, nil, "a week's stop for Christmas"),
      (-7 * 24 - 1, false, .away(days: 7), "more than a week: a backup may have been restored"),
      (-30 * 24, true, .away(days: 30), "the same where the clock is moved by hand"),
      (1, false, .behind(seconds: 3_600), "the machine lost its date"),
      (1, true, nil, "by hand a clock may be set anew"),
    ] as [(Int?, Bool, TimeWatch.Doubt?, String)])
  func `a start looks how long the service was away`(
    hours: Int?, goesBack: Bool, doubt: TimeWatch.Doubt?, reason: String
  ) {
    let found = TimeWatch.doubt(
      ofStart: Self.start, lastSwept: hours.map { Self.start.adding(hours: $0) },
      goesBack: goesBack)

    #expect(found == doubt, "\(reason)")
  }
}
