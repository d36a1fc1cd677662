import JSON

/// A small policy in which nothing is wrong, and ways to break it.
enum ExamplePolicy {
  static let json: JSONValue = {
    do { return try JSONReader.read(text) } catch { preconditionFailure("\(error)") }
  }()

  /// What to put at a place of the file; a text of JSON, or nil to take away what is there.
  struct Edit: Sendable {
    let pointer: String
    let text: String?
  }

  static func edited(_ edits: [Edit]) throws -> JSONValue {
    var json = json
    for edit in edits {
      let value = try edit.text.map { try JSONReader.read($0) }
      let tokens = JSONPointer(edit.pointer)?.tokens ?? []
      json = json.putting(value, at: tokens[...])
    }
    return json
  }

  static let text = #"""
    {
      "$schema": "../policy.schema.json",
      "id": "example", "version": "1", "title": "Example policy", "partnership": "exp",
      "effectiveFrom": "2026-01-01", "effectiveTo": "2027-12-31",
      "calendar": "england-and-wales",
      "risk": {"urgentAction": "Tell the police.", "askedOnMoving": true, "clause": "1"},
      "scope": {"exclusions": [
        {"ground": {"withinOneAgency": true}, "title": "Own", "destination": "Own", "refuses": true,
          "clause": "1"},
        {"ground": {"matter": "conduct"}, "title": "Conduct", "destination": "HR",
          "refuses": false, "clause": "1"}
      ]},
      "categories": [
        {"code": "threshold", "title": "Threshold", "clause": "1"},
        {"code": "allegation", "title": "Allegation", "tracks": ["fast"], "clause": "1"}
      ],
      "levels": [{"code": "l1", "title": "Level 1", "clause": "1"}],
      "origins": [{"code": "audit", "title": "Audit", "clause": "1"}],
      "facts": [{"code": "complex", "title": "Complex", "clause": "1"}],
      "roles": [
        {"id": "manager", "title": "Manager", "equivalents": ["lead"], "clause": "1"},
        {"id": "lead", "title": "Lead", "clause": "1"},
        {"id": "chair", "title": "Chair", "clause": "1"}
      ],
      "panels": [
        {"id": "board", "title": "Board", "seats": [{"role": "chair", "publishedTitle": "Chair"}],
          "clause": "1"}
      ],
      "learningRoutes": [{"code": "theme", "kind": "theme", "to": "Group", "clause": "1"}],
      "tracks": [
        {
          "id": "main", "title": "Main", "child": "required", "partnershipSeesFrom": "stage-2",
          "skipping": {"rule": "forbidden", "clause": "1"}, "clause": "1",
          "opening": [
            {"id": "state", "title": "State", "act": "state", "owedBy": "raising",
              "force": "should", "clause": "1",
              "contents": [{"id": "evidence", "title": "Evidence", "required": false}]}
          ],
          "everyStage": [
            {"id": "discuss", "title": "Discuss", "act": "discuss", "owedBy": "raising",
              "to": "receiving", "force": "must", "blocks": ["moving"], "attemptMeets": true,
              "lifetime": "stage", "clause": "1"}
          ],
          "stages": [
            {
              "id": "stage-1", "number": 1, "title": "One", "formality": "informal", "clause": "1",
              "clock": {"limit": {"workingDays": 5}, "target": {"workingDays": 3}, "force": "must",
                "clause": "1"},
              "duties": [
                {"id": "consider", "title": "Consider", "act": "consider", "owedBy": "raising",
                  "force": "must", "blocks": ["moving"], "clause": "1",
                  "answers": [{"code": "yes", "title": "Yes", "needsReason": true},
                    {"code": "no", "title": "No"}]},
                {"id": "hold", "title": "Hold", "act": "meet", "owedBy": "sides",
                  "force": "should", "after": {"answered": {"duty": "consider", "with": ["yes"]}},
                  "alternatives": [{"act": "discuss", "by": ["lead"]}], "clause": "1"},
                {"id": "advice", "title": "Advice", "act": "consult", "owedBy": "raising",
                  "by": ["manager"], "force": "should", "private": true, "clause": "1"}
              ],
              "exits": [
                {"to": "stage-2", "clause": "1"},
                {"track": "fast", "to": "fast-1", "when": {"category": ["allegation"]},
                  "clause": "1"}
              ]
            },
            {
              "id": "stage-2", "number": 2, "title": "Two", "formality": "formal", "clause": "1",
              "clock": {"limit": {"setByRole": ["chair"]}, "from": {"previousStageLeft": true},
                "clause": "1"},
              "duties": [
                {"id": "form", "title": "Form", "act": "submitForm", "owedBy": "raising",
                  "to": "partnership", "via": "lead", "force": "must",
                  "blocks": ["moving", "resolving"], "requires": ["consider"], "form": "referral",
                  "clause": "1"},
                {"id": "reply", "title": "Reply", "act": "respond", "owedBy": "receiving",
                  "to": "raising", "force": "should",
                  "when": {"all": [{"fact": ["complex"]}, {"not": {"level": ["l1"]}}]},
                  "clock": {"limit": {"hours": 24}, "setBy": ["chair"], "clause": "1",
                    "from": {"earlier": [{"met": "form"}, {"date": "arose"}]}},
                  "clause": "1"},
                {"id": "refer", "title": "Refer", "act": "refer", "owedBy": "raising",
                  "force": "must", "after": {"any": [{"passed": "reply"}, {"recorded": "dissent"}]},
                  "repeats": true, "clause": "1"}
              ],
              "exits": [
                {"to": "stage-3", "clause": "1"},
                {"to": "stage-3", "movers": ["receiving"], "when": {"passed": "stage-2-complete"},
                  "clause": "1"}
              ]
            },
            {
              "id": "stage-3", "number": 3, "title": "Three", "formality": "formal", "clause": "1",
              "duties": [
                {"id": "decide", "title": "Decide", "act": "decide", "owedBy": "panel:board",
                  "force": "must", "clause": "1"}
              ],
              "end": {"kind": "decision", "by": ["chair"], "clause": "1"}
            }
          ],
          "caps": [
            {"id": "cap", "title": "Cap", "from": "stage-1", "through": "stage-2",
              "clock": {"limit": {"workingDays": 20}, "clause": "1"}}
          ],
          "closing": [
            {"id": "feed-back", "title": "Feed back", "act": "feedBack", "owedBy": "each",
              "to": "raiser", "force": "should", "when": {"ended": ["resolved"]},
              "lifetime": "beyond", "clause": "1"}
          ]
        },
        {
          "id": "fast", "title": "Fast", "child": "none", "subjects": ["policy"],
          "startable": false, "entry": {"category": ["allegation"]},
          "skipping": {"rule": "forbidden", "clause": "1"}, "clause": "1",
          "stages": [
            {"id": "fast-1", "number": 1, "title": "Fast", "formality": "formal",
              "clock": {"limit": {"calendarDays": 3}, "clause": "1"},
              "end": {"kind": "decision", "by": ["chair"], "clause": "1"}, "clause": "1"}
          ]
        }
      ]
    }
    """#
}

extension JSONValue {
  /// The same with another value at the place, or none; `-` stands for after the last of an array.
  func putting(_ value: JSONValue?, at tokens: ArraySlice<String>) -> JSONValue {
    guard let token = tokens.first else { return value ?? .null }
    let rest = tokens.dropFirst()
    if var object = objectValue {
      object[token] = rest.isEmpty ? value : (object[token] ?? [:]).putting(value, at: rest)
      return .object(object)
    }
    guard var elements = arrayValue else { return self }
    if token == "-" {
      elements.append(value ?? .null)
    } else if let index = Int(token), elements.indices.contains(index) {
      if rest.isEmpty, value == nil {
        elements.remove(at: index)
      } else {
        elements[index] = elements[index].putting(value, at: rest)
      }
    }
    return .array(elements)
  }
}
