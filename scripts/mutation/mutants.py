"""Makes mutants of a policy: the same policy with one rule deleted or changed.

A mutant is named by where it is (entries by their id or code, so that a name outlives a new neighbour)
and by what was done to it, for instance

    /tracks/escalation/stages/stage-3/duties/s3-form/blocks: without moving
"""

import copy
import re

# What stands where nothing is written: taking it away, or writing it, changes nothing.
DEFAULTS = {
    "startable": True, "lifetime": "escalation", "movers": ["raising"], "from": {"entry": True},
    "agreement": "none", "declinable": False, "attemptMeets": False, "repeats": False,
    "private": False, "needsWords": False, "needsReason": False, "required": False, "guide": False,
}
# Words for people, provenance and names: no rule stands in them.
WORDS = {
    "$schema", "id", "code", "title", "version", "partnership", "effectiveFrom", "clause", "assumed",
    "notStated", "note", "guidance", "edition", "actors", "publishedTitle", "presentTitle", "about",
    "text", "destination", "onwardAlert", "urgentAction", "lastReviewed", "number",
}
# Members without which the file is no policy: the linter's own tests show that it says so.
REQUIRED = {
    "act", "force", "owedBy", "limit", "rule", "kind", "child", "formality", "calendar", "everyMonths",
    "afterCalendarDays", "refuses", "ground", "risk", "askedOnMoving", "required", "needsReason",
    "stages", "tracks", "scope", "skipping", "lifetime", "role",
}
# Lists whose absence means something other than an empty one: anybody, any kind, all.
OPEN_LISTS = {"by", "with", "movers", "kinds", "setBy"}
OTHER_ACT = {"discuss": "meet", "meet": "discuss", "submitForm": "write", "write": "notify"}
OTHER_FORCES = {
    "must": ["should"], "should": ["may", "gate"], "consider": ["may", "gate"],
    "may": ["should"], "guide": ["should"],
}
OTHER_OWNERS = {
    "raising": "receiving", "receiving": "raising", "sides": "each", "each": "sides", "everyone": "each",
    "together": "everyone", "involved": "everyone", "partnership": "raising", "raiser": "each",
}
OTHER_LIFETIMES = {"stage": ["escalation"], "escalation": ["stage", "beyond"], "beyond": ["escalation"]}
OTHER_CHOICES = {
    "formality": {"informal": "formal", "formal": "informal", "notStated": "informal"},
    "child": {"required": "optional", "optional": "required", "none": "optional"},
    "agreement": {"none": "any", "earlier": "any", "any": "earlier"},
    "kind": {"decision": "report", "mediation": "decision", "report": "decision", "unresolved": "decision"},
}
OTHER_RULES = {
    "forbidden": ["withReason"], "withReason": ["forbidden", "allowed"], "allowed": ["forbidden"],
    "afterConsultation": ["allowed"],
}
# Flags that a rule lacks, and what they would loosen or tighten where it is a gate.
LOOSENED = ["declinable", "attemptMeets"]


class Mutant:
    """One policy with one rule changed."""

    def __init__(self, place, change, clauses, policy):
        self.place, self.change, self.clauses, self.policy = place, change, clauses, policy

    @property
    def changes_duty(self):
        """Whether a duty is deleted, added to or changed, or a clock."""
        return any(list_ in self.place for list_ in ("/opening", "/everyStage", "/duties", "/closing", "/clock"))

    @property
    def name(self):
        return f"{self.place}: {self.change}"


def mutants(policy):
    """Every mutant of a policy, each once."""
    walk = _Walk(policy)
    walk.visit((), policy, {})
    return walk.found


class _Walk:
    def __init__(self, policy):
        self.policy, self.found, self.seen = policy, [], [policy]

    def visit(self, path, value, within):
        """Walks the policy; `within` are the nearest objects that stand around, by what they are."""
        if isinstance(value, dict):
            within = {**within, _kind(path): value}
            for member in value:
                self.members(path, value, member, within)
            self.absences(path, value, within)
            for member, inner in value.items():
                self.visit(path + (member,), inner, within)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                self.visit(path + (index,), inner, within)

    def members(self, path, owner, member, within):
        value, here = owner[member], path + (member,)
        if member in WORDS:
            return
        if len(owner) > 1 and self.is_deletable(path, member, value):
            self.put(here, "deleted", lambda owner: owner.pop(member))
        for change, replacement in _replacements(self.policy, path, owner, member, within):
            self.put(here, change, _setting(member, replacement))
        if isinstance(value, list) and len(value) > 1:
            for index, entry in enumerate(value):
                self.put(here, f"without {_label(entry, index)}", _dropping(member, index),
                         here + (index,))
        if member == "stages":
            for index in range(len(value) - 1):
                self.put(
                    here, f"{_label(value[index], index)} after the next", _swapping(member, index))

    def is_deletable(self, path, member, value):
        if member in REQUIRED and _kind(path) != "categories":
            return False
        if isinstance(value, list) and len(value) > 1 and member not in OPEN_LISTS:
            return False
        return value is not False and value != DEFAULTS.get(member) and not _is_operator(member, path)

    def absences(self, path, owner, within):
        """What a gate, an exit or a limit would be with something more."""
        if owner.get("blocks"):
            for flag in LOOSENED:
                if not owner.get(flag):
                    self.put(path + (flag,), "true", _setting(flag, True))
        if owner.get("force") == "must":
            for step in ["moving", "resolving"]:
                if step not in owner.get("blocks", []):
                    blocks = owner.get("blocks", []) + [step]
                    self.put(path + ("blocks",), f"with {step}", _setting("blocks", blocks))
        if _kind(path) == "exits" and "receiving" not in owner.get("movers", ["raising"]):
            movers = owner.get("movers", ["raising"]) + ["receiving"]
            self.put(path + ("movers",), "with receiving", _setting("movers", movers))

    def put(self, path, change, patch, rule=None):
        mutated = copy.deepcopy(self.policy)
        parent = mutated
        for step in path[:-1]:
            parent = parent[step]
        patch(parent)
        if mutated in self.seen:
            return
        self.seen.append(mutated)
        clauses = _clauses(self.policy, rule or path)
        self.found.append(Mutant(_place(self.policy, path), change, clauses, mutated))


def _replacements(policy, path, owner, member, within):
    """Other values for a member, each with the words that say so."""
    value = owner[member]
    plain = []
    if member == "act":
        plain = [OTHER_ACT.get(value, "check" if value != "check" else "state")]
    elif member == "owedBy":
        plain = [OTHER_OWNERS.get(value, "raising")]
    elif member in OTHER_CHOICES and value in OTHER_CHOICES[member]:
        plain = [OTHER_CHOICES[member][value]]
    elif member == "rule":
        plain = OTHER_RULES[value]
    elif member == "calendar":
        plain = ["scotland"]
    elif member in ("workingDays", "hours", "calendarDays", "everyMonths", "afterCalendarDays"):
        plain = [value - 1, value + 1]
    elif member == "lifetime":
        plain = OTHER_LIFETIMES[value]
    elif value is False or value is True and member in REQUIRED:
        plain = [not value]
    elif member == "partnershipSeesFrom":
        stages = [stage["id"] for stage in within["tracks"]["stages"]]
        place = stages.index(value)
        plain = stages[max(place - 1, 0):place] + stages[place + 1:place + 2]
    elif member == "to" and _kind(path) == "exits":
        track = owner.get("track")
        stages = next((t for t in policy["tracks"] if t["id"] == track), within["tracks"])["stages"]
        plain = [stage["id"] for stage in stages if stage["id"] != value][:1]
    elif member == "movers":
        plain = [["receiving"]] if value == ["raising"] else []
    elif member == "recorded":
        plain = ["decision" if value == "action" else "action"]
    yield from ((f"{value} to {other}" if not isinstance(value, list) else f"{other}", other) for other in plain)
    if member == "force":
        for other in OTHER_FORCES[value]:
            yield f"{value} to {other}", other
    if member in ("when", "entry", "restricted") and isinstance(value, dict):
        yield "the opposite", {"not": value}
    if member == "limit":
        yield from ((_words(other), other) for other in _other_limits(value))
    if member == "from":
        yield from ((_words(other), other) for other in _other_starts(value))


def _other_limits(limit):
    [(measure, amount)] = limit.items()
    return {
        "workingDays": lambda: [{"calendarDays": amount}, {"withoutDelay": True}],
        "hours": lambda: [{"workingDays": max(amount // 24, 1)}, {"withoutDelay": True}],
        "calendarDays": lambda: [{"workingDays": amount}, {"withoutDelay": True}],
        "sameWorkingDay": lambda: [{"workingDays": 1}],
        "withoutDelay": lambda: [{"workingDays": 1}],
        "setByRole": lambda: [{"workingDays": 5}, {"agreedBySides": True}],
        "agreedBySides": lambda: [{"workingDays": 5}, {"withoutDelay": True}],
    }[measure]()


def _other_starts(start):
    [(event, detail)] = start.items()
    if event == "entry":
        return [{"date": "arose"}]
    if event == "date":
        return [{"date": other} for other in ("arose", "raised") if other != detail]
    if event in ("earlier", "later"):
        return [*detail, {"later" if event == "earlier" else "earlier": detail}]
    return [{"entry": True}]


def _is_operator(member, path):
    """Whether the member is the whole of a condition, a trigger or a measure, which cannot be empty."""
    if member == "to" and _kind(path) == "exits":
        return True
    return _kind(path) in ("when", "entry", "after", "restricted", "limit", "target", "from", "ground") or (
        path and isinstance(path[-1], str) and path[-1] in ("not", "agency", "answered"))


def _setting(member, value):
    def patch(owner):
        if value == "gate":
            owner["force"], owner["blocks"] = "must", ["moving", "resolving"]
            return
        owner[member] = copy.deepcopy(value)
        if member == "force":
            owner.pop("blocks", None)
    return patch


def _dropping(member, index):
    return lambda owner: owner[member].pop(index)


def _swapping(member, index):
    def patch(owner):
        entries = owner[member]
        entries[index], entries[index + 1] = entries[index + 1], entries[index]
    return patch


def _kind(path):
    """The name of the member that the value at the path stands in, places left out."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _label(entry, index):
    if isinstance(entry, str):
        return entry
    if isinstance(entry, dict):
        for member in ("id", "code", "role", "to", "act", "about"):
            if isinstance(entry.get(member), str):
                return entry[member]
        if "ground" in entry:
            return _words(entry["ground"])
        return _words(entry) if len(str(entry)) < 60 else str(index)
    return str(index)


def _words(value):
    if isinstance(value, dict):
        return " ".join(name if inner is True else f"{name} {_words(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return " or ".join(_words(inner) for inner in value)
    return str(value)


def _place(policy, path):
    steps, value = [], policy
    for step in path:
        inner = value[step] if isinstance(step, int) or step in value else None
        steps.append(_label(inner, step) if isinstance(step, int) else step)
        value = inner
    return "/" + "/".join(steps)


def _clauses(policy, path):
    """The clauses of the rule that the path is in: of the innermost object that names one."""
    value, clauses = policy, []
    for step in (None, *path):
        if step is not None:
            value = value[step] if isinstance(step, int) or step in value else None
        if isinstance(value, dict) and "clause" in value:
            clauses = re.findall(r"[A-Z]{3}-\d\d", value["clause"] + " " + value.get("note", ""))
    return clauses
