/// Knows whether the disk has fallen below its floor, looking at most a few times a second.
final class DiskWatch {
  private let folder: DataFolder
  private let floor: Int64
  private var lastLook: ContinuousClock.Instant?
  private var wasBelow = false

  init(folder: DataFolder, floor: Int64) {
    self.folder = folder
    self.floor = floor
  }

  /// Whether so little is free that writing must wait.
  ///
  /// What the system does not say is no reason.
  func isBelowFloor() -> Bool {
    guard floor > 0 else { return false }
    let now = ContinuousClock.now
    if let lastLook, now - lastLook < .milliseconds(250) { return wasBelow }
    lastLook = now
    wasBelow = folder.freeBytes().map { $0 < floor } ?? false
    return wasBelow
  }
}
