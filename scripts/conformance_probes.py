#!/usr/bin/env python3
"""Probes of a running HTTP server that go beyond single cases: order, limits, refusals that can be read,
nothing reflected, odd paths, many connections, resets, mutations. Standard library only.

  conformance_probes.py HOST PORT [--path /health/live] [--only NAME] [--mutations N] [--pid N [--waiting PATH]]

With --pid the memory and descriptors of the server are compared before and after, its system calls are counted, and
descriptors are taken from it; `--only stopping` ends it, with a request waiting at PATH."""
import argparse, json, os, random, re, resource, shutil, signal, socket, subprocess, sys, tempfile, time

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("host")
ap.add_argument("port", type=int)
ap.add_argument("--path", default="/health/live")
ap.add_argument("--only", action="append")
ap.add_argument("--mutations", type=int, default=5000)
ap.add_argument("--connections", type=int, default=500)
ap.add_argument("--resets", type=int, default=1000)
ap.add_argument("--pid", type=int)
ap.add_argument("--waiting")
A = ap.parse_args()
HOST = b"Host: localhost\r\n"
PATH = A.path.encode()
GET = b"GET " + PATH + b" HTTP/1.1\r\n" + HOST + b"\r\n"


def connect():
    return socket.create_connection((A.host, A.port), timeout=10)


def talk(raw, half_close=False):
    """Sends octets and reads to the end; b'' for a plain close, None for a reset or a hang."""
    s, got = connect(), b""
    try:
        s.sendall(raw)
        if half_close:
            s.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    try:
        while True:
            more = s.recv(65536)
            if not more:
                return got
            got += more
    except OSError:
        return got or None
    finally:
        s.close()


def status(answer):
    return int(answer[9:12]) if answer and answer.startswith(b"HTTP/1.1 ") else None


def statuses(answer):
    return [int(x) for x in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer or b"")]


def close(request):
    return request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)


def must(is_true, claim):
    if not is_true:
        raise AssertionError(claim)


def pipelining():
    """1,000 requests in one write come back in order; a bad one as number 500 gives 499 and one 400."""
    many = b"".join(b"GET " + PATH + b" HTTP/1.1\r\n" + HOST + b"X-Request-Id: n%d\r\n\r\n" % n for n in range(999))
    answer = talk(many + close(GET))
    must(re.findall(rb"X-Request-Id: n(\d+)", answer) == [b"%d" % n for n in range(999)], "in order")
    must(statuses(answer) == [200] * 1000, "each once")
    answer = talk(GET * 499 + b"GET / HTTP/1.1\r\nHost : x\r\n\r\n" + GET * 500)
    must(statuses(answer) == [200] * 499 + [400], "499 answers and one refusal")


def expectation():
    """100 comes before the body; a body that is too large gets 413 and no 100."""
    s = connect()
    s.sendall(b"POST " + PATH + b" HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    s.settimeout(1)
    first = s.recv(65536)
    must(status(first) is not None, "an answer within a second")
    s.close()
    answer = talk(b"POST " + PATH + b" HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n")
    must(statuses(answer) == [413], f"413 and no 100, not {statuses(answer)}")


def head_is_get():
    """HEAD has the status and fields of GET, and no content."""
    strip = lambda a: re.sub(rb"(Date|X-Request-Id): [^\r]*", b"", a.split(b"\r\n\r\n", 1)[0])
    get, head = talk(close(GET)), talk(close(GET.replace(b"GET", b"HEAD", 1)))
    must(strip(get) == strip(head), f"the same head: {strip(get)} {strip(head)}")
    must(head.endswith(b"\r\n\r\n"), "no content")


def limits():
    """Lines and heads within the limits are read; beyond them the refusal can be read, every time."""
    line = lambda n: b"GET /" + b"a" * (n - 14) + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    must(status(talk(line(8000))) in (200, 404), "8,000 octets of request line are read")
    for n in (9_000, 65_000, 1_000_000):
        for _ in range(20):
            must(status(talk(line(n))) in (400, 414), f"a request line of {n}")
    for n in (101, 1_000, 10_000):
        for _ in range(20):
            must(status(talk(close(GET)[:-2] + b"X: y\r\n" * n + b"\r\n")) == 431, f"{n} fields")
    for _ in range(20):
        must(status(talk(close(GET)[:-2] + b"X: " + b"y" * 65536 + b"\r\n\r\n")) == 431, "a field of 64 KiB")
    body = b"x" * 3_000_000
    for _ in range(20):
        answer = talk(b"POST " + PATH + b" HTTP/1.1\r\n" + HOST + b"Content-Length: %d\r\n\r\n" % len(body) + body, True)
        must(status(answer) == 413, f"a large body: {answer and answer[:40]}")


def lengths():
    """Lengths and chunk sizes that are no numbers, or too large, are refused at once."""
    post = b"POST " + PATH + b" HTTP/1.1\r\n" + HOST
    for value in (b"18446744073709551616", b"9223372036854775808", b"4294967296", b"-1", b"+1", b"0x1", b"1 1", b"1,1", b""):
        started = time.monotonic()
        must(status(talk(post + b"Content-Length: " + value + b"\r\n\r\n")) in (400, 413), f"length {value}")
        must(time.monotonic() - started < 3, "at once")
    chunked = post + b"Transfer-Encoding: chunked\r\n\r\n"
    for chunk in (b"ffffffffffffffff\r\n", b"8000000000000000\r\n", b"00000000000000000001\r\n", b"1;" + b"e" * 65536 + b"\r\n",
                  (b"1;" + b"e" * 1024 + b"\r\nx\r\n") * 10_000, (b"1;" + b"e" * 200 + b"\r\nx\r\n") * 10_000):
        must(status(talk(chunked + chunk)) in (400, 413), f"chunk {chunk[:30]}")


def reflection():
    """Nothing that a client sends comes back in a head unescaped."""
    for value in (b"a%0d%0aX-Bad: y", b"a\rX-Bad: y", b"a\x00b", b"a b", b"\x1b[0m", b"\xc3\xa9", b"a" * 65):
        for request in (b"GET " + PATH + b" HTTP/1.1\r\n" + HOST + b"X-Request-Id: " + value + b"\r\nOrigin: " + value + b"\r\n\r\n",
                        b"GET /" + value.replace(b" ", b"%20") + b" HTTP/1.1\r\n" + HOST + b"\r\n"):
            answer = talk(close(request)) or b""
            head = answer.split(b"\r\n\r\n")[0]
            must(b"X-Bad" not in head and value not in head, f"{value} is not reflected in {head}")


def paths():
    """Paths that could be read in two ways: 400 or 404, never 200, never 5xx."""
    for path in (b"/../", b"/%2e%2e/", b"/%2f", b"//", b"/;x", b"/%00", b"/%zz", b"/%c0%af", b"/\\", b"/" * 5000,
                 PATH + b"/", PATH + b"/.", PATH + b"%20", PATH.upper(), b"/x/.." + PATH, b"/." + PATH):
        if path == PATH:
            continue
        got = status(talk(b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"))
        must(got in (400, 404, 405, 401, 414), f"{path[:40]}: {got}")


def strangers():
    """Other protocols and noise are refused or closed within the head's limit, and the server lives."""
    random.seed(1)
    for raw in (GET[:-2] + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
                GET[:-2] + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100, b"SSH-2.0-OpenSSH_9.0\r\n",
                bytes(random.randrange(256) for _ in range(1 << 20))):
        got = statuses(talk(raw, True))
        must(101 not in got and all(s < 500 or s == 505 for s in got), f"{raw[:30]}: {got}")
    must(status(talk(close(GET))) == 200, "alive")


def many():
    """Many idle connections do not keep others waiting."""
    held = [connect() for _ in range(A.connections)]
    started = time.monotonic()
    must(status(talk(close(GET))) == 200, "a fresh request")
    must(time.monotonic() - started < 1, "within a second")
    for s in held:
        s.close()


def resets():
    """Clients that reset at any point leave nothing behind."""
    random.seed(2)
    request = b"POST " + PATH + b" HTTP/1.1\r\n" + HOST + b"Content-Length: 20\r\n\r\n" + b"x" * 20 + GET * 5
    for _ in range(A.resets):
        s = connect()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        s.sendall(request[: random.randrange(len(request))])
        s.close()
    must(status(talk(close(GET))) == 200, "alive")


def mutations():
    """Octets flipped, put in and taken out of the wire cases: no crash, no 5xx of its own, no hang."""
    corpus = os.environ.get("CORPUS", "../shared/http-corpus") + "/cases.ndjson"
    if not os.path.exists(corpus):
        print("  (skipped: the wire cases are not there)")
        return
    import base64
    cases = [base64.b64decode(json.loads(line)["raw"]) for line in open(corpus)]
    cases = [raw for raw in cases if 0 < len(raw) < 4000]
    random.seed(3)
    for number in range(A.mutations):
        raw = bytearray(random.choice(cases))
        for _ in range(random.randrange(1, 4)):
            place = random.randrange(len(raw) + 1)
            match random.randrange(3):
                case 0 if place < len(raw): raw[place] ^= 1 << random.randrange(8)
                case 1: raw.insert(place, random.choice(b"\r\n \t:;,\x00\x80/%0a") if random.random() < 0.7 else random.randrange(256))
                case _ if place < len(raw): del raw[place]
        answer = talk(bytes(raw), True)
        must(all(s < 500 or s in (501, 505) for s in statuses(answer)), f"{statuses(answer)} to {bytes(raw)!r}")
        must(len(statuses(answer)) <= raw.count(b"\n") + 1, f"more answers than lines to {bytes(raw)!r}")
    must(status(talk(close(GET))) == 200, "alive")


def system_calls():
    """A small request costs one read and one write of its socket (strace -c)."""
    if not A.pid or not shutil.which("strace"):
        print("  (skipped: it wants --pid and strace)")
        return
    with connect() as s:
        def ask(times):
            for _ in range(times):
                s.sendall(GET)
                while not s.recv(65536):
                    pass
        ask(10)
        with tempfile.NamedTemporaryFile("r") as table:
            tracer = subprocess.Popen(
                ["strace", "-f", "-c", "-e", "trace=recvfrom,sendto,epoll_ctl,accept4", "-o", table.name, "-p", str(A.pid)],
                stderr=subprocess.DEVNULL)
            while process("TracerPid") == 0 and tracer.poll() is None:
                time.sleep(0.05)
            if tracer.poll() is not None:
                print("  (skipped: strace may not attach here)")
                return
            time.sleep(0.3)
            ask(500)
            tracer.send_signal(signal.SIGINT)
            tracer.wait(20)
            rows = [line.split() for line in table.read().splitlines()]
    counts = {row[-1]: int(row[3]) for row in rows if len(row) >= 5 and row[3].isdigit()}
    print(f"  (500 requests: {counts})")
    must(500 <= counts.get("recvfrom", 0) <= 510, f"one read a request, not {counts}")
    must(500 <= counts.get("sendto", 0) <= 510, f"one write a request, not {counts}")
    must(counts.get("epoll_ctl", 0) <= 50, f"registered once, not {counts}")


def broken_pipe():
    """SIGPIPE does not end it, nor does a client that goes before its answer."""
    if A.pid:
        os.kill(A.pid, signal.SIGPIPE)
    for _ in range(200):
        s = connect()
        s.sendall(GET * 20)
        s.close()
    must(status(talk(close(GET))) == 200, "alive")


def few_descriptors():
    """Without a descriptor left it serves those inside, does not turn in circles, and recovers."""
    if not A.pid:
        print("  (skipped: it wants --pid)")
        return
    inside = connect()
    inside.sendall(GET)
    inside.recv(65536)
    usual = resource.prlimit(A.pid, resource.RLIMIT_NOFILE)
    few = max(int(name) for name in os.listdir(f"/proc/{A.pid}/fd")) + 4
    resource.prlimit(A.pid, resource.RLIMIT_NOFILE, (few, usual[1]))
    outside = []
    try:
        for _ in range(60):
            outside.append(connect())
        used = cpu()
        for _ in range(15):
            time.sleep(0.1)
            inside.sendall(GET)
            must(b" 200 " in inside.recv(65536), "served inside")
        must(cpu() - used < 0.5, f"{cpu() - used} s of CPU for 15 requests")
    finally:
        resource.prlimit(A.pid, resource.RLIMIT_NOFILE, usual)
        for s in outside + [inside]:
            s.close()
    time.sleep(0.5)
    must(status(talk(close(GET))) == 200, "recovered")


def stopping():
    """SIGTERM: nobody new, requests in hand and those that wait are answered, idle connections close politely."""
    idle, begun, waiting = connect(), connect(), connect()
    idle.sendall(GET)
    idle.recv(65536)
    request = close(b"POST " + PATH + b" HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\n").replace(b"\r\nConnection: close", b"")
    begun.sendall(request + b"he")
    if A.waiting:
        waiting.sendall(GET.replace(PATH, A.waiting.encode()))
    time.sleep(0.3)
    os.kill(A.pid, signal.SIGTERM)
    must(idle.recv(65536) == b"", "an idle connection ends politely")
    for _ in range(100):
        try:
            connect().close()
        except OSError:
            break
        time.sleep(0.05)
    else:
        must(False, "nobody new is let in")
    begun.sendall(b"llo")
    answer = begun.recv(65536)
    must(status(answer) in (200, 405) and b"Connection: close" in answer, f"what had begun is answered: {answer[:80]}")
    if A.waiting:
        must(status(waiting.recv(65536)) == 200, "who waits is answered")


def process(field):
    with open(f"/proc/{A.pid}/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(field))


def cpu():
    fields = open(f"/proc/{A.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    before = (process("RssAnon"), len(os.listdir(f"/proc/{A.pid}/fd"))) if A.pid else None
    failed = 0
    for probe in (pipelining, expectation, head_is_get, limits, lengths, reflection, paths, strangers, many, resets, mutations, system_calls, broken_pipe,
                  few_descriptors, stopping):
        if probe.__name__ not in (A.only or [probe.__name__]) or (probe is stopping and not A.only):
            continue
        started = time.monotonic()
        try:
            probe()
            print(f"PASS {probe.__name__} ({time.monotonic() - started:.1f} s): {probe.__doc__}", flush=True)
        except (AssertionError, OSError) as fault:
            failed += 1
            print(f"FAIL {probe.__name__}: {fault}", flush=True)
    if before and not A.only:
        time.sleep(4)
        after = (process("RssAnon"), len(os.listdir(f"/proc/{A.pid}/fd")))
        print(f"RssAnon {before[0]} -> {after[0]} KiB, descriptors {before[1]} -> {after[1]}")
        if after[1] > before[1] or after[0] > before[0] + 10_240:
            failed += 1
            print("FAIL something was not given back")
    sys.exit(1 if failed else 0)


main()
