import Escalations

/// What `parley serve` was told.
struct ServeOptions {
  /// The folder of the database and the control socket.
  var data: String
  /// The port; 0 for any.
  var port: Int
  /// The address; loopback unless a TLS front is said to be there.
  var address: String
  /// The numeric addresses of fronts, whose word for a client's address is taken.
  var fronts: [String]
  /// The folder of shipped policies, calendars and partnerships.
  var config: String
  /// Whether to make demonstration agencies and tokens.
  var isDemonstration: Bool
  /// Whether to fill an empty store with invented escalations of a year and more.
  var isDemonstrationYear: Bool
  /// Whether the clock is moved by hand, and from when.
  var manualClock: Instant?
  /// Bounds, times and sizes.
  var settings: Settings

  static let usage = """
    parley serve --data DIR --port N [--address A --tls-front] [--front A]... [--config DIR]
                 [--demo] [--demo-year] [--clock manual[=INSTANT]] [--set NAME=NUMBER]...
    """

  static let grammar = Arguments.Grammar(
    options: ["--data", "--port", "--address", "--config", "--clock"],
    repeated: ["--set", "--front"],
    flags: ["--demo", "--demo-year", "--tls-front"])

  init(_ words: [String], now: Instant) throws(Arguments.Faults) {
    let arguments = try Arguments(words, grammar: ServeOptions.grammar)
    var faults: [String] = []
    var settings = Settings()
    for assignment in arguments.options["--set"] ?? [] {
      if let fault = settings.set(assignment) { faults.append(fault) }
    }
    let port = arguments["--port"].flatMap(Int.init) ?? -1
    if !(0...65_535).contains(port) { faults.append("--port wants a number from 0 to 65535.") }
    if arguments["--data"] == nil { faults.append("--data wants the folder of the database.") }
    let address = arguments["--address"] ?? "127.0.0.1"
    if !["127.0.0.1", "::1"].contains(address), !arguments.flags.contains("--tls-front") {
      faults.append(
        "\(address) is not loopback: tokens and names would cross the network in the clear. "
          + "Put a TLS front before it and say --tls-front.")
    }
    isDemonstration = arguments.flags.contains("--demo")
    isDemonstrationYear = arguments.flags.contains("--demo-year")
    if isDemonstrationYear, !isDemonstration {
      faults.append("--demo-year is for demonstrations: it wants --demo.")
    }
    let clock = ServeOptions.manualClock(arguments["--clock"], now: now)
    if case .failure(let fault) = clock { faults.append(fault.list[0]) }
    manualClock = try? clock.get()
    if manualClock != nil, !isDemonstration {
      faults.append("--clock manual is for demonstrations: it wants --demo.")
    }
    if !faults.isEmpty { throw Arguments.Faults(list: faults) }
    data = arguments["--data"] ?? ""
    self.port = port
    self.address = address
    fronts = arguments.options["--front"] ?? []
    config = arguments["--config"] ?? ConfigurationFolder.shipped
    self.settings = settings
  }

  private static func manualClock(
    _ text: String?, now: Instant
  ) -> Result<Instant?, Arguments.Faults> {
    guard let text, text != "system" else { return .success(nil) }
    if text == "manual" { return .success(now) }
    if text.hasPrefix("manual="), let start = Instant(String(text.dropFirst(7))) {
      return .success(start)
    }
    return .failure(
      Arguments.Faults(list: [
        "--clock is `system`, `manual` or `manual=` with an RFC 3339 instant."
      ]))
  }
}
