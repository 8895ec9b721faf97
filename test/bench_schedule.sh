#!/usr/bin/env bash
# bench_schedule.sh
#		The second part of the benchmark of schedule, run by test/bench.sh in the
#		database that test/bench_schedule.sql has filled: the same links in
#		networkx (test/bench_schedule.py), where Python has it.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
need_build
if ! python3 -c 'import networkx' 2>/dev/null; then
	say "Python has no networkx: it is left out"
	exit 0
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/regie-schedule.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$PGBIN/psql" -XqtA -v ON_ERROR_STOP=1 -d bench -c "COPY schedule_edge TO STDOUT" >"$folder/edges" || exit 1
python3 test/bench_schedule.py "$folder/edges"
