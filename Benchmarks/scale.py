#!/usr/bin/env python3
"""What a million escalations cost beside ten thousand: scale.py PARLEY SMALL LARGE [--rounds 3] [--seconds 2]

Both stores are served at once and asked in turn, so that what else the machine does falls on both alike. Shown are
the medians of the rounds and their ratio. Then, on the large one alone: the start, memory under that load,
verification, the p99 of others while a backup is taken, and a thousand dashboards beside fifty posting agencies."""
import argparse, asyncio, json, os, random, re, signal, sqlite3, statistics, subprocess, sys, tempfile, time, urllib.request
import wrk

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("parley")
ap.add_argument("small")
ap.add_argument("large")
ap.add_argument("--port", type=int, default=21090, help="and the next")
ap.add_argument("--rounds", type=int, default=3)
ap.add_argument("--seconds", type=int, default=2)
ap.add_argument("--dashboards", type=int, default=1000)
ap.add_argument("--agencies", type=int, default=50)
A = ap.parse_args()
WORK = tempfile.TemporaryDirectory()
PARTNERSHIP, POLICY = "croydon", "croydon"
UNBOUNDED = ["--set", "http.requestsPerCredential=0", "--set", "http.requestsPerMinute=0"]
verdicts = []


def judge(what, got, goal, unit="", least=False):
    met = got >= goal if least else got <= goal
    verdicts.append(f"{what}: {got:,.2f}{unit}, goal {'at least' if least else 'at most'} {goal:,g}{unit}: {'met' if met else 'NOT MET'}")


class Served:
    """A store being served."""

    def __init__(self, data, port):
        self.data, self.port = data, port
        began = time.monotonic()
        self.process = subprocess.Popen(
            [A.parley, "serve", "--data", data, "--port", str(port), "--demo"] + UNBOUNDED,
            stdout=subprocess.DEVNULL, stderr=open(f"{WORK.name}/{port}.log", "a"))
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=1).read()
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() - began > 120:
                    sys.exit(f"{data} is not served: " + open(f"{WORK.name}/{port}.log").read()[-500:])
                time.sleep(0.002)
        self.started = time.monotonic() - began
        tokens = json.load(open(data + "/demonstration-tokens.json"))
        self.tokens = {name: token for name, token in tokens.items() if name.startswith(f"demo-{PARTNERSHIP}-")}
        self.school = self.tokens[f"demo-{PARTNERSHIP}-st-hilda"]
        self.office = self.tokens[f"demo-{PARTNERSHIP}-partnership"]
        self.board = self.tokens[f"demo-{PARTNERSHIP}-dashboard"]
        db = sqlite3.connect(f"file:{data}/parley.db?mode=ro", uri=True)
        self.events = db.execute("SELECT max(id) FROM event").fetchone()[0]
        self.count = db.execute("SELECT count(*) FROM stream").fetchone()[0]
        # Over the whole record, so that the rows do not all lie in the cache.
        first, last = db.execute(
            "SELECT min(e.id), max(e.id) FROM escalation e WHERE e.policy = ?", (POLICY,)).fetchone()
        chance, self.references = random.Random(1), []
        while len(self.references) < 5000:
            row = db.execute(
                "SELECT s.reference FROM escalation e JOIN stream s ON s.id = e.id WHERE e.id >= ? AND e.policy = ? LIMIT 1",
                (chance.randint(first, last), POLICY)).fetchone()
            if row:
                self.references.append(row[0])
        db.close()

    def ask(self, path, token, headers=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers={"Authorization": f"Bearer {token}", **(headers or {})})
        with urllib.request.urlopen(request, timeout=600) as answer:
            return answer.headers, answer.read()

    def wrk(self, script, seconds, connections=4, **values):
        path = f"{WORK.name}/{self.port}.lua"
        open(path, "w").write(script)
        environment = dict(os.environ, **{name: str(value) for name, value in values.items()})
        out = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", path, f"http://127.0.0.1:{self.port}"],
            capture_output=True, text=True, env=environment, timeout=seconds + 60).stdout
        return wrk.figures(out)

    def anonymous(self):
        return int(re.search(r"RssAnon:\s+(\d+)", open(f"/proc/{self.process.pid}/status").read()).group(1)) / 1024

    def cpu(self):
        return wrk.ticks(f"/proc/{self.process.pid}/stat")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def getting(paths, token, headers=None):
    """A wrk script that asks these paths in turn."""
    file = tempfile.NamedTemporaryFile("w", dir=WORK.name, delete=False, suffix=".paths")
    file.write("\n".join(paths))
    file.close()
    lines = "".join(f'headers["{name}"] = [[{value}]]\n' for name, value in (headers or {}).items())
    return f"""
local paths, at = {{}}, 0
for line in io.lines("{file.name}") do paths[#paths + 1] = line end
local headers = {{}}
headers["Authorization"] = "Bearer {token}"
{lines}
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], headers)
end
"""


def raising(tokens):
    """A wrk script that raises, each with a key of its own."""
    return """
local tokens = {%s}
local base, at = os.getenv("BASE"), 0
local body = '{"policy":"croydon","receiving":["croydon-social-care"],"immediateRisk":"no",' ..
  '"summary":"We referred a child; the referral was closed and we still worry.","children":[{"name":"Robin Example"}]}'
function request()
  at = at + 1
  return wrk.format("POST", "/v1/escalations", {
    ["Authorization"] = "Bearer " .. tokens[at %% #tokens + 1], ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = '"' .. base .. '-' .. at .. '"'}, body)
end
""" % ",".join(f'"{token}"' for token in tokens)


def operations(served):
    """Each operation with the script that loads it."""
    agencies = [served.tokens[f"demo-{PARTNERSHIP}-{kind}"] for kind in ("st-hilda", "police", "health", "housing", "icb")]
    status = [f"/v1/escalations/{reference}/status" for reference in served.references]
    tag = served.ask("/v1/status", served.board)[0]["ETag"]
    cursors, after = [], None
    for _ in range(20):
        page = json.loads(served.ask("/v1/events?limit=100" + (f"&after={after}" if after else ""), served.office)[1])
        after = page.get("next") or page.get("cursor") or page.get("after")
        if not after:
            break
        cursors.append(f"/v1/events?limit=100&after={after}")
    return {
        "status by id (200)": (getting(status, served.office), 1.3),
        "list page of 50": (getting(["/v1/escalations?limit=50"], served.office), 1.3),
        "list page of 50, an agency's": (getting(["/v1/escalations?limit=50"], served.school), 1.3),
        "list page, open ones by limit": (getting(["/v1/escalations?state=open&sort=due&limit=50"], served.office), 1.3),
        "worklist page of 50": (getting(["/v1/duties?limit=50"], served.school), None),
        "unchanged poll (304)": (getting(["/v1/status"], served.board, {"If-None-Match": tag}), 1.3),
        "counts (200)": (getting(["/v1/status"], served.board), None),
        "tracker page of 50": (getting(["/v1/tracker?limit=50"], served.office), None),
        "feed, catching up by 100": (getting(cursors or ["/v1/events?limit=100"], served.office), None),
        "raise": (raising(agencies), 1.6),
    }


def compare(small, large):
    print(f"| median ms, 4 connections | {small.count:,} | {large.count:,} | ratio | goal | p99 at the large |")
    print("|---|---|---|---|---|---|")
    ours, theirs, most = operations(small), operations(large), 0.0
    for name, (script, goal) in ours.items():
        found = {small: [], large: []}
        for number in range(A.rounds):
            for served, text in ((small, script), (large, theirs[name][0])):
                found[served].append(served.wrk(text, A.seconds, BASE=f"{time.time_ns()}-{number}"))
                most = max(most, large.anonymous())
        low, high = (statistics.median(f["p50"] for f in found[s]) for s in (small, large))
        tail = statistics.median(f["p99"] for f in found[large])
        bad = sum(f["bad"] for s in found.values() for f in s)
        if name != "unchanged poll (304)" or True:
            print(f"| {name} | {low:.3f} | {high:.3f} | {high / low:.2f} | {goal or '-'} | {tail:.2f} |" + (f" BAD ANSWERS: {bad}" if bad else ""), flush=True)
        if goal:
            judge(f"{name}, large against small", high / low, goal)
    judge("RssAnon at the large under that load", most, 64, " MiB")


def report(small, large):
    years = {}
    for served in (small, large):
        began = time.monotonic()
        body = json.loads(served.ask(f"/v1/reports/annual?policy={POLICY}&year=2025", served.office)[1])
        years[served] = time.monotonic() - began
        raised = body.get("raised") or body.get("escalations") or ""
        print(f"- annual report of {served.count:,}: {years[served]:.2f} s {raised if isinstance(raised, int) else ''}", flush=True)
    print(f"- RssAnon after it: {large.anonymous():.0f} MiB")


def backup(large):
    script = getting([f"/v1/escalations/{reference}/status" for reference in large.references], large.office)
    quiet = statistics.median(large.wrk(script, A.seconds, 16)["p99"] for _ in range(3))
    target = WORK.name + "/backup.db" if not os.environ.get("BACKUP") else os.environ["BACKUP"]
    began = time.monotonic()
    running = subprocess.Popen(
        [A.parley, "backup", target, "--data", large.data], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    during = []
    while running.poll() is None:
        during.append(large.wrk(script, A.seconds, 16)["p99"])
        if time.monotonic() - began > 300:
            running.terminate()
    took = time.monotonic() - began
    if running.returncode:
        print("- backup failed: " + running.stderr.read()[-300:])
        return
    size = os.path.getsize(target) / 1e6
    print(f"- backup of {size:,.0f} MB took {took:.1f} s; p99 of status quiet {quiet:.2f} ms, meanwhile {statistics.median(during):.2f} ms")
    judge("p99 of others during a backup, against quiet", statistics.median(during) / quiet, 3)
    os.unlink(target)


async def dashboards(large, seconds=12):
    """A thousand that poll every two seconds with the last ETag, beside fifty agencies that post twice a second."""
    polls, posts, ends = [], [], time.monotonic() + seconds
    agencies = [large.tokens[f"demo-{PARTNERSHIP}-{kind}"] for kind in ("st-hilda", "police", "health", "housing", "icb")]

    async def exchange(reader, writer, request):
        began = time.monotonic()
        writer.write(request.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"(?i)content-length: (\d+)", head)
        if length and " 304 " not in head.split("\r\n", 1)[0]:
            await reader.readexactly(int(length.group(1)))
        return time.monotonic() - began, head

    async def poll(number):
        await asyncio.sleep(random.random() * 2)
        reader, writer = await asyncio.open_connection("127.0.0.1", large.port)
        tag = ""
        while time.monotonic() < ends:
            took, head = await exchange(
                reader, writer, f"GET /v1/status HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {large.board}\r\n{tag}\r\n")
            polls.append(took)
            found = re.search(r"(?i)\r\netag: (\S+)", head)
            tag = f"If-None-Match: {found.group(1)}\r\n" if found else tag
            await asyncio.sleep(max(0, 2 - took))
        writer.close()

    async def post(number):
        await asyncio.sleep(random.random() / 2)
        reader, writer = await asyncio.open_connection("127.0.0.1", large.port)
        body = json.dumps({
            "policy": POLICY, "receiving": ["croydon-social-care"], "immediateRisk": "no",
            "summary": "We still worry.", "children": [{"name": "Robin Example"}]})
        at = 0
        while time.monotonic() < ends:
            at += 1
            took, head = await exchange(
                reader, writer,
                f"POST /v1/escalations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {agencies[number % 5]}\r\n"
                f"Idempotency-Key: \"d-{time.time_ns()}-{number}-{at}\"\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}")
            if " 201 " in head.split("\r\n", 1)[0]:
                posts.append(took)
            await asyncio.sleep(max(0, 0.5 - took))
        writer.close()

    before, began = large.cpu(), time.monotonic()
    await asyncio.gather(*[poll(n) for n in range(A.dashboards)], *[post(n) for n in range(A.agencies)])
    used, took = large.cpu() - before, time.monotonic() - began

    def p99(values):
        return sorted(values)[int(len(values) * 0.99)] * 1000 if values else float("nan")

    print(f"- {A.dashboards} dashboards polling every 2 s beside {A.agencies} agencies posting twice a second, {took:.0f} s: "
          f"{len(polls)} polls, p99 {p99(polls):.1f} ms; {len(posts)} raised, p99 {p99(posts):.1f} ms; "
          f"{used / took * 100:.0f} % of a core (the Python client shares the machine)", flush=True)


def verify(data):
    began = time.monotonic()
    done = subprocess.run([A.parley, "verify", "--data", data], capture_output=True, text=True)
    took = time.monotonic() - began
    events, access = re.search(r"(\d+) events, (\d+) access entries", done.stderr).groups()
    print(f"- verification of {int(events):,} events, {int(access):,} access entries: {took:.1f} s ({done.stderr.strip().rsplit(': ', 1)[-1]})")
    judge("verification, events a second", int(events) / took, 500_000, least=True)


small = Served(A.small, A.port)
large = Served(A.large, A.port + 1)
try:
    compare(small, large)
    report(small, large)
    backup(large)
    asyncio.run(dashboards(large))
    small.stop()
    large.stop()
    starts = []
    for _ in range(5):
        large = Served(A.large, A.port + 1)
        starts.append(large.started * 1000)
        large.stop()
    judge("start to first answer at the large", statistics.median(starts), 200, " ms")
    verify(A.large)
finally:
    for served in (small, large):
        if served.process.poll() is None:
            served.process.kill()
print("\n" + "\n".join("- " + verdict for verdict in verdicts))
