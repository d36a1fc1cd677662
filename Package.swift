// swift-tools-version: 6.2
import PackageDescription

/// Every target is checked alike: unsafe code must say so, a warning is an error, and an import is
/// private to its file unless the declarations it serves are public.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the product: what it may import is listed here and enforced by `ArchitectureTests`.
func module(
  _ name: String, _ dependencies: [String] = [], resources: [Resource] = [],
  settings: [SwiftSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .byName(name: $0) }, resources: resources,
    swiftSettings: strict + settings)
}

/// Leave to use the processor's instructions for SHA-256; whether it has them is asked when running.
#if arch(x86_64)
  let hashing: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-msha"])]
#else
  let hashing: [SwiftSetting] = []
#endif

/// The tests of one module, or of the whole (`EndToEnd`, `Architecture`).
func tests(_ name: String, _ dependencies: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies.map { .byName(name: $0) },
    swiftSettings: strict)
}

let package = Package(
  name: "parley",
  products: [.executable(name: "parley", targets: ["parley"])],
  targets: [
    // The domain and what one can do with it.
    module("Escalations"),
    module("NotificationForms", ["Escalations"]),
    module("Casework", ["NotificationForms", "Escalations", "JSON", "Digest"]),

    // Adapters: each speaks the domain's words, none knows another.
    module(
      "Repository", ["Casework", "NotificationForms", "Escalations", "SQLite", "JSON", "Digest"],
      resources: [
        .embedInCode("Migrations/v001_record.sql"),
        .embedInCode("Migrations/v002_following.sql"),
        .embedInCode("Migrations/v003_forms.sql"),
        .embedInCode("Migrations/v004_keeping.sql"),
        .embedInCode("Migrations/v005_dashboards.sql"),
        .embedInCode("Migrations/v006_words.sql"),
        .embedInCode("Migrations/v007_references.sql"),
        .embedInCode("Migrations/v008_access.sql"),
        .embedInCode("Migrations/v009_plain_checks.sql"),
        .embedInCode("Migrations/v010_forms_of_agencies.sql"),
        .embedInCode("Migrations/v011_naming.sql"),
        .embedInCode("Migrations/v012_duty_lists.sql"),
        .embedInCode("Migrations/v013_keeping_index.sql"),
      ]),
    module(
      "API", ["Casework", "NotificationForms", "Escalations", "HTTP", "JSON", "Digest", "Markup"]),
    module("HTTP"),
    module("HTTPServer", ["HTTP", "CEpoll"]),
    .systemLibrary(name: "CEpoll"),

    // Leaves.
    module("JSON"),
    module("Digest", ["CSHA"], settings: hashing),
    .systemLibrary(name: "CSHA"),
    module("Markup"),
    module("SQLite", ["CSQLite"]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    // The program: settings, wiring, the command line.
    .executableTarget(
      name: "parley",
      dependencies: [
        "API", "Casework", "Repository", "HTTPServer", "HTTP", "Escalations", "NotificationForms",
        "JSON", "Digest",
      ],
      swiftSettings: strict),

    tests("Escalations", ["Escalations", "Casework"]),
    tests("NotificationForms", ["NotificationForms", "Casework", "Escalations", "JSON"]),
    tests("Casework", ["Casework", "Escalations", "JSON"]),
    tests(
      "Repository",
      ["Repository", "Casework", "NotificationForms", "Escalations", "SQLite", "JSON", "Digest"]),
    tests(
      "API",
      [
        "API", "Casework", "NotificationForms", "Escalations", "HTTP", "JSON", "Digest", "Markup",
      ]),
    tests("HTTP", ["HTTP"]),
    tests("HTTPServer", ["HTTPServer", "HTTP"]),
    tests("JSON", ["JSON"]),
    tests("Digest", ["Digest"]),
    tests("Markup", ["Markup"]),
    tests("SQLite", ["SQLite"]),
    // The server alone, for the conformance cases, the probes and the measurements.
    .executableTarget(
      name: "conformance-server", dependencies: ["HTTPServer", "HTTP"],
      path: "Tests/ConformanceServer", swiftSettings: strict),
    tests("Architecture"),
    tests("EndToEnd", ["JSON"]),
  ]
)
