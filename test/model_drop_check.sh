#!/usr/bin/env bash
# model_drop_check.sh
#		DROP EXTENSION and CREATE EXTENSION with the users' rows put back, by
#		both ways out: pg_dump of the rows alone, and the document.  Rows that
#		come with the extension are there once, an own one among them is kept,
#		and every report says what it said.

cd "$(dirname "$0")/.." || exit 1
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-drop.XXXXXX")
db=regie_drop
leave() {
	dropdb --if-exists $db
	rm -rf "$work"
} 2>/dev/null
trap leave EXIT
dropdb --if-exists $db 2>/dev/null
createdb $db
run() { psql -XqAtd $db -v ON_ERROR_STOP=1 -c "$1" 2>&1; }
# content FILE [ids]: rows of every table of the model, and of every report; without numbers that the database gives out
content() {
	psql -XqAtd $db -v ON_ERROR_STOP=1 >"$1.sql" <<-'SQL'
		SELECT format($$SELECT %L, x FROM (SELECT (to_jsonb(t) - ARRAY[%s]::text[])::text AS x FROM regie.%I AS t) AS r ORDER BY x COLLATE "C";$$, t.name,
			(SELECT string_agg(quote_literal(attname), ', ') FROM pg_attribute WHERE attrelid = ('regie.' || t.name)::regclass AND attidentity <> ''), t.name)
		FROM regie.model_table AS t ORDER BY t.place;
		SELECT format($$SELECT %L, x FROM (SELECT (to_jsonb(t) - %L)::text AS x FROM regie_report.%I AS t) AS r ORDER BY x COLLATE "C";$$, c.relname, a.attname, c.relname)
		FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1
		WHERE c.relnamespace = 'regie_report'::regnamespace ORDER BY c.oid;
	SQL
	PGOPTIONS='-c regie.today=2026-11-23 -c jit=off' psql -XqAtd $db -v ON_ERROR_STOP=1 -f "$1.sql" >"$1" 2>&1
}
seeds="SELECT string_agg(t || ' ' || n, ', ' ORDER BY t) FROM (
	SELECT 'activity' AS t, count(*) FILTER (WHERE seeded) || '+' || count(*) FILTER (WHERE NOT seeded) AS n FROM regie.activity
	UNION ALL SELECT 'delivery_model', count(*) FILTER (WHERE seeded) || '+' || count(*) FILTER (WHERE NOT seeded) FROM regie.delivery_model
	UNION ALL SELECT 'legal_form', count(*) FILTER (WHERE seeded) || '+' || count(*) FILTER (WHERE NOT seeded) FROM regie.legal_form
	UNION ALL SELECT 'rasci_letter', count(*) FILTER (WHERE seeded) || '+' || count(*) FILTER (WHERE NOT seeded) FROM regie.rasci_letter
	UNION ALL SELECT 'threshold', count(*) FILTER (WHERE seeded) || '+' || count(*) FILTER (WHERE NOT seeded) FROM regie.threshold) AS s"

run "CREATE EXTENSION regie" >/dev/null
run "SELECT regie.load_example()" >/dev/null
run "INSERT INTO regie.legal_form (code, name, name_nl, is_legal_person) VALUES ('OWN', 'Own', 'Eigen', false); UPDATE regie.participation SET legal_form = 'OWN';
	INSERT INTO regie.rasci_letter (letter, name, name_nl) VALUES ('V', 'Verifies', 'Controleert');
	INSERT INTO regie.threshold (authority, kind, valid, amount) VALUES ('sub-central', 'services', '[2026-07-01,)', 50000)" >/dev/null
before=$(run "$seeds")
content "$work/before"
[ "$(grep -c . "$work/before")" -gt 1500 ] && ! grep -q ERROR "$work/before" && echo "$before" | grep -q 'legal_form 5+1, rasci_letter 5+1, threshold 90+1'
ok $? "the example, own rows among those of the extension, and every report: $(grep -c . "$work/before") rows"
echo "# $before"

pg_dump -a -Fc -f "$work/rows" $db 2>"$work/warnings" && [ ! -s "$work/warnings" ]
ok $? "pg_dump of the rows alone, without a warning"
sed 's/^/# /' "$work/warnings"
run "SELECT regie.export_document()" >"$work/document"
run "DROP EXTENSION regie" >"$work/drop" && run "CREATE EXTENSION regie" >"$work/create" && [ ! -s "$work/drop" ] && [ ! -s "$work/create" ] &&
	[ "$(run "SELECT count(*) FROM regie.contract")" = 0 ]
ok $? "the extension goes with its rows, and comes again without"
pg_restore --exit-on-error -d $db "$work/rows" >"$work/restore" 2>&1
ok $? "the rows are restored into it"
sed 's/^/# /' "$work/restore" | head -5
content "$work/after"
diff "$work/before" "$work/after" >"$work/diff"
ok $? "all rows and all reports are the same"
head -5 "$work/diff" | cut -c1-300 | sed 's/^/# /'
[ "$(run "$seeds")" = "$before" ]
ok $? "what comes with the extension is there once, and the own rows are"
run "SELECT count(*) FROM regie.allocation_run r, regie.check_run(r.code)" | grep -qx 0
ok $? "runs calculate to themselves"
run "INSERT INTO regie.party (code, kind, name) VALUES ('NEXT', 'other', 'x'); DELETE FROM regie.party WHERE code = 'NEXT'" | grep -q .
[ $? = 1 ]
ok $? "and identities go on where they stood"

run "DROP EXTENSION regie; CREATE EXTENSION regie" >"$work/drop" && [ ! -s "$work/drop" ]
ok $? "once more"
psql -XqAtd $db -v ON_ERROR_STOP=1 -v file="$work/document" >"$work/import" 2>&1 <<-'SQL'
	\set document `cat :file`
	SELECT sum(added) > 500, sum(changed) FROM regie.import_document(:'document');
SQL
grep -q '^t|' "$work/import"
ok $? "the document is read into it"
sed 's/^/# /' "$work/import" | head -5
[ "$(run "SELECT regie.export_document()" | md5sum)" = "$(md5sum <"$work/document")" ]
ok $? "and written again byte by byte the same"
[ "$(run "$seeds")" = "$before" ]
ok $? "seeds are there once"
echo "1..$done_tests"
