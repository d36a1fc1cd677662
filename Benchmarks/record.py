#!/usr/bin/env python3
"""Parley beside Hummingbird 2 with GRDB, in one run, on copies of one store: record.py PARLEY [--rounds 3] [--seconds 3]

One escalation's status by id, and raising one, durable on return (`synchronous=FULL` on both sides), at 64 keep-alive
connections, in turn, so that what else the machine does falls on both. Shown are medians and ratios; then what a raise
costs Parley's writer, and how many raises share one fsync (with strace, where it is there)."""
import argparse, json, os, shutil, signal, sqlite3, statistics, subprocess, sys, tempfile, time, urllib.request
import wrk

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("parley")
ap.add_argument("--port", type=int, default=21084, help="and the next")
ap.add_argument("--rounds", type=int, default=3)
ap.add_argument("--seconds", type=int, default=3)
ap.add_argument("--connections", type=int, default=64)
ap.add_argument("--count", type=int, default=2000, help="escalations in the store")
A = ap.parse_args()
HERE = os.path.dirname(os.path.abspath(__file__))
PEER = HERE + "/.build/release/GRDBPeer"
KINDS = ("st-hilda", "police", "health", "housing", "icb")
# Requests a second as many times the peer's.
GOALS = {"status by id": 6, "raise": 3}


def fill(folder):
    """A store of invented escalations; a copy of its database for the peer, its tokens and references."""
    subprocess.run([A.parley, "demonstrate", "--data", folder + "/parley", "--count", str(A.count), "--in-full", "5"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.copyfile(folder + "/parley/parley.db", folder + "/peer.db")
    tokens = json.load(open(folder + "/parley/demonstration-tokens.json"))
    db = sqlite3.connect(folder + "/peer.db")
    references = [row[0] for row in db.execute(
        "SELECT s.reference FROM participation p JOIN stream s ON s.id = p.escalation_id "
        "JOIN agency a ON a.id = p.agency_id WHERE a.name = 'croydon-st-hilda' AND p.left_event IS NULL")]
    db.close()
    open(folder + "/references", "w").write("\n".join(references))
    return [tokens["demo-croydon-" + kind] for kind in KINDS]


def start(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).read()
            return process
        except urllib.error.HTTPError:
            return process
        except OSError:
            time.sleep(0.05)
    sys.exit(f"{command[0]} does not answer")


def status_script(folder, tokens):
    return f"""
local paths, at = {{}}, 0
for line in io.lines("{folder}/references") do paths[#paths + 1] = "/v1/escalations/" .. line .. "/status" end
local headers = {{ ["Authorization"] = "Bearer {tokens[0]}" }}
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], headers)
end
"""


def raise_script(tokens):
    return """
local tokens = {%s}
local at, threads = 0, 0
function setup(thread) thread:set("number", threads) threads = threads + 1 end
local base = os.getenv("BASE")
local body = '{"policy":"croydon","receiving":["croydon-social-care"],"immediateRisk":"no",' ..
  '"summary":"We referred a child; the referral was closed and we still worry.","children":[{"name":"Robin Example"}]}'
function request()
  at = at + 1
  return wrk.format("POST", "/v1/escalations", {
    ["Authorization"] = "Bearer " .. tokens[at %% #tokens + 1], ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = '"' .. base .. '-' .. number .. '-' .. at .. '"'}, body)
end
""" % ",".join(f'"{token}"' for token in tokens)


def threads(pid):
    return {task: wrk.ticks(f"/proc/{pid}/task/{task}/stat") for task in os.listdir(f"/proc/{pid}/task")}


def load(process, port, script, folder, seconds):
    path = folder + "/load.lua"
    open(path, "w").write(script)
    before, began = wrk.ticks(f"/proc/{process.pid}/stat"), threads(process.pid)
    out = subprocess.run(
        ["wrk", "-t2", f"-c{A.connections}", f"-d{seconds}s", "--latency", "-s", path, f"http://127.0.0.1:{port}"],
        capture_output=True, text=True, timeout=seconds + 60, env=dict(os.environ, BASE=str(time.time_ns()))).stdout
    used = wrk.ticks(f"/proc/{process.pid}/stat") - before
    busiest = max(value - began.get(task, 0) for task, value in threads(process.pid).items())
    found = wrk.figures(out)
    count = max(1, found["count"])
    return {**found, "cpu": used / count * 1e6, "busiest": busiest / count * 1e6}


def syncs(process, port, script, folder):
    """How many raises come to one fsync, counted while nothing else is measured."""
    if not shutil.which("strace"):
        return None
    counting = subprocess.Popen(
        ["strace", "-f", "-c", "-e", "trace=fdatasync,fsync", "-p", str(process.pid)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    count = load(process, port, script, folder, A.seconds)["count"]
    counting.send_signal(signal.SIGINT)
    table = counting.communicate(timeout=30)[1]
    made = sum(int(row.split()[3]) for row in table.splitlines() if row.strip().endswith(("fdatasync", "fsync")))
    return count / made if made else None


folder = tempfile.mkdtemp(prefix="parley-bench-")
tokens = fill(folder)
servers = {"parley": (start([A.parley, "serve", "--data", folder + "/parley", "--port", str(A.port), "--demo",
                             "--set", "http.requestsPerCredential=0", "--set", "http.requestsPerMinute=0"], A.port), A.port)}
if os.path.exists(PEER):
    servers["Hummingbird + GRDB"] = (start([PEER, str(A.port + 1), folder + "/peer.db"], A.port + 1), A.port + 1)
else:
    print("Hummingbird with GRDB could not be built: the table goes without it.")
try:
    print("| operation, 64 connections | server | requests/s | x peer | p50 ms | p99 ms | CPU us a request |\n|---|---|---|---|---|---|---|")
    verdicts = []
    for name, script in (("status by id", status_script(folder, tokens)), ("raise", raise_script(tokens))):
        samples = {server: [] for server in servers}
        for _ in range(A.rounds):
            for server, (process, port) in servers.items():
                samples[server].append(load(process, port, script, folder, A.seconds))
        middle = {s: {k: statistics.median(one[k] for one in samples[s]) for k in samples[s][0]} for s in servers}
        peer = middle.get("Hummingbird + GRDB")
        for server, m in middle.items():
            ratio = f"{m['rate'] / peer['rate']:.2f}" if peer else "-"
            print(f"| {name} | {server} | {m['rate']:.0f} | {ratio} | {m['p50']:.2f} | {m['p99']:.2f} | {m['cpu']:.0f} |"
                  + (f" BAD ANSWERS: {m['bad']:.0f}" if m["bad"] else ""), flush=True)
        if peer:
            got = middle["parley"]["rate"] / peer["rate"]
            verdicts.append(f"{name}: {got:.2f} of Hummingbird + GRDB, goal {GOALS[name]}: {'met' if got >= GOALS[name] else 'NOT MET'}")
        if name == "raise":
            cost = middle["parley"]["busiest"]
            verdicts.append(f"the writer's CPU for a raise: {cost:.0f} us, goal 250: {'met' if cost <= 250 else 'NOT MET'}")
            share = syncs(*servers["parley"], script, folder)
            if share:
                verdicts.append(f"raises that share one fsync: {share:.1f}, goal 8: {'met' if share >= 8 else 'NOT MET'}")
    print("\n" + "\n".join("- " + verdict for verdict in verdicts))
finally:
    for process, _ in servers.values():
        process.send_signal(signal.SIGTERM)
    for process, _ in servers.values():
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
    shutil.rmtree(folder, ignore_errors=True)
