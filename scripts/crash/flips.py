"""Bytes that flip in copies of a store: verification says so, or everything shown is what was shown before."""
import datetime
import json
import subprocess

from server import PARLEY, Ended, Server, copy, verify

# What each of a partnership's credentials is shown; of a list each entry's own pages too.
ASKED = {
    "partnership": ["/v1/escalations", "/v1/duties", "/v1/tracker", "/v1/status", "/v1/events", "/v1/record",
                    "/v1/recommendations", "/v1/reports/themes?policy={policy}&year={year}", "/v1/agencies", "/v1/policies/{policy}",
                    "/v1/form-templates", "/v1/calendars/england-and-wales",
                    "/v1/reports/annual?policy={policy}&year={year}"],
    "social-care": ["/v1/escalations", "/v1/duties", "/v1/forms"],
    "st-hilda": ["/v1/escalations", "/v1/duties", "/v1/forms"],
    "dashboard": ["/v1/status"],
    "decider": ["/v1/escalations", "/v1/duties"],
    "auditor": ["/v1/escalations", "/v1/record"],
    "admin": ["/v1/credentials"],
}
OF_EACH = ["", "/status", "/record", "/clocks", "/owed", "/related", "/forms"]
POLICY = "croydon"


def flips(folder, random, rounds, report):
    """Seeded flips of a few bits each; never a crash, never another answer from a store that verifies."""
    data = folder + "/flips"
    subprocess.run([PARLEY, "demonstrate", "--data", data, "--count", "40", "--in-full", "25"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # The clock stands still, or answers would tell how late something is. One start does what is due by then.
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=5)
    clock = ("--clock", now.strftime("manual=%Y-%m-%dT%H:%M:00Z"))
    start(data, clock).stop()
    clean = open(data + "/parley.db", "rb").read()
    expected = shown(folder, data, clock)
    (found, refused, harmless) = (0, 0, 0)
    for number in range(rounds):
        copy_of = f"{folder}/flip"
        copy(data, copy_of)
        damaged = bytearray(clean)
        places = [random.randrange(len(clean)) for _ in range(random.choice([1, 1, 8]))]
        for place in places:
            damaged[place] ^= 1 << random.randrange(8)
        with open(copy_of + "/parley.db", "wb") as file:
            file.write(damaged)
        status, words = verify(copy_of)
        lost = [] if status in (0, 1) else [f"verify ended with {status}: {words}"]
        try:
            answers = shown(folder, copy_of, clock)
        except Ended as ended:
            answers = None
            refused += 1
            if ended.args[0] != "exit status 1":
                lost.append(f"it crashed: {ended}")
        if status == 0:
            harmless += 1
            lost += differences(expected, answers)
        found += status == 1
        report.tried("bytes flipped in a copy", [f"round {number}, places {places}: {one}" for one in lost])
    report.figure(f"flipped: verify found {found} of {rounds}, {harmless} did no harm, {refused} would not start; "
                  f"{len(expected)} answers were held against each other")


def start(data, clock):
    return Server(data, arguments=clock)


def shown(folder, data, clock):
    """Every answer that is asked for, of a copy, since reading leaves a trace; Ended if the program did."""
    read = folder + "/flip-read"
    copy(data, read)
    server = start(read, clock)
    tokens = json.load(open(read + "/demonstration-tokens.json"))
    year = clock[1][len("manual="):][:4]
    answers = {}

    def ask(who, path):
        answers[who, path] = server.call("GET", path, token=tokens[f"demo-{POLICY}-{who}"])
        return answers[who, path]

    for who, paths in ASKED.items():
        for path in paths:
            answer = ask(who, path.format(policy=POLICY, year=year))
            if path != "/v1/escalations" or who == "auditor" or answer is None or answer[0] != 200:
                continue
            for item in json.loads(answer[1])["items"]:
                for rest in OF_EACH:
                    ask(who, f"{path}/{item['reference']}{rest}")
    ended = None if server.runs else server.wait()
    server.kill()
    if ended is not None:
        raise Ended(f"{ended} after its start")
    return answers


def differences(expected, answers):
    """What a store that verifies shows otherwise, each in a line."""
    if answers is None:
        return ["verify calls it sound, and it does not start"]
    return [f"verify calls it sound, and {path} differs for {who}: {answers.get((who, path))}"
            for (who, path), answer in expected.items() if answers.get((who, path)) != answer]
