public import Escalations
public import JSON
public import NotificationForms

/// Something that is wrong with a template file.
public struct TemplateFault: Error, Sendable, Equatable {
  /// The stable code: of the JSON reader, of the shape, or `lint`.
  public let code: String
  /// Where.
  public let pointer: JSONPointer
  /// What is wrong, and what would be right.
  public let detail: String

  /// A fault.
  public init(code: String, pointer: JSONPointer, detail: String) {
    self.code = code
    self.pointer = pointer
    self.detail = detail
  }
}

/// Everything that is wrong with a template file; never empty.
public struct TemplateFaults: Error, Sendable, Equatable {
  /// The faults.
  public let list: [TemplateFault]
}

/// Makes a template out of its file, or says everything that is wrong with it.
///
/// Three sieves, each for what the one before let through: is it JSON, is it shaped as a template,
/// and does it hold together.
public enum TemplateReader {
  /// The template that the file writes, held against these policies where they are given.
  public static func read(
    _ bytes: [UInt8], policies: [Policy]? = nil
  ) throws(TemplateFaults) -> Template {
    let json: JSONValue
    do {
      json = try JSONReader.read(bytes)
    } catch {
      let fault = TemplateFault(
        code: error.code.rawValue, pointer: error.pointer, detail: error.description)
      throw TemplateFaults(list: [fault])
    }
    return try read(json, policies: policies)
  }

  /// The template, once the file is known to be JSON.
  public static func read(
    _ json: JSONValue, policies: [Policy]? = nil
  ) throws(TemplateFaults) -> Template {
    let file: Checked
    do {
      file = try TemplateShape.template.check(json)
    } catch {
      throw TemplateFaults(
        list: error.list.map {
          TemplateFault(code: $0.code.rawValue, pointer: $0.pointer, detail: $0.detail)
        })
    }
    var mapping = TemplateMapping()
    let template = mapping.template(file)
    let findings = FormLint.findings(in: template, policies: policies).map(TemplateFault.init)
    let faults = mapping.faults + findings
    if !faults.isEmpty { throw TemplateFaults(list: faults) }
    return template
  }
}

extension TemplateFault {
  fileprivate init(_ finding: FormLint.Finding) {
    self.init(
      code: "lint", pointer: JSONPointer(finding.pointer) ?? JSONPointer(), detail: finding.detail)
  }
}
