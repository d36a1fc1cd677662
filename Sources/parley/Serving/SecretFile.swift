import Digest
import Foundation

/// Small secrets in the data folder, readable by their owner alone.
enum SecretFile {
  /// A file that cannot be made or read.
  struct Unusable: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) cannot be made or read." }
  }

  /// The server's own secret; made on the first start.
  static func serverSecret(in folder: String) throws -> [UInt8] {
    let path = folder + "/secret"
    if let data = FileManager.default.contents(atPath: path), data.count == 32 {
      return [UInt8](data)
    }
    let secret = random(32)
    try write(secret, to: path)
    return secret
  }

  /// Octets that nobody can guess; the system's generator is one for secrets on Linux.
  static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// Writes a file that only its owner reads.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let made = FileManager.default.createFile(
      atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
    if !made { throw Unusable(path: path) }
  }
}
