import Foundation
import JSON

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A client of the running program, with one token.
struct Caller {
  /// An answer as a test looks at it.
  struct Answer {
    let status: Int
    let fields: [String: String]
    let bytes: [UInt8]

    /// The body as JSON; null if it is none.
    var json: JSONValue { (try? JSONReader.read(bytes)) ?? .null }

    /// The body as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The stable code of a problem.
    var code: String? { json["code"]?.stringValue }

    /// Codes and pointers of a problem's faults.
    var faults: [String] {
      (json["errors"]?.arrayValue ?? []).map { fault in
        "\(fault["code"]?.stringValue ?? "?") \(fault["pointer"]?.stringValue ?? "")"
      }
    }
  }

  let address: String
  let token: String?

  /// Makes a request.
  func send(
    _ method: String, _ path: String, _ body: String? = nil, fields: [String: String] = [:]
  ) async throws -> Answer {
    guard let url = URL(string: address + path) else {
      throw RunningServer.Failure(description: "no such path: \(path)")
    }
    var request = URLRequest(url: url)
    request.httpMethod = method
    // Long enough for a program under a sanitizer on a busy machine: a server that hangs is still found.
    request.timeoutInterval = 300
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    if let body {
      request.httpBody = Data(body.utf8)
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let http = response as? HTTPURLResponse else {
      throw RunningServer.Failure(description: "no answer")
    }
    var seen: [String: String] = [:]
    for (name, value) in http.allHeaderFields { seen["\(name)".lowercased()] = "\(value)" }
    return Answer(status: http.statusCode, fields: seen, bytes: [UInt8](data))
  }

  /// Reads.
  func get(_ path: String, fields: [String: String] = [:]) async throws -> Answer {
    try await send("GET", path, fields: fields)
  }

  /// Writes, under a key of its own unless one is given.
  func post(
    _ path: String, _ body: String, key: String = UUID().uuidString, fields: [String: String] = [:]
  ) async throws -> Answer {
    var all = fields
    all["Idempotency-Key"] = "\"\(key)\""
    return try await send("POST", path, body, fields: all)
  }

  /// Writes what is held against the state as it was last seen.
  func post(basedOn reference: String, _ act: String, _ body: String) async throws -> Answer {
    let seen = try await get("/v1/escalations/\(reference)")
    return try await post(
      "/v1/escalations/\(reference)/\(act)", body, fields: ["If-Match": seen.fields["etag"] ?? ""])
  }
}

extension RunningServer {
  /// A client that acts for an agency.
  func caller(_ agency: String) -> Caller { Caller(address: address, token: token(agency)) }

  /// A client with a partnership's role.
  func caller(_ role: String, of partnership: String) -> Caller {
    Caller(address: address, token: token(role, of: partnership))
  }
}

/// The least that raises an escalation under Croydon's policy.
let lightRaise = """
  {"policy": "croydon", "receiving": ["croydon-social-care"], "summary": "The referral was closed \
  and we still worry.", "immediateRisk": "no", "children": [{"localReference": "ST-0042"}]}
  """
