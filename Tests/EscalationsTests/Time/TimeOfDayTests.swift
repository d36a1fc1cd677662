import Escalations
import Testing

@Suite("Time of day") struct TimeOfDayTests {
  @Test(arguments: [("00:00", 0), ("09:05", 545), ("17:00", 1_020), ("23:59", 1_439)])
  func `a time is read and written`(text: String, minutes: Int) {
    #expect(TimeOfDay(text)?.minutes == minutes)
    #expect(TimeOfDay(minutes: minutes)?.description == text)
  }

  @Test(arguments: ["24:00", "12:60", "9:00", "09:0", "0900", "09:00:00", "", "-1:00", "09.00"])
  func `what is no time is refused`(text: String) {
    #expect(TimeOfDay(text) == nil)
  }

  @Test func `minutes outside a day are refused`() {
    #expect(TimeOfDay(minutes: -1) == nil)
    #expect(TimeOfDay(minutes: 1_440) == nil)
  }
}
