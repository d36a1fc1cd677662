/// The connections of a loop by id: a slot and, above it, how often the slot was used, so that an id is
/// never given twice and a late ticket finds nobody.
struct ConnectionTable {
  private var slots: [Connection?] = []
  private var uses: [UInt32] = []
  private var free: [Int] = []

  /// Whether there are none.
  var isEmpty: Bool { free.count == slots.count }

  /// All of them.
  var all: [Connection] { slots.compactMap { $0 } }

  /// The connection with this id, if it is still there.
  subscript(id: UInt64) -> Connection? {
    let slot = Int(id & 0xFFFF_FFFF) - 1
    guard slots.indices.contains(slot), let connection = slots[slot], connection.id == id else {
      return nil
    }
    return connection
  }

  /// Adds the connection that is made for a fresh id.
  mutating func insert(_ make: (UInt64) -> Connection) -> Connection {
    let slot = free.popLast() ?? grow()
    uses[slot] &+= 1
    let connection = make(UInt64(uses[slot]) << 32 | UInt64(slot + 1))
    slots[slot] = connection
    return connection
  }

  /// Takes a connection out; false if it was not there.
  mutating func remove(_ id: UInt64) -> Bool {
    guard self[id] != nil else { return false }
    let slot = Int(id & 0xFFFF_FFFF) - 1
    slots[slot] = nil
    free.append(slot)
    return true
  }

  private mutating func grow() -> Int {
    slots.append(nil)
    uses.append(0)
    return slots.count - 1
  }
}
