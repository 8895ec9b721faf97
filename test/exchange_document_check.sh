#!/usr/bin/env bash
# exchange_document_check.sh
#		The regie document between two databases: what goes out of one comes
#		in at the other and goes out again to the byte, also where settings of
#		the sessions and the encodings differ; doc/document.schema.json is what
#		the tables say.

cd "$(dirname "$0")/.." || exit 1
. test/lib/database.sh
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-document.XXXXXX")
from=regie_document_from
to=regie_document_to
leave() {
	dropdb --if-exists $from
	dropdb --if-exists $to
	rm -rf "$work"
} 2>/dev/null
trap leave EXIT
run() { psql -XqAtd "$1" -v ON_ERROR_STOP=1 -c "$2" 2>&1; }
export_from() { PGCLIENTENCODING=UTF8 psql -XqAtd "$1" -c "SELECT regie.export_document()"; }
# import_into DATABASE FILE [SETTING...]
import_into() {
	PGCLIENTENCODING=UTF8 PGOPTIONS="${3:-}" psql -XqAtd "$1" -v ON_ERROR_STOP=1 2>&1 <<-END
		\\set document \`cat "$2"\`
		SELECT sum(added), sum(changed) FROM regie.import_document(:'document');
	END
}

create_with_regie $from
run $from "SELECT regie.load_example()" >/dev/null
run $from "INSERT INTO regie.party (code, kind, name, note) VALUES ('ODD', 'other', 'Café \"Één\"', E'tab\\tand line\\nand \\\\ and €')" >/dev/null
export_from $from >"$work/first"
[ "$(grep -c '"' "$work/first")" -gt 300 ]
ok $? "the example goes out, a row a line"

createdb $to
run $to "CREATE EXTENSION regie" >/dev/null
added=$(import_into $to "$work/first" "-c datestyle=SQL,DMY -c intervalstyle=postgres_verbose -c timezone=America/New_York -c extra_float_digits=-3")
rows=$(grep -c '^{"' "$work/first")
[ "$added" = "$((rows - 1))|0" ]
ok $? "and comes in, whatever the session's settings: $added of $((rows - 1)) rows"
export_from $to >"$work/second"
cmp "$work/first" "$work/second"
ok $? "and goes out again to the byte"
PGOPTIONS='-c datestyle=German -c timezone=Asia/Tokyo' export_from $to | cmp - "$work/first"
ok $? "also under other settings"
[ "$(import_into $to "$work/first")" = "0|0" ]
ok $? "a second time nothing changes"
for t in cost_share contract_deadline bill_line; do
	run $from "SET regie.today = '2026-11-23'; SELECT * FROM regie_report.$t ORDER BY 1" | cut -d'|' -f2- | sort >"$work/reports_from"
	run $to "SET regie.today = '2026-11-23'; SELECT * FROM regie_report.$t ORDER BY 1" | cut -d'|' -f2- | sort >"$work/reports_to"
	[ -s "$work/reports_from" ] && cmp "$work/reports_from" "$work/reports_to"
	ok $? "report $t is the same on both sides"
done
dropdb $to

createdb --encoding=LATIN9 --template=template0 --locale=C $to
run $to "CREATE EXTENSION regie" >/dev/null
[ "$(import_into $to "$work/first")" = "$((rows - 1))|0" ]
ok $? "into a database in LATIN9"
export_from $to | cmp - "$work/first"
ok $? "and out of it in UTF-8 to the byte"

run $to "SELECT p.* FROM regie.document_problems('{\"regie\": \"0.1\",
\"party\": [{\"code\": \"X\", \"kind\": \"other\", \"name\": \"\\u20ac \\u4e2d\"}]}') AS p" | grep -q '^2|50|/party/0/name|the encoding of the database has no such character$'
ok $? "a character that LATIN9 has no place for is a problem at its place"

# by a role that may read all and write nothing
run $from "CREATE ROLE regie_document_reader; GRANT USAGE ON SCHEMA regie TO regie_document_reader" >/dev/null
run $from "SET ROLE regie_document_reader; SELECT regie.export_document()" | cmp - "$work/first"
ok $? "who may read may export"
run $from "SET ROLE regie_document_reader; SELECT * FROM regie.import_document('{\"regie\": \"0.1\", \"party\": [{\"code\": \"NEW\", \"kind\": \"other\", \"name\": \"x\"}]}')" | grep -q 'permission denied for table party'
ok $? "and not import"
run $from "DROP OWNED BY regie_document_reader; DROP ROLE regie_document_reader" >/dev/null

run $from "SELECT jsonb_pretty(regie.document_schema())" | cmp - doc/document.schema.json
ok $? "doc/document.schema.json is what the tables say (write it anew: SELECT jsonb_pretty(regie.document_schema()))"
echo "1..$done_tests"
