import Escalations
import JSON

/// What an escalation's own row says of its duties.
struct DutySummary {
  /// Whether anything is owed, by whomever; after the close too.
  private(set) var owes = false
  /// The first limit whose coming near the record still has to say.
  private(set) var nearAt: Instant?
  /// The first limit whose passing the record still has to say.
  private(set) var passAt: Instant?
  /// The panels that sit while the stage lasts, each once: whoever owed anything at it.
  private(set) var panels: [PanelID] = []

  init(_ escalation: Escalation) {
    for item in escalation.duties {
      if item.isOpen {
        owes = true
        if escalation.isOpen { watch(item) }
      }
      if escalation.isOpen, !item.isAfterClosing,
        escalation.visit(of: item).stage == escalation.stage
      {
        seat(item.owners)
      }
    }
  }

  /// The panels as JSON.
  var panelsText: String {
    var json = JSONWriter()
    json.beginArray()
    for panel in panels { json.write(panel.text) }
    json.endArray()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// A running limit is near first, and then it passes.
  private mutating func watch(_ item: DutyItem) {
    guard let limit = item.timing?.limit?.at, !item.hasPassed else { return }
    if item.isNear {
      passAt = min(passAt ?? limit, limit)
    } else {
      nearAt = min(nearAt ?? limit, limit)
    }
  }

  private mutating func seat(_ owners: [Owner]) {
    for case .panel(let panel) in owners where !panels.contains(panel) { panels.append(panel) }
  }
}
