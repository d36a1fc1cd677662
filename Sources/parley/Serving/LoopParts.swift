import API
import Casework
import Escalations
import Foundation
import HTTP
import HTTPServer
import JSON
import Repository

/// What every loop's handler is made of.
struct LoopParts: Sendable {
  let store: Store
  let longReads: LongReads
  let clock: ServiceClock
  let log: Log
  let library: SharedLibrary
  let counters: ChangeCounters
  let signals: LoopSignals
  let health: Health
  let settings: ServiceSettings
  /// How often each credential asks, over all loops; nil for no limit.
  let rates: RequestRates<CredentialID>?
  let secret: [UInt8]
  let isDemonstration: Bool
  let uses: CredentialUses

  /// How many loops serve: as many as there are cores, unless it was set.
  var loops: Int {
    settings.loops > 0 ? settings.loops : ProcessInfo.processInfo.activeProcessorCount
  }

  /// A handler for a loop, with a reader of its own.
  func makeHandler(_ loop: any Loop) -> any Handler {
    guard let reader = try? store.makeReader() else {
      preconditionFailure("a loop needs a connection of its own to start")
    }
    var settings = APISettings(secret: secret)
    settings.epoch = store.epoch
    settings.takesRealIdentifiers = self.settings.realIdentifiers == 1
    settings.nearHours = self.settings.nearHours
    settings.quietDays = self.settings.quietDays
    settings.isDemonstration = isDemonstration
    let (clock, log, library, counters, health) = (clock, log, library, counters, health)
    let (signals, signal, index) = (signals, loop.signal, loop.index)
    let rates = rates
    var context = APIContext(
      reader: reader, desk: store.desk, longDesk: longReads, library: { library.value },
      now: { clock.now }, settings: settings,
      changes: Changes(
        credentials: { counters.ofCredentials }, partnership: { _ in counters.ofEverything }),
      readiness: { health.readiness }, metrics: { health.metrics },
      log: { request, words in
        log.write(
          .error, "broken", [("requestId", .string(request)), ("detail", .string(words))])
      })
    if let rates { context.retryAfter = { rates.retryAfter($0) } }
    let uses = uses
    context.noteUse = { uses.note($0, at: $1) }
    context.listening = { signals.set(signal, of: index, isListening: $0) }
    return APIHandler(context, on: loop)
  }
}
