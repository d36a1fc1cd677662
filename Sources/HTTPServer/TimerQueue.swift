internal import HTTP

/// Work that waits for its time: a binary heap by deadline.
struct TimerQueue {
  private struct Entry {
    var deadline: Int
    var timer: LoopTimer
  }

  private var heap: [Entry] = []
  /// How many entries there may be before those that were cancelled are looked for.
  private var patience = 64

  /// The next deadline.
  var next: Int? { heap.first?.deadline }

  /// Adds a timer.
  mutating func add(_ timer: LoopTimer, at deadline: Int) {
    if heap.count >= patience { dropCancelled() }
    heap.append(Entry(deadline: deadline, timer: timer))
    rise(heap.count - 1)
  }

  /// How many timers are kept.
  var count: Int { heap.count }

  /// Gives back what cancelled timers hold: work that is begun and given up all the time must not pile
  /// up until its time would have come.
  private mutating func dropCancelled() {
    let live = heap.filter { !$0.timer.isSpent }
    heap.removeAll(keepingCapacity: true)
    for entry in live {
      heap.append(entry)
      rise(heap.count - 1)
    }
    patience = max(64, 2 * heap.count)
  }

  private mutating func rise(_ start: Int) {
    var child = start
    while child > 0, heap[(child - 1) / 2].deadline > heap[child].deadline {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the first timer whose time has come.
  mutating func popDue(_ now: Int) -> LoopTimer? {
    guard let first = heap.first, first.deadline <= now else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return first.timer
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].deadline < heap[least].deadline {
        least = child
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
