#!/usr/bin/env python3
"""The server beside nginx and Hummingbird 2, in one run: run.py SERVER_BINARY [--seconds 5] [--rounds 3]

Every round loads each server in turn with wrk, so that what else the machine does falls on all alike. Shown are
the medians: requests a second, p50 and p99 in ms, microseconds of the server's CPU for a request, RssAnon; and
ratios to nginx and Hummingbird. SERVER_BINARY is `conformance-server` built for release. Needs wrk and nginx
(Debian's packages); Hummingbird is left out where Benchmarks/.build has no HummingbirdPeer."""
import argparse, os, re, signal, statistics, subprocess, sys, time, urllib.request

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("binary")
ap.add_argument("--seconds", type=int, default=5)
ap.add_argument("--rounds", type=int, default=3)
ap.add_argument("--connections", type=int, nargs="*", default=[1, 64, 1000])
ap.add_argument("--port", type=int, default=21080, help="and the two after it")
A = ap.parse_args()
HERE = os.path.dirname(os.path.abspath(__file__))
PEER = HERE + "/.build/release/HummingbirdPeer"


def start(name, port):
    if name == "parley":
        command = [A.binary, "--port", str(port), "--loops", str(os.cpu_count())]
    elif name == "nginx":
        text = open(HERE + "/nginx.conf").read().replace("21081", str(port))
        path = f"/tmp/bench-{port}.conf"
        open(path, "w").write(text)
        command = ["nginx", "-c", path]
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
    total = 0
    for each in family(pid):
        fields = open(f"/proc/{each}/stat").read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def rss(pid):
    total = 0
    for each in family(pid):
        total += int(re.search(r"RssAnon:\s+(\d+)", open(f"/proc/{each}/status").read()).group(1))
    return total


def milliseconds(text):
    number, unit = re.match(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def load(process, port, path, connections):
    before = cpu(process.pid)
    out = subprocess.run(
        ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{A.seconds}s", "--latency", f"http://127.0.0.1:{port}{path}"],
        capture_output=True, text=True).stdout
    used = cpu(process.pid) - before
    count = int(re.search(r"(\d+) requests in", out).group(1))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
        "p50": milliseconds(re.search(r"\n\s+50%\s+(\S+)", out).group(1)),
        "p99": milliseconds(re.search(r"\n\s+99%\s+(\S+)", out).group(1)),
        "cpu": used / max(1, count) * 1e6, "rss": rss(process.pid), "bad": int(bad.group(1)) if bad else 0,
    }


names = ["parley", "nginx"] + (["hummingbird"] if os.path.exists(PEER) else [])
servers = {name: (start(name, A.port + n), A.port + n) for n, name in enumerate(names)}
try:
    print(f"{'answer':14} {'conns':>5} {'server':12} {'req/s':>9} {'p50 ms':>8} {'p99 ms':>8} {'CPU us':>7} {'KiB':>7}  x nginx  x Hummingbird")
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
                ratio = lambda peer: f"{m['rate'] / middle[peer]['rate']:.2f}" if peer in middle else "-"
                print(f"{title:14} {connections:5} {name:12} {m['rate']:9.0f} {m['p50']:8.2f} {m['p99']:8.2f} {m['cpu']:7.2f} {m['rss']:7.0f}  {ratio('nginx'):>7}  {ratio('hummingbird'):>7}"
                      + (f"  BAD {m['bad']}" if m["bad"] else ""), flush=True)
finally:
    for process, _ in servers.values():
        process.send_signal(signal.SIGTERM)
    for process, _ in servers.values():
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
