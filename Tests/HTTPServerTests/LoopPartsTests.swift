import HTTP
import Testing

@testable import HTTPServer

@Suite("Parts of a loop") struct LoopPartsTests {
  @Test func `timers come in the order of their time, and not before it`() {
    var queue = TimerQueue()
    var fired: [Int] = []
    for time in [50, 10, 40, 20, 30, 20, 60] {
      queue.add(LoopTimer { fired.append(time) }, at: time)
    }

    #expect(queue.next == 10)
    while let timer = queue.popDue(40) { timer.fire() }

    #expect(fired == [10, 20, 20, 30, 40])
    #expect(queue.next == 50)
  }

  @Test func `a cancelled timer does nothing, and a timer fires once`() {
    var count = 0
    let cancelled = LoopTimer { count += 1 }
    cancelled.cancel()
    cancelled.fire()
    let timer = LoopTimer { count += 1 }
    timer.fire()
    timer.fire()

    #expect(count == 1)
  }

  @Test func `timers that are cancelled do not pile up until their time`() {
    var queue = TimerQueue()
    var fired = 0
    for count in 0..<10_000 {
      let timer = LoopTimer { fired += 1 }
      queue.add(timer, at: 10_000 - count)
      if !count.isMultiple(of: 1_000) { timer.cancel() }
    }

    #expect(queue.count < 200)
    while let timer = queue.popDue(.max) { timer.fire() }
    #expect(fired == 10)
  }

  @Test func `an id of a connection is not given again when its slot is`() {
    var table = ConnectionTable()
    let make = { (id: UInt64) in
      Connection(
        id: id, peer: Address.Peer(text: "-", network: "-"), owning: -1, limits: Limits(), now: 0)
    }
    let first = table.insert(make)
    #expect(table[first.id] === first)
    let wasThere = table.remove(first.id)
    #expect(wasThere)

    let second = table.insert(make)

    #expect(second.id != first.id)
    #expect(table[first.id] == nil)
    let isThere = table.remove(first.id)
    #expect(!isThere)
    #expect(table.all.count == 1)
    #expect(table[0] == nil)
  }

  @Test func `a client that reads nothing has its time, which grows with what it takes`() {
    var output = PendingOutput()
    var limits = Limits()
    limits.writeTime = 1_000
    #expect(!output.isOverdue(.max, limits))

    output.append([1, 2, 3][...], now: 5_000_000)

    #expect(!output.isOverdue(6_000_000, limits))
    #expect(output.isOverdue(6_000_001, limits))
  }
}
