import Hummingbird
import Logging
import NIOCore

/// Hummingbird 2 with the answers of `conformance-server`, and no logging, as there.
@main
struct HummingbirdPeer {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let port = arguments.count > 1 ? Int(arguments[1]) ?? 21082 : 21082
    let body = ByteBuffer(
      string: #"{"reference":"CSCP-2026-00042","stage":"2","state":"open","due":"2026-11-25","colour":"amber"}"#
    )
    let router = Router()
    router.get("/") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: body))
    }
    router.get("/unchanged") { _, _ in
      Response(
        status: .notModified, headers: [.eTag: "\"r7-5f2a\"", .cacheControl: "private, no-cache"])
    }
    var logger = Logger(label: "peer")
    logger.logLevel = .error
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
      logger: logger)
    try await application.runService()
  }
}
