#!/usr/bin/env bash
# the server beside nginx and Hummingbird 2 with wrk, and the memory of idle connections
#
#   bench.sh [ARGUMENTS OF Benchmarks/run.py]
#
# Wants wrk and nginx (Debian's packages) and a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release -Xswiftc -cross-module-optimization --scratch-path .build-release \
  --product conformance-server
swift build -c release --package-path Benchmarks
server=.build-release/release/conformance-server
python3 Benchmarks/run.py "$server" "$@"

port=${PORT:-18099}
"$server" --port "$port" --loops 2 >/dev/null &
trap 'kill $!' EXIT
sleep 0.5
ulimit -n 20000
python3 Benchmarks/idle_memory.py 127.0.0.1 "$port" $! 10000
