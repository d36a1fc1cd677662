import Escalations

/// One thing that is wrong with answers: where, what, under which label, and what would be right.
public struct FormFault: Error, Sendable, Equatable {
  /// The kinds of fault; the raw values are part of the API and stay.
  public enum Code: String, Sendable, CaseIterable {
    /// The form has no such field, or the field asks no such thing.
    case unknownField
    /// The answer is of another type.
    case wrongType
    /// The text has too many characters.
    case tooLong
    /// A control character stands in the text.
    case controlCharacter
    /// The table has too many rows.
    case tooManyRows
    /// The text is no date, or one that does not exist.
    case noSuchDate
    /// The date lies in the future.
    case inTheFuture
    /// The answer is none of those offered.
    case notAChoice
    /// The same answer stands twice.
    case chosenTwice
    /// The escalation has no such child.
    case noSuchChild
    /// A signature is given by signing, not by answering.
    case signNotAnswer
    /// The part was submitted, and is not changed any more.
    case submittedBefore
    /// Another author writes this.
    case anotherAuthor
    /// An answer is missing.
    case missing
    /// It is not asked, because of other answers.
    case notAsked
    /// A signature is missing, or what it stood under was changed.
    case signatureMissing
    /// This is mended by an addendum; only personal data is corrected.
    case notCorrectable
  }

  /// Where it is, as a JSON Pointer within the answers; empty for the form as a whole.
  public let pointer: String
  /// What kind of fault it is.
  public let code: Code
  /// The label as people know it, down to the row.
  public let label: String
  /// What would be right, in a sentence that repeats nothing of the answer.
  public let detail: String
  /// The answers that would do, where they can be counted.
  public let allowed: [String]?

  /// A fault.
  public init(
    pointer: String, code: Code, label: String, detail: String, allowed: [String]? = nil
  ) {
    self.pointer = pointer
    self.code = code
    self.label = label
    self.detail = detail
    self.allowed = allowed
  }
}

/// Everything that is wrong with answers, in the order of the form; never empty.
public struct FormFaults: Error, Sendable, Equatable {
  /// The faults.
  public let list: [FormFault]

  /// Several faults.
  public init(_ list: [FormFault]) { self.list = list }
}

/// A place in a form: its pointer, and the label as people know it.
struct FormPlace: Equatable {
  var pointer = ""
  var label = ""

  /// A field, or a column of this place's row.
  func field(_ field: Field) -> FormPlace {
    FormPlace(
      pointer: pointer + "/" + field.id.text,
      label: label.isEmpty ? field.label : label + ": " + field.label)
  }

  /// A row of this table, from 0.
  func row(_ index: Int) -> FormPlace {
    FormPlace(pointer: pointer + "/\(index)", label: label + ", row \(index + 1)")
  }

  /// A member of this answer, by its own label where it has one.
  func member(_ name: String, _ label: String? = nil) -> FormPlace {
    let escaped = name.escapedForPointer
    return FormPlace(
      pointer: pointer + "/" + escaped, label: label.map { self.label + ": " + $0 } ?? self.label)
  }

  func fault(_ code: FormFault.Code, _ detail: String, allowed: [String]? = nil) -> FormFault {
    FormFault(pointer: pointer, code: code, label: label, detail: detail, allowed: allowed)
  }
}

extension String {
  /// The name as a token of a JSON Pointer (RFC 6901 section 3).
  fileprivate var escapedForPointer: String {
    var escaped = ""
    for character in unicodeScalars {
      switch character {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
