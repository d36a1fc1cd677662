import Escalations

/// Cases by when they go on: a binary heap, so that a step costs little however many there are.
struct DemonstrationQueue {
  private var heap: [DemonstrationCourse] = []

  /// When the first of them goes on.
  var first: Instant? { heap.first?.nextAt }

  /// Takes out the one that goes on first.
  mutating func takeFirst() -> DemonstrationCourse? {
    guard let last = heap.popLast() else { return nil }
    guard let first = heap.first else { return last }
    heap[0] = last
    sink()
    return first
  }

  /// Puts one in.
  mutating func add(_ one: DemonstrationCourse) {
    heap.append(one)
    var place = heap.count - 1
    while place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Brings the first to where it belongs.
  private mutating func sink() {
    var place = 0
    while true {
      let children = (2 * place + 1..<2 * place + 3).clamped(to: heap.indices)
      guard let least = children.min(by: { heap[$0].isBefore(heap[$1]) }),
        heap[least].isBefore(heap[place])
      else { return }
      heap.swapAt(place, least)
      place = least
    }
  }
}

extension DemonstrationCourse {
  /// Whether it goes on before the other; of two at the same time the one that began first.
  fileprivate func isBefore(_ other: DemonstrationCourse) -> Bool {
    (nextAt, number) < (other.nextAt, other.number)
  }
}
