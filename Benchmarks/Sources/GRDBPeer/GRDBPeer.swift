import Crypto
import Foundation
import GRDB
import Hummingbird
import Logging

/// Two of Parley's operations in Hummingbird 2 and GRDB, on a copy of its database, written as one would who
/// uses these two: one escalation's status, and raising one under Croydon's policy.
///
/// GRDBPeer PORT DATABASE. It writes the same rows but for the counts of dashboards, which it leaves out.
@main
struct GRDBPeer {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let port = Int(arguments[1]) else {
      print("GRDBPeer PORT DATABASE")
      return
    }
    let pool = try DatabasePool(path: arguments[2])
    // After the pool is open: GRDB sets NORMAL as it opens a connection.
    try await pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    let router = Router()
    router.get("/") { _, _ in "ready" }
    router.get("/v1/escalations/{reference}/status") { request, context in
      let reference = try context.parameters.require("reference")
      let token = try bearerToken(of: request)
      let status = try await pool.read { db in
        try EscalationStatus.find(reference, for: Caller.find(token, in: db), in: db)
      }
      guard let status else { throw HTTPError(.notFound) }
      return try json(status, etag: status.etag)
    }
    router.post("/v1/escalations") { request, _ in
      let token = try bearerToken(of: request)
      guard let key = request.headers[.init("Idempotency-Key")!] else {
        throw HTTPError(.badRequest, message: "Idempotency-Key is missing")
      }
      let buffer = try await request.body.collect(upTo: 1 << 20)
      let data = Data(buffer: buffer)
      let body = try JSONDecoder().decode(RaiseBody.self, from: data)
      try body.check()
      let fingerprint = Data(SHA256.hash(data: data))
      let receipt = try await pool.write { db in
        let caller = try Caller.find(token, in: db)
        if let kept = try KeptReceipt.find(key, of: caller, in: db) {
          guard kept.fingerprint == fingerprint else { throw HTTPError(.unprocessableContent) }
          return try JSONDecoder().decode(Receipt.self, from: Data(kept.receipt.utf8))
        }
        let receipt = try Raising(body: body, caller: caller, now: Date()).run(db)
        try KeptReceipt.keep(receipt, under: key, fingerprint, of: caller, in: db)
        return receipt
      }
      var response = try json(receipt, etag: receipt.etag)
      response.status = .created
      response.headers[.location] = "/v1/escalations/" + receipt.reference
      return response
    }
    var logger = Logger(label: "peer")
    logger.logLevel = .error
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
      logger: logger)
    try await application.runService()
  }

  static func bearerToken(of request: Request) throws -> String {
    guard let field = request.headers[.authorization], field.hasPrefix("Bearer ") else {
      throw HTTPError(.unauthorized)
    }
    return String(field.dropFirst("Bearer ".count))
  }

  static func json(_ value: some Encodable, etag: String) throws -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "application/json", .eTag: etag, .cacheControl: "private, no-cache",
      ],
      body: .init(byteBuffer: ByteBuffer(data: try JSONEncoder().encode(value))))
  }
}

/// Who asks: a credential found by the digest of its token.
struct Caller: FetchableRecord, Decodable {
  let credentialID: Int64
  let role: String
  let partnershipID: Int64
  let partnership: String
  let prefix: String
  let agencyID: Int64
  let agency: String
  let kind: String
  let expiresAt: Int64?
  let revokedAt: Int64?

  static func find(_ token: String, in db: Database) throws -> Caller {
    let caller = try Caller.fetchOne(
      db,
      sql: """
        SELECT c.id AS credentialID, c.role, g.id AS partnershipID, g.name AS partnership, g.prefix,
          a.id AS agencyID, a.name AS agency, a.kind, c.expires_at AS expiresAt,
          c.revoked_at AS revokedAt
        FROM credential c JOIN partnership g ON g.id = c.partnership_id
        JOIN agency a ON a.id = c.agency_id WHERE c.token_digest = ?
        """, arguments: [Data(SHA256.hash(data: Data(token.utf8)))])
    guard let caller, caller.revokedAt == nil else { throw HTTPError(.unauthorized) }
    return caller
  }
}
