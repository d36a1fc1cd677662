import Foundation
import JSON
import Testing

/// The shipped front, with its paths, ports and certificate changed for a test and nothing else.
@Suite("Behind nginx", .serialized) struct FrontTests {
  /// nginx before a server of its own, with a throw-away certificate.
  private final class Front {
    let server: RunningServer
    let folder: URL
    let port: Int
    private let process = Process()

    /// Nil, with a word, where nginx or openssl is not to be had.
    init?() throws {
      guard let nginx = Front.program("nginx"), Front.program("openssl") != nil else {
        print("SKIPPED: behind nginx (nginx-light and openssl are not installed)")
        return nil
      }
      port = Int.random(in: 23_650...23_689)
      server = try RunningServer(["--front", "127.0.0.1", "--clock", "manual=2026-06-01T09:00:00Z"])
      folder = RunningServer.temporaryFolder()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let made = try server.run(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder.path + "/key.pem", "-out",
        folder.path + "/certificate.pem")
      try #require(made.status == 0, "\(made.output)")
      try configuration().write(
        to: folder.appendingPathComponent("nginx.conf"), atomically: true, encoding: .utf8)
      process.executableURL = nginx
      process.arguments = [
        "-p", folder.path, "-c", folder.path + "/nginx.conf", "-e", folder.path + "/error.log",
        "-g", "daemon off; master_process off;",
      ]
      try process.run()
    }

    deinit {
      end()
      try? FileManager.default.removeItem(at: folder)
    }

    /// Asks it to end, and after two seconds ends it: some environments have it ignore signals.
    private func end() {
      for signal in [SIGQUIT, SIGTERM, SIGKILL] where process.isRunning {
        kill(process.processIdentifier, signal)
        for _ in 0..<20 where process.isRunning { usleep(50_000) }
      }
    }

    static func program(_ name: String) -> URL? {
      ["/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/"]
        .map { URL(fileURLWithPath: $0 + name) }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    private func configuration() throws -> String {
      var text = try String(
        contentsOf: RunningServer.root.appendingPathComponent("config/nginx.conf"), encoding: .utf8)
      let own = try #require(server.address.split(separator: ":").last)
      for (old, new) in [
        ("listen 443 ssl http2", "listen 127.0.0.1:\(port) ssl http2"),
        ("listen 80;", "listen 127.0.0.1:\(port + 10);"),
        ("127.0.0.1:8080", "127.0.0.1:\(own)"), ("/etc/parley/", folder.path + "/"),
        ("/run/parley-nginx.pid", folder.path + "/pid"), ("/var/log/nginx/", folder.path + "/"),
      ] {
        #expect(text.contains(old), "\(old)")
        text = text.replacingOccurrences(of: old, with: new)
      }
      return text.replacingOccurrences(
        of: "server_tokens off;",
        with: """
          server_tokens off;
          client_body_temp_path \(folder.path)/body; proxy_temp_path \(folder.path)/proxy;
          fastcgi_temp_path \(folder.path)/f; uwsgi_temp_path \(folder.path)/u;
          scgi_temp_path \(folder.path)/s;
          """)
    }

    var address: String { "https://localhost:\(port)" }

    /// Runs curl with the certificate trusted.
    func curl(_ words: String...) throws -> (status: Int32, output: String) {
      try server.run(
        ["curl", "--silent", "--cacert", folder.path + "/certificate.pem"] + words)
    }

    /// Waits, not for long, until it answers.
    func isReady() async throws -> Bool {
      for _ in 0..<50 {
        if try curl("--fail", address + "/health/live").status == 0 { return true }
        try await Task.sleep(for: .milliseconds(100))
      }
      return false
    }
  }

  @Test func `the walkthrough runs through the shipped front, over TLS`() async throws {
    guard let front = try Front() else { return }
    try #require(await front.isReady())

    let script = try front.server.run(
      "env", "CURL_CA_BUNDLE=\(front.folder.path)/certificate.pem", "sh",
      "examples/walkthrough.sh", front.address, front.server.data.path)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    #expect(script.output.contains("Resolved: CSCP-2026-00001"))
  }

  @Test func `it takes TLS 1.2 and later, says so for two years, and agrees with our limits`()
    async throws
  {
    guard let front = try Front() else { return }
    try #require(await front.isReady())
    let big = front.folder.appendingPathComponent("big")
    try Data(repeating: 0x20, count: 1_100_000).write(to: big)

    let head = try front.curl("--include", front.address + "/health/live").output.lowercased()
    let old = try front.curl("--tls-max", "1.1", front.address + "/health/live")
    let large = try front.curl(
      "--output", "/dev/null", "--write-out", "%{http_code}", "--header",
      "Authorization: Bearer \(front.server.token("croydon-st-hilda"))", "--header",
      "Content-Type: application/json", "--data-binary", "@\(big.path)",
      front.address + "/v1/escalations")
    let bare = try front.curl(
      "--output", "/dev/null", "--write-out", "%{http_code}", "--header",
      "Authorization: Bearer x", "http://127.0.0.1:\(front.port + 10)/")

    #expect(head.contains("strict-transport-security: max-age=63072000"))
    #expect(old.status != 0)
    #expect(large.output == "413")
    #expect(bare.output == "400")
    #expect(try front.curl("--fail", front.address + "/health/live").status == 0)
  }

  @Test func `who asked is taken from the named front, and from nobody else`() async throws {
    guard let front = try Front() else { return }
    try #require(await front.isReady())

    _ = try front.curl(
      "--header", "X-Forwarded-For: 203.0.113.9", front.address + "/health/live?through")
    let claimed = try RunningServer()
    _ = try claimed.run(
      "curl", "--silent", "--header", "X-Forwarded-For: 203.0.113.9",
      claimed.address + "/health/live")
    let told = try RunningServer(["--front", "127.0.0.1"])
    _ = try told.run(
      "curl", "--silent", "--header", "X-Forwarded-For: 198.51.100.7, 203.0.113.9",
      told.address + "/health/live")

    // The log is written beside the answers.
    for _ in 0..<50 where try !told.logText().contains("/health/live") {
      try await Task.sleep(for: .milliseconds(100))
    }

    #expect(!(try front.server.logText()).contains("203.0.113.9"), "the front writes it anew")
    #expect(!(try claimed.logText()).contains("203.0.113.9"), "no front was named")
    #expect(try told.logText().contains("203.0.113.9"), "the last hop is what the front saw")
    #expect(!(try told.logText()).contains("198.51.100.7"))
  }

  @Test
  func `another address than loopback is served only behind a front that is said to be there`()
    throws
  {
    let server = try RunningServer()
    let program = try RunningServer.binary().path

    let refused = try server.run(
      program, "serve", "--data", server.data.path + "-2", "--port", "0", "--address", "0.0.0.0")

    #expect(refused.status == 2)
    #expect(refused.output.contains("--tls-front"))
  }
}
