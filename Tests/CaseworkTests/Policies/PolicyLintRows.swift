private let main = "/tracks/0"
private let one = "/tracks/0/stages/0"
private let two = "/tracks/0/stages/1"
private let three = "/tracks/0/stages/2"
private let consider = one + "/duties/0"
private let hold = one + "/duties/1"
private let advice = one + "/duties/2"
private let form = two + "/duties/0"
private let reply = two + "/duties/1"
private let refer = two + "/duties/2"
private let decide = three + "/duties/0"
private let discuss = main + "/everyStage/0"
private let feedBack = main + "/closing/0"

extension PolicyLintTests {
  static let names: [LintRow] = [
    LintRow(
      "a category twice",
      ["/categories/-": #"{"code": "threshold", "title": "Again", "clause": "1"}"#],
      "duplicateCode /categories/2/code"),
    LintRow(
      "a learning route twice",
      ["/learningRoutes/-": #"{"code": "theme", "kind": "theme", "to": "B", "clause": "1"}"#],
      "duplicateCode /learningRoutes/1/code"),
    LintRow(
      "a role twice", ["/roles/-": #"{"id": "lead", "title": "Again", "clause": "1"}"#],
      "duplicateRole /roles/3/id"),
    LintRow(
      "a panel twice",
      [
        "/panels/-":
          #"""
        {"id": "board", "title": "B", "seats": [{"role": "lead", "publishedTitle": "L"}],
         "clause": "1"}
        """#
      ], "duplicatePanel /panels/1/id"),
    LintRow(
      "a track twice",
      [
        "/tracks/-":
          #"""
        {"id": "fast", "title": "Again", "child": "optional", "clause": "1",
         "skipping": {"rule": "allowed", "clause": "1"}, "stages": [
          {"id": "a", "number": 1, "title": "A", "formality": "notStated", "clause": "1",
           "clock": {"limit": {"sameWorkingDay": true}, "clause": "1"},
           "end": {"kind": "decision", "by": ["chair"], "clause": "1"}}]}
        """#
      ], "duplicateTrack /tracks/2/id"),
    LintRow(
      "a stage twice in a track",
      [
        "/tracks/1/stages/-":
          #"""
        {"id": "fast-1", "number": 2, "title": "Again", "formality": "formal", "clause": "1",
         "duties": [{"id": "d", "title": "D", "act": "notify", "owedBy": "raising",
          "force": "may", "clause": "1"}],
         "end": {"kind": "decision", "by": ["chair"], "clause": "1"}}
        """#
      ], "duplicateStage /tracks/1/stages/1/id"),
    LintRow(
      "a duty twice in a track", [three + "/duties/0/id": #""discuss""#],
      "duplicateDuty \(decide)/id"),
    LintRow(
      "a duty named as a stage's own limit", [decide + "/id": #""stage-1-complete""#],
      "duplicateDuty \(decide)/id"),
    LintRow(
      "an answer twice", [consider + "/answers/1/code": #""yes""#],
      "duplicateAnswer \(consider)/answers/1/code"),
    LintRow(
      "a part twice",
      [
        main + "/opening/0/contents/-": #"{"id": "evidence", "title": "Again", "required": true}"#
      ], "duplicateContent \(main)/opening/0/contents/1/id"),
    LintRow(
      "a part of a resolution twice",
      [
        main + "/resolution":
          #"""
        {"contents": [{"id": "a", "title": "A", "required": true},
          {"id": "a", "title": "B", "required": true}], "clause": "1"}
        """#
      ], "duplicateContent \(main)/resolution/contents/1/id"),
    LintRow(
      "an exclusion twice", ["/scope/exclusions/1/ground": #"{"withinOneAgency": true}"#],
      "duplicateExclusion /scope/exclusions/1/ground"),
    LintRow(
      "a way twice", [one + "/exits/-": #"{"to": "stage-2", "clause": "1"}"#],
      "duplicateExit \(one)/exits/2"),
    LintRow(
      "no such role does it", [advice + "/by/0": #""nobody""#], "unknownRole \(advice)/by/0"),
    LintRow(
      "no such role takes part", [hold + "/with": #"["nobody"]"#], "unknownRole \(hold)/with/0"),
    LintRow("no such role between", [form + "/via": #""nobody""#], "unknownRole \(form)/via"),
    LintRow(
      "no such role in an alternative", [hold + "/alternatives/0/by/0": #""nobody""#],
      "unknownRole \(hold)/alternatives/0/by/0"),
    LintRow(
      "no such role changes a limit", [reply + "/clock/setBy/0": #""nobody""#],
      "unknownRole \(reply)/clock/setBy/0"),
    LintRow(
      "no such role sets a limit", [two + "/clock/limit/setByRole/0": #""nobody""#],
      "unknownRole \(two)/clock/limit/setByRole/0"),
    LintRow(
      "no such role decides", [three + "/end/by/0": #""nobody""#], "unknownRole \(three)/end/by/0"),
    LintRow(
      "no such role sits", ["/panels/0/seats/0/role": #""nobody""#],
      "unknownRole /panels/0/seats/0/role"),
    LintRow(
      "no such role is equivalent", ["/roles/0/equivalents/0": #""nobody""#],
      "unknownRole /roles/0/equivalents/0"),
    LintRow(
      "no such panel", [decide + "/owedBy": #""panel:none""#], "unknownPanel \(decide)/owedBy"),
    LintRow(
      "no such duty is required", [form + "/requires/0": #""none""#],
      "unknownDuty \(form)/requires/0"),
    LintRow(
      "no such duty in a condition", [reply + "/when": #"{"any": [{"met": "none"}]}"#],
      "unknownDuty \(reply)/when/any/0/met"),
    LintRow(
      "no such duty in a trigger", [refer + "/after/any/0": #"{"passed": "none"}"#],
      "unknownDuty \(refer)/after/any/0/passed"),
    LintRow(
      "no such duty starts a clock", [reply + "/clock/from/earlier/0/met": #""none""#],
      "unknownDuty \(reply)/clock/from/earlier/0/met"),
    LintRow(
      "no such consultation",
      [
        main + "/skipping": #"{"rule": "afterConsultation", "consultation": "none", "clause": "1"}"#
      ],
      "unknownDuty \(main)/skipping/consultation"),
    LintRow(
      "no such stage to go to", [one + "/exits/-": #"{"to": "none", "clause": "1"}"#],
      "unknownStage \(one)/exits/2/to"),
    LintRow(
      "no such stage capped", [main + "/caps/0/through": #""none""#],
      "unknownStage \(main)/caps/0/through"),
    LintRow(
      "no such stage for the partnership", [main + "/partnershipSeesFrom": #""none""#],
      "unknownStage \(main)/partnershipSeesFrom"),
    LintRow(
      "no such stage reached", [reply + "/when": #"{"not": {"reached": "none"}}"#],
      "unknownStage \(reply)/when/not/reached"),
    LintRow(
      "no such stage taken part at", [reply + "/to": #""tookPartAt:none""#],
      "unknownStage \(reply)/to"),
    LintRow(
      "no such track of a category", ["/categories/1/tracks/0": #""none""#],
      "unknownTrack /categories/1/tracks/0"),
    LintRow(
      "no such track to cross to",
      [one + "/exits/-": #"{"track": "none", "to": "stage-1", "clause": "1"}"#],
      "unknownTrack \(one)/exits/2/track"),
    LintRow(
      "no such category", [one + "/exits/1/when/category/0": #""none""#],
      "unknownCode \(one)/exits/1/when/category/0"),
    LintRow(
      "no such level", [reply + "/when/all/1/not/level/0": #""none""#],
      "unknownCode \(reply)/when/all/1/not/level/0"),
    LintRow(
      "no such fact", [reply + "/when/all/0/fact/0": #""none""#],
      "unknownCode \(reply)/when/all/0/fact/0"),
    LintRow(
      "no such origin", [main + "/restricted": #"{"origin": ["none"]}"#],
      "unknownCode \(main)/restricted/origin/0"),
    LintRow(
      "no such answer", [hold + "/after/answered/with/0": #""maybe""#],
      "unknownAnswer \(hold)/after/answered/with/0"),
    LintRow("no such form", [form + "/form": #""none""#], "unknownForm \(form)/form"),
    LintRow("no such calendar", ["/calendar": #""mars""#], "unknownCalendar /calendar"),
    LintRow(
      "a role its own equivalent", ["/roles/0/equivalents/-": #""manager""#],
      "ownEquivalent /roles/0/equivalents/1"),
    LintRow(
      "a category of another track", [reply + "/when": #"{"category": ["allegation"]}"#],
      "codeOfAnotherTrack \(reply)/when/category/0"),
  ]

  static let ladder: [LintRow] = [
    LintRow("the last day first", ["/effectiveTo": #""2025-12-31""#], "datesReversed /effectiveTo"),
    LintRow(
      "nowhere to begin", [main + "/startable": "false"], "noStartableTrack /tracks"),
    LintRow(
      "never about a child, nor anything", ["/tracks/1/subjects": nil],
      "noSubject /tracks/1/subjects"),
    LintRow(
      "a medium preferred and warned of",
      [
        main + "/media":
          #"{"preferred": ["email"], "remarked": ["letter", "email"], "clause": "1"}"#
      ],
      "mediumTwice \(main)/media/remarked/1"),
    LintRow(
      "a beginning that asks for a past", [main + "/entry": #"{"any": [{"met": "discuss"}]}"#],
      "entryNeedsHistory \(main)/entry"),
    LintRow(
      "a consultation after closing",
      [
        main + "/skipping":
          #"{"rule": "afterConsultation", "consultation": "feed-back", "clause": "1"}"#
      ], "consultationTooLate \(main)/skipping/consultation"),
    LintRow(
      "a cap that ends before it starts", [main + "/caps/0/from": #""stage-3""#],
      "capBackwards \(main)/caps/0/through"),
    LintRow(
      "a cap without a number", [main + "/caps/0/clock/limit": #"{"withoutDelay": true}"#],
      "capWithoutNumber \(main)/caps/0/clock/limit"),
    LintRow(
      "a track to which nothing leads", [one + "/exits/1": nil], "unreachableTrack /tracks/1"),
    LintRow(
      "a stage to which nothing leads", [two + "/exits": #"[{"to": "stage-1", "clause": "1"}]"#],
      "unreachableStage \(three)"),
    LintRow(
      "a last stage that leads nowhere", [three + "/end": nil], "deadEnd \(three)",
      "noFinalDecider \(three)"),
    LintRow(
      "numbers that do not rise", [three + "/number": "2"], "numbersOutOfOrder \(three)/number"),
    LintRow(
      "a stage where nothing is owed", ["/tracks/1/stages/0/clock": nil],
      "emptyStage /tracks/1/stages/0"),
    LintRow(
      "a way to where one is", [one + "/exits/-": #"{"to": "stage-1", "clause": "1"}"#],
      "exitToItself \(one)/exits/2/to"),
    LintRow(
      "a panel that moves",
      [one + "/exits/-": #"{"to": "stage-2", "movers": ["panel:board"], "clause": "1"}"#],
      "moverCannotMove \(one)/exits/2/movers/0"),
    LintRow(
      "the other side holds the only way",
      [two + "/exits": #"[{"to": "stage-3", "when": {"all": [{"met": "reply"}]}, "clause": "1"}]"#],
      "wayWaitsForOthers \(two)/exits/0/when", "silenceClosesWay \(two)/exits"),
    LintRow(
      "a way that waits for the other side, beside one that does not",
      [
        two + "/exits":
          #"[{"to": "stage-3", "clause": "1"}, {"track": "fast", "to": "fast-1", "when": {"met": "reply"}, "clause": "1"}]"#
      ], "wayWaitsForOthers \(two)/exits/1/when"),
    LintRow(
      "a limit that only others set opens no way",
      [
        two + "/exits/-":
          #"{"track": "fast", "to": "fast-1", "when": {"passed": "stage-2-complete"}, "clause": "1"}"#
      ], "wayWaitsForOthers \(two)/exits/2/when"),
    LintRow(
      "a way that waits, with another to the same place once a limit has passed",
      [
        two + "/exits":
          #"[{"to": "stage-3", "when": {"met": "reply"}, "clause": "1"}, {"to": "stage-3", "when": {"passed": "reply"}, "clause": "1"}]"#
      ]),
    LintRow(
      "nobody decides", [three + "/end/kind": #""unresolved""#], "noFinalDecider \(three)"),
    LintRow("a decision by nobody", [three + "/end/by": "[]"], "endNamesNobody \(three)/end"),
  ]

  static let duties: [LintRow] = [
    LintRow(
      "what should be done blocks", [consider + "/force": #""should""#],
      "blocksThoughNotMust \(consider)/blocks"),
    LintRow(
      "a panel's duty blocks",
      [decide + "/blocks": #"["resolving"]"#, decide + "/declinable": "true"],
      "blocksNobody \(decide)/blocks"),
    LintRow(
      "a duty after closing blocks",
      [feedBack + "/blocks": #"["moving"]"#, feedBack + "/force": #""must""#],
      "blocksAfterClosing \(feedBack)/blocks"),
    LintRow(
      "a talk blocks and no attempt counts", [discuss + "/attemptMeets": "false"],
      "silenceBlocks \(discuss)/blocks"),
    LintRow(
      "a talk may be declined instead",
      [discuss + "/attemptMeets": "false", discuss + "/declinable": "true"]),
    LintRow(
      "a letter does instead of a talk",
      [discuss + "/alternatives": #"[{"act": "write"}]"#, discuss + "/attemptMeets": "false"]),
    LintRow(
      "what blocks waits for the other side", [form + "/requires/0": #""reply""#],
      "requiresOtherSide \(form)/requires/0"),
    LintRow(
      "two that wait for each other, and one for them",
      [consider + "/requires": #"["advice"]"#, advice + "/requires": #"["consider"]"#],
      "requiresCycle \(consider)/requires", "requiresCycle \(advice)/requires",
      "requiresCycle \(form)/requires"),
    LintRow(
      "a step that comes later", [advice + "/requires": #"["reply"]"#],
      "requiresLater \(advice)/requires/0"),
    LintRow(
      "a duty that opens itself", [hold + "/after": #"{"met": "hold"}"#],
      "neverOpens \(hold)/after"),
    LintRow(
      "a duty that another trigger opens too",
      [hold + "/after": #"{"any": [{"met": "hold"}, {"recorded": "decision"}]}"#]),
    LintRow(
      "nothing opens it again", [consider + "/repeats": "true"],
      "repeatsNothing \(consider)/repeats"
    ),
    LintRow(
      "it lapses with a stage after all stages", [feedBack + "/lifetime": #""stage""#],
      "lapsesBeforeOpening \(feedBack)/lifetime"),
    LintRow(
      "a private meeting of both", [hold + "/private": "true"], "privateJoint \(hold)/private"),
    LintRow(
      "a private word to the other side", [advice + "/to": #""receiving""#],
      "privateTo \(advice)/to"),
    LintRow(
      "considering without a question", [reply + "/act": #""consider""#],
      "considerAsksNothing \(reply)/answers"),
    LintRow("a form without a name", [form + "/form": nil], "formMissing \(form)/form"),
    LintRow(
      "a form that nobody submits", [consider + "/form": #""referral""#],
      "formWithoutSubmission \(consider)/form"),
    LintRow(
      "an alternative that is the duty", [hold + "/alternatives/0": #"{"act": "meet"}"#],
      "alternativeAddsNothing \(hold)/alternatives/0"),
    LintRow("through somebody to nobody", [advice + "/via": #""lead""#], "viaNobody \(advice)/via"),
    LintRow(
      "a reply to oneself", [reply + "/to": #""receiving""#], "owedToItself \(reply)/to"),
    LintRow(
      "a must that nobody stated", [consider + "/notStated": "true"],
      "demandsUnstated \(consider)/force"),
  ]

  static let conditions: [LintRow] = [
    LintRow(
      "one thing and its opposite", [reply + "/when/all/1": #"{"not": {"fact": ["complex"]}}"#],
      "contradiction \(reply)/when/all/1"),
    LintRow(
      "how it ended, before it did", [reply + "/when": #"{"ended": ["withdrawn"]}"#],
      "endedTooSoon \(reply)/when/ended"),
    LintRow(
      "an answer of what asks nothing", [hold + "/after/answered/duty": #""advice""#],
      "asksNothing \(hold)/after/answered/duty"),
    LintRow(
      "the passing of what has no limit", [refer + "/after/any/0/passed": #""consider""#],
      "neverPasses \(refer)/after/any/0/passed"),
    LintRow(
      "the passing of what has no number", [reply + "/clock/limit": #"{"withoutDelay": true}"#],
      "neverPasses \(refer)/after/any/0/passed"),
    LintRow(
      "conditions may name another track's stages and duties",
      [reply + "/when": #"{"any": [{"reached": "fast-1"}, {"passed": "fast-1-complete"}]}"#]),
  ]

  static let clocks: [LintRow] = [
    LintRow(
      "a target beyond the limit", [one + "/clock/target/workingDays": "6"],
      "targetBeyondLimit \(one)/clock/target"),
    LintRow(
      "a target in another unit", [one + "/clock/target": #"{"hours": 1000}"#]),
    LintRow(
      "a guide without a number",
      [advice + "/clock": #"{"limit": {"withoutDelay": true}, "guide": true, "clause": "1"}"#],
      "guideWithoutNumber \(advice)/clock/guide"),
    LintRow(
      "a number that is not stated", [one + "/clock/notStated": "true"],
      "numberNotStated \(one)/clock/limit"),
    LintRow(
      "a clock that starts when it is over",
      [
        advice + "/clock":
          #"{"limit": {"hours": 1}, "from": {"met": "advice"}, "clause": "1"}"#
      ], "countsFromItself \(advice)/clock/from/met"),
    LintRow(
      "the stage before the first", [one + "/clock/from": #"{"previousStageLeft": true}"#],
      "noPreviousStage \(one)/clock/from/previousStageLeft"),
    LintRow(
      "the stage before a first that is entered by crossing",
      ["/tracks/1/stages/0/clock/from": #"{"previousStageLeft": true}"#]),
    LintRow(
      "the earlier of one", [reply + "/clock/from/earlier/0": #"{"date": "arose"}"#],
      "sameStartTwice \(reply)/clock/from/earlier/1"),
  ]
}
