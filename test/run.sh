#!/usr/bin/env bash
# run.sh
#		All tests, in a throwaway cluster.  "run.sh unit" runs those that need
#		no server.  The last line counts: N passed, N failed.
#
# Every layer speaks TAP: C programs (test/*_unit.c, built with the address
# and undefined-behaviour sanitizers), pgTAP files (test/*.sql) and scripts
# (test/*_check.sh).  pg_regress (sql/, expected/) is counted from its own
# report.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
. test/lib/cluster.sh

passed=0
failed=0
LOG=build/log
mkdir -p "$LOG"
rm -f "$LOG"/*.status

# count_tap NAME STATUS: adds up one TAP log; a missing plan, a plan that is
# not met or a bad exit status is a failure too.
count_tap() {
	local log=$LOG/$1.log ok bad plan
	ok=$(grep -c '^ok ' "$log")
	bad=$(grep -c '^not ok ' "$log")
	plan=$(sed -n 's/^1\.\.\([0-9][0-9]*\)$/\1/p' "$log" | tail -n 1)
	if [ "$2" != 0 ] || [ -z "$plan" ] || [ "$plan" != $((ok + bad)) ]; then
		echo "   $1: exit status $2, plan ${plan:-none}, seen $((ok + bad)) (log: $log)"
		[ "$bad" -gt 0 ] || bad=1
	fi
	passed=$((passed + ok))
	failed=$((failed + bad))
	if [ "$bad" -gt 0 ]; then
		printf '%-28s %5d passed, %d FAILED\n' "$1" "$ok" "$bad"
		grep -E -A 8 '^not ok |ERROR|runtime error|Sanitizer' "$log" | head -n 60
	else
		printf '%-28s %5d passed\n' "$1" "$ok"
	fi
}

run_tap() {
	local name=$1
	shift
	"$@" >"$LOG/$name.log" 2>&1
	count_tap "$name" $?
}

# The algorithms of all rooms: C files that include no postgres.h.
pure_files() {
	grep -L -E 'common/compat\.h|postgres\.h|_pg\.h|common/memory\.h' src/*/*.c
}

UNIT_FLAGS="-g -O1 -Wall -Wextra -Werror -fwrapv -fsanitize=address,undefined -fno-sanitize-recover=undefined"

# All of them in one library, which each program takes its own from; what has
# not changed since the last time is not compiled again.
build_pure() {
	local f o stale=()
	mkdir -p build/unit/pure
	for f in $(pure_files); do
		o=build/unit/pure/$(basename "$f" .c).o
		if [ ! -e "$o" ] || [ "$f" -nt "$o" ] ||
			[ -n "$(find src test/run.sh -newer "$o" \( -name '*.h' -o -name run.sh \) -print -quit)" ]; then
			stale+=("$f" "$o")
		fi
	done
	if [ ${#stale[@]} -gt 0 ]; then
		# shellcheck disable=SC2086
		printf '%s\n' "${stale[@]}" | xargs -n 2 -P "$(nproc 2>/dev/null || echo 2)" \
			sh -c 'cc $0 -Isrc -c "$1" -o "$2"' "$UNIT_FLAGS" || return 1
	fi
	rm -f build/unit/libpure.a
	# shellcheck disable=SC2046
	ar rcs build/unit/libpure.a $(for f in $(pure_files); do echo "build/unit/pure/$(basename "$f" .c).o"; done)
}

# How many at a time: as many as there are processors.
workers=$(nproc 2>/dev/null || echo 2)

# One program: compiled and run, its exit status in a file.
run_unit() {
	local name=$1
	# shellcheck disable=SC2086
	if cc $UNIT_FLAGS -Isrc -Itest/lib -o "build/unit/$name" "test/$name.c" \
		build/unit/libpure.a -lm >"$LOG/$name.log" 2>&1; then
		"build/unit/$name" >"$LOG/$name.log" 2>&1
		echo $? >"$LOG/$name.status"
	else
		echo "not ok 1 - compiles" >>"$LOG/$name.log"
		echo 1 >"$LOG/$name.status"
	fi
}

run_units() {
	local t
	say "unit tests (no server; address and undefined-behaviour sanitizers)"
	mkdir -p build/unit
	if ! build_pure >"$LOG/pure.log" 2>&1; then
		echo "not ok 1 - the algorithms compile" >>"$LOG/pure.log"
		count_tap pure 1
		cat "$LOG/pure.log"
		return
	fi
	for t in test/*_unit.c; do
		while [ "$(jobs -rp | wc -l)" -ge "$workers" ]; do wait -n; done
		run_unit "$(basename "$t" .c)" &
	done
	wait
	for t in test/*_unit.c; do
		t=$(basename "$t" .c)
		count_tap "$t" "$(cat "$LOG/$t.status")"
		grep -q '^ok ' "$LOG/$t.log" || cat "$LOG/$t.log"
	done
}

run_regress() {
	local log=$LOG/regress.log ok bad status t
	say "pg_regress (sql/, expected/)"
	for t in sql/*.sql; do
		t=expected/$(basename "$t" .sql).out
		[ -e "$t" ] || { echo "   no $t yet: see results/"; : >"$t"; }
	done
	make -s PG_CONFIG="$PG_CONFIG" installcheck >"$log" 2>&1
	status=$?
	ok=$(grep -cE '^(test .*\.\.\. ok|ok [0-9])' "$log")
	bad=$(grep -cE '^(test .*\.\.\. FAILED|not ok [0-9])' "$log")
	if [ $status != 0 ] && [ "$bad" = 0 ]; then
		bad=1
		tail -n 20 "$log"
	fi
	passed=$((passed + ok))
	failed=$((failed + bad))
	printf '%-28s %5d passed, %d failed\n' regress "$ok" "$bad"
	[ "$bad" = 0 ] || head -n 200 regression.diffs 2>/dev/null
}

# Every workers-th file from a place on, in a database of their own.
run_pgtap_part() {
	local i=0 t name
	for t in test/*.sql; do
		case $t in test/bench_*) continue ;; esac
		i=$((i + 1))
		[ $((i % workers)) = "$1" ] || continue
		name=$(basename "$t" .sql)
		"$PGBIN/psql" -XqAtd "regie_tap_$1" -v ON_ERROR_STOP=1 -f "$t" \
			>"$LOG/$name.log" 2>&1
		echo $? >"$LOG/$name.status"
	done
}

run_pgtap() {
	local t k
	say "pgTAP (test/*.sql)"
	for k in $(seq 0 $((workers - 1))); do
		"$PGBIN/createdb" "regie_tap_$k" &&
			"$PGBIN/psql" -Xqd "regie_tap_$k" -c 'CREATE EXTENSION pgtap' \
				-c 'CREATE EXTENSION regie' || die "pgTAP or regie cannot be created"
	done
	for k in $(seq 0 $((workers - 1))); do run_pgtap_part "$k" & done
	wait
	for t in test/*.sql; do
		case $t in test/bench_*) continue ;; esac
		t=$(basename "$t" .sql)
		count_tap "$t" "$(cat "$LOG/$t.status")"
	done
}

run_checks() {
	local t
	say "scripts (test/*_check.sh)"
	for t in test/*_check.sh; do
		[ -e "$t" ] || continue
		run_tap "$(basename "$t" .sh)" bash "$t"
	done
}

if [ "${1:-}" = unit ]; then
	run_units
else
	need_test
	trap cluster_stop EXIT
	say "PostgreSQL $("$PG_CONFIG" --version), building and starting a throwaway cluster"
	cluster_start test
	run_units
	run_regress
	run_pgtap
	run_checks
fi

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
