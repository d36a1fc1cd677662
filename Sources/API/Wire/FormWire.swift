import Casework
import Escalations
import JSON
import NotificationForms

/// A form on the wire, as one viewer may see it.
enum FormWire {
  static let shape: Shape = .named(
    "Form", "A form: its answers, how far each part has come, and what is missing.",
    .object([
      .required("id", id, "The form."),
      .required("reference", WireText.reference, "The escalation."),
      .required("policy", .text(max: 64), "Its policy."),
      .required("policyVersion", .text(max: 64), "The version that it keeps."),
      .required("template", .text(max: 64), "The template."),
      .required("templateVersion", .text(max: 64), "The version that the form keeps."),
      .required("title", .text(max: 300), "The title at the head of the paper form."),
      .required("agency", .text(max: 64), "The agency that began it."),
      .optional("duty", DomainWire.dutyKey, "The duty it was begun for."),
      .required("begunAt", .instant, "When it was begun."),
      .required("changedAt", .instant, "When it was last changed."),
      .required("revision", .integer(1...Int.max), "How often people changed it."),
      .optional("declinedAt", .instant, "When it was declined."),
      .optional("abandonedAt", .instant, "When its draft was let go."),
      .required("parts", .list(of: part, count: 1...100), "Its parts."),
      .required(
        "answers", .any, .personal,
        "The answers to the fields that you see; form-templates/{template}/schema describes them."),
      .required("filledIn", .list(of: origin, count: 0...10_000), "What the record filled in."),
      .required("lacks", .list(of: ProblemWire.lack, count: 0...10_000), "What is missing."),
      .required("addenda", .list(of: addendum, count: 0...10_000), "What was added later."),
      .required("notices", .list(of: .lines(max: 2_000), count: 0...100), "What it says besides."),
    ]))

  /// A form's name.
  static let id: Shape = .text(
    max: 48,
    format: TextFormat(
      name: "form", pattern: "^[A-Z][A-Z0-9]{0,15}-[0-9]{4}-[0-9]{5,10}-F[1-9][0-9]{0,5}$",
      rule: "Must be a form's name such as CSCP-2026-00042-F1."
    ) { text in
      guard let place = FormID(text).place, place.number < 1_000_000 else { return false }
      return WireText.reference.faults(in: .string(place.reference.text)).isEmpty
    })

  private static let part: Shape = .named(
    "FormPart", "A part of a form: what is sent together.",
    .object([
      .required("id", .text(max: 64), "Its name in the template."),
      .required("title", .text(max: 300), "The words people know."),
      .required("when", .code(of: FormPart.Time.self), "Sent with the form, or added afterwards."),
      .required("submitted", .boolean, "Whether it was submitted."),
      .optional("submission", .integer(1...Int.max), "Its number among the submissions."),
      .optional("event", .integer(1...Int.max), "The event in the escalation's record."),
      .optional("submittedAt", .instant, "When it was submitted."),
      .optional("submittedBy", .text(max: 64), "The agency that submitted it."),
      .optional("acknowledgedAt", .instant, "When the partnership said that it has it."),
      .optional("correctedAt", .instant, "When something personal in it was last put right."),
      .required("signatures", .list(of: signature, count: 0...100), "Signatures asked for."),
    ]))

  private static let signature: Shape = .named(
    "FormSignature", "A signature, or its empty place.",
    .object([
      .required("author", .text(max: 64), "Whose."),
      .required("title", .text(max: 300), "The words people know."),
      .optional("role", .text(max: 100), "The role of whoever signed."),
      .optional("name", WireText.personName, .personal, "The name."),
      .optional("signedAt", .instant, "When; left out while nobody has signed what stands there."),
    ]))

  private static let origin: Shape = .named(
    "FilledIn", "An answer that the record filled in and nobody has changed since.",
    .object([
      .required("pointer", .text(max: 2_000), "Where."),
      .required(
        "events", .list(of: .integer(1...Int.max), count: 0...10_000), "From which events."),
    ]))

  private static let addendum: Shape = .named(
    "FormAddendum", "Something added to a submitted part.",
    .object([
      .required("number", .integer(1...Int.max), "Its number."),
      .required("part", .text(max: 64), "The part."),
      .required("addedAt", .instant, "When it was added."),
      .optional("agency", .text(max: 64), "The agency that added it."),
      .optional("text", WireText.narrative, .narrative, "The words; left out where erased."),
    ]))

  /// Writes the form.
  static func write(_ view: FormView, to json: inout JSONWriter) {
    let form = view.form
    json.member("id", form.id)
    json.member("reference", form.begun.escalation)
    json.member("policy", view.policy.id)
    json.member("policyVersion", view.policy.version)
    json.member("template", form.begun.template)
    json.member("templateVersion", form.begun.templateVersion)
    json.member("title", view.template.title)
    json.member("agency", form.begun.agency)
    json.member("duty", form.begun.duty?.description)
    json.member("begunAt", form.begunAt)
    json.member("changedAt", view.changedAt)
    json.member("revision", form.revision)
    json.member("declinedAt", form.declinedAt)
    json.member("abandonedAt", form.abandonedAt)
    json.objects("parts", view.template.parts) { json, part in write(part, view, to: &json) }
    json.member("answers", view.answers.json(view.template.fields))
    json.objects("filledIn", view.origins) { json, origin in
      json.member("pointer", FiledContent.memberPrefix + origin.pointer)
      json.array("events", of: origin.events) { $0.write(Int64($1)) }
    }
    write(view.lacks, to: &json)
    json.objects("addenda", form.addenda) { json, addendum in
      json.member("number", addendum.note.number)
      json.member("part", addendum.note.part)
      json.member("addedAt", addendum.at)
      json.member("agency", addendum.agency)
      json.member("text", view.text(ofAddendum: addendum.note.number))
    }
    json.array("notices", of: view.template.notices) { $0.write($1) }
  }

  /// Writes what is missing.
  static func write(_ lacks: [Receipt.FormWord.Lack], to json: inout JSONWriter) {
    json.objects("lacks", lacks) { json, lack in
      json.member("part", lack.part)
      json.member("pointer", lack.pointer)
      json.member("code", lack.code)
      json.member("label", lack.label)
      json.member("detail", lack.detail)
    }
  }

  private static func write(_ part: FormPart, _ view: FormView, to json: inout JSONWriter) {
    let filing = view.form.filing(of: part.id)
    json.member("id", part.id)
    json.member("title", part.title)
    json.member("when", part.time)
    json.member("submitted", filing != nil)
    json.member("submission", filing?.submitted.number)
    json.member("event", filing?.event)
    json.member("submittedAt", filing?.at)
    json.member("submittedBy", filing?.agency)
    json.member("acknowledgedAt", filing?.acknowledgedAt)
    json.member("correctedAt", filing?.correctedAt)
    let signed = filing?.submitted.signatures ?? view.form.signatures
    json.objects("signatures", part.signedBy) { json, author in
      let signature = signed.first { $0.place == SignaturePlace(part: part.id, author: author) }
      json.member("author", author)
      json.member("title", view.template.author(author)?.title ?? author.text)
      json.member("role", signature?.role)
      json.member("name", signature == nil ? nil : view.name(of: author, under: part.id))
      json.member("signedAt", signature?.at)
    }
  }
}
