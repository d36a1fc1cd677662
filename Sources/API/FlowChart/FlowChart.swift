public import Escalations
public import Markup

/// A policy as a flow chart, drawn from its data and from nothing else (CRO-19, HAR-17).
///
/// Three steps: what is to be said (`ChartAuthor`), where it stands (`ChartLayout`), how it is drawn
/// (`ChartDrawing`). A policy has one chart for ever, so the result can be kept with its version.
public struct FlowChart: Sendable {
  /// The policy.
  public let policy: Policy

  /// The chart of a policy.
  public init(_ policy: Policy) { self.policy = policy }

  /// The chart as SVG: A4 sheets one below the other, to be read on screen, on paper and aloud.
  public func svg() -> Markup {
    let content = ChartAuthor.content(of: policy)
    return ChartDrawing.svg(
      ChartLayout.pages(of: content), title: "\(ChartWord.flowChart): \(content.title)",
      description: content.subtitle)
  }
}
