/// What libFuzzer calls with each input.
///
/// One target, `examine(_:)`, is compiled beside this file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  examine(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the run with a finding.
func require(_ isTrue: Bool, _ claim: StaticString) {
  if !isTrue { fatalError("\(claim)") }
}
