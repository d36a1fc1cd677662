/// Names and sentences of the demonstration; whoever they are about was made up.
enum DemonstrationWords {
  static let children = [
    "Robin Example", "Sam Invented", "Alex Madeup", "Jo Nobody", "Kit Sample", "Max Specimen",
    "Charlie Fiction", "Ash Pretend", "Ellis Notreal", "Frankie Imaginary",
  ]
  static let practitioners = [
    "A. Teacher", "B. Nurse", "C. Manager", "D. Sergeant", "E. Worker", "F. Head", "G. Doctor",
    "H. Officer",
  ]
  static let worries = [
    "We referred a child on two bruises; the referral was closed and we still worry.",
    "The plan has not been acted on for six weeks and nothing at home has changed.",
    "We asked for a strategy discussion and were told that the threshold was not met.",
    "Nobody told the school that the family had moved, and the child has not been seen.",
    "The assessment leaves out what the health visitor saw in March.",
    "We do not agree who is to lead while the child is between two placements.",
  ]
  static let talks = [
    "Views were exchanged; some facts were new to both.", "We went through the evidence together.",
    "Each said what they had seen. No agreement yet.", "A second talk was agreed for next week.",
  ]
  static let reasons = [
    "The matter could not be settled at this stage.", "It needs somebody who can commit resources.",
    "The child's situation has not changed.",
  ]
  static let decisions = [
    "The referral is to be opened again.", "The plan stands, with a review in four weeks.",
  ]
  static let steps = [
    "The child is to be seen this week.", "A joint visit is arranged.",
    "The plan is rewritten with both agencies.",
  ]
  static let withdrawals = [
    "The family moved away and was referred there.", "New facts answered the worry.",
  ]
  static let lessons = [
    "Say in the referral what outcome is sought.", "Ring before a referral is closed.",
    "Share the chronology before the conference.",
  ]
  static let answers = [
    "As it was said at the meeting, and written to both agencies on the same day.",
    "The child is to be seen by two practitioners together, and the plan is to say by when.",
    "We looked at the chronology again; what the school saw was not in it.",
    "Whether the threshold is met was read in two ways. The guidance is to say it in one.",
  ]
  /// Where somebody works, or what a group is called.
  static let lines = [
    "Safeguarding", "Early help", "Children's services", "Neglect group", "Duty and assessment",
  ]
  static let posts = ["Social worker", "Team manager", "Safeguarding lead", "Health visitor"]
}
