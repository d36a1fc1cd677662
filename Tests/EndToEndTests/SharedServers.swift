import Foundation
import Synchronization

/// Servers that a whole suite talks to.
///
/// Nothing releases what a static property holds, so they are ended when the tests end, and leave
/// no process and no folder behind.
enum SharedServers {
  private static let running = Mutex<[RunningServer]>([])

  /// Starts one.
  static func start(_ arguments: String...) throws -> RunningServer {
    let server = try RunningServer(arguments)
    let isFirst = running.withLock { servers in
      servers.append(server)
      return servers.count == 1
    }
    if isFirst { atexit { SharedServers.endAll() } }
    return server
  }

  private static func endAll() {
    for server in running.withLock({ $0 }) {
      server.kill()
      try? FileManager.default.removeItem(at: server.data)
      try? FileManager.default.removeItem(atPath: server.data.path + ".log")
    }
  }
}
