#!/usr/bin/env bash
# model_run_check.sh
#		A run is closed as it is checked, whatever others do meanwhile: who
#		still writes to it, or closes another one, is waited for and seen.

done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
base=regie_model_run
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-model-run.XXXXXX")
leave() {
	dropdb --if-exists $base
	rm -rf "$work"
} 2>/dev/null
trap leave EXIT
run() { psql -XqAtd $base -v ON_ERROR_STOP=1 -c "SET client_min_messages = warning" -c "$1" 2>&1; }

# both FIRST SECOND: FIRST holds its transaction open until SECOND, in another
# session, waits for it or is done; prints what SECOND says.
both() {
	printf '%s\n' "BEGIN; $1; SELECT 'entered';" >"$work/first"
	# shellcheck disable=SC2016
	cat >>"$work/first" <<-'SQL'
		DO $$
		BEGIN
			FOR i IN 1 .. 300 LOOP
				EXIT WHEN EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'second' AND wait_event_type = 'Lock');
				PERFORM pg_sleep(0.02), pg_stat_clear_snapshot();
			END LOOP;
		END
		$$;
		COMMIT;
	SQL
	psql -XqAtd $base -v ON_ERROR_STOP=1 -f "$work/first" >"$work/out" 2>&1 &
	until grep -q 'entered\|ERROR' "$work/out" 2>/dev/null; do sleep 0.02; done
	PGAPPNAME=second run "$2"
	wait
	grep ERROR "$work/out"
}

createdb $base
run "CREATE EXTENSION regie" && run "SET regie.today = '2026-11-23';
	SELECT count(*) FROM regie.load_example();
	SELECT count(*) FROM (VALUES ('A', daterange '[2026-01-01,2027-01-01)'), ('B', '[2026-01-01,2027-01-01)'), ('C', '[2027-01-01,2028-01-01)')) AS v (code, period),
		regie.make_run(v.code, 'DDV', 'actual', v.period, collar => false)" >/dev/null
tamper="UPDATE regie.run_line SET amount = amount + s.sign, exact = exact + s.sign
	FROM (SELECT number, CASE WHEN row_number() OVER (ORDER BY number) = 1 THEN 1 ELSE -1 END AS sign
		  FROM regie.run_line WHERE run = 'A' ORDER BY number LIMIT 2) AS s
	WHERE run = 'A' AND run_line.number = s.number"

both "$tamper" "SELECT count(*) FROM regie.close_run('A')" | grep -q 'is not what it calculates'
ok $? "who closes a run waits for who writes to it, and sees what was written"
run "SELECT count(*) FROM regie.remake_run('A')" >/dev/null
both "SELECT FROM regie.close_run('A')" "$tamper" | grep -q 'run "A" is closed'
ok $? "who writes to a run waits for who closes it, and is refused"
run "SELECT count(*) FROM regie.close_run('B')" | grep -q 'cannot be closed beside run "A"'
ok $? "two runs with the same costs are not closed beside each other"

run "SELECT count(*) FROM (VALUES ('D'), ('E')) AS v (code), regie.make_run(v.code, 'DDV', 'budget', '[2023-01-01,2024-01-01)')" >/dev/null
both "DELETE FROM regie.run_line WHERE run = 'D' AND number = 1" "SELECT count(*) FROM regie.close_run('D')" | grep -q 'is not what it calculates'
ok $? "a row that is being deleted is missed"
run "SELECT count(*) FROM regie.remake_run('D')" >/dev/null
both "SELECT FROM regie.close_run('D')" "SELECT count(*) FROM regie.close_run('E')" | grep -q 'cannot be closed beside run "D"'
ok $? "nor by two at the same moment"

# A transaction that reads an older state would check that.
for level in 'REPEATABLE READ' 'SERIALIZABLE'; do
	run "BEGIN ISOLATION LEVEL $level; SELECT FROM regie.close_run('C'); COMMIT" | grep -q 'cannot be closed at this isolation level'
	ok $? "at $level a run is not closed"
done
run "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM regie.remake_run('C'); COMMIT" | grep -q '^[0-9]'
ok $? "though it can be made there"
[ "$(run "SELECT string_agg(code || ' ' || status, ', ' ORDER BY code) FROM regie.allocation_run WHERE code IN ('A', 'B', 'C', 'D', 'E')")" = "A final, B draft, C draft, D final, E draft" ]
ok $? "what is closed is closed"
[ -z "$(run "SELECT c.* FROM regie.allocation_run AS r, regie.check_run(r.code) AS c WHERE r.status = 'final'")" ]
ok $? "and calculates to itself"
echo "1..$done_tests"
