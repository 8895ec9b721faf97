#!/usr/bin/env bash
# upgrade_check.sh
#		From every version that was released: its functions still find the
#		library's, ALTER EXTENSION UPDATE makes of it what a new installation
#		is, in every catalog, and what users have is all there.
#
# The new installation gets the users' rows by pg_dump from before the update,
# as both ways have to lead to the same.

cd "$(dirname "$0")/.." || exit 1
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-upgrade.XXXXXX")
updated=regie_upgrade_updated
fresh=regie_upgrade_fresh
restored=regie_upgrade_restored
reader=regie_upgrade_reader
leave() {
	local d
	for d in $updated $fresh $restored; do dropdb --if-exists $d; done
	psql -Xqd postgres -c "DROP ROLE IF EXISTS $reader"
} 2>/dev/null
trap 'leave; rm -rf "$work"' EXIT
run() { psql -XqAtd "$1" -v ON_ERROR_STOP=1 "${@:2}" 2>&1; }
show() { sed 's/^/# /' "$1" | cut -c 1-400 | head -n 40; }
same() { # same FILE FILE NAME
	[ -s "$1" ] && ! grep -q '^psql:.*ERROR' "$1" && diff "$1" "$2" >"$work/diff"
	ok $? "$3"
	show "$work/diff"
	: >"$work/diff"
}

# What the tool says of two lists, made up: each kind of answer, and its order.
compared() {
	{
		for t in a b; do
			echo "CREATE TEMP TABLE $t (kind text, name text, place double precision, on_what text, definition text, shape text[], uses text[], make text, remove text);"
		done
		cat
		cat src/upgrade/compare.sql
	} | run postgres -v from=1 -v to=2
}
cat >"$work/lists" <<'SQL'
INSERT INTO a VALUES
	('table', 's.t', 10, NULL, 'r p', '{keep,true}', NULL, 'x', NULL),
	('column', 's.t.a', 10.1, 'table s.t', 'text', '{text,NULL,false,ALTER TABLE s.t ALTER COLUMN a}', NULL, 'x', NULL),
	('column', 's.t.c', 10.2, 'table s.t', 'text', '{text,NULL,false,ALTER TABLE s.t ALTER COLUMN c}', NULL, 'x', NULL),
	('function', 's.f(integer)', 20, NULL, 'f old', '{f,i integer,text,0,s.f}', NULL, 'CREATE OR REPLACE FUNCTION s.f old', 'DROP FUNCTION s.f(integer)'),
	('function', 's.g()', 21, NULL, 'g old', '{f,"",text,0,s.g}', NULL, 'CREATE OR REPLACE FUNCTION s.g old', 'DROP FUNCTION s.g()'),
	('constraint', 'k ON s.t', 25, 'table s.t', 'CHECK f', '{c}', '{function s.f(integer)}', 'ADD k', 'DROP k'),
	('view', 's.v', 30, NULL, 'v', '{a text}', '{function s.f(integer)}', 'CREATE OR REPLACE VIEW s.v', 'DROP VIEW s.v'),
	('view', 's.w', 31, NULL, 'w old', '{a text}', NULL, 'x', 'DROP VIEW s.w'),
	('view', 'regie_report.r', 32, NULL, 'r old', '{a text}', NULL, 'x', 'DROP VIEW regie_report.r'),
	('view options', 's.v', 30, 'view s.v', 'security_invoker=true', NULL, NULL, NULL, NULL),
	('comment', 'FUNCTION s.f(integer)', 0, 'function s.f(integer)', 'same', NULL, NULL, 'COMMENT f', 'COMMENT f NULL'),
	('row', E's.t k = ''1''', 10.05, 'table s.t', '{"k": "1", "a": "old"}', NULL, '{k,a}', '(1, old)', E'DELETE FROM s.t WHERE k = ''1'''),
	('row', E's.t k = ''2''', 10.05, 'table s.t', '{"k": "2", "a": "gone"}', NULL, '{k,a}', '(2, gone)', E'DELETE FROM s.t WHERE k = ''2''');
INSERT INTO b VALUES
	('table', 's.t', 10, NULL, 'r p', '{keep,true}', NULL, 'x', NULL),
	('column', 's.t.a', 10.1, 'table s.t', 'integer', '{integer,NULL,false,ALTER TABLE s.t ALTER COLUMN a}', NULL, 'x', NULL),
	('column', 's.t.b', 10.2, 'table s.t', 'text', '{text,NULL,false,ALTER TABLE s.t ALTER COLUMN b}', NULL, 'ALTER TABLE s.t ADD COLUMN b text', NULL),
	('function', 's.f(integer)', 20, NULL, 'f new', '{f,i integer,integer,0,s.f}', NULL, 'CREATE OR REPLACE FUNCTION s.f new', 'x'),
	('function', 's.g()', 21, NULL, 'g new', '{f,"",text,0,s.g}', NULL, 'CREATE OR REPLACE FUNCTION s.g new', 'x'),
	('constraint', 'k ON s.t', 25, 'table s.t', 'CHECK f', '{c}', '{function s.f(integer)}', 'ADD k', 'DROP k'),
	('view', 's.v', 30, NULL, 'v', '{a text}', '{function s.f(integer)}', 'CREATE OR REPLACE VIEW s.v', 'x'),
	('view', 's.w', 31, NULL, 'w new', '{a text,b text}', NULL, 'CREATE OR REPLACE VIEW s.w', 'x'),
	('view', 'regie_report.r', 32, NULL, 'r new', '{b text,a text}', NULL, 'CREATE OR REPLACE VIEW regie_report.r', 'x'),
	('view options', 's.v', 30, 'view s.v', 'security_invoker=true', NULL, NULL, NULL, NULL),
	('comment', 'FUNCTION s.f(integer)', 0, 'function s.f(integer)', 'same', NULL, NULL, 'COMMENT f', 'COMMENT f NULL'),
	('row', E's.t k = ''1''', 10.05, 'table s.t', '{"k": "1", "a": "new"}', NULL, '{k,a}', '(1, new)', 'x'),
	('row', E's.t k = ''3''', 10.05, 'table s.t', '{"k": "3", "a": "add"}', NULL, '{k,a}', '(3, add)', 'x');
SQL
cat >"$work/expected" <<'TEXT'
\echo Use "ALTER EXTENSION regie UPDATE TO '2'" to load this file. \quit
-- BY HAND: the columns of view regie_report.r change other than by new ones at the end, and reports over it would break: keep them, or give the new report another name
ALTER FUNCTION s.f(integer) RENAME TO f_before_update;
ALTER VIEW regie_report.r RENAME TO r_before_update;
DROP k;
ALTER TABLE s.t DISABLE TRIGGER keep;
UPDATE s.t SET a = 'new' WHERE k = '1';
INSERT INTO s.t (k, a)
OVERRIDING SYSTEM VALUE VALUES
	(3, add);
ALTER TABLE s.t ENABLE TRIGGER keep;
-- BY HAND: column s.t.a is integer and was text
ALTER TABLE s.t ADD COLUMN b text;
CREATE FUNCTION s.f new;
CREATE OR REPLACE FUNCTION s.g new;
ADD k;
CREATE OR REPLACE VIEW s.v;
CREATE OR REPLACE VIEW s.w;
CREATE VIEW regie_report.r;
DROP VIEW regie_report.r_before_update;
DROP FUNCTION s.f_before_update(integer);
-- BY HAND: column s.t.c is gone, with what users entered
ALTER TABLE s.t DISABLE TRIGGER keep;
DELETE FROM s.t WHERE k = '2';
ALTER TABLE s.t ENABLE TRIGGER keep;
DO $do$
DECLARE
	name text;
BEGIN
	IF pg_catalog.current_setting('server_version_num')::integer < 150000 THEN
		RETURN;
	END IF;
	FOREACH name IN ARRAY ARRAY[
		's.v']
	LOOP
		EXECUTE 'ALTER VIEW ' || name || ' SET (security_invoker=true)';
	END LOOP;
END
$do$;
COMMENT f;
TEXT
compared <"$work/lists" | grep . >"$work/script"
same "$work/expected" "$work/script" "the tool writes each kind of statement, in an order that works"

version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" regie.control)
# all rows that users have, and all that reports make of them
reports() {
	run "$1" <<-'SQL'
		SET regie.today = '2026-11-23';
		SELECT format('SELECT %L, x.* FROM regie_rapport.%I AS x ORDER BY x.*::text COLLATE "C"', viewname, viewname)
		FROM pg_views WHERE schemaname = 'regie_rapport' ORDER BY viewname COLLATE "C" \gexec
	SQL
}
# the columns that the tables have now, so that the same can be asked later
questions() {
	run "$1" <<-'SQL'
		SELECT format('SELECT %L, %s FROM %s AS x %s ORDER BY %s;', c.oid::regclass,
			string_agg(format('x.%I', a.attname), ', ' ORDER BY a.attnum), c.oid::regclass, d.condition,
			string_agg(format('x.%I::text COLLATE "C"', a.attname), ', ' ORDER BY a.attnum))
		FROM pg_extension AS e
		CROSS JOIN LATERAL unnest(e.extconfig, e.extcondition) AS d (id, condition)
		JOIN pg_class AS c ON c.oid = d.id AND c.relkind = 'r'
		JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE e.extname = 'regie'
		GROUP BY c.oid, d.condition
		ORDER BY c.oid::regclass::text COLLATE "C";
		SELECT format('SELECT %L, last_value, is_called FROM %s;', c.oid::regclass, c.oid::regclass)
		FROM pg_extension AS e
		JOIN pg_class AS c ON c.oid = ANY (e.extconfig) AND c.relkind = 'S'
		WHERE e.extname = 'regie'
		ORDER BY c.oid::regclass::text COLLATE "C";
	SQL
}
# one change of each kind, none of which the comparison may miss
cat >"$work/changes.sql" <<'SQL'
BEGIN;
ALTER TYPE regie.risked ADD ATTRIBUTE another integer;
ALTER FUNCTION regie.today() COST 77;
COMMENT ON SCHEMA regie IS 'another';
REVOKE SELECT ON regie.cost FROM PUBLIC;
UPDATE regie.label SET dutch = 'Anders.' WHERE kind = 'view' AND object = 'agility';
ALTER TABLE regie.cost ADD COLUMN another text;
ALTER TABLE regie.cost SET (fillfactor = 50);
ALTER TABLE regie.party DROP CONSTRAINT party_kind_check;
DROP INDEX regie.cost_contract_idx;
ALTER TABLE regie.cost DISABLE ROW LEVEL SECURITY;
ALTER POLICY cost_read ON regie.cost USING (true);
ALTER TABLE regie.threshold DISABLE TRIGGER threshold_keep_seeded_rows;
ALTER VIEW regie_report.contract_deadline RESET (security_invoker);
CREATE OR REPLACE VIEW regie.participant AS SELECT cooperation, party FROM regie.participation;
UPDATE pg_extension SET extcondition[1] = 'WHERE false' WHERE extname = 'regie';
UPDATE pg_aggregate SET agginitval = '{9,9}' WHERE aggfnoid = 'regie.concentration(numeric)'::regprocedure;
UPDATE pg_operator SET oprcanhash = false WHERE oprnamespace = 'regie'::regnamespace;
UPDATE pg_cast SET castcontext = 'i' WHERE castsource = 'regie.network'::regtype OR casttarget = 'regie.network'::regtype OR castsource = 'regie.allocation_key'::regtype OR casttarget = 'regie.allocation_key'::regtype OR casttarget = 'regie.dependency'::regtype OR casttarget = 'regie.term'::regtype OR casttarget = 'regie.calendar'::regtype;
DELETE FROM pg_amproc WHERE amprocfamily = (SELECT oid FROM pg_opfamily WHERE opfname = 'network_hash_ops') AND amprocnum = 2;
SQL
cat >"$work/kinds" <<'TEXT'
aggregate
cast
column
column order
comment
constraint
dump
function
index
operator
operator class
policy
privilege
row
row security
table
trigger
type
view
view options
TEXT
# PostgreSQL 14 has no security_invoker to lose
[ "$(run postgres -c 'SHOW server_version_num')" -ge 150000 ] ||
	sed -i.all '/^view options$/d' "$work/kinds"
catalog() { run "$1" -v retold=1 -f src/upgrade/catalog.sql | cut -f 1,2,4,5; }

# rows, a view, an index and a privilege of the users' own
cat >"$work/own.sql" <<SQL
SELECT count(*) > 0 FROM regie.load_example();
CREATE TABLE public.bill AS SELECT 0.00000080000 AS billed_cost, 'USD' AS billing_currency,
	'2026-09-01'::timestamptz AS billing_period_start, '2026-10-01'::timestamptz AS billing_period_end, 'x' AS vendor_column;
SELECT count(*) > 0 FROM regie.import_focus('public.bill', '2026-09', 'DIENST');
DROP TABLE public.bill;
INSERT INTO regie.focus_rule (code, precedence, valid, tag_key, participant) VALUES ('TAG', 1, '[2020-01-01,)', 'gemeente', 'GM1771');
INSERT INTO regie.party (code, kind, name) VALUES ('TEMP1', 'other', 'x'), ('TEMP2', 'other', 'y');
DELETE FROM regie.party WHERE code = 'TEMP2';
INSERT INTO regie.threshold (authority, kind, valid, amount) VALUES ('sub-central', 'services', '[2026-07-01,)', 50000);
INSERT INTO regie.vat_treatment (code, name, name_nl, vat_is_charged, vat_passes_on) VALUES ('OWN', 'Own', 'Eigen', true, false);
UPDATE regie.cost SET vat_treatment = 'OWN', vat_amount = 1 WHERE code = '2026-ZAAK';
INSERT INTO regie.party_succession (party, successor, from_on) VALUES ('GM0848', 'GM0820', '2029-01-01');
INSERT INTO regie.exit_schedule (code, name, basis, percentages) VALUES ('OWN', 'Own', 'contribution', '{60,40}');
UPDATE regie.departure SET exit_schedule = 'OWN';
INSERT INTO regie.legal_form (code, name, name_nl, is_legal_person) VALUES ('OWN', 'Own', 'Eigen', false);
UPDATE regie.participation SET legal_form = 'OWN';
INSERT INTO regie.delivery_model (code, name, name_nl) VALUES ('OWN', 'Own', 'Eigen');
UPDATE regie.offer SET delivery_model = 'OWN' WHERE code = 'GM-1';
INSERT INTO regie.activity (code, name) VALUES ('OWN', 'Own');
INSERT INTO regie.reader_role (role, scope) VALUES ('$reader', 'steward');
SELECT regie.enable_row_security();
CREATE VIEW public.own_deadline AS SELECT * FROM regie_report.contract_deadline;
CREATE VIEW public.own_verdeling AS SELECT k.*, s.code FROM regie_rapport.kostenverdeling AS k LEFT JOIN regie.service AS s ON s.code = k.dienst;
GRANT USAGE ON SCHEMA regie_rapport TO $reader;
GRANT UPDATE ON regie.cost, regie_report.contract_deadline TO $reader;
SQL
own_objects="SET regie.today = '2026-11-23'; SELECT * FROM public.own_deadline ORDER BY contract; SELECT * FROM public.own_verdeling ORDER BY 1;
	SELECT has_table_privilege('$reader', t, 'UPDATE') FROM unnest('{regie.cost,regie_report.contract_deadline}'::text[]) AS t; SELECT has_schema_privilege('$reader', 'regie_rapport', 'USAGE')"
# labels are no users' rows, but a row that an update does not know is not its to change
own_label="INSERT INTO regie.label VALUES ('value', 'own', 'own', 'eigen', 'Own.', 'Eigen.')"

for script in src/upgrade/regie--*.sql; do
	base=$(basename "$script" .sql)
	base=${base#regie--}
	case $base in *--*) continue ;; esac
	leave
	psql -Xqd postgres -c "CREATE ROLE $reader"
	createdb $updated

	grep -oE "'regie_[a-z0-9_]+'" "$script" | tr -d "'" | grep -vE '^regie_(report|rapport)$' | sort -u >"$work/symbols"
	sed "s/.*/SELECT pg_temp.finds('&');/" "$work/symbols" >"$work/find.sql"
	run $updated -c "CREATE FUNCTION pg_temp.finds(symbol text) RETURNS text LANGUAGE plpgsql AS \$\$
		BEGIN
			EXECUTE format('CREATE FUNCTION pg_temp.%1\$I() RETURNS integer AS ''regie'', %1\$L LANGUAGE C', symbol);
			RETURN 'found';
		EXCEPTION WHEN undefined_function THEN
			RETURN symbol;
		END \$\$" -f "$work/find.sql" | grep -vx found >"$work/lost"
	[ "$(grep -c . "$work/symbols")" -gt 150 ] && [ ! -s "$work/lost" ]
	ok $? "$base: the library has all of its C functions"
	show "$work/lost"
	run $updated -c "SELECT 1 AS x" -c "CREATE FUNCTION pg_temp.lost() RETURNS integer AS 'regie', 'regie_lost' LANGUAGE C" |
		grep -q 'could not find function "regie_lost"'
	ok $? "$base: and one that is not there would be missed"

	run $updated -c "CREATE EXTENSION regie VERSION '$base'" -f "$work/own.sql" >"$work/out"
	! grep -q ERROR "$work/out" && [ "$(run $updated -c "SELECT extversion FROM pg_extension WHERE extname = 'regie'")" = "$base" ]
	ok $? "$base: installs, and takes rows"
	grep ERROR "$work/out" | sed 's/^/# /'
	questions $updated >"$work/questions.sql"
	run $updated -f "$work/questions.sql" >"$work/rows.before"
	reports $updated >"$work/reports.before"
	[ "$(cut -d '|' -f 1 "$work/reports.before" | sort -u | grep -c .)" -gt 60 ] && ! grep -q ERROR "$work/reports.before"
	ok $? "$base: its reports work with this library before the update"
	grep ERROR "$work/reports.before" | sed 's/^/# /'
	run $updated -c "$own_objects" >"$work/own.before"
	pg_dump -Fc -f "$work/dump" $updated

	run $updated -c "$own_label" -c 'ALTER EXTENSION regie UPDATE' >"$work/out"
	[ ! -s "$work/out" ] && [ "$(run $updated -c "SELECT extversion FROM pg_extension WHERE extname = 'regie'")" = "$version" ]
	ok $? "$base: is updated to $version"
	show "$work/out"
	run $updated -f "$work/questions.sql" >"$work/rows.after"
	same "$work/rows.before" "$work/rows.after" "$base: users' rows are as they were, and identities go on where they stood"
	run $updated -c "$own_objects" >"$work/own.after"
	# a changed report may say something else in its own columns, but it has them
	[ "$(awk -F '|' '{ print NF }' "$work/own.before")" = "$(awk -F '|' '{ print NF }' "$work/own.after")" ] &&
		! grep -q ERROR "$work/own.after" && [ "$(tail -n 3 "$work/own.after" | sort -u)" = t ]
	ok $? "$base: views over its reports survive, and so do privileges"

	createdb $fresh
	pg_restore --exit-on-error -d $fresh "$work/dump" >"$work/out" 2>&1
	ok $? "$base: its dump is restored into $version"
	show "$work/out"
	run $fresh -c "$own_label" >/dev/null
	for d in updated fresh; do
		catalog ${!d} >"$work/catalog.$d"
		reports ${!d} >"$work/reports.$d"
	done
	run $fresh -f "$work/changes.sql" -f src/upgrade/catalog.sql | sed '/^psql:.*WARNING/d' |
		cut -f 1,2,4,5 >"$work/changed"
	run $fresh -f src/upgrade/catalog.sql | cut -f 1,2,4,5 |
		diff - "$work/changed" | sed -n 's/^[<>] //p' | cut -f 1 | grep . | sort -u >"$work/seen"
	same "$work/kinds" "$work/seen" "$base: a change of any kind of object would be seen"
	same "$work/catalog.fresh" "$work/catalog.updated" "$base: updated, it is what a new installation is"
	same "$work/reports.fresh" "$work/reports.updated" "$base: and its reports are the same"

	run $updated -c "DELETE FROM regie.label WHERE object = 'own'" >/dev/null
	pg_dump -Fc -f "$work/dump" $updated && createdb $restored &&
		pg_restore --exit-on-error -d $restored "$work/dump" >"$work/out" 2>&1
	ok $? "$base: updated, it is dumped and restored"
	show "$work/out"
	run $restored -f "$work/questions.sql" >"$work/rows.restored"
	same "$work/rows.after" "$work/rows.restored" "$base: with the same rows"
	reports $restored >"$work/reports.restored"
	same "$work/reports.updated" "$work/reports.restored" "$base: and the same reports"
	if grep -q '^trusted *= *true' regie.control; then
		createdb -O $reader "$restored"_owned && run "$restored"_owned -c "SET ROLE $reader" -c "CREATE EXTENSION regie VERSION '$base'" -c 'ALTER EXTENSION regie UPDATE' >"$work/out"
		! grep -q ERROR "$work/out"
		ok $? "$base: who owns the database updates it"
		dropdb --if-exists "$restored"_owned
	else
		ok 0 "$base: who owns the database updates it # SKIP the extension is not trusted, so that a superuser does"
	fi
done
echo "1..$done_tests"
