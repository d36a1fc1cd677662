import Testing

@Suite("Rules of the house")
struct HouseRuleTests {
  static let swiftFiles =
    Checkout.here.files(under: "Sources", ending: ".swift")
    + Checkout.here.files(under: "Tests", ending: ".swift")

  @Test func `no Swift file is over 400 lines`() {
    #expect(Self.swiftFiles.filter { $0.lineCount > 400 }.map(\.path) == [])
  }

  @Test func `no function of the product is over 60 lines, save a table that says so`() {
    let long = Checkout.here.files(under: "Sources", ending: ".swift").flatMap { file in
      Functions.found(in: file).filter(\.isTooLong)
        .map { "\(file.path):\($0.line): \($0.name) has \($0.length) lines" }
    }

    #expect(long == [])
  }

  @Test func `a file is named for its idea`() {
    let vague = /(Utils?|Helpers?|Manager|Common|Misc|Stuff)\.swift$/

    #expect(Self.swiftFiles.filter { $0.path.contains(vague) }.map(\.path) == [])
    #expect("Sources/API/DateHelper.swift".contains(vague))
  }

  @Test func `nothing is put off in a comment`() {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
    let unfinished = Self.swiftFiles.filter { file in marks.contains { file.text.contains($0) } }

    #expect(unfinished.map(\.path) == [])
  }

  @Test func `the product depends on no package`() throws {
    let manifest = try #require(Checkout.here.file("Package.swift"))

    #expect(!manifest.code.contains(".package("))
  }

  @Test func `each source of time is read where it is said to be, and nowhere else`() {
    let code = Checkout.here.files(under: "Sources", ending: ".swift").map {
      (path: $0.path, code: $0.code)
    }

    for reader in TimeSource.allCases {
      let readers = code.filter { reader.isRead(in: $0.code) }.map(\.path)
      #expect(readers == reader.readers, "\(reader)")
    }
  }

  @Test func `a reading of time is found`() {
    #expect(TimeSource.wall.isRead(in: "let now = Date()"))
    #expect(TimeSource.wall.isRead(in: "Date.now.timeIntervalSince1970"))
    #expect(TimeSource.wall.isRead(in: "clock_gettime(CLOCK_REALTIME, &now)"))
    #expect(TimeSource.wall.isRead(in: "Foundation.Date()"))
    #expect(TimeSource.zone.isRead(in: "TimeZone(identifier: name)"))
    #expect(!TimeSource.wall.isRead(in: "CivilDate() + UpDate()"))
  }

  @Test func `a name is not that of a module, nor of a Foundation type it may meet`() {
    let taken = Set(Arrows.house.allowed.keys)
      .union(["Notification", "Stream", "Process", "Operation", "Progress", "Unit", "Date", "Data"])
    let clashes = Checkout.here.files(under: "Sources", ending: ".swift").flatMap { file in
      TypeNames.outermost(in: file.code).filter(taken.contains).map { "\(file.path): \($0)" }
    }

    #expect(clashes == [])
  }

  @Test func `the length of a function is counted to its closing brace`() {
    let source = """
      protocol A {
        func required(b: Int) -> Int
        var c: Int { get }
      }
      struct D {
        init(
          e: () -> Void = {}
        ) {
          e()
        }
        public static func f() { "}" }
      }
      """

    let found = functions(in: source).map { "\($0.name) \($0.line) \($0.length)" }

    #expect(found == ["init 6 5", "func f 11 1"])
  }

  @Test(arguments: [
    (60, "", false), (61, "", true), (120, "/// One table, without `default`.", false),
  ])
  func `a function is too long from the sixty-first line, a table later`(
    length: Int, comment: String, isTooLong: Bool
  ) {
    let body = String(repeating: "\n", count: length - 1)

    #expect(functions(in: comment + "\nfunc a() {" + body + "}").map(\.isTooLong) == [isTooLong])
  }

  private func functions(in source: String) -> [Functions.Function] {
    Functions.found(in: Checkout.File(path: "Sources/Casework/Sample.swift", text: source))
  }
}
