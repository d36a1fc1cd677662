/// The names of the types that a Swift file declares.
enum TypeNames {
  static func all(in code: String) -> [String] {
    code.matches(of: declaration).map { String($0.2) }
  }

  /// Those that stand in no other type.
  static func outermost(in code: String) -> [String] {
    code.matches(of: declaration).filter { $0.1.isEmpty }.map { String($0.2) }
  }

  private static var declaration: Regex<(Substring, Substring, Substring)> {
    /(?m)^([ ]*)(?:[a-z@]+ )*(?:struct|enum|class|protocol|actor|typealias) ([A-Z][A-Za-z0-9]*)/
  }
}
