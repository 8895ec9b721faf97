#!/usr/bin/env bash
# bench_flow.sh
#		The second part of the benchmark of flow, run by test/bench.sh in the
#		database that test/bench_flow.sql has filled: what does not depend on who
#		else uses the machine (CPU time, not the clock), the calculation alone
#		(test/bench_flow.c), memory, three sizes, and SciPy (test/bench_flow.py)
#		where Python has it.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
need_build
rounds=${ROUNDS:-3}
kinds="leaky clusters acyclic few_leak thousandth ring grid"
folder=$(mktemp -d "${TMPDIR:-/tmp}/regie-flow.XXXXXX")
trap 'rm -rf "$folder"' EXIT
sql() { "$PGBIN/psql" -XqtA -v ON_ERROR_STOP=1 -d bench "$@"; }

# cpu TABLE EXPRESSION: CPU seconds (the least of the rounds) and the peak of
# the process, in kilobytes, as the server counts them.
cpu() {
	{
		echo "SET work_mem = '1GB'; SET jit = off; SET max_parallel_workers_per_gather = 0;"
		echo "SET regie.memory_limit = '4GB'; SET client_min_messages = log; SET log_executor_stats = on;"
		for _ in $(seq "$rounds"); do
			echo "SELECT count(s) FROM (SELECT $2 OVER () AS s FROM $1) q;"
		done
	} | sql 2>&1 | awk '/ s user, / { gsub(/[^0-9.]+/, " "); c = $1 + $2; if (least == "" || c < least) least = c }
		/max resident size/ { gsub(/[^0-9]+/, " "); peak = $1 }
		END { print least, peak }'
}

# The sums of two networks beside each other, and what flow takes more.
compare() {
	local name=$1 file=$2 sum flow alone
	sum=$(cpu "$name" "sum(amount)")
	flow=$(cpu "$name" "regie.flow(source, target, amount, weight)")
	alone=$("$folder/bench_flow" "$file" "$rounds") || die "the calculation of $name failed"
	echo "$name $sum $flow $alone" | awk '{ printf "%-18s %9d %7.2f %7.2f %7.1f %9.2f %9.2f %9.2f %7.2f %7.1f %8d %6d %5d\n",
		$1, $6, $2, $4, $4 / $2, $7, $8, $9, $10, ($4 - $10) / $2, ($5 - $3) / 1024, $12, $13 }'
	echo "$(basename "$file") $alone" >>"$folder/alone"
}

head_line() {
	printf '%-18s %9s %7s %7s %7s %9s %9s %9s %7s %7s %8s %6s %5s\n' network rows "sum, s" "flow, s" ratio \
		"graph, s" "exact, s" "round, s" "all, s" "without" "more MB" "unbal." "far"
}

# shellcheck disable=SC2046
cc -O2 -ffp-contract=off -fwrapv -Isrc -o "$folder/bench_flow" test/bench_flow.c \
	$(grep -L -E 'common/compat\.h|postgres\.h|_pg\.h|common/memory\.h' src/*/*.c) -lm ||
	die "test/bench_flow.c does not compile"

say "flow, CPU seconds (the least of $rounds); of these the calculation alone: graph, exact flows, rounding, all; the ratio
   without it; megabytes at the peak more than sum takes; pools that do not balance and flows that are a cent off"
head_line
for kind in $kinds; do
	sql -c "\\copy net_$kind TO $folder/net_$kind"
	compare "net_$kind" "$folder/net_$kind"
done

say "the first network in three sizes"
head_line
for pools in 10000 100000 500000; do
	sql -c 'DROP TABLE net_leaky' -c "SET work_mem = '1GB'" -c "SELECT bench.make('leaky', $pools)" >/dev/null
	sql -c "\\copy net_leaky TO $folder/net_of_$pools"
	compare net_leaky "$folder/net_of_$pools"
	[ "$pools" = 10000 ] || rm "$folder/net_of_$pools"
done

for python in python3 /usr/bin/python3; do
	if "$python" -c 'import scipy.sparse.linalg' 2>/dev/null; then
		say "the exact flows by SciPy, CPU seconds"
		for pools in 1000 3000; do
			sql -c 'DROP TABLE net_leaky' -c "SELECT bench.make('leaky', $pools)" >/dev/null
			sql -c "\\copy net_leaky TO $folder/net_of_$pools"
			echo "net_of_$pools $("$folder/bench_flow" "$folder/net_of_$pools" "$rounds")" >>"$folder/alone"
		done
		OPENBLAS_NUM_THREADS=1 "$python" test/bench_flow.py "$folder"
		exit
	fi
done
echo "SciPy is not there (apt-get install python3-scipy): the comparison with it is left out"
