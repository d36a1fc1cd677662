import Escalations
import HTTP
import JSON

extension Problem {
  /// The answer, under the id of the request where there is one.
  func response(instance: String?) -> Response {
    var response = Response(
      status, fields: Response.privateFields, body: body(instance: instance))
    response.fields.append(.contentType, "application/problem+json")
    for (name, value) in fields { response.fields.append(name, value) }
    return response
  }

  private func body(instance: String?) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("type", "urn:parley:problem:\(code)")
    json.member("title", status.reason)
    json.member("status", status.rawValue)
    json.member("code", code)
    json.member("detail", detail)
    json.member("instance", instance.map { "urn:parley:request:\($0)" })
    json.member("reference", reference?.text)
    if !entries.isEmpty {
      json.array("errors", of: entries) { json, entry in entry.write(to: &json) }
    }
    json.endObject()
    return json.bytes
  }
}

extension Problem.Entry {
  fileprivate func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("pointer", pointer)
    json.member("parameter", parameter)
    json.member("code", code)
    json.member("detail", detail)
    json.member("clause", clause)
    if !duties.isEmpty { json.array("duties", of: duties) { $0.write($1) } }
    if let allowed { json.array("allowed", of: allowed) { $0.write($1) } }
    json.member("label", label)
    if !forms.isEmpty { json.objects("forms", forms) { json, form in form.write(to: &json) } }
    json.endObject()
  }
}

extension AwaitedForm {
  fileprivate func write(to json: inout JSONWriter) {
    json.member("template", template)
    json.member("title", title)
    json.member("form", form)
    json.objects("lacks", lacks) { json, lack in
      json.member("pointer", lack.pointer)
      json.member("code", lack.code)
      json.member("label", lack.label)
      json.member("detail", lack.detail)
    }
  }
}

/// What a problem looks like on the wire.
enum ProblemWire {
  static let shape: Shape = .named(
    "Problem", "What was wrong (RFC 9457), with every fault and its place.",
    .object([
      .required("type", .text(max: 200), "A URN that ends in the code."),
      .required("title", .text(max: 100), "The status in words."),
      .required("status", .integer(400...599), "The status."),
      .required("code", .text(max: 64), "The stable code of this kind of problem."),
      .required("detail", .text(max: 2_000), "What is wrong, and what would be right."),
      .optional("instance", .text(max: 100), "The request, as the log and X-Request-Id name it."),
      .optional("reference", .text(max: 64), "The escalation that already exists."),
      .optional("errors", .list(of: entry, count: 0...10_000), "Every fault there is."),
    ]))

  private static let entry: Shape = .named(
    "Fault", "One fault.",
    .object([
      .optional("pointer", .text(min: 0, max: 2_000), "Where in the body (RFC 6901)."),
      .optional("parameter", .text(max: 300), "Which parameter of the query."),
      .required("code", .text(max: 64), "The stable code of this fault."),
      .required("detail", .text(max: 4_000), "What is wrong, and what would be right."),
      .optional("clause", .text(max: 100), "The clause of the policy that it rests on."),
      .optional("duties", .list(of: .text(max: 300), count: 1...1_000), "Duties in the way."),
      .optional("allowed", .list(of: .text(max: 300), count: 0...1_000), "What would do."),
      .optional("label", .text(max: 2_000), "The label as people know it, in a form."),
      .optional("forms", .list(of: awaited, count: 1...1_000), "Forms that those duties await."),
    ]))

  private static let awaited: Shape = .named(
    "AwaitedForm", "A form that an open duty asks for, with what it lacks.",
    .object([
      .required("template", .text(max: 64), "The template."),
      .required("title", .text(max: 300), "The title at the head of the paper form."),
      .optional("form", .text(max: 64), "The draft; left out where none was begun."),
      .required("lacks", .list(of: lack, count: 0...10_000), "What the draft lacks."),
    ]))

  /// An answer or a signature that a form lacks.
  static let lack: Shape = .named(
    "FormLack", "An answer or a signature that a form lacks before it can be submitted.",
    .object([
      .optional("part", .text(max: 64), "The part of the form."),
      .required("pointer", .text(min: 0, max: 2_000), "Where, in the form as it is read."),
      .required("code", .text(max: 64), "The stable code."),
      .required("label", .text(min: 0, max: 2_000), "The label as people know it."),
      .required("detail", .text(max: 2_000), "What would be right."),
    ]))
}
