import Casework
import HTTP
import Synchronization

/// The policies and calendars as the loops see them: a snapshot, replaced whole.
final class SharedLibrary: Sendable {
  private let library: Mutex<Library>

  init(_ library: Library) { self.library = Mutex(library) }

  /// The present snapshot.
  var value: Library { library.withLock { $0 } }

  /// Replaces the snapshot.
  func replace(with new: Library) { library.withLock { $0 = new } }
}

/// The loops on which somebody waits for news; each commit calls them, and no others.
final class LoopSignals: Sendable {
  private let listening = Mutex<[Int: any LoopSignal]>([:])

  /// Begins or ends calling a loop.
  func set(_ signal: any LoopSignal, of loop: Int, isListening: Bool) {
    listening.withLock { $0[loop] = isListening ? signal : nil }
  }

  /// Calls those that listen.
  func raise() {
    for signal in listening.withLock({ Array($0.values) }) { signal.raise() }
  }
}

/// Numbers that grow with what is committed, so that the loops drop what they remember.
final class ChangeCounters: Sendable {
  private let credentials = Atomic<UInt64>(0)
  private let everything = Atomic<UInt64>(0)

  /// Counts a commit.
  func note(administration: Bool) {
    if administration { credentials.add(1, ordering: .releasing) }
    everything.add(1, ordering: .releasing)
  }

  /// How often credentials, agencies or policies changed.
  var ofCredentials: UInt64 { credentials.load(ordering: .acquiring) }

  /// How often anything changed.
  var ofEverything: UInt64 { everything.load(ordering: .acquiring) }
}
