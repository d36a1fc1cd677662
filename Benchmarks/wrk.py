"""What wrk prints and what the system counts, as numbers."""
import os
import re


def milliseconds(text):
    number, unit = re.match(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def figures(out):
    """Requests a second, median and p99 in ms, requests, and how many were answered other than 2xx or 3xx."""
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
        "p50": milliseconds(re.search(r"\n\s+50%\s+(\S+)", out).group(1)),
        "p99": milliseconds(re.search(r"\n\s+99%\s+(\S+)", out).group(1)),
        "count": int(re.search(r"(\d+) requests in", out).group(1)),
        "bad": int(bad.group(1)) if bad else 0,
    }


def ticks(path):
    """Seconds of CPU that a process or a thread has used, from its `stat`."""
    fields = open(path).read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
