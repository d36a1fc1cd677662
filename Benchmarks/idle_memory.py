#!/usr/bin/env python3
"""Private memory of idle keep-alive connections: idle_memory.py HOST PORT PID [COUNT] [PATH]
Opens connections, asks once on each, and compares the server's RssAnon with what it was before."""
import resource, socket, sys, time

host, port, pid = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
count = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000
path = sys.argv[5] if len(sys.argv) > 5 else "/"
resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, max(count + 100, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def rss():
    with open(f"/proc/{pid}/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def ask(s):
    s.sendall(request)
    s.recv(65536)


for _ in range(50):  # warm up
    with socket.create_connection((host, port)) as s:
        ask(s)
before = rss()
held = []
for _ in range(count):
    s = socket.create_connection((host, port))
    ask(s)
    held.append(s)
time.sleep(1)
during = rss()
for s in held:
    s.close()
time.sleep(3)
print(f"{count} idle connections: RssAnon {before} -> {during} KiB, {(during - before) * 1024 / count:.0f} octets each; {rss()} KiB after they went")
