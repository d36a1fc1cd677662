internal import HTTP

/// The proxies that stand before this server, and whose word for a client's address is taken.
///
/// Anybody may write `X-Forwarded-For`: what counts is its last element, which the front itself has put
/// there, and only on connections that come from a front.
struct Fronts: Sendable {
  private let addresses: Set<String>

  /// Fronts at these numeric addresses; throws the first that is none.
  init(_ texts: [String]) throws(ServerError) {
    var addresses: Set<String> = []
    for text in texts {
      guard let peer = Address.peer(named: text) else { throw .address(text) }
      addresses.insert(peer.text)
    }
    self.addresses = addresses
  }

  /// Who asks: the peer, or whom the front names.
  func client(_ head: RequestHead, of peer: Address.Peer) -> Address.Peer {
    guard !addresses.isEmpty, addresses.contains(peer.text),
      let last = head.fields.values(of: .forwardedFor).last
    else { return peer }
    let element = last.split(separator: ",", omittingEmptySubsequences: false).last ?? ""
    return Address.peer(named: String(element.drop { $0 == " " })) ?? peer
  }
}
