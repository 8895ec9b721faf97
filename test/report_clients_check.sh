#!/usr/bin/env bash
# report_clients_check.sh
#		The questions of doc/metabase.md, without their optional parts, by a role
#		that may use schema regie_report and nothing else.

cd "$(dirname "$0")/.." || exit 1
. test/lib/database.sh
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-clients.XXXXXX")
db=regie_clients
role=regie_clients_reader
leave() {
	dropdb --if-exists $db
	psql -Xqd postgres -c "DROP ROLE IF EXISTS $role"
	rm -rf "$work"
} 2>/dev/null
trap leave EXIT
create_with_regie $db
psql -Xqd $db -v ON_ERROR_STOP=1 -c 'SELECT FROM regie.load_example()' \
	-c "CREATE ROLE $role" -c "GRANT USAGE ON SCHEMA regie_report TO $role" >/dev/null
awk -v dir="$work" '/^```metabase$/ { n++; inside = 1; next } /^```$/ { inside = 0 }
	inside { print > sprintf("%s/%02d.sql", dir, n) }' doc/metabase.md
for question in "$work"/*.sql; do
	{
		echo "SET ROLE $role; SET regie.today = '2026-11-23'; SET default_transaction_read_only = on;"
		echo "SELECT count(*) FROM ("
		sed -E 's/\[\[[^]]*\]\]//g' "$question"
		echo ") AS q;"
	} >"$work/run"
	rows=$(psql -XqAtd $db -v ON_ERROR_STOP=1 -f "$work/run" 2>&1)
	[ "$rows" -gt 0 ] 2>/dev/null
	ok $? "question $(basename "$question" .sql) has rows ($rows)"
done
[ "$done_tests" = 10 ]
ok $? "ten questions"
# field filters are of columns that the report has
missing=$(awk '/^```metabase$/ { inside = 1 } /^```$/ { inside = 0 } inside && /^FROM/ { view = $2 }
	inside { line = $0; while (match(line, /\{\{[a-z_]+\}\}/)) {
		print view, substr(line, RSTART + 2, RLENGTH - 4); line = substr(line, RSTART + RLENGTH) } }' doc/metabase.md |
	while read -r view column; do
		psql -XqAtd $db -c "SELECT '$view.$column' WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = '$view'::regclass AND attname = '$column')"
	done)
[ -z "$missing" ]
ok $? "filters are of columns that are there $missing"
echo "1..$done_tests"
