"""How each shipped form gets to where it is wanted, filled in as full as people fill it in."""

# Long, with lines of its own, a word that does not break, and marks that would break a careless page.
STORY = (
    "The school referred Ben on 4 May after six unexplained absences, two of them on days when he was seen at the "
    "shops with an adult whom nobody at the school knows. The referral was closed within the hour.\n\n"
    "– He has said, in his own words, that “it is not all right at home”.\n"
    "– His sister’s health visitor has the same worry, and wrote so to the team on 11 May.\n"
    "– A<b>mark</b> & an \"unbreakable\" word: "
    + "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" + ".\n\n"
    + "We have asked twice for the reasons in writing. " * 12)

CHILDREN = [
    {"name": "Ben Made-Up", "birthDate": "2015-02-03", "localReference": "S-1"},
    {"name": "Maximiliana-Theodora Featherstonehaugh-Cholmondeley", "birthDate": "2018-11-30", "localReference": "S-2"},
    {"name": "Sam Made-Up", "birthDate": "2024-08-01", "localReference": "S-3"},
    {"name": "Unborn child of R. Made-Up", "expectedDate": "2026-09-15", "localReference": "S-4"},
]


class Scene:
    """One escalation under one policy, and the two agencies between which it lies."""

    def __init__(self, demonstration, policy, area, raiser="st-hilda", other="social-care", **members):
        self.raiser = demonstration.agency(f"{area}-{raiser}")
        self.other = demonstration.agency(f"{area}-{other}")
        self.area = area
        body = {
            "policy": policy, "receiving": [f"{area}-{other}"], "summary": STORY[:600], "immediateRisk": "no",
            "children": CHILDREN, "raisedBy": {"name": "Ann Archer", "role": "Head teacher"}, **members}
        self.reference = self.raiser.change("/v1/escalations", body)["reference"]
        self.path = f"/v1/escalations/{self.reference}"

    def act(self, act, **body):
        self.raiser.change(f"{self.path}/{act}", body)

    def talk(self, words="Views were exchanged by telephone; they stayed apart."):
        self.act("discussions", by={"name": "A. Teacher"}, summary=words)

    def go(self, stage):
        body = {"to": stage, "immediateRisk": "no"}
        self.raiser.change(f"{self.path}/stage-moves", body, of=self.path)


class FilledForm:
    """A form in the making."""

    def __init__(self, scene, template):
        self.person = scene.raiser
        name = self.person.change(f"{scene.path}/forms", {"template": template})["form"]
        self.path = f"/v1/forms/{name}"

    def change(self, rest, method="POST", **body):
        return self.person.change(self.path + rest, body, method, of=self.path)

    def answer(self, answers):
        standing = self.person.json(self.path)["answers"]
        merged = {name: value for name, value in {**standing, **answers}.items() if value is not None}
        self.change("", "PUT", answers=merged)

    def sign(self, part, signers):
        for author, role, name in signers:
            by = {"name": name, **({"role": role} if role else {})}
            self.change("/signatures", part=part, author=author, by=by)


def croydon(demonstration):
    scene = Scene(demonstration, "croydon", "croydon")
    for stage in ("stage-2", "stage-3"):
        scene.talk(STORY)
        scene.go(stage)
    for _ in range(9):
        scene.talk()
    return scene


def newham(demonstration):
    return Scene(demonstration, "newham", "newham", stage="stage-6", reason="No time to lose.")


def sutton(last):
    def play(demonstration):
        scene = Scene(demonstration, "sutton", "sutton")
        for stage in range(2, last + 1):
            if stage == 2:
                by = {"name": "A. Lead", "role": "safeguarding-lead"}
                scene.act("acts", kind="check", duties=["s1-recognise"], by=by)
            scene.talk(STORY[:300])
            scene.go(f"stage-{stage}")
        return scene
    return play


def gscp(demonstration):
    scene = Scene(demonstration, "gscp", "gscp")
    for stage in (2, 3, 4):
        scene.talk()
        if stage == 2:
            scene.act("acts", kind="report", by={"name": "A", "role": "line-manager"})
        if stage == 4:
            scene.act("acts", kind="decide", answer="not-reached", reason="Views stayed apart.")
        scene.go(f"stage-{stage}")
    scene.act("consultations", kind="consider", answer="yes", reason="They can settle it.")
    return scene


def haringey(demonstration):
    return Scene(
        demonstration, "haringey", "haringey", "social-care", "police", track="round-table",
        facts=["polarised"], involved=["haringey-health"])


ACTIONS = [
    {"who": "Police and social care together", "what": STORY[:380], "byWhen": "2026-06-03"},
    {"who": "St Hilda’s", "what": "Tell the office the same day whenever Ben is absent.", "byWhen": "2026-06-01"},
    {"who": "Health visitor", "what": "Visit the family at home.", "byWhen": "2026-06-12"},
]

# Template, part, what the record does not fill in, who signs, how the escalation gets there.
FORMS = [
    ("croydon-notification", "notification", {
        "stage": "stage-3", "decisionDisputed": STORY, "evidence": STORY[:500], "agreedOutcomes": "A visit by both.",
        "isOutstanding": True, "outstandingIssues": STORY[:900], "isOnRecord": True, "ownReference": "SIMS-88213",
        "outcomeSought": "An assessment.", "themes": ["levels-of-need", "plans", "other"],
        "issues": "Thresholds were read in two ways.", "learning": "Talk sooner."}, [], croydon),
    ("newham-referral", "referral", {
        "children": [
            {"child": {"key": "child-1", "name": "Ben Made-Up", "birthDate": "2015-02-03"},
             "address": {"withheld": True}},
            {"child": {"key": "child-2", "name": CHILDREN[1]["name"], "birthDate": "2018-11-30"},
             "address": {"given": "Flat 1017b, The Extraordinarily Long-Named House,\n17 Hidden Lane,\nLondon"}}],
        "others": [
            {"practitioner": {"name": f"Practitioner {place}", "role": "Social worker, duty and assessment",
                              "agency": "Children’s social care"}} for place in range(1, 8)],
        "steps": [
            {"stage": f"Stage {place}", "date": f"2026-05-{10 + place}", "what": STORY[:100 * place],
             "who": "Ann Archer, Sam Social"} for place in range(1, 6)],
        "missingReasons": "There was no time to lose.", "agencyLearning": STORY[:600], "staffTraining": True,
        "newProtocol": False, "subGroup": True, "subGroupName": "Neglect sub-group", "otherLearning": "Thresholds."},
     [], newham),
    ("sutton-referral", "referral", {
        "mosaicId": "M-4711",
        "practitionersOfConcern": [{"practitioner": {"name": "Q. Quill", "agency": "Social care"}}],
        "outcomesSought": "A new plan.", "actionsAgreed": "Both visit this week.", "contactHeadOfService": True,
        "actions": ACTIONS, "department": "Safeguarding"},
     [("referrer", None, "Ann Archer"), ("advisor", "safeguarding-lead", "Leo Lead")], sutton(2)),
    ("sutton-heads-of-service", "follow-up", {"verbalReportOn": "2026-05-29", "attempts": STORY},
     [("author", None, "Ann Archer")], sutton(3)),
    ("sutton-chair-referral", "referral", {
        "attempts": STORY, "riskAssessment": STORY[:700], "resolutionSought": "A child protection conference."},
     [("referrer", None, "Ann Archer")], sutton(4)),
    ("gscp-resolution-group", "referral", {
        "grounds": ["unresolved", "lessons"], "remaining": "Whether he is safe.", "managers": None,
        "resolutionSought": "A decision.", "risk": STORY[:800], "lessons": "Meet within a week."},
     [("referrer", None, "Ann Archer")], gscp),
    ("haringey-round-table", "record", {
        "heldOn": "2026-06-01", "grounds": ["polarised", "acute-health"],
        "attendance": [
            {"practitioner": {"name": f"Practitioner {place}", "role": "Head of service", "agency": "Social care"},
             "came": place % 2 == 1} for place in range(1, 9)],
        "views": [
            {"agency": {"name": "Social care"}, "view": STORY}, {"agency": {"name": "Police"}, "view": STORY[:400]}],
        "sharedAssessment": "The risk is high.",
        "actions": [{**action, "toldFrontLine": True} for action in ACTIONS], "isDissent": False,
        "feedBack": "By telephone, today.", "significant": True, "significantWords": "Views were far apart.",
        "training": "Joint interviews."},
     [("chair", "head-of-service", "Hed Service")], haringey),
]


def forms(demonstration):
    """Each form begun, complete, and submitted with an addendum and a correction: name and page."""
    for template, part, answers, signers, play in FORMS:
        scene = play(demonstration)
        form = FilledForm(scene, template)
        yield f"form-{template}-begun", form.person.page(form.path)
        form.answer(answers)
        form.sign(part, signers)
        yield f"form-{template}-draft", form.person.page(form.path)
        form.change("/submission", part=part)
        form.change("/addenda", part=part, text=STORY)
        form.change("/corrections", part=part, texts={"/answers/children/0/child/name": "Benjamin Made-Up"})
        yield f"form-{template}-submitted", scene.other.page(form.path)
        yield f"escalation-{template}", scene.raiser.page(scene.path)


def overviews(demonstration, year):
    """The tracker, themes, the report as the partnership and as others see it, an escalation under pseudonyms."""
    for partnership, policy in (
            ("cscp", "croydon"), ("gscp", "gscp"), ("haringey-lscb", "haringey"), ("nscp", "newham"),
            ("sutton-lscp", "sutton")):
        office = demonstration.office(partnership)
        report = f"/v1/reports/annual?policy={policy}&year={year}"
        yield f"tracker-{policy}", office.page("/v1/tracker?state=open")
        yield f"themes-{policy}", office.page(f"/v1/reports/themes?policy={policy}&year={year}")
        yield f"report-{policy}", office.page(report)
        yield f"report-{policy}-public", office.page(report + "&suppress=small")
        item = office.json("/v1/tracker?limit=1")["items"][0]["reference"]
        auditor = demonstration.office(partnership, "auditor")
        yield f"escalation-{policy}-auditor", auditor.page(f"/v1/escalations/{item}")
        yield f"escalation-{policy}-partnership", office.page(f"/v1/escalations/{item}")
        filed = office.json("/v1/forms?state=submitted&limit=1")["items"][0]
        yield f"form-{filed['template']}-invented", office.page(f"/v1/forms/{filed['id']}")
        yield f"escalation-{policy}-filed", office.page(f"/v1/escalations/{filed['reference']}")
    yield "tracker-empty", demonstration.office("cscp").page("/v1/tracker?raisedFrom=2026-05-31&raisedTo=2026-05-31")
