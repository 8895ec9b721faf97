#!/usr/bin/env bash
# fuzz.sh [SECONDS]
#		Random inputs for what takes bytes from outside: each test/*_fuzz.c,
#		with libFuzzer under the address and undefined-behaviour sanitizers,
#		for so many seconds in total (300).  What it learns stays in
#		build/fuzz/<name>/corpus for the next run; an input that breaks
#		something is left beside it, and the status is not 0.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
need_fuzz

seconds=${1:-300}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "SECONDS must be a number above 0, not \"$seconds\""
targets=(test/*_fuzz.c)
each=$(((seconds + ${#targets[@]} - 1) / ${#targets[@]}))
status=0
# the algorithms of all rooms, as test/run.sh finds them
mapfile -t pure < <(grep -L -E 'common/compat\.h|postgres\.h|_pg\.h|common/memory\.h' src/*/*.c)
flags=(-g -O1 -fwrapv -Isrc -Itest/lib)

for target in "${targets[@]}"; do
	name=$(basename "$target" .c)
	work=build/fuzz/$name
	mkdir -p "$work/corpus" "$work/seeds"
	say "$name: $each seconds"
	cc "${flags[@]}" -o "$work/seeds.run" "test/${name}_unit.c" "${pure[@]}" -lm &&
		"$work/seeds.run" "$work/seeds" || die "the seeds of $name cannot be written"
	"$FUZZ_CC" "${flags[@]}" -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=undefined -o "$work/fuzz" "$target" "${pure[@]}" -lm ||
		die "$target cannot be compiled"
	"$work/fuzz" -max_total_time="$each" -max_len=512 -timeout=5 -print_final_stats=1 \
		-artifact_prefix="$work/" "$work/corpus" "$work/seeds" >"$work/log" 2>&1
	if [ $? = 0 ]; then
		sed -n -E 's/^stat::(number_of_executed_units|new_units_added): */   \1: /p' "$work/log"
	else
		tail -n 40 "$work/log"
		status=1
	fi
done
[ $status = 0 ] && say "fuzz: nothing found"
exit $status
