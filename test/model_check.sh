#!/usr/bin/env bash
# model_check.sh
#		What only shows outside one session: pg_dump and restore keep the
#		users' rows and leave the labels alone; a role that may use only the
#		Dutch reports reads all of them and nothing else; reports work in a
#		read-only transaction; the glossary is what the labels say.

cd "$(dirname "$0")/.." || exit 1
. test/lib/sessions.sh
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-model.XXXXXX")
from=regie_model_from
to=regie_model_to
reader=regie_model_reader
leave() {
	dropdb --if-exists $from
	dropdb --if-exists $to
	psql -Xqd postgres -c "DROP ROLE IF EXISTS $reader"
	rm -rf "$work"
} 2>/dev/null
trap leave EXIT
run() { psql -XqAtd "$1" -v ON_ERROR_STOP=1 -c "$2" 2>&1; }
# everything that users entered, and everything that reports make of it
content() {
	local t
	{
		for t in $tables; do
			echo "SELECT '$t', x.* FROM regie.$t x ORDER BY x.*::text COLLATE \"C\";"
		done
		echo "SET regie.today = '2026-11-23';"
		for t in $views; do
			echo "SELECT '$t', x.* FROM regie_rapport.$t x ORDER BY x.*::text COLLATE \"C\";"
		done
	} | psql -XqAtd "$1" 2>&1
}

createdb $from
run $from "CREATE EXTENSION regie" >/dev/null
run $from "SELECT regie.load_example()" >/dev/null
tables=$(run $from "SELECT name FROM regie.model_table ORDER BY place")
views=$(run $from "SELECT viewname FROM pg_views WHERE schemaname = 'regie_rapport' ORDER BY 1")
count() { printf '%s\n' "$1" | grep -c .; }
run $from "CREATE TABLE bill AS SELECT 0.00000080000 AS billed_cost, 'USD' AS billing_currency,
		   '2026-09-01'::timestamptz AS billing_period_start, '2026-10-01'::timestamptz AS billing_period_end,
		   'x' AS vendor_column;
		   SELECT regie.import_focus('bill', '2026-09', 'DIENST'); DROP TABLE bill;
		   INSERT INTO regie.focus_rule (code, precedence, valid, tag_key, participant) VALUES ('TAG', 1, '[2020-01-01,)', 'gemeente', 'GM1771')" >/dev/null
# rows that came and went, so that the identities stand past the rows
run $from "INSERT INTO regie.party (code, kind, name) VALUES ('TEMP1', 'other', 'x'), ('TEMP2', 'other', 'y'); DELETE FROM regie.party WHERE code LIKE 'TEMP%'" >/dev/null
# own rows among those that the extension brings
run $from "INSERT INTO regie.threshold (authority, kind, valid, amount) VALUES ('sub-central', 'services', '[2026-07-01,)', 50000);
		   INSERT INTO regie.vat_treatment (code, name, name_nl, vat_is_charged, vat_passes_on) VALUES ('OWN', 'Own', 'Eigen', true, false);
		   UPDATE regie.cost SET vat_treatment = 'OWN', vat_amount = 1 WHERE code = '2026-ZAAK';
		   INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('GM0848', 'GM0820', '2029-01-01');
		   INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('OWN', 'Own', 'contribution', '{60,40}');
		   UPDATE regie.departure SET exit_schedule = 'OWN';
		   INSERT INTO regie.legal_form (code, name, name_nl, is_legal_person) VALUES ('OWN', 'Own', 'Eigen', false);
		   UPDATE regie.participation SET legal_form = 'OWN';
		   INSERT INTO regie.delivery_model (code, name, name_nl) VALUES ('OWN', 'Own', 'Eigen');
		   UPDATE regie.offer SET delivery_model = 'OWN' WHERE code = 'GM-1'" >/dev/null
# a closed run that corrects another one
run $from "SELECT regie.make_run('CORRECTED', 'DDV', 'actual', '[2025-01-01,2026-01-01)', corrects => 'WERKELIJK-2025'); SELECT regie.close_run('CORRECTED')" >/dev/null
content $from >"$work/from"
[ "$(count "$tables")" -ge 15 ] && [ "$(count "$views")" -ge 8 ] &&
	[ "$(grep -c . "$work/from")" -gt 250 ] && ! grep -q ERROR "$work/from"
ok $? "the example and its reports can be written down"

pg_dump -Fc -f "$work/dump" $from 2>"$work/warnings" && [ ! -s "$work/warnings" ]
ok $? "pg_dump, without a warning"
createdb $to
pg_restore --exit-on-error -d $to "$work/dump" >"$work/restore" 2>&1
ok $? "pg_restore"
sed 's/^/# /' "$work/restore"
content $to >"$work/to"
diff "$work/from" "$work/to" >"$work/diff"
ok $? "all rows and all reports are the same"
sed 's/^/# /' "$work/diff" | head -n 20
[ "$(run $from "SELECT count(*) FROM regie.label")" = "$(run $to "SELECT count(*) FROM regie.label")" ]
ok $? "labels are neither lost nor doubled"
[ "$(run $from "SELECT count(*) FROM regie.finding_kind")" = "$(run $to "SELECT count(*) FROM regie.finding_kind")" ]
ok $? "nor kinds of findings"
own="SELECT count(*) FILTER (WHERE seeded), count(*) FILTER (WHERE NOT seeded), min(threshold_id) FILTER (WHERE NOT seeded), regie.threshold_on('sub-central', 'services', '2026-07-01') FROM regie.threshold"
[ "$(run $from "$own")" = "90|1|1001|50000.00" ] && [ "$(run $to "$own")" = "90|1|1001|50000.00" ]
ok $? "thresholds that come with the extension are not doubled, an own one is kept"
own="SELECT count(*) FILTER (WHERE seeded), count(*) FILTER (WHERE NOT seeded), min(vat_treatment_id) FILTER (WHERE NOT seeded) FROM regie.vat_treatment"
[ "$(run $from "$own")" = "6|1|1001" ] && [ "$(run $to "$own")" = "6|1|1001" ]
ok $? "nor treatments of VAT, and a cost by an own one is restored"
own="SELECT count(*) FILTER (WHERE s.seeded), (SELECT exit_schedule FROM regie.departure) FROM regie.exit_schedule s"
[ "$(run $from "$own")" = "3|OWN" ] && [ "$(run $to "$own")" = "3|OWN" ]
ok $? "nor exit schedules, and a departure by an own one is restored"
own="SELECT count(*) FILTER (WHERE m.seeded), count(*) FILTER (WHERE NOT m.seeded), (SELECT count(*) FROM regie.legal_form), (SELECT string_agg(DISTINCT legal_form, ',') FROM regie.participation), (SELECT delivery_model FROM regie.offer WHERE code = 'GM-1') FROM regie.delivery_model m"
[ "$(run $from "$own")" = "6|1|6|OWN|OWN" ] && [ "$(run $to "$own")" = "6|1|6|OWN|OWN" ]
ok $? "nor legal forms and forms of delivery, and what uses own ones is restored"
run $to "UPDATE regie.threshold SET amount = 1 WHERE seeded" | grep -q 'cannot be changed'
ok $? "and the former still cannot be changed"
closed="SELECT (SELECT count(*) FROM regie.allocation_run WHERE status = 'final'), (SELECT count(*) FROM regie.allocation_run r, regie.check_run(r.code))"
[ "$(run $to "$closed")" = "4|0" ]
ok $? "closed runs are restored as they were, and calculate to themselves"
run $to "DELETE FROM regie.run_line WHERE run = 'CORRECTED'" | grep -q 'run "CORRECTED" is closed' &&
	run $to "INSERT INTO regie.run_line (run, number, cost, participant, basis, exact, rounding, amount)
		SELECT run, line_count + 1, 'X', 'GM1771', 'rule', 1, 0, 1 FROM (SELECT code AS run, line_count FROM regie.allocation_run WHERE code = 'CORRECTED') r" |
		grep -q 'run "CORRECTED" is closed'
ok $? "and still cannot be changed"
before=$(run $from "INSERT INTO regie.party (code, kind, name) VALUES ('NEXT', 'other', 'z') RETURNING party_id")
after=$(run $to "INSERT INTO regie.party (code, kind, name) VALUES ('NEXT', 'other', 'z') RETURNING party_id")
[ "$before" = 15 ] && [ "$before" = "$after" ]
ok $? "identities go on where they stood"
for t in $tables; do
	[ "$t" = focus_charge ] || echo "SELECT setval(pg_get_serial_sequence('regie.$t', '${t}_id'), nextval(pg_get_serial_sequence('regie.$t', '${t}_id')))
		>= (SELECT coalesce(max(${t}_id), 0) FROM regie.$t);"
done | psql -XqAtd $to 2>&1 | sort | uniq -c | grep -qx " *$(($(count "$tables") - 1)) t"
ok $? "of every table"
run $to "SELECT regie.load_example()" | grep -q 'the model already holds rows'
ok $? "the example is refused where there are rows"
pg_dump --inserts $from >"$work/inserts.sql" && dropdb $to && createdb $to &&
	psql -XqAtd $to -v ON_ERROR_STOP=1 -f "$work/inserts.sql" >"$work/restore" 2>&1
ok $? "restored from INSERT statements too"
content $to | grep -v '|NEXT|\|NEXT' >"$work/to"
diff <(grep -v NEXT "$work/from") "$work/to" >/dev/null
ok $? "with the same rows and reports"

# A role that may use the schema of Dutch reports, and no other.
run $from "CREATE ROLE $reader; GRANT USAGE ON SCHEMA regie_rapport TO $reader" >/dev/null
as_reader() { run $from "SET ROLE $reader; SET regie.today = '2026-11-23'; $1"; }
{
	echo "SET ROLE $reader; SET regie.today = '2026-11-23';"
	for t in $views; do echo "SELECT count(*) > 0 FROM regie_rapport.$t;"; done
} | psql -XqAtd $from >"$work/read" 2>&1
[ "$(sort -u "$work/read")" = t ] && [ "$(grep -c . "$work/read")" = "$(count "$views")" ]
ok $? "a role with USAGE on regie_rapport alone reads every report"
sed 's/^/# /' "$work/read" | grep -v '# t'
{
	echo "SET ROLE $reader;"
	for t in $tables label booked_share; do echo "SELECT count(*) FROM regie.$t;"; done
} | psql -XqAtd $from 2>&1 | grep -c 'permission denied for schema regie' >"$work/denied"
[ "$(cat "$work/denied")" = $(($(count "$tables") + 2)) ]
ok $? "and no table"
as_reader "SELECT count(*) FROM regie_report.cost_share" | grep -q 'permission denied for schema regie_report'
ok $? "and no English report"
as_reader "SELECT regie.load_example()" | grep -q 'permission denied for schema regie'
ok $? "and calls no function"
run $from "GRANT USAGE ON SCHEMA regie TO $reader; SET ROLE $reader; DELETE FROM regie.cost" | grep -q 'permission denied for table cost'
ok $? "and even with USAGE on regie writes nothing"
if [ "$(run $from "SELECT current_setting('server_version_num')::int >= 150000")" = t ]; then
	run $from "REVOKE SELECT ON regie.cost FROM PUBLIC" >/dev/null
	as_reader "SELECT count(*) FROM regie_rapport.kostenverdeling" | grep -q 'permission denied for table cost'
	ok $? "reports run with the reader's rights, not with their owner's"
	run $from "GRANT SELECT ON regie.cost TO PUBLIC;
		CREATE POLICY own ON regie.cost AS RESTRICTIVE FOR SELECT USING (kind = 'actual')" >/dev/null
	[ "$(as_reader "SELECT string_agg(DISTINCT soort, ',') FROM regie_rapport.betaling")" = werkelijk ]
	ok $? "and under row security they show the rows that the reader may see"
	run $from "DROP POLICY own ON regie.cost" >/dev/null
fi

# compiled where the planner thinks so, as on any server (see run.sh)
for t in $views; do
	echo "BEGIN READ ONLY; SELECT count(*) > 0 FROM regie_rapport.$t; COMMIT;"
done | PGOPTIONS='-c jit=on' psql -XqAtd $from 2>&1 | sort | uniq -c | grep -qx " *$(count "$views") t"
ok $? "reports can be read in a read-only transaction, compiled or not"
[ "$(run $from "SET search_path = ''; SET DateStyle = 'German'; SET TimeZone = 'UTC'; SET IntervalStyle = 'sql_standard'; SET regie.today = '2026-11-23';
	SELECT days_left FROM regie_report.contract_deadline WHERE contract = 'HOSTING'")" = 38 ]
ok $? "whatever the session's settings"

# Two sessions at one run: the second waits, and is told.
make_run="SELECT count(*) FROM regie.make_run('TWICE', 'DDV', 'budget', '[2020-01-01,2021-01-01)')"
both $from "$make_run" "$make_run" | grep -q 'duplicate key value violates unique constraint "allocation_run_pkey"'
ok $? "two sessions that make the same run: one does"
write="UPDATE regie.run_line SET exact = exact + 1, amount = amount + 1 WHERE run = 'TWICE' AND number = 1"
both $from "$write" "SELECT count(*) FROM regie.close_run('TWICE')" | grep -q 'run "TWICE" cannot be closed, as it is not what it calculates'
ok $? "who closes a run waits for who still writes to it, and sees it"
run $from "SELECT count(*) FROM regie.remake_run('TWICE')" >/dev/null
both $from "SELECT count(*) FROM regie.close_run('TWICE')" "$write" | grep -q 'run "TWICE" is closed'
ok $? "who writes to a run waits for who closes it, and is refused"
for n in 1 2; do run $from "SELECT count(*) FROM regie.make_run('BESIDE$n', 'DDV', 'budget', '[2021-01-01,2022-01-01)')" >/dev/null; done
both $from "SELECT count(*) FROM regie.close_run('BESIDE1')" "SELECT count(*) FROM regie.close_run('BESIDE2')" |
	grep -q 'run "BESIDE2" cannot be closed beside run "BESIDE1"'
ok $? "two sessions that close runs of the same costs: one does"

# A transaction that reads an older state would check that, and close what is there now.
for level in 'REPEATABLE READ' 'SERIALIZABLE'; do
	run $from "BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM regie.remake_run('BESIDE2'); SELECT count(*) FROM regie.close_run('BESIDE2'); COMMIT" |
		grep -q 'run "BESIDE2" cannot be closed at this isolation level'
	ok $? "no run is closed at $level"
done

# doc/glossary.md holds what this query gives, between its two marks.
cat >"$work/glossary.sql" <<'SQL'
SELECT line FROM (
	SELECT 1 AS part, 0 AS place, '' AS key, h.line, h.n FROM (VALUES
		(1, '## Reports'), (2, ''), (3, '| English | Dutch | what it shows |'), (4, '|---|---|---|')) AS h (n, line)
	UNION ALL
	SELECT 1, 1, object, format('| `%s` | `%s` | %s |', object, dutch_name, regexp_replace(english, ' Key: .*$', '')), 0
	FROM regie.label WHERE kind = 'view'
	UNION ALL
	SELECT 2, 0, '', h.line, h.n FROM (VALUES
		(1, ''), (2, '## Columns'), (3, ''), (4, '| English | Dutch | meaning |'), (5, '|---|---|---|')) AS h (n, line)
	UNION ALL
	SELECT 2, 1, item || ' ' || object, format('| `%s`%s | `%s` | %s |', item, CASE WHEN object = '*' THEN '' ELSE ' in `' || object || '`' END, dutch_name, english), 0
	FROM regie.label WHERE kind = 'column'
	UNION ALL
	SELECT 3, 0, '', h.line, h.n FROM (VALUES
		(1, ''), (2, '## Values'), (3, ''), (4, '| column | English | Dutch | meaning |'), (5, '|---|---|---|---|')) AS h (n, line)
	UNION ALL
	SELECT 3, 1, object || ' ' || item, format('| `%s` | %s | %s | %s |', object, item, dutch_name, english), 0
	FROM regie.label WHERE kind = 'value'
) AS lines
ORDER BY part, place, n, key COLLATE "C";
SQL
psql -XqAtd $from -f "$work/glossary.sql" >"$work/glossary"
[ -z "${WRITE_GLOSSARY:-}" ] || cp "$work/glossary" "$WRITE_GLOSSARY"
sed -n '/^<!-- labels -->$/,/^<!-- end of labels -->$/p' doc/glossary.md | sed '1d;$d' >"$work/page"
[ "$(grep -c . "$work/glossary")" -gt 100 ] && diff "$work/page" "$work/glossary" >"$work/diff"
ok $? "doc/glossary.md is what the list of labels says"
sed 's/^/# /' "$work/diff" | head -n 20
echo "1..$done_tests"
