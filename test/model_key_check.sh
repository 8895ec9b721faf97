#!/usr/bin/env bash
# model_key_check.sh
#		What two sessions enter at the same moment: whoever comes second waits,
#		and is refused where one after the other would be.

cd "$(dirname "$0")/.." || exit 1
. test/lib/database.sh
. test/lib/sessions.sh
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
base=regie_model_key
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-model-key.XXXXXX")
leave() {
	dropdb --if-exists $base
	rm -rf "$work"
} 2>/dev/null
trap leave EXIT
run() { psql -XqAtd $base -v ON_ERROR_STOP=1 -c "$1" 2>&1; }

create_with_regie $base
run "INSERT INTO regie.party (code, kind, name) SELECT 'P' || i, 'other', 'x' FROM generate_series(1, 6) i;
	INSERT INTO regie.service (code, name) VALUES ('S', 'S');
	INSERT INTO regie.cost_key (code, name, driver) SELECT 'K' || i, 'x', 'share' FROM generate_series(1, 12) i;
	INSERT INTO regie.vat_treatment (code, name, name_nl, vat_is_charged, vat_passes_on) VALUES ('OWN', 'x', 'x', true, false);
	INSERT INTO regie.cost (code, period, kind, payer, payee, service, amount, vat_treatment) VALUES ('1', '[2026-01-01,2027-01-01)', 'actual', 'P1', 'P2', 'S', 100, 'OWN')"

part="INSERT INTO regie.cost_key_part (cost_key, part_key, valid, factor) VALUES"
value="INSERT INTO regie.cost_key_value (cost_key, party, valid, value) VALUES"
merger="INSERT INTO regie.party_succession (party, successor, from_on) VALUES"
both $base "$part ('K1', 'K2', '[2026-01-01,)', 1)" "$value ('K1', 'P1', '[2026-01-01,)', 1)" | grep -q 'is mixed, and cannot have values'
ok $? "values of a key that is being mixed"
both $base "$value ('K3', 'P1', '[2026-01-01,)', 1)" "$part ('K3', 'K2', '[2026-01-01,)', 1)" | grep -q 'has values of its own'
ok $? "a mix of a key that is getting values"
both $base "$part ('K5', 'K6', '[2026-01-01,)', 1)" "$part ('K6', 'K7', '[2026-01-01,)', 1)" | grep -q 'is part of a mix'
ok $? "parts of a key that is becoming a part"
both $base "$merger ('P1', 'P2', '2026-01-01')" "$merger ('P2', 'P1', '2026-01-01')" | grep -q 'cannot take its own place'
ok $? "a circle of successors"
both $base "UPDATE regie.cost SET vat_amount = 21" "UPDATE regie.vat_treatment SET vat_is_charged = false WHERE code = 'OWN'" | grep -q 'charges VAT on cost'
ok $? "a treatment without VAT, of a cost that is getting some"
[ -z "$(both $base "$value ('K8', 'P1', '[2026-01-01,)', 1)" "$value ('K8', 'P2', '[2026-01-01,)', 1)")" ]
ok $? "two who enter values do not mind each other"
[ "$(run "SELECT count(*) FROM regie.cost_key_part, regie.party_succession")" = 2 ]
ok $? "what is left is sound"
echo "1..$done_tests"
