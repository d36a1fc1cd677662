import Casework
import Escalations
import Markup
import NotificationForms

/// One escalation as a page: where it stands, what is owed, and all that happened, as far as the viewer may
/// see it.
struct EscalationPage {
  let view: EscalationView
  let status: StatusNow
  let library: Library
  /// The agencies' titles.
  let titles: [AgencyID: String]

  /// The page; with names and narrative, so that no browser keeps it.
  var html: HTMLPage {
    let row = status.row
    return HTMLPage(
      title: "Escalation \(row.reference)", origin: view.policy.title,
      strip: "\(row.reference) – as of \(day(view.now)) – Contains personal data",
      facts: [
        .init("Stage", .text(stageTitle)), .init("State", .text(row.state)),
        .init("Raised", .text(day(row.raisedAt))),
        .init("Stage entered", .text(day(row.stageEnteredAt))),
        .init("Next limit", due),
        .init("Immediate risk", risk),
      ] + Side.allCases.compactMap(parties), isPersonal: true,
      content: [notice, owed, record])
  }

  private func parties(_ side: Side) -> PagePieces.Fact? {
    let names = status.row.parties.filter { $0.side == side }.map { title(of: $0.agency) }
    guard !names.isEmpty else { return nil }
    return .init(EventPhrase.words(side.rawValue) + " side", .text(names.joined(separator: ", ")))
  }

  private var notice: Fragment {
    switch view.sight {
    case .whole: []
    case .pseudonyms:
      PagePieces.notice(["Persons stand under pseudonyms here, and other texts are left out."])
    case .outline:
      PagePieces.notice([
        "The policy shows the partnership names only from a later stage: this is an outline."
      ])
    }
  }

  private var stageTitle: String {
    view.policy.track(status.row.track)?.stage(status.row.stage)?.title ?? status.row.stage.text
  }

  private var due: Fragment {
    guard let date = status.row.nextDueOn else { return "none" }
    return switch status.timing {
    case .overdue: .sequence([.text(date.inWords + " "), PagePieces.tag("late", .late)])
    case .near: .sequence([.text(date.inWords + " "), PagePieces.tag("soon", .near)])
    case .running, .none: .text(date.inWords)
    }
  }

  private var risk: Fragment {
    switch status.row.risk {
    case .yes: PagePieces.tag("yes", .late)
    case .notKnown: PagePieces.tag("not known", .near)
    case .no: "no"
    }
  }

  private var owed: Fragment {
    let open = view.duties.filter(\.isOpen)
    guard !open.isEmpty else {
      return PagePieces.section("owed", "What is owed", [PagePieces.note("Nothing.")])
    }
    return PagePieces.section(
      "owed", "What is owed",
      [
        PagePieces.table(
          caption: "Duties that are open, first due first",
          columns: ["What", "By whom", "Since", "Until", "Clause"].map { .init(title: $0) },
          rows: open.sorted(by: Self.comesFirst).map(row))
      ])
  }

  private static func comesFirst(_ left: DutyItem, _ right: DutyItem) -> Bool {
    let (one, other) = (left.timing?.limit?.at ?? .latest, right.timing?.limit?.at ?? .latest)
    return (one, left.openedAt) < (other, right.openedAt)
  }

  private func row(_ item: DutyItem) -> [Fragment] {
    let duty = view.duty(item.key)
    let isLate = item.isOverdue(at: view.now) && duty?.isGuide == false
    let limit = item.timing?.limit.map { $0.date.inWords } ?? "no limit"
    return [
      .text(duty?.title ?? item.key.duty.text),
      .text(item.owners.map(name).joined(separator: ", ")), PagePieces.whole(day(item.openedAt)),
      .sequence([PagePieces.whole(limit), isLate ? [" ", PagePieces.tag("late", .late)] : []]),
      PagePieces.whole(duty?.provenance.clause ?? ""),
    ]
  }

  private var record: Fragment {
    let entries = view.history.entries.map(\.recorded)
    let texts = entries.map { view.texts(of: $0.number) }
    let hasTexts = texts.contains { !$0.isEmpty }
    return PagePieces.section(
      "record", "What happened",
      [
        PagePieces.table(
          caption: "The events of the record that you may see, in order",
          columns: [
            .init(title: "No.", isNumber: true), .init(title: "When"),
            .init(title: "What, and by whom"),
          ] + (hasTexts ? [.init(title: "Words", isWide: true)] : []),
          rows: zip(entries, texts).map { recorded, texts in
            let event = recorded.event
            let phrase = EventPhrase(body: event.body, policy: view.policy, library: library)
            return [
              .text("\(recorded.number)"), PagePieces.whole(day(event.occurredAt)),
              .sequence([.text(phrase.text), event.agency.map(author) ?? []]),
            ] + (hasTexts ? [.sequence(texts.map(Self.words))] : [])
          })
      ])
  }

  private func author(_ agency: AgencyID) -> Fragment {
    .element("span", ["class": "hint"], [.text(title(of: agency))])
  }

  private static func words(_ member: String, _ text: String) -> Fragment {
    .element(
      "div", ["class": "words"],
      [
        .element("strong", [:], [.text(EventPhrase.label(member) + ": ")]),
        .text(EventPhrase.text(text, of: member)),
      ])
  }

  private func day(_ instant: Instant) -> String { library.zone.localDate(of: instant).inWords }

  private func title(of agency: AgencyID) -> String { titles[agency] ?? agency.text }

  private func name(_ owner: Owner) -> String {
    switch owner {
    case .agency(let id): title(of: id)
    case .partnership: "the partnership"
    case .panel(let id): view.policy.panels.first { $0.id == id }?.title ?? id.text
    }
  }
}
