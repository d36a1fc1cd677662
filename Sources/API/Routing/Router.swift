import HTTP

/// Finds the route of a path: a walk down the segments, names taken on the way.
struct Router: Sendable {
  /// What a path leads to.
  struct Match: Sendable {
    let routes: [Route]
    let names: [PathName: String]

    /// The route of that method; HEAD is served as GET.
    func route(_ method: Method) -> Route? {
      let method: Method = method == .head ? .get : method
      return routes.first { $0.method == method }
    }

    /// The methods there are, for `Allow`.
    var methods: [Method] {
      routes.map(\.method).flatMap { $0 == .get ? [.get, .head] : [$0] } + [.options]
    }
  }

  private struct Node: Sendable {
    var literals: [String: Node] = [:]
    var named: [(name: PathName, node: Node)] = []
    var routes: [Route] = []

    mutating func add(_ route: Route, _ rest: ArraySlice<PathTemplate.Segment>) {
      guard let first = rest.first else {
        precondition(
          !routes.contains { $0.method == route.method },
          "two routes for \(route.method.text) \(route.path.text)")
        routes.append(route)
        return
      }
      switch first {
      case .literal(let text): literals[text, default: Node()].add(route, rest.dropFirst())
      case .name(let name): add(route, rest.dropFirst(), below: name)
      }
    }

    private mutating func add(
      _ route: Route, _ rest: ArraySlice<PathTemplate.Segment>, below name: PathName
    ) {
      let place = named.firstIndex { $0.name == name } ?? named.endIndex
      if place == named.endIndex { named.append((name, Node())) }
      named[place].node.add(route, rest)
    }
  }

  private var root = Node()

  /// A router of these routes.
  init(_ routes: [Route]) {
    for route in routes { root.add(route, route.path.segments[...]) }
  }

  /// What the decoded segments lead to; nil for nowhere.
  ///
  /// A literal goes before a name.
  func match(_ segments: [String]) -> Match? {
    var node = root
    var names: [PathName: String] = [:]
    for segment in segments {
      if let next = node.literals[segment] {
        node = next
      } else if let next = node.named.first(where: { $0.name.accepts(segment) }) {
        names[next.name] = segment
        node = next.node
      } else {
        return nil
      }
    }
    return node.routes.isEmpty ? nil : Match(routes: node.routes, names: names)
  }
}
