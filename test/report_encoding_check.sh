#!/usr/bin/env bash
# report_encoding_check.sh
#		Databases of other encodings: the Dutch words keep their diaereses,
#		the example loads, every report and the page can be read.

cd "$(dirname "$0")/.." || exit 1
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
db=regie_encoding
trap 'dropdb --if-exists $db 2>/dev/null' EXIT
run() { PGCLIENTENCODING=UTF8 psql -XqAtd $db -v ON_ERROR_STOP=1 -c "$1" 2>&1; }
for encoding in UTF8 LATIN1 LATIN9 WIN1252; do
	dropdb --if-exists $db 2>/dev/null
	createdb -T template0 -E $encoding --locale=C $db
	[ -z "$(run "CREATE EXTENSION regie")" ]
	ok $? "$encoding: the extension"
	[ "$(run "SELECT name_nl FROM regie.rasci_letter WHERE letter = 'I' UNION ALL SELECT name_nl FROM regie.activity WHERE code ~ 'coord'" | tr '\n' ' ')" = "Geïnformeerd Informatiecoördinatie " ]
	ok $? "$encoding: words are what they should be"
	[ "$(run "SELECT count(*) > 0 FROM regie.load_example()")" = t ]
	ok $? "$encoding: the example"
	[ "$(run "SELECT count(*) > 10 FROM regie_rapport.bevinding; SELECT count(*) FROM regie_rapport.bevinding WHERE bevinding || remedie ~ 'Ã|Â'" | tr '\n' ' ')" = "t 0 " ]
	ok $? "$encoding: a report"
	sign=EUR
	[ $encoding = UTF8 ] && sign=€
	[ "$(run "SELECT DISTINCT substring(value FROM ' [(].*[)]$') FROM regie.metabase_metadata('nl') WHERE keypath ~ '_eur[.]display_name'")" = " ($sign)" ]
	ok $? "$encoding: names of amounts"
	[ "$(run "SELECT regie.report_html('Één', '2026-11-23', 'nl')" | grep -c 'Één\|Geïnformeerd')" -ge 1 ]
	ok $? "$encoding: the page"
done
echo "1..$done_tests"
