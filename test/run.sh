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
rm -f "$LOG"/*.status "$LOG"/*.log

# count_tap NAME STATUS: adds up one TAP log; a missing plan, a plan that is
# not met or a bad exit status is a failure too.
count_tap() {
	local log=$LOG/$1.log ok bad plan
	[ -e "$log" ] || : >"$log"
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

# How many at a time: as many as there are processors.
workers=$(nproc 2>/dev/null || echo 2)

# These take longest, so they are begun first; the order of the others is of
# no matter.
LONGEST="model_security_check model model_run model_key regress report_bill readme_check model_check"

# work_queue COUNT RUN NAME...: calls "RUN NAME" for each name, in processes of
# their own, as soon as one of the workers is free, and "COUNT NAME STATUS"
# here when it has ended.  RUN leaves its exit status in NAME.status; where
# there is none, as the process is lost, the status is "lost".
work_queue() {
	local count=$1 run=$2 name running=()
	shift 2
	for name in "$@"; do
		while [ "$(jobs -rp | wc -l)" -ge "$workers" ]; do
			wait -n
			count_ended
		done
		"$run" "$name" &
		running+=("$name")
	done
	wait
	count_ended
	for name in "${running[@]}"; do "$count" "$name" lost; done
}

# Part of work_queue: what has ended is counted, what has not stays in running.
count_ended() {
	local name left=()
	for name in "${running[@]}"; do
		if [ -s "$LOG/$name.status" ]; then
			"$count" "$name" "$(cat "$LOG/$name.status")"
		else
			left+=("$name")
		fi
	done
	running=("${left[@]}")
}

# names PATTERN: of the tests, without their ends; what measures speed is none.
names() {
	local t
	for t in test/$1; do
		t=${t##*/}
		case $t in bench_* | '*'*) ;; *) echo "${t%.*}" ;; esac
	done
}

# longest_first NAME...: the names, those of LONGEST before the others.
longest_first() {
	local name
	for name in $LONGEST; do
		case " $* " in *" $name "*) echo "$name" ;; esac
	done
	for name in "$@"; do
		case " $LONGEST " in *" $name "*) ;; *) echo "$name" ;; esac
	done
}

# A cluster that is gone afterwards need not survive a crash.  To compile a
# query takes longer than to run it on the few rows of a test: that is done
# only where model_check.sh reads each report once.
TEST_SETTINGS=("full_page_writes = off" "jit = off")

# The algorithms of all rooms: C files that include no postgres.h.
pure_files() {
	grep -L -E 'common/compat\.h|postgres\.h|_pg\.h|common/memory\.h' src/*/*.c
}

UNIT_FLAGS="-g1 -O1 -Wall -Wextra -Werror -fwrapv -fsanitize=address,undefined -fno-sanitize-recover=undefined"

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
	say "unit tests (no server; address and undefined-behaviour sanitizers)"
	mkdir -p build/unit
	if ! build_pure >"$LOG/pure.log" 2>&1; then
		echo "not ok 1 - the algorithms compile" >>"$LOG/pure.log"
		count_tap pure 1
		cat "$LOG/pure.log"
		return
	fi
	# shellcheck disable=SC2046
	work_queue count_unit run_unit $(names '*_unit.c')
}

count_unit() {
	count_tap "$1" "$2"
	grep -q '^ok ' "$LOG/$1.log" || cat "$LOG/$1.log"
}

run_regress() {
	make -s PG_CONFIG="$PG_CONFIG" installcheck >"$LOG/regress.log" 2>&1
	echo $? >"$LOG/regress.status"
}

count_regress() {
	local log=$LOG/regress.log ok bad
	[ -e "$log" ] || : >"$log"
	ok=$(grep -cE '^(test .*\.\.\. ok|ok [0-9])' "$log")
	bad=$(grep -cE '^(test .*\.\.\. FAILED|not ok [0-9])' "$log")
	if [ "$1" != 0 ] && [ "$bad" = 0 ]; then
		bad=1
		tail -n 20 "$log"
	fi
	passed=$((passed + ok))
	failed=$((failed + bad))
	printf '%-28s %5d passed, %d failed\n' regress "$ok" "$bad"
	[ "$bad" = 0 ] || head -n 200 regression.diffs 2>/dev/null
}

# A pgTAP file, in a database of its own.
run_pgtap() {
	local status
	{
		"$PGBIN/createdb" -T "$REGIE_TEMPLATE" "regie_tap_$1" &&
			"$PGBIN/psql" -Xqd "regie_tap_$1" -c 'CREATE EXTENSION pgtap' &&
			"$PGBIN/psql" -XqAtd "regie_tap_$1" -v ON_ERROR_STOP=1 -f "test/$1.sql"
		status=$?
		"$PGBIN/dropdb" --if-exists "regie_tap_$1"
	} >"$LOG/$1.log" 2>&1
	echo $status >"$LOG/$1.status"
}

run_check() {
	bash "test/$1.sh" >"$LOG/$1.log" 2>&1
	echo $? >"$LOG/$1.status"
}

# All that needs the server, in one queue.
run_served() {
	if [ "$1" = regress ]; then
		run_regress
	elif [ -e "test/$1.sh" ]; then
		run_check "$1"
	else
		run_pgtap "$1"
	fi
}

count_served() {
	if [ "$1" = regress ]; then count_regress "$2"; else count_tap "$1" "$2"; fi
}

run_server_tests() {
	local t
	say "pg_regress (sql/, expected/), pgTAP (test/*.sql), scripts (test/*_check.sh)"
	for t in sql/*.sql; do
		t=expected/$(basename "$t" .sql).out
		[ -e "$t" ] || { echo "   no $t yet: see results/"; : >"$t"; }
	done
	# Databases with the extension are copies of one, as to copy is faster.
	export REGIE_TEMPLATE=regie_template
	"$PGBIN/createdb" $REGIE_TEMPLATE &&
		"$PGBIN/psql" -Xqd $REGIE_TEMPLATE -c 'CREATE EXTENSION regie' || die "regie cannot be created"
	# shellcheck disable=SC2046
	work_queue count_served run_served $(longest_first regress $(names '*.sql') $(names '*_check.sh'))
}

if [ "${1:-}" = unit ]; then
	run_units
else
	need_test
	trap cluster_stop EXIT
	say "PostgreSQL $("$PG_CONFIG" --version), building and starting a throwaway cluster"
	cluster_start test "${TEST_SETTINGS[@]}"
	run_units
	run_server_tests
fi

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
