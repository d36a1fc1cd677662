/// The two chains of a partnership.
public enum ChainName: String, Sendable, CaseIterable, Codable {
  /// What happened.
  case event
  /// Who read what.
  case access
}

/// Where a chain ends: kept elsewhere, it shows later whether the chain was cut or written anew.
public struct ChainEnd: Sendable, Equatable {
  /// The chain.
  public let chain: ChainName
  /// The sequence of its last entry.
  public let sequence: Int64
  /// That entry's hash, in hexadecimal.
  public let hash: String
  /// How often the store was restored, counted from 1.
  public let epoch: Int64

  /// An end.
  public init(chain: ChainName, sequence: Int64, hash: String, epoch: Int64) {
    self.chain = chain
    self.sequence = sequence
    self.hash = hash
    self.epoch = epoch
  }
}

/// An entry of a chain as it was hashed.
public struct ChainRow: Sendable, Equatable {
  /// Its place in the chain.
  public let sequence: Int64
  /// Its hash, in hexadecimal.
  public let hash: String
  /// What was hashed, as text: `sha256sum` of it is the hash; or, where it is withheld, what says so.
  public let text: [UInt8]

  /// An entry.
  public init(sequence: Int64, hash: String, text: [UInt8]) {
    self.sequence = sequence
    self.hash = hash
    self.text = text
  }
}
