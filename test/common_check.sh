#!/usr/bin/env bash
# common_check.sh
#		The extension as a guest of the server: it takes over nothing, leaves
#		nothing behind, can be cancelled, and refuses a wrong pinned day even
#		when it was set before the library was there.

done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
db=regie_guest
run() { psql -XqAtd $db -v ON_ERROR_STOP=1 -c "$1" 2>&1; }
dropdb --if-exists $db 2>/dev/null
createdb $db

run "CREATE SCHEMA regie" >/dev/null
run "CREATE EXTENSION regie" | grep -q 'schema "regie" already exists'
ok $? "a planted schema is not taken over"
run "DROP SCHEMA regie" >/dev/null

before=$(run "SELECT count(*) FROM pg_class" ; run "SELECT count(*) FROM pg_proc"; run "SELECT count(*) FROM pg_type"; run "SELECT count(*) FROM pg_namespace")
run "CREATE EXTENSION regie" >/dev/null
ok $? "installs"
run "DROP EXTENSION regie" >/dev/null
ok $? "drops"
after=$(run "SELECT count(*) FROM pg_class" ; run "SELECT count(*) FROM pg_proc"; run "SELECT count(*) FROM pg_type"; run "SELECT count(*) FROM pg_namespace")
[ "$before" = "$after" ]
ok $? "and leaves nothing behind"
run "CREATE EXTENSION regie" >/dev/null

run "SELECT count(*) FROM pg_depend d
	 LEFT JOIN pg_description c ON c.classoid = d.classid AND c.objoid = d.objid AND c.objsubid = 0
	 WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
	   AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'regie')
	   AND d.classid IN ('pg_proc'::regclass, 'pg_class'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass, 'pg_namespace'::regclass)
	   AND c.description IS NULL
	   AND NOT EXISTS (SELECT FROM pg_class s WHERE d.classid = 'pg_class'::regclass AND s.oid = d.objid AND s.relkind IN ('S', 'i', 'c'))
	   AND NOT EXISTS (SELECT FROM pg_type t WHERE d.classid = 'pg_type'::regclass AND t.oid = d.objid AND (t.typelem <> 0 OR t.typrelid <> 0))" | grep -qx 0
ok $? "every function, table, view, type and operator has a comment"

# cancelled NAME QUERY: is cancelled within a second of the timeout; three
# attempts, as a machine that does other things too may be late once.
cancelled() {
	local started ended message status=1
	for _ in 1 2 3; do
		started=$(date +%s%N)
		message=$(run "SET statement_timeout = 300; $2")
		ended=$(date +%s%N)
		if echo "$message" | grep -q 'statement timeout' && [ $((ended - started)) -lt 1500000000 ]; then
			status=0
			break
		fi
	done
	ok $status "$1 is cancelled within a second"
	echo "#   $(((ended - started) / 1000000)) ms: $message" | head -n 1
}
run "CREATE TABLE big AS SELECT i, (i * 7919::bigint) % 1000003 AS weight FROM generate_series(1, 4000000) i" >/dev/null
cancelled allocate_units "SELECT count(x) FROM (SELECT regie.allocate_units(1000000007, weight) OVER () AS x FROM big) q"
cancelled allocate "SELECT count(x) FROM (SELECT regie.allocate(1000000007, weight / 7.0) OVER () AS x FROM big) q"

# networks whose text and drawing are long because a name is
run "CREATE TABLE star AS SELECT regie.network(repeat(' x', 100000), i::text) AS net FROM generate_series(1, 2400) i" >/dev/null
run "CREATE TABLE dot AS SELECT regie.network(repeat('#', 20000000), NULL) AS net" >/dev/null
cancelled "text of a network" "SELECT length(net::text) + length(net::text) FROM star"
cancelled "drawing of a network" "SELECT length(regie.mermaid(net)) + length(regie.mermaid(net)) FROM dot"

PGOPTIONS="-c regie.today=tomorrow" run "SELECT regie.today()" | grep -q 'invalid value for parameter "regie.today"'
ok $? "a wrong day set before the library is loaded is an error, not a guess"
[ "$(PGOPTIONS="-c regie.today=2026-11-23" run "SELECT regie.today()")" = 2026-11-23 ]
ok $? "a right one holds"

# Analysts are ordinary roles: USAGE on the schema is all they need to call
# functions, and without it they are kept out.
role=regie_guest_analyst
run "DROP ROLE IF EXISTS $role" >/dev/null
run "CREATE ROLE $role" >/dev/null
run "SET ROLE $role; SELECT regie.today()" | grep -q 'permission denied for schema regie'
ok $? "a role without USAGE on the schema is kept out"
run "GRANT USAGE ON SCHEMA regie TO $role" >/dev/null
[ "$(run "SET ROLE $role; SELECT string_agg(x::text, ' ' ORDER BY w) FROM (SELECT w, regie.allocate(1.00, w) OVER (ORDER BY w) AS x FROM generate_series(1, 3) w) q")" = "0.17 0.33 0.50" ]
ok $? "one with USAGE calculates"
run "SET ROLE $role; SELECT regie.load_example()" | grep -q 'permission denied'
ok $? "and cannot write into the model"
run "DROP OWNED BY $role; DROP ROLE $role" >/dev/null
dropdb $db
echo "1..$done_tests"
