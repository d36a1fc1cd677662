import Escalations

/// The words of a record as they stand now: a correction's in the place of those it supersedes.
///
/// Words of an act internal to an agency are left out: a form leaves the agency, and what was said
/// in confidence goes along only if somebody writes it there.
struct RecordWords {
  /// A text with the events it was read from.
  struct Text: Equatable {
    let text: String
    let events: [Int]
  }

  private struct Entry {
    let event: Int
    var part: Part
    var events: [Int]
  }

  private var entries: [Entry] = []

  init(_ events: [RecordedEvent]) {
    for recorded in events where recorded.event.privateTo == nil {
      if case .corrected(let correction) = recorded.event.body {
        for part in recorded.event.parts {
          supersede(part, of: correction.event, by: recorded.number)
        }
      } else {
        entries += recorded.event.parts.filter { !$0.liesOnForm }.map {
          Entry(event: recorded.number, part: $0, events: [recorded.number])
        }
      }
    }
  }

  /// A text that was not there before is put right as well: a name that came to be known.
  private mutating func supersede(_ part: Part, of event: Int, by correction: Int) {
    if part.member.hasPrefix("/correction/") || part.liesOnForm { return }
    let entry = Entry(event: event, part: part, events: [event, correction])
    let index = entries.lastIndex { $0.event == event && $0.part.member == part.member }
    if let index {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
  }

  /// The text of an event's member.
  func text(_ member: String, of event: Int) -> Text? {
    text { $0.event == event && $0.part.member == member }
  }

  /// The text of one of an event's members, the first that is there.
  func text(anyOf members: [String], of event: Int) -> Text? {
    members.lazy.compactMap { text($0, of: event) }.first
  }

  /// What was last said of a person, under a member of that name.
  func text(_ name: String, about person: String) -> Text? {
    last { $0.part.person == person && $0.part.member.hasSuffix("/" + name) }
  }

  /// What was last said under a member, in one of these events if any of them says it.
  func last(_ member: String, preferring events: Set<Int>) -> Text? {
    last { $0.part.member == member && events.contains($0.event) }
      ?? last { $0.part.member == member }
  }

  private func text(_ fits: (Entry) -> Bool) -> Text? {
    entries.first(where: fits).map { Text(text: $0.part.text, events: $0.events) }
  }

  private func last(_ fits: (Entry) -> Bool) -> Text? {
    entries.last(where: fits).map { Text(text: $0.part.text, events: $0.events) }
  }
}
