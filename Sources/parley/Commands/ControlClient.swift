import Foundation
import HTTPServer
import JSON
import Repository

/// Asks something of the server that runs on a data folder.
struct ControlClient {
  /// What went wrong, in a sentence.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private let client: UnixClient
  private let folder: String

  init(_ folder: String) {
    self.folder = folder
    client = UnixClient(path: folder + "/control.sock")
  }

  /// The answer's object.
  func ask(_ path: String, _ members: [(String, JSONValue?)]) throws -> JSONValue {
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    return try ask(path, JSONWriter.bytes(of: .object(object)))
  }

  /// The same, the body written already.
  func ask(_ path: String, _ body: [UInt8]) throws -> JSONValue {
    let answer: UnixClient.Answer
    do throws(SystemError) {
      answer = try client.post(path, body)
    } catch {
      throw Fault(description: "No server answers in \(folder): \(error)")
    }
    let json = try JSONReader.read(answer.body)
    guard answer.status == 200 else {
      throw Fault(description: json["detail"]?.stringValue ?? "status \(answer.status)")
    }
    return json
  }

  /// Whether a server runs there: it holds the folder's lock.
  var runs: Bool { DataFolder(path: folder).isInUse }
}

/// Words to the operator while something lasts.
enum OperatorNotice {
  static func say(_ words: String) {
    FileHandle.standardError.write(Data((words + "\n").utf8))
  }
}
