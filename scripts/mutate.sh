#!/usr/bin/env bash
# change each rule of each policy in turn: some test must fail (POLICY=croydon, ONLY='*clock*', JOBS=2, NICE=19)
#
# A mutant is a policy with one duty, clock, condition or gate deleted or changed. The linter refuses it, or a
# test of the policy's clauses, run against the changed configuration, fails; what survives stands with its
# reason in Tests/mutation-survivors.json. See scripts/mutation/run.py.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${SKIP_BUILD:-}" ] || swift build --build-tests
exec nice -n "${NICE:-19}" python3 scripts/mutation/run.py --jobs "${JOBS:-2}" ${POLICY:+--policy "$POLICY"} ${ONLY:+--only "$ONLY"}
