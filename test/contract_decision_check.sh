#!/usr/bin/env bash
# contract_decision_check.sh
#		What only shows outside one database: the agenda as a file, in other
#		encodings, and cancelled.

cd "$(dirname "$0")/.." || exit 1
. test/lib/database.sh
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-decision.XXXXXX")
db=regie_decision
leave() {
	dropdb --if-exists $db
	dropdb --if-exists ${db}_latin1
	dropdb --if-exists ${db}_ascii
	rm -rf "$work"
} 2>/dev/null
trap leave EXIT
run() { psql -XqAtd "$1" -v ON_ERROR_STOP=1 -c "$2" 2>&1; }

# The agenda as a file, served as the chapter says.
create_with_regie $db
run $db "SELECT FROM regie.load_example()" >/dev/null
agenda="SELECT regie.ics(array_agg(regie.ics_event(signaalsleutel || '@regie', uiterste_datum, agendapunt || ': ' || titel,
	concat_ws(E'\n', contract_titel, 'Actiehouder: ' || actiehouder_naam, 'Bij stilzwijgen: ' || coalesce(bij_stilzwijgen, gevolg)), peildatum, 14) ORDER BY uiterste_datum, signaalsleutel), 'Contractagenda')
	FROM regie_rapport.contractagenda"
PGOPTIONS="-c regie.today=2026-11-23" psql -XqAtd $db -c "$agenda" | sed '$d' >"$work/agenda.ics"
rows=$(run $db "SET regie.today = '2026-11-23'; SELECT count(*) FROM regie_report.contract_decision")
[ "$rows" -ge 29 ] && [ "$(grep -c '^BEGIN:VEVENT' "$work/agenda.ics")" = "$rows" ]
ok $? "an event for each row of the agenda"
[ "$(tail -c 15 "$work/agenda.ics" | od -An -c | tr -d ' \n')" = 'END:VCALENDAR\r\n' ]
ok $? "the file ends where the calendar ends"
[ "$(LC_ALL=C grep -vc $'\r$' "$work/agenda.ics")" = 0 ] && ! LC_ALL=C grep -q $'\r.' "$work/agenda.ics"
ok $? "every line ends in CR LF"
[ "$(LC_ALL=C awk '{ if (length($0) > most) most = length($0) } END { print most }' "$work/agenda.ics")" = 76 ]
ok $? "none is longer than 75 octets before its CR LF, and some are as long"

# An independent reader, where there is one.
if python3 -c 'import icalendar' 2>/dev/null; then
	python3 - "$work/agenda.ics" <<'PY'
import sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
events = [part for part in calendar.walk() if part.name == 'VEVENT']
assert len(events) == 29 and len({str(e['UID']) for e in events}) == 29
assert all((e['DTEND'].dt - e['DTSTART'].dt).days == 1 for e in events)
PY
	ok $? "python3-icalendar reads it"
fi

# Other encodings: the text is converted, and lines are counted in UTF-8.
export PGCLIENTENCODING=UTF8
createdb -T template0 -E LATIN1 --locale=C ${db}_latin1
run ${db}_latin1 "CREATE EXTENSION regie" >/dev/null
latin="SELECT regie.ics(ARRAY[regie.ics_event('a', '2026-12-31', repeat('één; ', 40), 'Größe', '2026-11-23', 7)], 'Één')"
run ${db}_latin1 "$latin" >"$work/latin1"
run $db "$latin" >"$work/utf8"
[ "$(grep -c 'é' "$work/utf8")" -gt 3 ] && cmp -s "$work/latin1" "$work/utf8"
ok $? "a database in LATIN1 gives the same calendar to a client in UTF-8"
run ${db}_latin1 "SELECT regie.ics_event('a', '2026-12-31', 'x' || chr(155), NULL, '2026-11-23')" |
	grep -q 'text holds a control character'
ok $? "and refuses its control characters too"
createdb -T template0 -E SQL_ASCII --locale=C ${db}_ascii
run ${db}_ascii "CREATE EXTENSION regie" >/dev/null
run ${db}_ascii "$latin" >"$work/ascii"
cmp -s "$work/ascii" "$work/utf8"
ok $? "so does one without an encoding, if its bytes are UTF-8"
run ${db}_ascii "SELECT regie.ics_event('a', '2026-12-31', convert_from('\xe9'::bytea, 'SQL_ASCII'), NULL, '2026-11-23')" |
	grep -q 'invalid byte sequence for encoding "UTF8"'
ok $? "and if they are not, it says so"

# cancelled NAME QUERY: is cancelled within a second of the timeout; three
# attempts, as a machine that does other things too may be late once.
cancelled() {
	local started ended message status=1
	for _ in 1 2 3; do
		started=$(date +%s%N)
		message=$(run $db "SET statement_timeout = 300; $2")
		ended=$(date +%s%N)
		if echo "$message" | grep -q 'statement timeout' && [ $((ended - started)) -lt 1500000000 ]; then
			status=0
			break
		fi
	done
	ok $status "$1 is cancelled within a second"
}
cancelled decisions "SELECT count(*) FROM regie.decisions('4714-11-24 BC P1D tacit P1D', '4714-11-24 BC', '5874897-01-01')"
cancelled due_days "SELECT count(*) FROM regie.due_days('4714-11-24 BC', '1 day', '4714-11-24 BC', '5874897-01-01')"
run $db "CREATE TABLE event AS SELECT array_agg(regie.ics_event('e' || i, '2026-12-31', repeat('x', 2000), NULL, '2026-11-23')) AS e FROM generate_series(1, 20000) AS i" >/dev/null
cancelled ics "SELECT count(regie.ics(e, i::text)) FROM event, generate_series(1, 1000) AS i"
echo "1..$done_tests"
