import Casework
import Escalations
import HTTP
import JSON

/// What administrators do about credentials.
enum CredentialOrders {
  /// The partnership's credentials.
  static func list(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let rows = try asking { () throws(Failure) in
      try exchange.context.reader.credentials(for: viewer)
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.objects("items", rows) { json, row in CredentialWire.write(row, to: &json) }
      })
  }

  /// Issues one.
  static func issue(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let request = CredentialWire.request(try exchange.body())
    let token = Token()
    return .after(.issue(request, token, by: .credential(viewer))) { _ in
      shown(token, of: request.id, previousUntil: nil)
    }
  }

  /// Gives one another token.
  static func rotate(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let id = CredentialID(exchange.name(.credential))
    let hours = try exchange.body()["overlapHours"].integer
    let token = Token()
    let until = exchange.now.adding(hours: hours)
    return .after(.rotate(id, token, previousUntil: until, by: .credential(viewer))) { _ in
      shown(token, of: id, previousUntil: until)
    }
  }

  /// Revokes one.
  static func revoke(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let id = CredentialID(exchange.name(.credential))
    let reason = try exchange.body()["reason"].value(as: RevocationReason.self)
    return .after(.revoke(id, reason, by: .credential(viewer))) { _ in
      .json(JSONWriter.object { $0.member("id", id) }, .created)
    }
  }

  /// The one answer that holds a token; nobody on the way may keep it (RFC 6749 section 5.1).
  private static func shown(
    _ token: Token, of id: CredentialID, previousUntil: Instant?
  ) -> Response {
    var response = Response.json(
      JSONWriter.object { json in
        json.member("id", id)
        json.member("token", token.text)
        json.member("previousUntil", previousUntil)
      }, .created)
    response.fields.set(.cacheControl, "no-store")
    return response
  }
}
