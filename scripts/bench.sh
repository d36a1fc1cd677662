#!/usr/bin/env bash
# beside nginx and Hummingbird 2 with GRDB: answers, status, raising; and the memory of idle connections
#
#   bench.sh [ARGUMENTS OF Benchmarks/run.py]
#
# Installs wrk and nginx (Debian's packages) if they are missing, builds the server and the peers, and measures for
# about five minutes. It wants a machine that does nothing else. PORT=21080 and the five after it are used;
# Hummingbird is left out, with a word, where its packages cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh bench
port=${PORT:-21080}
server=.build-release/release/conformance-server
swift build -c release -Xswiftc -cross-module-optimization --scratch-path .build-release \
  --product conformance-server
make release
swift build -c release --package-path Benchmarks ||
  echo "Hummingbird could not be built: the table goes without it."

# Ten thousand connections need as many descriptors, on both sides.
ulimit -n 20480 2>/dev/null || ulimit -n "$(ulimit -H -n)"
python3 Benchmarks/run.py "$server" --port "$port" "$@"
python3 Benchmarks/record.py .build-release/release/parley --port $((port + 4))

"$server" --port $((port + 3)) --loops 2 >/dev/null &
pid=$!
trap 'kill $pid' EXIT
sleep 0.5
python3 Benchmarks/idle_memory.py 127.0.0.1 $((port + 3)) "$pid" 10000
