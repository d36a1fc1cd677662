import Casework
import Escalations
import Foundation
import JSON
import Testing

@Suite("The policies that are shipped") struct ShippedPoliciesTests {
  @Test(arguments: PolicyFiles.names) func `each loads without an error`(name: String) throws {
    let reading = PolicyReader.check(try PolicyFiles.bytes(name))

    let errors = reading.faults.filter { $0.severity == .error }
    #expect(errors == [])
    #expect(reading.policy?.tracks.isEmpty == false)
  }

  @Test func `there are the five of the mission`() {
    let five = ["croydon.json", "gscp.json", "haringey.json", "newham.json", "sutton.json"]

    #expect(Set(PolicyFiles.names).isSuperset(of: five))
  }

  /// `PARLEY_WRITE_SCHEMA=1 swift test --filter 'the schema beside them'` writes it anew.
  @Test func `the schema beside them is the one that the reader checks by`() throws {
    let schema = PolicyShape.policy.schema(
      id: "https://parley.example/policy.schema.json", title: "Escalation policy")
    let bytes = JSONWriter.bytes(of: schema, layout: .indented) + [UInt8(ascii: "\n")]

    if ProcessInfo.processInfo.environment["PARLEY_WRITE_SCHEMA"] != nil {
      try Data(bytes).write(to: PolicyFiles.schema)
    }

    #expect([UInt8](try Data(contentsOf: PolicyFiles.schema)) == bytes)
  }
}
