import Foundation
import JSON
import Testing

/// After a played story, what was confided stands where it belongs and nowhere else.
@Suite("What must not be anywhere else", .serialized) struct SecretTests {
  /// Texts that a story confides, each in a member of its own.
  private static let markers = (1...12).map { "MARKER\($0)Q" }

  /// A story in which every kind of text is a marker; returns its reference.
  private func play(on server: RunningServer) async throws -> String {
    let m = Self.markers
    let played = try await PlayedCase.raise(
      on: server, policy: "croydon", of: "cscp", by: "croydon-st-hilda",
      with: "croydon-social-care",
      """
      "summary": "A worry \(m[0]).", "externalReference": "X-1", "reason": "Because \(m[1]).", \
      "raisedBy": {"name": "\(m[2])", "role": "head-teacher"}, "categoryWords": "\(m[3])", \
      "children": [{"name": "\(m[4])", "birthDate": "2015-04-23", "nhsNumber": "999 000 0018", \
      "localReference": "\(m[5])"}]
      """)
    try await played.post(
      "discussions",
      #"{"summary": "\#(m[6])", "outcome": "\#(m[7])", "by": {"name": "\#(m[8])"}}"#)
    let noted = try await played.post(
      "actions", #"{"owner": "croydon-social-care", "what": "\#(m[9])", "agreed": true}"#)
    #expect(noted.status == 201, "\(noted.text)")
    try await played.post(
      "acts", #"{"kind": "consult", "words": "\#(m[10])", "by": {"name": "\#(m[8])"}}"#)
    try await played.change("stage-moves", #"{"to": "stage-2", "immediateRisk": "no"}"#)
    try await played.discuss()
    try await played.change("stage-moves", #"{"to": "stage-3", "immediateRisk": "no"}"#)
    let form = try await PlayedForm.begin("croydon-notification", of: played)
    let saved = try await form.answer(#"{"evidence": "Six \#(m[11])."}"#)
    #expect(saved.status == 200, "\(saved.text)")
    return played.reference
  }

  @Test func `no log, metric, list, status or problem holds a text or a token`() async throws {
    let server = try RunningServer()
    let reference = try await play(on: server)
    let school = server.caller("croydon-st-hilda")
    let dashboard = server.caller("dashboard", of: "cscp")
    let auditor = server.caller("auditor", of: "cscp")
    var shown: [(String, String)] = []
    for path in ["/v1/escalations", "/v1/escalations/\(reference)/status"] {
      shown.append((path, try await dashboard.get(path).text))
    }
    for path in ["", "/record", "/clocks", "/owed"] {
      shown.append(
        ("auditor's \(path)", try await auditor.get("/v1/escalations/\(reference)\(path)").text))
    }
    for path in ["/v1/duties", "/v1/escalations", "/v1/agencies"] {
      shown.append((path, try await school.get(path).text))
    }
    for path in ["/v1/status", "/v1/events", "/v1/escalations"] {
      shown.append((path, try await dashboard.get(path).text))
    }
    let published = try await server.caller("partnership", of: "cscp").post(
      "/v1/reports/annual/publication", #"{"policy": "croydon", "year": 2025}"#)
    #expect(published.status == 201, "\(published.text)")
    for (path, type) in [
      ("/v1/tracker", "application/json"), ("/v1/tracker", "text/csv"),
      ("/v1/tracker", "text/html"),
      ("/v1/escalations/\(reference)", "text/html"), ("/v1/audit/entries", "application/json"),
      ("/v1/audit/entries", "text/csv"), ("/v1/audit/entries", "application/x-ndjson"),
      ("/v1/audit/export", "text/plain"), ("/v1/audit/export?chain=access", "text/plain"),
      ("/v1/reports/annual?policy=croydon&year=2025", "text/html"),
    ] {
      let text = try fetch(path, as: type, by: server.token("auditor", of: "cscp"), server)
      #expect(!text.isEmpty, "\(path) \(type)")
      shown.append(("auditor's \(path) \(type)", text))
    }
    shown.append(("metrics", try await dashboard.get("/metrics").text))
    for marker in [Self.markers[0], "999 000 0026"] {
      let wrong = #"{"policy": "\#(marker)", "nhsNumber": "\#(marker)", "children": "\#(marker)"}"#
      shown.append(("problem", try await school.post("/v1/escalations", wrong).text))
      let search = #"{"nhsNumber": "\#(marker)"}"#
      shown.append(
        ("search", try await school.send("POST", "/v1/escalations/search", search).text))
    }
    shown.append(("log", try server.logText()))

    for (place, text) in shown {
      for secret in Self.markers + ["999 000 00", "9990000018", "2015-04-23"] + tokens(of: server) {
        #expect(!text.contains(secret), "\(place): \(secret.prefix(12))")
      }
    }
  }

  @Test func `no page of the database outside the parts holds a text, and none holds a token`()
    async throws
  {
    let server = try RunningServer()
    _ = try await play(on: server)
    _ = try await server.caller("admin", of: "cscp").send(
      "POST", "/v1/credentials", #"{"id": "one", "name": "One", "role": "dashboard"}"#)
    #expect(server.stop() == 0)

    let file = server.data.appendingPathComponent("parley.db")
    let bytes = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for token in tokens(of: server) { #expect(!bytes.contains(token)) }
    #expect(!bytes.contains("parley_live_"))
    try checkPages(of: file, of: server)
    let tables = try server.run(
      "sqlite3", "-readonly", file.path,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('part', 'form_text')")
    for table in tables.output.split(separator: "\n") {
      let rows = try server.run(
        "sqlite3", "-readonly", file.path, "SELECT * FROM \"\(table)\"")
      for marker in Self.markers + ["999 000 0018", "9990000018", "2015-04-23"] {
        #expect(!rows.output.contains(marker), "\(table): \(marker)")
      }
    }
    let parts = try server.run(
      "sqlite3", "-readonly", file.path,
      "SELECT content FROM part UNION ALL SELECT text FROM form_text")
    for marker in Self.markers { #expect(parts.output.contains(marker), "\(marker) is kept") }
  }

  /// Every page of the file but those of the two tables whose texts these are, the free ones included.
  private func checkPages(of file: URL, of server: RunningServer) throws {
    let own = try server.run(
      "sqlite3", "-readonly", file.path,
      """
      SELECT 'size ' || page_size FROM pragma_page_size;
      SELECT pageno FROM dbstat WHERE name IN ('part', 'form_text')
        OR name GLOB 'sqlite_autoindex_form_text*';
      """)
    let lines = own.output.split(separator: "\n")
    let size = try #require(lines.first.flatMap { Int($0.dropFirst(5)) }, "\(own.output)")
    let confidential = Set(lines.dropFirst().compactMap { Int($0) })
    #expect(!confidential.isEmpty)
    let bytes = try Data(contentsOf: file)
    for page in 1...(bytes.count / size) where !confidential.contains(page) {
      let text = String(decoding: bytes[((page - 1) * size)..<(page * size)], as: UTF8.self)
      for marker in Self.markers + ["999 000 0018", "9990000018"] {
        #expect(!text.contains(marker), "page \(page): \(marker)")
      }
    }
  }

  /// What curl gets, which takes streams with trailers too.
  private func fetch(
    _ path: String, as type: String, by token: String, _ server: RunningServer
  ) throws -> String {
    try server.run(
      "curl", "--silent", "--fail", "--header", "Authorization: Bearer \(token)", "--header",
      "Accept: \(type)", server.address + path
    ).output
  }

  private func tokens(of server: RunningServer) -> [String] {
    let agencies = server.tokens["agency"]?.objectValue?.members ?? []
    return agencies.compactMap(\.value.stringValue)
  }
}
