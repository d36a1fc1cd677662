// Examines: Sources/JSON

/// A JSON text: never a crash; what is accepted is UTF-8, and is the same when it is written and read.
func examine(_ octets: [UInt8]) {
  guard let value = try? JSONReader.read(octets) else { return }
  require(String(validating: octets, as: UTF8.self) != nil, "only UTF-8 is accepted")
  var writer = JSONWriter()
  writer.write(value)
  require((try? JSONReader.read(writer.bytes)) == value, "written and read, it is the same")
}
