import Casework
import JSON

/// A sound template file, into which one fault at a time is put.
enum SeededTemplate {
  static let sound: JSONValue = [
    "id": "sample", "version": "1", "title": "Sample", "effectiveFrom": "2020-01-01",
    "policies": [["id": "croydon", "tracks": ["escalation"]]],
    "notices": ["Keep a copy."],
    "authors": [
      ["id": "author", "title": "Author", "roles": ["safeguarding-lead"]],
      ["id": "other", "title": "Other", "side": "receiving"],
    ],
    "parts": [
      ["id": "all", "title": "All", "when": "sent", "signedBy": ["author"]],
      ["id": "later", "title": "Later", "when": "afterwards"],
    ],
    "sections": [
      [
        "title": "First", "part": "all", "author": "author",
        "fields": [
          ["id": "words", "label": "Words", "kind": ["lines": ["max": 100]]],
          [
            "id": "day", "label": "Day", "kind": ["date": ["lies": "past"]],
            "prefilledFrom": "stageMeeting:stage-1",
          ],
          [
            "id": "sure", "label": "Sure?", "kind": ["yesNo": true],
            "learning": ["kind": "theme", "routes": ["form-themes"], "words": "words"],
          ],
          [
            "id": "pick", "label": "Pick",
            "kind": ["choice": [["code": "a", "title": "A"], ["code": "b", "title": "B"]]],
            "requiredIf": ["all": [["yes": "sure"], ["reached": "stage-2"]]],
          ],
          [
            "id": "rows", "label": "Rows", "prefilledFrom": "steps",
            "kind": [
              "table": [
                "maxRows": 5,
                "columns": [
                  [
                    "id": "what", "label": "What", "kind": ["text": ["max": 50]],
                    "prefilledFrom": "what",
                  ],
                  [
                    "id": "until", "label": "Until", "kind": ["date": ["lies": "any"]],
                    "requiredIf": ["answered": "what"],
                  ],
                ],
              ]
            ],
          ],
          ["id": "signature", "label": "Signature", "kind": ["signature": "author"]],
        ],
      ],
      [
        "title": "Second", "part": "later", "author": "other",
        "fields": [
          [
            "id": "answer", "label": "Answer", "kind": ["lines": ["max": 100]],
            "shownIf": ["chosen": ["field": "pick", "codes": ["a"]]],
          ]
        ],
      ],
    ],
    "clause": "T-1",
  ]

  /// The file with another value at a place; nil takes the member away.
  static func with(_ value: JSONValue?, at pointer: String) -> JSONValue {
    let tokens = JSONPointer(pointer)?.tokens ?? []
    return sound.setting(value, at: tokens[...])
  }
}

extension JSONValue {
  fileprivate func setting(_ value: JSONValue?, at tokens: ArraySlice<String>) -> JSONValue {
    guard let first = tokens.first else { return value ?? .null }
    let rest = tokens.dropFirst()
    switch self {
    case .object(var object):
      object[first] =
        rest.isEmpty ? value : (object[first] ?? [:]).setting(value, at: rest)
      return .object(object)
    case .array(var entries):
      guard let index = Int(first) else { return self }
      if index == entries.count {
        entries.append(value ?? .null)
      } else {
        entries[index] = rest.isEmpty ? value ?? .null : entries[index].setting(value, at: rest)
      }
      return .array(entries)
    case .null, .bool, .number, .string: return self
    }
  }
}
