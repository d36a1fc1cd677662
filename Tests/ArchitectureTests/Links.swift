import Foundation

/// The links of a Markdown page to other files of the repository.
enum Links {
  static func relative(in page: String) -> [String] {
    page.replacing(/(?s)```.*?```/, with: "").replacing(/`[^`\n]*`/, with: "")
      .matches(of: /\]\(([^)\s]+)\)/)
      .map { String($0.1) }
      .filter { !$0.contains("://") && !$0.hasPrefix("#") && !$0.hasPrefix("mailto:") }
  }

  /// Where a link on the page at `page` leads, from the root of the repository.
  static func path(of link: String, from page: String) -> String {
    let target = link.prefix { $0 != "#" }
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/") {
      switch part {
      case "..": _ = parts.popLast()
      case ".": break
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
