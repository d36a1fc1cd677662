#!/usr/bin/env python3
"""The server beside nginx and Hummingbird 2, in one run: run.py SERVER_BINARY [--seconds 2] [--rounds 3]

Every round loads each server in turn with wrk, so that what else the machine does falls on all alike. Shown are
the medians: requests a second, p50 and p99 in ms, microseconds of the server's CPU for a request, RssAnon; and
ratios to nginx and Hummingbird. SERVER_BINARY is `conformance-server` built for release. Needs wrk and nginx
(Debian's packages); Hummingbird is left out where Benchmarks/.build has no HummingbirdPeer."""
import argparse, os, re, shutil, signal, statistics, subprocess, sys, tempfile, time, urllib.request
import wrk

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("binary")
ap.add_argument("--seconds", type=int, default=2)
ap.add_argument("--rounds", type=int, default=3)
ap.add_argument("--connections", type=int, nargs="*", default=[1, 64, 1000])
ap.add_argument("--port", type=int, default=21080, help="and the two after it")
A = ap.parse_args()
HERE = os.path.dirname(os.path.abspath(__file__))
PEER = HERE + "/.build/release/HummingbirdPeer"
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
WORK = tempfile.TemporaryDirectory()
# What the ratios at 64 connections are meant to be: of requests a second to nginx, and to Hummingbird.
GOALS = {"200, 94 octets": (0.85, 2.0), "304": (0.9, None)}


def start(name, port):
    if name == "parley":
        command = [A.binary, "--port", str(port), "--loops", str(os.cpu_count())]
    elif name == "nginx":
        text = open(HERE + "/nginx.conf").read().replace("21081", str(port)).replace("/tmp/", WORK.name + "/")
        path = WORK.name + "/nginx.conf"
        open(path, "w").write(text)
        command = [NGINX, "-e", "stderr", "-c", path]
    else:
        command = [PEER, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).read()
            return process
        except OSError:
            time.sleep(0.05)
    sys.exit(f"{name} does not answer")


def family(pid):
    """The process and its workers."""
    kids = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [pid] + [int(k) for k in kids]


def cpu(pid):
    return sum(wrk.ticks(f"/proc/{each}/stat") for each in family(pid))


def rss(pid):
    total = 0
    for each in family(pid):
        total += int(re.search(r"RssAnon:\s+(\d+)", open(f"/proc/{each}/status").read()).group(1))
    return total


def load(process, port, path, connections):
    before = cpu(process.pid)
    out = subprocess.run(
        ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{A.seconds}s", "--latency", f"http://127.0.0.1:{port}{path}"],
        capture_output=True, text=True, timeout=A.seconds + 30).stdout
    used = cpu(process.pid) - before
    found = wrk.figures(out)
    return {**found, "cpu": used / max(1, found["count"]) * 1e6, "rss": rss(process.pid)}


names = ["parley", "nginx"] + (["hummingbird"] if os.path.exists(PEER) else [])
servers = {name: (start(name, A.port + n), A.port + n) for n, name in enumerate(names)}
try:
    print("| answer | connections | server | requests/s | x nginx | x Hummingbird | p50 ms | p99 ms | CPU us a request | x nginx | RssAnon KiB |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    verdicts = []
    for path, title in (("/", "200, 94 octets"), ("/unchanged", "304")):
        for connections in A.connections:
            samples = {name: [] for name in names}
            for _ in range(A.rounds):
                for name in names:
                    process, port = servers[name]
                    samples[name].append(load(process, port, path, connections))
            middle = {n: {k: statistics.median(s[k] for s in samples[n]) for k in samples[n][0]} for n in names}
            for name in names:
                m = middle[name]

                def ratio(peer, what="rate"):
                    return f"{m[what] / max(1e-9, middle[peer][what]):.2f}" if peer in middle else "-"

                print(f"| {title} | {connections} | {name} | {m['rate']:.0f} | {ratio('nginx')} | {ratio('hummingbird')} | {m['p50']:.2f} "
                      f"| {m['p99']:.2f} | {m['cpu']:.1f} | {ratio('nginx', 'cpu')} | {m['rss']:.0f} |"
                      + (f" BAD ANSWERS: {m['bad']:.0f}" if m["bad"] else ""), flush=True)
            if connections == 64:
                for peer, goal in zip(("nginx", "hummingbird"), GOALS[title]):
                    if goal and peer in middle:
                        got = middle["parley"]["rate"] / middle[peer]["rate"]
                        verdicts.append(f"{title}: {got:.2f} of {peer}, goal {goal}: {'met' if got >= goal else 'NOT MET'}")
                if "hummingbird" in middle:
                    ours, theirs = middle["parley"]["p99"], middle["hummingbird"]["p99"]
                    verdicts.append(f"{title}: p99 {ours:.2f} ms, Hummingbird {theirs:.2f}: {'met' if ours <= theirs else 'NOT MET'}")
    print("\nAt 64 connections\n" + "\n".join("- " + verdict for verdict in verdicts))
finally:
    for process, _ in servers.values():
        process.send_signal(signal.SIGTERM)
    for process, _ in servers.values():
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
