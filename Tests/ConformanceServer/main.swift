// A small program around the server alone, for the conformance cases, the probes and the measurements:
//   conformance-server [--port N] [--loops N] [--quick] [--log]
// `--quick` shortens the time-outs so that probes need not wait long.

import Dispatch
import Glibc
import HTTP
import HTTPServer

let arguments = CommandLine.arguments

func number(_ name: String, _ fallback: Int) -> Int {
  guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else {
    return fallback
  }
  return Int(arguments[index + 1]) ?? fallback
}

var limits = Limits()
limits.connections = number("--connections", 20_000)
if arguments.contains("--quick") {
  limits.headTime = 3_000
  limits.bodyTime = 3_000
  limits.writeTime = 3_000
  limits.idleTime = 5_000
}

@Sendable func say(_ record: AccessRecord) {
  let line =
    "\(record.method) \(record.path) \(record.status) \(record.bytes) \(record.microseconds) "
    + "\(record.requestID)\n"
  let octets = Array(line.utf8)
  // Reads the octets within the call only.
  _ = unsafe octets.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
}

let server = Server(
  limits: limits, port: number("--port", 0), loops: number("--loops", 2),
  log: arguments.contains("--log") ? say : nil
) { loop in SampleHandler(loop) }

Signals.ignoreBrokenPipes()
do {
  let port = try server.start()
  let signals = Signals.onTermination { server.stop(graceMilliseconds: 10_000) }
  print("listening on 127.0.0.1 port \(port)")
  _ = fflush(nil)
  server.waitUntilStopped()
  withExtendedLifetime(signals) {}
} catch {
  print("cannot start: \(error)")
  exit(1)
}
