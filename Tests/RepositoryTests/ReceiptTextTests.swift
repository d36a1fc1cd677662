import Escalations
import JSON
import Testing

@testable import Casework
@testable import Repository

@Suite("Receipts as they are kept") struct ReceiptTextTests {
  private static let bare = Receipt(
    reference: "TEST-2026-00001", event: 1, number: nil, etag: "\"1-abc-1a\"", stage: "one",
    recordedAt: at("2026-03-02T09:00:00Z"), met: [], owed: [], urgent: nil, warnings: [])

  /// One in which every member has a value.
  private static var full: Receipt {
    let key = DutyKey(visit: 1, duty: TestPolicy.aim, owner: .agency(World.school), occurrence: 2)
    var receipt = Receipt(
      reference: "TEST-2026-00002", event: 7, number: 3, etag: "\"2-def-1a\"", stage: "two",
      recordedAt: at("2026-03-02T09:00:00.123Z"), met: [key],
      owed: [
        .init(
          key: key, title: "Say \"why\"\u{7}", owners: [.agency(World.police), .partnership],
          force: .must, dueAt: at("2026-03-09T00:00:00Z"), clause: "T-1"),
        .init(key: key, title: "Talk", owners: [], force: .may, dueAt: nil, clause: "T-2"),
      ], urgent: "Ring 999.",
      warnings: [
        .init(code: "thin", detail: "A short text.", clause: "T-3"),
        .init(code: "thin", detail: "é", clause: nil),
      ])
    let due = Due(
      date: day("2026-03-09"), at: at("2026-03-10T00:00:00Z"), beyondCoverage: true)
    receipt.transferredTo = "TEST-2026-00003"
    receipt.changes = [
      .init(
        kind: .moved, key: key, title: "Talk", owners: [.partnership], previousLimit: due,
        limit: nil, clause: "T-4")
    ]
    receipt.form = .init(
      id: "TEST-2026-00002-f1", etag: "\"1\"", revision: 1, submission: 1,
      lacks: [.init(part: "main", pointer: "/a", code: "missing", label: "A", detail: "Say it.")])
    receipt.subject = .calendar("england-and-wales", version: 2)
    return receipt
  }

  @Test(arguments: [bare, full])
  func `a receipt is read back as it was written`(receipt: Receipt) throws {
    let text = try ReceiptText.write(receipt)

    #expect(try JSONDecoding.decode(Receipt.self, from: JSONReader.read(text)) == receipt)
  }

  @Test func `every member there is has a value here, so that none is forgotten`() {
    for member in Mirror(reflecting: Self.full).children {
      #expect("\(member.value)" != "nil", "\(member.label ?? "")")
    }
  }

  @Test(arguments: [bare, full])
  func `it is written as Codable writes it`(receipt: Receipt) throws {
    // What earlier releases kept is read by the same code.
    let written = try JSONReader.read(ReceiptText.write(receipt))

    #expect(try written == JSONReader.read(JSONEncoding.bytes(of: receipt)))
  }
}
