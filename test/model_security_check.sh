#!/usr/bin/env bash
# model_security_check.sh
#		Row security, by logging in as each: the reader of a participant, the
#		steward, the public.  Rows that are somebody's own carry a mark; whoever
#		may not read them finds it nowhere: in no table, report or function, no
#		error message and no statistics.  Shares stay what they are.

cd "$(dirname "$0")/.." || exit 1
. test/lib/database.sh
done_tests=0
ok() { # ok STATUS NAME
	done_tests=$((done_tests + 1))
	if [ "$1" = 0 ]; then echo "ok $done_tests - $2"; else echo "not ok $done_tests - $2"; fi
}
work=$(mktemp -d "${TMPDIR:-/tmp}/regie-security.XXXXXX")
from=regie_security_from
to=regie_security_to
prefix=regiesec
copy=regie_security_copy
users="regiesec_anna regiesec_bob regiesec_sam regiesec_pim regiesec_load regiesec_elm"
roles="${prefix}_ddv_steward ${prefix}_gm1771_reader ${prefix}_gm0820_reader ${prefix}_gm0848_reader ${prefix}_public"
leave() {
	dropdb --if-exists $from
	dropdb --if-exists $to
	dropdb --if-exists $copy
	for r in $users $roles; do psql -Xqd postgres -c "DROP ROLE IF EXISTS $r"; done
	rm -rf "$work"
} >/dev/null 2>&1
trap leave EXIT
leave
mkdir -p "$work"
run() { psql -XqAtd "$1" -v ON_ERROR_STOP=1 -c "$2" 2>&1; }
base=$from
# as USER SQL: a login of its own
as() { PGUSER=$1 psql -XqAtd $base -c "SET regie.today = '2026-11-23'" -c "$2" 2>&1; }

create_with_regie $from
run $from "SELECT regie.load_example()" >/dev/null
if [ "$(run $from "SELECT current_setting('server_version_num')::int < 150000")" = t ]; then
	run $from "SELECT regie.enable_row_security()" | grep -q 'needs PostgreSQL 15'
	ok $? "row security of reports needs PostgreSQL 15"
	echo "1..$done_tests"
	exit
fi

# What is Nuenen's own, and a confidential decision of the cooperation.
psql -Xqd $from -v ON_ERROR_STOP=1 <<-'SQL'
	INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal, note)
	VALUES ('GEHEIM-1', 'GEHEIM', 'GM0820', 'ELM', '2026-01-01', 'P2Y', 'none', 'GEHEIM'),
	       ('GEHEIM-2', 'GEHEIM', 'GM0820', 'OAK', '2026-01-01', 'P2Y', 'none', 'GEHEIM');
	INSERT INTO regie.contract_line (contract, line, service, amount, per, note) VALUES ('GEHEIM-1', 1, 'DATA', 31337, 'year', 'GEHEIM'), ('GEHEIM-2', 1, 'DATA', 31337, 'year', 'GEHEIM');
	INSERT INTO regie.contract_use (contract, party, note) VALUES ('GEHEIM-1', 'GM0820', 'GEHEIM');
	INSERT INTO regie.contract_part (part, contract, part_kind, note) VALUES ('GEHEIM-2', 'GEHEIM-1', 'other', 'GEHEIM');
	INSERT INTO regie.contract_amendment (contract, amendment, title, known_on, effective_on) VALUES ('GEHEIM-1', 1, 'GEHEIM', '2026-02-01', '2026-02-01');
	INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount, description)
	VALUES ('GEHEIM-C', '[2026-01-01,2027-01-01)', 'budget', 'GM0820', 'ELM', 'DATA', 'GEHEIM-1', 31337, 'GEHEIM');
	UPDATE regie.departure SET note = 'GEHEIM';
	INSERT INTO regie.contact_moment (code, organisation, kind, held_on, title) VALUES ('GEHEIM-K', 'GM0820', 'call', '2026-11-01', 'GEHEIM');
	INSERT INTO regie.contact_party (contact_moment, party) VALUES ('GEHEIM-K', 'GM0820'), ('GEHEIM-K', 'ELM');
	INSERT INTO regie.contact_note (contact_moment, party, note) VALUES ('GEHEIM-K', 'GM0820', 'GEHEIM'), ('KM-02', 'GM0820', 'GEHEIM');
	UPDATE regie.pulse SET note = 'GEHEIM' WHERE from_party = 'GM0820';
	INSERT INTO regie.body (code, organisation, name, kind) VALUES ('GEHEIM-B', 'GM0820', 'GEHEIM', 'board');
	INSERT INTO regie.meeting (body, held_on, note) VALUES ('GEHEIM-B', '2026-11-02', 'GEHEIM');
	INSERT INTO regie.membership (body, party, seat, valid) VALUES ('GEHEIM-B', 'GM0820', 'GEHEIM seat', '[2026-01-01,)');
	INSERT INTO regie.mandate (code, body, amount, valid) VALUES ('GEHEIM-M', 'GEHEIM-B', 31337, '[2026-01-01,)');
	INSERT INTO regie.escalation (from_body, to_role, note) VALUES ('GEHEIM-B', 'IM-NUENEN', 'GEHEIM');
	INSERT INTO regie.responsibility (organisation, activity, role, letter, note) VALUES ('GM0820', 'COBIT APO10', 'IM-NUENEN', 'A', 'GEHEIM');
	INSERT INTO regie.decision (code, organisation, subject, contract, amount) VALUES ('GEHEIM-D', 'GM0820', 'GEHEIM', 'GEHEIM-1', 31337);
	INSERT INTO regie.decision_step (decision, step, body, part) VALUES ('GEHEIM-D', 1, 'GEHEIM-B', 'decides');
	INSERT INTO regie.decision (code, organisation, subject, is_confidential) VALUES ('BESLOTEN-D', 'DDV', 'BESLOTEN', true);
	INSERT INTO regie.decision_step (decision, step, body, part) VALUES ('BESLOTEN-D', 1, 'DB', 'decides');
	-- goals: shared with nobody, later, with another one, and with another one later
	INSERT INTO regie.goal (code, party, theme, title, kind, status, adopted_on, shared_on, note) VALUES
	       ('GEHEIM-G1', 'GM0820', 'ARCHIEF', 'GEHEIM', 'ambition', 'adopted', '2026-01-01', NULL, 'GEHEIM'),
	       ('GEHEIM-G2', 'GM0820', 'ARCHIEF', 'GEHEIM', 'ambition', 'adopted', '2026-01-01', '2299-01-01', 'GEHEIM'),
	       ('GEHEIM-G3', 'GM0820', 'DATA', 'GEHEIM', 'ambition', 'draft', NULL, NULL, 'GEHEIM');
	INSERT INTO regie.goal_share (goal, owner, party, shared_on, note) VALUES
	       ('GEHEIM-G3', 'GM0820', 'GM0848', '2026-01-01', 'GEHEIM'), ('GEHEIM-G2', 'GM0820', 'GM1771', '2299-01-01', 'GEHEIM'),
	       ('NU-CLOUD', 'GM0820', 'ELM', '2026-01-01', 'GEHEIM');
	INSERT INTO regie.plan (code, party, kind, title, adopted_on, valid, note) VALUES ('GEHEIM-P', 'GM0820', 'sourcing strategy', 'GEHEIM', '2026-01-01', '[2026-01-01,)', 'GEHEIM');
	INSERT INTO regie.goal_link (goal, plan, note) VALUES ('GEHEIM-G1', 'GEHEIM-P', 'GEHEIM'), ('NU-DIENST', 'GEHEIM-P', 'GEHEIM');
	INSERT INTO regie.goal_link (goal, element, note) VALUES ('GEHEIM-G1', 'DEPOT', 'GEHEIM');
	INSERT INTO regie.demand (code, party, goal, element, title, note) VALUES ('GEHEIM-V', 'GM0820', 'GEHEIM-G1', 'DEPOT', 'GEHEIM', 'GEHEIM');
	INSERT INTO regie.sourcing_option (code, service, party, delivery_model, provider, title, note) VALUES ('GEHEIM-O', 'DATA', 'GM0820', 'saas', 'ELM', 'GEHEIM', 'GEHEIM');
	INSERT INTO regie.sourcing_cost (option, year_no, kind, amount, note) VALUES ('GEHEIM-O', 1, 'running', 31337, 'GEHEIM');
	INSERT INTO regie.score (option, criterion, value, rationale) VALUES ('GEHEIM-O', 'KOSTEN', 3, 'GEHEIM');
	INSERT INTO regie.plan (code, party, kind, title, adopted_on, valid) VALUES ('DD-VISIE', 'DDV', 'vision', 'Vision of all', '2026-01-01', '[2026-01-01,)'),
	       ('DD-LATER', 'DDV', 'sourcing strategy', 'Not yet', '2299-01-01', '[2299-01-01,)');
	INSERT INTO regie.sourcing_option (code, service, party, delivery_model, title) VALUES ('SB-O', 'DATA', 'GM0848', 'saas', 'Of a third');
	ANALYZE;
SQL
ok $? "rows of one participant's own"

# Every table, view and report, once.
run $from "SELECT format('SELECT %L, t.*::text FROM %s AS t;', c.oid::regclass, c.oid::regclass)
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname IN ('regie', 'regie_report') AND c.relkind IN ('r', 'v') ORDER BY c.oid" >"$work/all.sql"
# scan USER: what a user gets of all of it
scan() { PGUSER=$1 PGOPTIONS='-c regie.today=2026-11-23 -c jit=off' psql -XqAtd $base -f "$work/all.sql" >"$work/$1" 2>&1; }
marks() { grep -c "$2" "$work/$1"; }
tables() { # distinct relations in which a mark is found
	grep "$2" "$work/$1" | cut -d'|' -f1 | sort -u | tr '\n' ' '
}
shares="SELECT cost, participant, driver_value, share, exact_eur, amount_eur FROM regie_report.cost_share WHERE payer = 'DDV' ORDER BY cost_share_id"
contract_shares="SELECT contract, participant, to_jsonb(s) - 'contract_share_id' FROM regie_report.contract_share AS s WHERE contract IN ('WERKPLEK-2027', 'HOSTING', 'CATALOGUS') ORDER BY 1, 2, 3::text"
bills="SELECT run, participant, amount_eur, share FROM regie_report.bill ORDER BY bill_id"

# Off: whoever may use the schema reads all.
run $from "SELECT role, scope, party, outcome FROM regie.set_up_roles('DDV', '$prefix')" >"$work/roles"
diff "$work/roles" - >/dev/null <<-EOT
	${prefix}_ddv_steward|steward|DDV|created
	${prefix}_public|public||created
	${prefix}_gm0820_reader|participant|GM0820|created
	${prefix}_gm0848_reader|participant|GM0848|created
	${prefix}_gm1771_reader|participant|GM1771|created
EOT
ok $? "the roles of a cooperation"
sed 's/^/# /' "$work/roles"
[ "$(run $from "SELECT string_agg(DISTINCT outcome, ',') FROM regie.set_up_roles('DDV', '$prefix')")" = kept ]
ok $? "called again it keeps them"
run $from "CREATE ROLE regiesec_anna LOGIN IN ROLE ${prefix}_gm1771_reader; CREATE ROLE regiesec_bob LOGIN IN ROLE ${prefix}_gm0820_reader;
	CREATE ROLE regiesec_sam LOGIN IN ROLE ${prefix}_ddv_steward; CREATE ROLE regiesec_pim LOGIN IN ROLE ${prefix}_public; CREATE ROLE regiesec_load LOGIN;
	GRANT USAGE ON SCHEMA regie TO regiesec_anna, regiesec_bob, regiesec_sam, regiesec_pim, regiesec_load;
	GRANT USAGE ON SCHEMA regie_report TO regiesec_load" >/dev/null
[ "$(as regiesec_pim "SELECT count(*) FROM regie.contract WHERE code LIKE 'GEHEIM%'")" = 2 ]
ok $? "before it is switched on, everybody who is let in reads all"
[ "$(as regiesec_pim "SELECT regie.enable_row_security()")" != "" ] && [ "$(run $from "SELECT count(*) FROM regie.row_security")" = 0 ]
ok $? "a reader cannot switch it on"
run $from "SELECT regie.enable_row_security(); SELECT regie.enable_row_security()" >/dev/null
[ "$(run $from "SELECT count(*) FROM regie.row_security")" = 1 ]
ok $? "switched on, twice is once"
as regiesec_anna "SELECT regie.disable_row_security()" | grep -q 'permission denied for table row_security'
ok $? "a reader cannot switch it off"
as regiesec_anna "DELETE FROM regie.row_security; INSERT INTO regie.reader_role (role, scope) VALUES ('regiesec_anna', 'steward')" | grep -q 'permission denied'
ok $? "nor make itself a steward"

for u in regiesec_anna regiesec_bob regiesec_sam regiesec_pim; do scan $u; done
[ "$(grep -c ERROR "$work/regiesec_anna")" = 0 ] && [ "$(grep -c ERROR "$work/regiesec_pim")" = 0 ]
ok $? "every table and report can be read"
grep ERROR "$work/regiesec_anna" "$work/regiesec_pim" | head -5 | sed 's/^/# /'
[ "$(marks regiesec_bob GEHEIM)" -gt 30 ] && [ "$(marks regiesec_sam GEHEIM)" -gt 30 ]
ok $? "whose rows they are reads them, and so does the steward"
for t in contract contract_line contract_use contract_part contract_amendment cost departure contact_moment contact_party contact_note pulse body meeting membership mandate escalation responsibility decision decision_step goal goal_share plan goal_link demand sourcing_option sourcing_cost score; do
	tables regiesec_bob GEHEIM | grep -q "regie[.]$t " || echo "$t"
done >"$work/missed"
[ ! -s "$work/missed" ]
ok $? "in every table that has such rows"
sed 's/^/# /' "$work/missed"
[ "$(marks regiesec_anna GEHEIM)" = 0 ] && [ "$(marks regiesec_anna 31337)" = 0 ]
ok $? "another participant finds them nowhere, nor their amounts"
tables regiesec_anna 'GEHEIM\|31337' | sed 's/^/# /'
[ "$(marks regiesec_anna BESLOTEN)" = 0 ] && [ "$(marks regiesec_bob BESLOTEN)" = 0 ] && [ "$(marks regiesec_sam BESLOTEN)" -gt 1 ]
ok $? "a confidential decision of the cooperation is the steward's"
[ "$(marks regiesec_anna 'B-2026-06')" -gt 0 ] && [ "$(marks regiesec_bob 'B-2026-06')" = 0 ]
ok $? "and that of a participant its own"
[ "$(as regiesec_anna "SELECT string_agg(DISTINCT from_party, ',') FROM regie.pulse")" = GM1771 ] &&
	[ "$(as regiesec_sam "SELECT count(DISTINCT from_party) FROM regie.pulse")" = 4 ]
ok $? "scores are read by who gave them, and by the steward"
[ "$(as regiesec_bob "SELECT count(*) FROM regie.departure")" = 1 ] && [ "$(as regiesec_anna "SELECT count(*) FROM regie.departure")" = 0 ]
ok $? "who considers leaving tells nobody"
run $from "UPDATE regie.departure SET announced_on = '2026-11-20', note = NULL" >/dev/null
[ "$(as regiesec_anna "SELECT count(*) FROM regie.departure")" = 1 ]
ok $? "until it is announced"
[ "$(as regiesec_anna "SELECT string_agg(DISTINCT customer, ',' ORDER BY customer) FROM regie.contract")" = "DDV,GM1771" ] &&
	[ "$(as regiesec_anna "SELECT count(*) FROM regie.contract")" = 12 ]
ok $? "what is shared and what is its own it reads whole"

for q in "$shares" "$contract_shares" "$bills"; do
	run $from "SET regie.today = '2026-11-23'; $q" >"$work/owner"
	for u in regiesec_anna regiesec_bob regiesec_sam; do
		as $u "$q" >"$work/share"
		[ -s "$work/owner" ] && diff -q "$work/owner" "$work/share" >/dev/null
		ok $? "$u reads the same shares as the owner of the tables: $(grep -c . "$work/share") rows"
	done
done
people="SELECT party_a, party_b, contact_status FROM regie_report.contact_pair WHERE cooperation = 'DDV' ORDER BY 1, 2"
run $from "SET regie.today = '2026-11-23'; $people" >"$work/owner"
as regiesec_bob "$people" | diff "$work/owner" - >/dev/null && [ "$(grep -c . "$work/owner")" = 12 ]
ok $? "what is missing is missing for all: the owner and a participant read the same pairs"
[ "$(as regiesec_anna "SELECT count(*) FROM (SELECT cost FROM regie_report.cost_share GROUP BY cost HAVING sum(amount_eur) <> max(cost_total_eur)) AS x")" = 0 ]
ok $? "and every cost that is read adds up"

# Goals, plans, demand, sourcing, planning: whose they are.
# reads USER QUERY EXPECTED NAME
reads() {
	as "$1" "$2" >"$work/answer"
	[ "$(cat "$work/answer")" = "$3" ]
	ok $? "$4"
	[ "$(cat "$work/answer")" = "$3" ] || sed 's/^/# /' "$work/answer"
}
codes() { echo "SELECT string_agg($2, ' ' ORDER BY ${3:-$2} COLLATE \"C\") FROM regie.$1"; }
run $from "CREATE ROLE regiesec_elm LOGIN; GRANT USAGE ON SCHEMA regie, regie_report TO regiesec_elm;
	INSERT INTO regie.reader_role (role, scope, party) VALUES ('regiesec_elm', 'participant', 'ELM')" >/dev/null
reads regiesec_anna "$(codes goal code)" "GM-CLOUD GM-DATA GM-DIENST GM-VEILIG NU-CLOUD NU-DIENST NU-VEILIG" "goals: one's own, those shared with all, and with oneself"
reads regiesec_bob "$(codes goal code)" "GEHEIM-G1 GEHEIM-G2 GEHEIM-G3 GM-CLOUD GM-DIENST GM-VEILIG NU-CLOUD NU-DIENST NU-VEILIG" "as seen from the other side"
[ "$(run $from "SET ROLE ${prefix}_gm0848_reader; SELECT string_agg(goal, ' ' ORDER BY goal COLLATE \"C\") FROM regie_report.goal_overview")" = "GEHEIM-G3 GM-CLOUD GM-DIENST GM-VEILIG NU-CLOUD NU-DIENST NU-VEILIG SB-ARCHIEF SB-CLOUD" ]
ok $? "a third reads what was shared with it alone, and with the cooperation"
[ "$(as regiesec_sam "SELECT count(*) FROM regie.goal")" = "$(run $from "SELECT count(*) FROM regie.goal")" ]
ok $? "the steward all"
reads regiesec_pim "SELECT (SELECT count(*) FROM regie.goal), (SELECT count(*) FROM regie.goal_share), (SELECT count(*) FROM regie.demand), (SELECT count(*) FROM regie.offer), (SELECT count(*) FROM regie.capacity)" "0|0|0|0|0" "the public none"
reads regiesec_elm "$(codes goal code)" "NU-CLOUD" "a supplier what was shared with it"
reads regiesec_elm "SELECT (SELECT count(*) FROM regie.demand), (SELECT string_agg(code, ' ') FROM regie.offer), (SELECT count(*) FROM regie.sourcing_option)" "0|ELM-1|0" "and its own offers, not those of others, nor what is asked"
reads regiesec_anna "SET regie.today = '2299-12-31'; SELECT count(*) FROM regie.goal WHERE code LIKE 'GEHEIM%'" 0 "the reader's day shares nothing"
reads regiesec_anna "$(codes goal_share "goal || '>' || party")" "NU-CLOUD>DDV NU-CLOUD>GM1771" "with whom else a goal is shared is its owner's to know"
run $from "UPDATE regie.goal SET shared_on = (now() AT TIME ZONE 'Europe/Amsterdam')::date + 1 WHERE code = 'SB-CLOUD'" >/dev/null
reads regiesec_anna "SELECT count(*) FROM regie.goal WHERE code = 'SB-CLOUD'" 0 "shared from tomorrow on is not shared"
run $from "UPDATE regie.goal SET shared_on = (now() AT TIME ZONE 'Europe/Amsterdam')::date WHERE code = 'SB-CLOUD'" >/dev/null
reads regiesec_anna "SELECT (SELECT count(*) FROM regie.goal WHERE code = 'SB-CLOUD'), (SELECT count(*) FROM regie.demand WHERE code = 'SB-V1'), (SELECT count(*) FROM regie.goal_link WHERE goal = 'SB-CLOUD')" "1|1|1" "from today on it is, with its demand and links"
run $from "UPDATE regie.goal SET shared_on = NULL WHERE code = 'SB-CLOUD'" >/dev/null
reads regiesec_anna "$(codes plan code)" "DD-VISIE GM-PLAN GM-VISIE" "plans: one's own, and what the cooperation has adopted"
reads regiesec_anna "SELECT count(*), count(plan) FILTER (WHERE goal LIKE 'NU%') FROM regie.goal_link WHERE goal !~ '^(GM|NU)-'" "0|0" "links go with their goal and plan"
reads regiesec_anna "$(codes demand code)" "GM-V1 GM-V2 GM-V3 NU-V1 NU-V2" "demand of others, unless it serves a goal that is not shared"
reads regiesec_anna "$(codes offer code)" "ALDER-1 BIRCH-1 CEDAR-1 DDV-1 ELM-1 GM-1 WILLOW-1" "all that is offered"
reads regiesec_anna "$(codes sourcing_option code)" "DD-Z-NIEUW DD-Z-NU GM-H-DDV GM-H-IAAS GM-H-PAAS" "sourcing options: one's own, and those of the cooperation"
planning="SELECT (SELECT count(*) FROM regie.plateau), (SELECT count(*) FROM regie.resource), (SELECT count(*) FROM regie.capacity), (SELECT count(*) FROM regie.roadmap_demand), (SELECT count(*) FROM regie.roadmap_baseline), (SELECT count(*) FROM regie.roadmap_baseline_item)"
run $from "SELECT regie.make_baseline('REGIE', 'CHECK', '2026-11-23')" >/dev/null
[ "$(run $from "$planning")" = "$(as regiesec_anna "$planning")" ] && run $from "$planning" | grep -qvE '(^|[|])0([|]|$)'
ok $? "what is planned is planned together"
reads regiesec_pim "$planning" "0|0|0|0|0|0" "and not before the public"

# Reports on them: what is shown is right, what would be half is not shown.
for q in "sourcing_score WHERE party IN ('GM1771', 'DDV')" "sourcing_choice WHERE party IN ('GM1771', 'DDV')" "sourcing_cost WHERE party IN ('GM1771', 'DDV')" \
	"sourcing_sensitivity WHERE party IN ('GM1771', 'DDV')" "goal_sharing WHERE party = 'GM1771'" "party_goal WHERE party = 'GM1771'" "goal_overview WHERE party = 'GM1771'" \
	"goal_trace WHERE party = 'GM1771'" "goal_contract WHERE party = 'GM1771'" "plan_overview WHERE party = 'GM1771'" "demand_match WHERE party = 'GM1771'" \
	"roadmap_step" "roadmap_level" "report_finding WHERE party = 'GM1771' AND finding ~ '(goal|plan|option|flips|demand|step)'"; do
	q="SELECT * FROM regie_report.$q ORDER BY 1"
	run $from "SET regie.today = '2026-11-23'; $q" >"$work/owner"
	as regiesec_anna "$q" >"$work/share"
	[ -s "$work/owner" ] && diff -q "$work/owner" "$work/share" >/dev/null
	ok $? "the same rows as the owner of the tables: ${q#SELECT \* FROM regie_report.}"
done
late="SELECT DISTINCT programme, item, late_start, late_finish, slip_days, pushed_by FROM regie.what_if_late('GM0820', '4 months', '2026-11-23') ORDER BY 1, 2"
run $from "$late" >"$work/owner"
as regiesec_anna "$late" | diff - "$work/owner" >/dev/null && [ -s "$work/owner" ]
ok $? "who is late moves the same steps for all"
reads regiesec_pim "SELECT count(*) FROM regie.what_if_late('GM0820', '4 months', '2026-11-23')" 0 "and none for the public"
reads regiesec_anna "SELECT string_agg(DISTINCT party, ' '), (SELECT string_agg(party, ' ') FROM regie_report.party_goal), (SELECT string_agg(DISTINCT party, ' ') FROM regie_report.goal_trace) FROM regie_report.goal_sharing" "GM1771|GM1771|GM1771" "how much of its goals another one has told is not said"
reads regiesec_anna "SELECT DISTINCT plan_verdict, plans, readers FROM regie_report.goal_overview WHERE party = 'GM0820'" "||" "nor in which of its plans a goal stands"
reads regiesec_anna "SELECT count(*) FROM regie_report.report_finding WHERE party <> 'GM1771' AND finding IN ('no adopted goals', 'nothing shared', 'goal without plan', 'plan without goals')" 0 "no finding says that others lack what is hidden"
[ "$(as regiesec_sam "SELECT count(*) FROM regie_report.report_finding WHERE party <> 'GM1771' AND finding IN ('no adopted goals', 'nothing shared', 'goal without plan', 'plan without goals')")" -gt 3 ]
ok $? "the steward hears it"
reads regiesec_anna "SELECT overlap, goals, other_goals FROM regie_report.goal_overlap WHERE party = 'GM1771' AND other_party = 'GM0820' AND theme = 'DATA'" "only party|1|0" "a goal that is not shared overlaps with nothing"
reads regiesec_sam "SELECT overlap, goals, other_goals FROM regie_report.goal_overlap WHERE party = 'GM1771' AND other_party = 'GM0820' AND theme = 'DATA'" "shared|1|1" "but for the steward"
supply="SELECT askers, offerers, asker_list FROM regie_report.demand_supply WHERE element = 'PLATFORM'"
reads regiesec_anna "$supply" "2|3|GM0820, GM1771" "who asks, as far as one may know"
reads regiesec_sam "$supply" "3|3|GM0820, GM0848, GM1771" "and in all"

# Attempts on them.
as regiesec_anna "CREATE FUNCTION pg_temp.leak(x text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS \$\$BEGIN RAISE NOTICE 'leak: %', x; RETURN true; END\$\$;
	SELECT count(*) FROM regie.goal WHERE pg_temp.leak(code || title);
	SELECT count(*) FROM regie.goal_share WHERE pg_temp.leak(goal || '>' || party);
	SELECT count(*) FROM regie.goal_link WHERE pg_temp.leak(goal || coalesce(plan, element));
	SELECT count(*) FROM regie.demand WHERE pg_temp.leak(code || title);
	SELECT count(*) FROM regie.score WHERE pg_temp.leak(option || coalesce(rationale, ''));
	SELECT count(*) FROM regie.sourcing_cost WHERE pg_temp.leak(option || amount);
	SELECT count(*) FROM regie_report.goal_overview WHERE pg_temp.leak(goal);
	SELECT count(*) FROM regie_report.demand_match WHERE pg_temp.leak(demand)" >"$work/leak"
grep -q 'leak: NU-VEILIG' "$work/leak" && grep -q 'leak: GM-V1' "$work/leak" && ! grep -qE 'GEHEIM|31337|SB-|>ELM' "$work/leak"
ok $? "a cheap function sees no goal, link, demand or score too many"
reads regiesec_anna "SELECT count(*) FROM regie.goal WHERE CASE WHEN code LIKE 'GEHEIM%' THEN 1 / (length(code) - length(code)) ELSE 1 END = 1" 7 "nor does an error tell"
reads regiesec_anna "SELECT count(*) FROM pg_stats WHERE schemaname = 'regie' AND tablename IN ('goal', 'goal_share', 'goal_link', 'plan', 'demand', 'sourcing_option', 'sourcing_cost', 'score')" 0 "nor do statistics"
as regiesec_anna "SELECT regie.export_document()" >"$work/anna.json"
as regiesec_pim "SELECT regie.export_document()" >"$work/pim.json"
as regiesec_bob "SELECT regie.export_document()" >"$work/bob.json"
grep -q GEHEIM-G1 "$work/bob.json" && grep -q '"code": "NU-VEILIG"' "$work/anna.json" && ! grep -qE 'GEHEIM|31337|BESLOTEN|"SB-V1"|"SB-CLOUD"' "$work/anna.json"
ok $? "a document holds what its reader may read"
grep -q '"theme": \[' "$work/pim.json" && ! grep -qE '"(goal|demand|offer|contract|plan|score|capacity)": \[' "$work/pim.json"
ok $? "of the public's no goals, demand or offers"
run $from "GRANT INSERT, UPDATE, DELETE ON regie.goal, regie.goal_share, regie.goal_link, regie.plan, regie.demand, regie.offer, regie.sourcing_option, regie.sourcing_cost, regie.score, regie.criterion, regie.capacity, regie.resource TO regiesec_anna" >/dev/null
# twin NAME SQL: what is hidden (@) is refused with the same words as what is not there
twin() {
	as regiesec_anna "${2//@/$3}" | sed "s/$3/CODE/g" >"$work/hidden"
	as regiesec_anna "${2//@/ABSENT-1}" | sed "s/ABSENT-1/CODE/g" >"$work/absent"
	[ -s "$work/hidden" ] && grep -qE 'ERROR|there is no row' "$work/hidden" && diff "$work/hidden" "$work/absent" >/dev/null
	ok $? "$1 tells nothing of hidden rows"
	diff "$work/hidden" "$work/absent" | sed 's/^/# /'
}
twin "a demand for a goal" "INSERT INTO regie.demand (code, party, goal, title) VALUES ('X', 'GM1771', '@', 'x')" GEHEIM-G1
twin "a link from a goal" "INSERT INTO regie.goal_link (goal, element) VALUES ('@', 'DEPOT')" GEHEIM-G1
twin "a link to a plan" "INSERT INTO regie.goal_link (goal, plan) VALUES ('GM-DATA', '@')" GEHEIM-P
twin "a share of a goal" "INSERT INTO regie.goal_share (goal, owner, party, shared_on) VALUES ('@', 'GM1771', 'GM0848', '2026-01-01')" GEHEIM-G1
twin "a share of another's goal" "INSERT INTO regie.goal_share (goal, owner, party, shared_on) VALUES ('@', 'GM0820', 'GM1771', '2026-01-01')" GEHEIM-G1
twin "an offer under a contract" "INSERT INTO regie.offer (code, party, service, title, delivery_model, available, contract) VALUES ('X', 'GM1771', 'DATA', 'x', 'saas', '[2026-01-01,)', '@')" GEHEIM-1
twin "a cost of an option" "INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('@', 2, 'exit', 1)" GEHEIM-O
twin "a score of an option" "INSERT INTO regie.score (option, criterion, value) VALUES ('@', 'VEILIG', 1)" GEHEIM-O
twin "a document" "SELECT problem FROM regie.document_problems('{\"regie\": \"0.1\", \"demand\": [{\"code\": \"X\", \"party\": \"GM1771\", \"goal\": \"@\", \"title\": \"x\"}], \"goal_link\": [{\"goal\": \"@\", \"element\": \"DEPOT\"}]}')" GEHEIM-G1
# the same of everything that a row of one's own names: keys to contracts, roles, bodies, contacts and runs
run $from "GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA regie TO regiesec_anna" >/dev/null
psql -Xqd $from -v ON_ERROR_STOP=1 <<-'SQL'
	INSERT INTO regie.role (code, organisation, name) VALUES ('GEHEIM-R', 'ELM', 'GEHEIM');
	INSERT INTO regie.contact_party (contact_moment, party) VALUES ('GEHEIM-K', 'GM1771');
	INSERT INTO regie.body (code, organisation, name, kind) VALUES ('GM-B', 'GM1771', 'x', 'board');
	INSERT INTO regie.role (code, organisation, name) VALUES ('GM-R', 'GM1771', 'x');
	INSERT INTO regie.decision (code, organisation, subject) VALUES ('GM-D', 'GM1771', 'x');
	INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES ('GM-C', 'x', 'GM1771', 'ELM', '2026-01-01', 'P1Y', 'none');
SQL
twin "a cost under a contract" "INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount) VALUES ('X', '[2026-01-01,2027-01-01)', 'budget', 'GM1771', 'ELM', 'DATA', '@', 1)" GEHEIM-1
twin "a part of a contract" "INSERT INTO regie.contract_part (part, contract, part_kind) VALUES ('GM-C', '@', 'other')" GEHEIM-1
twin "a step for a contract" "INSERT INTO regie.roadmap_item (programme, code, party, title, duration, contract, contract_link) VALUES ('REGIE', 'X', 'GM1771', 'x', 1, '@', 'decides')" GEHEIM-1
twin "a step that is changed" "UPDATE regie.roadmap_item SET contract = '@', contract_link = 'decides' WHERE party = 'GM1771'" GEHEIM-1
twin "a decision on a contract" "INSERT INTO regie.decision (code, organisation, subject, contract) VALUES ('X', 'GM1771', 'x', '@')" GEHEIM-1
twin "a step of a decision by a body" "INSERT INTO regie.decision_step (decision, step, body, part) VALUES ('GM-D', 1, '@', 'decides')" GEHEIM-B
twin "a step of a decision by a role" "INSERT INTO regie.decision_step (decision, step, role, part) VALUES ('GM-D', 1, '@', 'decides')" GEHEIM-R
twin "a responsibility of a role" "INSERT INTO regie.responsibility (organisation, activity, role, letter) VALUES ('GM1771', 'COBIT APO10', '@', 'A')" GEHEIM-R
twin "a seat in a body" "INSERT INTO regie.membership (body, party, seat, valid) VALUES ('@', 'GM1771', 'x', '[2026-01-01,)')" GEHEIM-B
twin "a seat in a body said to be one's own" "INSERT INTO regie.membership (organisation, body, party, seat, valid) VALUES ('GM1771', '@', 'GM1771', 'x', '[2026-01-01,)')" GEHEIM-B
twin "a seat of a role" "INSERT INTO regie.membership (body, party, seat, role, valid) VALUES ('GM-B', 'GM1771', 'x', '@', '[2026-01-01,)')" GEHEIM-R
twin "a holder of a role" "INSERT INTO regie.role_holder (role, party, holder, valid) VALUES ('@', 'GM1771', 'x', '[2026-01-01,)')" GEHEIM-R
twin "a way up to a body" "INSERT INTO regie.escalation (from_body, to_body) VALUES ('GM-B', '@')" GEHEIM-B
twin "a way up to a role" "INSERT INTO regie.escalation (from_body, to_role) VALUES ('GM-B', '@')" GEHEIM-R
twin "a way up from a body" "INSERT INTO regie.escalation (from_body, to_body) VALUES ('@', 'GM-B')" GEHEIM-B
twin "a mandate of a body" "INSERT INTO regie.mandate (code, body, amount, valid) VALUES ('X', '@', 1, '[2026-01-01,)')" GEHEIM-B
twin "a note on a contact" "INSERT INTO regie.contact_note (contact_moment, party, note) VALUES ('@', 'GM1771', 'x')" GEHEIM-K
twin "a line of a contract" "INSERT INTO regie.contract_line (contract, line, service, amount, per) VALUES ('@', 9, 'DATA', 1, 'year')" GEHEIM-1
twin "an obligation of a contract" "INSERT INTO regie.obligation (contract, code, kind, title, party, first_due_on) VALUES ('@', 'X', 'report', 'x', 'GM1771', '2026-01-01')" GEHEIM-1
twin "a meeting of a body" "INSERT INTO regie.meeting (body, held_on) VALUES ('@', '2026-11-03')" GEHEIM-B
reads regiesec_anna "BEGIN; INSERT INTO regie.cost (code, period, kind, payer, payee, service, contract, amount) VALUES ('X', '[2026-01-01,2027-01-01)', 'budget', 'GM1771', 'ELM', 'DATA', 'HOSTING', 1), ('Y', '[2026-01-01,2027-01-01)', 'budget', 'GM1771', 'ELM', 'DATA', NULL, 1);
	INSERT INTO regie.escalation (from_body, to_body) VALUES ('GM-B', 'AB'); INSERT INTO regie.role_holder (role, party, holder, valid) VALUES ('GM-R', 'GM1771', 'x', '[2026-01-01,)');
	UPDATE regie.roadmap_item SET contract = 'HOSTING', contract_link = 'decides' WHERE party = 'GM1771' AND code = (SELECT min(code) FROM regie.roadmap_item WHERE party = 'GM1771') RETURNING contract; ROLLBACK" HOSTING "what one reads one may name"
psql -Xqd $from -v ON_ERROR_STOP=1 <<-'SQL'
	DELETE FROM regie.contact_party WHERE contact_moment = 'GEHEIM-K' AND party = 'GM1771';
	DELETE FROM regie.contract WHERE code = 'GM-C';
	DELETE FROM regie.decision WHERE code = 'GM-D';
	DELETE FROM regie.body WHERE code = 'GM-B';
	DELETE FROM regie.role WHERE code IN ('GM-R', 'GEHEIM-R');
SQL
for q in "goal SET title = 'x' WHERE code IN ('GEHEIM-G1', 'NU-DIENST')" "demand SET title = 'x' WHERE code IN ('NU-V2', 'GEHEIM-V')" "score SET value = 1 WHERE option IN ('DD-Z-NU', 'GEHEIM-O')" \
	"criterion SET weight = 99" "resource SET name = 'x'" "goal_share SET shared_on = '2020-01-01'" "offer SET title = 'x' WHERE party <> 'GM1771'" "capacity SET amount = 0 WHERE party <> 'GM1771'"; do
	as regiesec_anna "UPDATE regie.$q RETURNING 1"
done >"$work/changed"
[ ! -s "$work/changed" ]
ok $? "what is shared or hidden is not changed"
sed 's/^/# /' "$work/changed"
for q in "goal (code, party, theme, title, kind) VALUES ('X', 'GM0820', 'DATA', 'x', 'ambition')" "demand (code, party, title) VALUES ('X', 'GM0820', 'x')" \
	"plan (code, party, kind, title, valid) VALUES ('X', 'DDV', 'other', 'x', '[2026-01-01,)')" "sourcing_option (code, service, party, delivery_model, title) VALUES ('X', 'DATA', 'DDV', 'saas', 'x')" \
	"criterion (code, name, weight) VALUES ('X', 'x', 1)" "resource (code, name) VALUES ('X', 'x')" "offer (code, party, service, title, delivery_model, available) VALUES ('X', 'ELM', 'DATA', 'x', 'saas', '[2026-01-01,)')"; do
	as regiesec_anna "INSERT INTO regie.$q" | grep -q 'violates row-level security policy' || echo "$q"
done >"$work/entered"
[ ! -s "$work/entered" ]
ok $? "nothing is entered for another, nor what is of all"
sed 's/^/# /' "$work/entered"
as regiesec_anna "INSERT INTO regie.goal (code, party, theme, title, kind) VALUES ('GEHEIM-G1', 'GM1771', 'DATA', 'x', 'ambition')" >"$work/error"
grep -q 'duplicate key' "$work/error" && ! grep -q 'Key (' "$work/error"
ok $? "that a code is taken is all that is said"
reads regiesec_anna "BEGIN; INSERT INTO regie.goal (code, party, theme, title, kind) VALUES ('GM-X', 'GM1771', 'DATA', 'x', 'ambition'); INSERT INTO regie.goal_link (goal, plan) VALUES ('GM-X', 'DD-VISIE');
	INSERT INTO regie.demand (code, party, goal, title) VALUES ('GM-VX', 'GM1771', 'NU-CLOUD', 'x'); INSERT INTO regie.goal_share (goal, owner, party, shared_on) VALUES ('GM-X', 'GM1771', 'GM0820', '2026-01-01');
	INSERT INTO regie.score (option, criterion, value) VALUES ('GM-H-DDV', 'VEILIG', 2) ON CONFLICT (option, criterion) DO UPDATE SET value = excluded.value RETURNING value; ROLLBACK" 2 "one enters what is one's own"
run $from "REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA regie FROM regiesec_anna" >/dev/null

# Without what is hidden the reader reads the same, row by row, in every table and report.
scan regiesec_anna
scan regiesec_pim
cp "$work/regiesec_anna" "$work/with"
cp "$work/regiesec_pim" "$work/with.pim"
createdb -T $from $copy
psql -Xqd $copy -v ON_ERROR_STOP=1 <<-'SQL' >/dev/null
	DELETE FROM regie.goal_link WHERE note = 'GEHEIM';
	DELETE FROM regie.demand WHERE code IN ('GEHEIM-V', 'SB-V1', 'SB-V2');
	DELETE FROM regie.goal_share WHERE note = 'GEHEIM';
	DELETE FROM regie.goal_link WHERE goal LIKE 'SB-%';
	DELETE FROM regie.goal_link WHERE plan = 'NU-VISIE';
	DELETE FROM regie.goal WHERE code LIKE 'GEHEIM%' OR code LIKE 'SB-%';
	DELETE FROM regie.plan WHERE code IN ('GEHEIM-P', 'NU-VISIE', 'SB-PLAN', 'DD-ARCH', 'DD-LATER');
	DELETE FROM regie.sourcing_cost AS c USING regie.sourcing_option AS o WHERE o.code = c.option AND o.party IN ('GM0820', 'GM0848');
	DELETE FROM regie.score AS c USING regie.sourcing_option AS o WHERE o.code = c.option AND o.party IN ('GM0820', 'GM0848');
	DELETE FROM regie.sourcing_option WHERE party IN ('GM0820', 'GM0848');
SQL
ok $? "a copy without what is hidden"
base=$copy
scan regiesec_anna
scan regiesec_pim
reads regiesec_bob "SELECT count(*) FROM regie.goal WHERE code LIKE 'GEHEIM%'" 0 "it is gone for whose it was"
base=$from
[ "$(grep -c . "$work/with")" -gt 1000 ] && sort "$work/with" >"$work/a" && sort "$work/regiesec_anna" | diff "$work/a" - >"$work/differs"
ok $? "a participant reads the same in both: $(grep -c . "$work/with") rows"
head -10 "$work/differs" | cut -c1-300 | sed 's/^/# /'
sort "$work/with.pim" >"$work/a" && sort "$work/regiesec_pim" | diff "$work/a" - >"$work/differs"
ok $? "and so does the public"

# The public: only what is for everybody.
allowed='activity|allocation_rule|criterion|delivery_model|document_column|document_table|element|element_part|element_whole|finding_kind|legal_form|participant|service_element|theme|cost_collar|cost_key|cost_key_part|cost_key_value|cooperation_measure|exit_schedule|index_chain|index_link|index_series|label|model_table|participation|page_party|party|party_succession|price_index|rasci_letter|reader_role|row_security|service|service_use|threshold|vat_treatment'
reports=$(grep '^regie_report' "$work/regiesec_pim" | cut -d'|' -f1 | sort -u | tr '\n' ' ')
grep '^regie[.]' "$work/regiesec_pim" | cut -d'|' -f1 | sort -u | grep -vxE "regie[.]($allowed)" >"$work/missed"
[ ! -s "$work/missed" ]
ok $? "the public reads no rows of any table but codes, keys and who takes part"
sed 's/^/# /' "$work/missed"
[ "$(as regiesec_pim "SELECT count(*) FROM regie_report.public_contribution")" = 6 ] && [ "$(as regiesec_pim "SELECT count(*) FROM regie_report.public_governance")" = 8 ]
ok $? "it reads the sums of closed runs, and how the cooperation is governed"
echo "# reports with rows for the public: $reports"
[ "$(marks regiesec_pim 'GEHEIM\|31337\|BESLOTEN')" = 0 ] && [ "$reports" = "regie_report.public_contribution regie_report.public_governance " ]
ok $? "and of nobody's rows anything"

# Attempts: functions of one's own, errors, functions of the extension, statistics, settings.
leak="CREATE FUNCTION pg_temp.leak(x text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS \$\$BEGIN RAISE NOTICE 'leak: %', x; RETURN true; END\$\$;"
as regiesec_anna "$leak
	SELECT count(*) FROM regie.contract WHERE pg_temp.leak(code);
	SELECT count(*) FROM regie.contract_line WHERE pg_temp.leak(contract || ' ' || amount);
	SELECT count(*) FROM regie_report.contract_deadline WHERE pg_temp.leak(contract);
	SELECT count(*) FROM regie_report.cost_share WHERE pg_temp.leak(cost);
	SELECT count(*) FROM regie.pulse WHERE pg_temp.leak(from_party || ' note ' || coalesce(note, ''));
	SELECT count(*) FROM regie_report.public_contribution WHERE pg_temp.leak(cooperation || kind)" >"$work/leak"
grep -q 'leak: HOSTING' "$work/leak" && ! grep -qE 'GEHEIM|31337|GM0820 note' "$work/leak"
ok $? "a cheap function in a condition sees no row too many"
as regiesec_pim "$leak SELECT count(*) FROM regie_report.public_contribution WHERE pg_temp.leak(cooperation || ' ' || kind || ' ' || participant)" >"$work/leak"
[ "$(grep -c 'leak: DDV' "$work/leak")" = 6 ]
ok $? "nor in the reports for everybody: only their rows"
[ "$(as regiesec_anna "SELECT count(*) FROM regie.contract WHERE CASE WHEN code LIKE 'GEHEIM%' THEN 1 / (length(code) - length(code)) ELSE 1 END = 1")" = 12 ]
ok $? "no error of a condition tells that a row is there"
[ "$(as regiesec_anna "SELECT count(*) FROM regie.contract_as_of('2026-11-23', '2026-11-23') AS c WHERE c.code LIKE 'GEHEIM%'")" = 0 ] &&
	[ "$(as regiesec_anna "SELECT regie.line_year('GEHEIM-1', 1, 1, 'unit', '2026-11-23'), count(*) FROM regie.contract_price AS c WHERE c.contract LIKE 'GEHEIM%'")" = "0.00|0" ]
ok $? "functions of the extension read with the caller's rights"
[ "$(run $from "SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname ~ '^regie' AND (p.prosecdef OR p.proleakproof)")" = 0 ]
ok $? "none of them reads with its owner's, and none is called free of leaks"
[ "$(as regiesec_anna "SELECT count(*) FROM pg_stats WHERE schemaname = 'regie' AND tablename IN ('contract', 'contract_line', 'cost', 'pulse', 'decision')")" = 0 ] &&
	[ "$(run $from "SELECT count(*) > 20 FROM pg_stats WHERE schemaname = 'regie' AND tablename IN ('contract', 'contract_line', 'cost', 'pulse', 'decision')")" = t ]
ok $? "no statistics of these tables"
as regiesec_anna "SELECT stavalues1 FROM pg_statistic LIMIT 1" | grep -q 'permission denied'
ok $? "nor behind them"
as regiesec_anna "SELECT last_value FROM regie.contract_contract_id_seq" | grep -q 'permission denied'
ok $? "nor how many numbers were given out"
as regiesec_anna "SET row_security = off; SELECT count(*) FROM regie.contract" | grep -q 'query would be affected by row-level security policy'
ok $? "row security is not the reader's to leave out"
[ "$(as regiesec_anna "SET regie.today = '2019-01-01'; SELECT count(*) FROM regie.contract")" = 12 ]
ok $? "the pinned day changes nothing"
[ "$(run $from "SET ROLE ${prefix}_gm1771_reader; SELECT count(*) FROM regie_report.contract_deadline")" = 12 ]
ok $? "a role that is set reads as one that logs in"

# Writing, where somebody grants it.
run $from "GRANT INSERT, UPDATE, DELETE ON regie.contract, regie.pulse TO regiesec_anna; GRANT INSERT ON regie.contract TO regiesec_load" >/dev/null
insert="INSERT INTO regie.contract (code, title, customer, supplier, start_on, initial, renewal) VALUES"
as regiesec_anna "$insert ('NIEUW', 'x', 'GM0820', 'ELM', '2026-01-01', 'P1Y', 'none')" | grep -q 'violates row-level security policy'
ok $? "nobody enters rows for another"
as regiesec_anna "$insert ('GEHEIM-1', 'x', 'GM1771', 'ELM', '2026-01-01', 'P1Y', 'none')" >"$work/error"
grep -q 'duplicate key' "$work/error" && ! grep -q 'Key (' "$work/error"
ok $? "a code that is taken is refused, without saying by what"
[ "$(as regiesec_anna "$insert ('NIEUW', 'x', 'GM1771', 'ELM', '2026-01-01', 'P1Y', 'none'); UPDATE regie.contract SET title = 'y' WHERE code IN ('NIEUW', 'HOSTING', 'GEHEIM-1') RETURNING code")" = NIEUW ]
ok $? "one changes one's own, not what is shared"
as regiesec_load "$insert ('LADEN', 'x', 'GM1771', 'ELM', '2026-01-01', 'P1Y', 'none')" | grep -q 'violates row-level security policy'
ok $? "who loads data is refused"
run $from "INSERT INTO regie.reader_role (role, scope) VALUES ('regiesec_load', 'steward')" >/dev/null
[ -z "$(as regiesec_load "$insert ('LADEN', 'x', 'GM0848', 'ELM', '2026-01-01', 'P1Y', 'none')")" ] && [ "$(as regiesec_load "SELECT count(*) FROM regie.contract")" = 16 ]
ok $? "until it is a steward of everything"
run $from "DELETE FROM regie.contract WHERE code IN ('NIEUW', 'LADEN')" >/dev/null

# Over a dump.
pg_dump -Fc -f "$work/dump" $from 2>"$work/warnings" && [ ! -s "$work/warnings" ] && createdb $to && pg_restore --exit-on-error -d $to "$work/dump" >"$work/restore" 2>&1
ok $? "dump and restore"
sed 's/^/# /' "$work/restore" | head -3
base=$to
[ "$(as regiesec_anna "SELECT count(*) FROM regie.contract")" = 12 ] && [ "$(as regiesec_pim "SELECT count(*) FROM regie.contract")" = 0 ] &&
	[ "$(as regiesec_sam "SELECT count(*) FROM regie.contract")" = 14 ] && [ "$(as regiesec_pim "SELECT count(*) FROM regie_report.public_contribution")" = 6 ]
ok $? "row security is on in what is restored, and reads the same"
run $to "UPDATE regie.participation SET valid = daterange(lower(valid), current_date) WHERE party = 'GM0848'" >"$work/error"
grep -q 'membership_participation_check' "$work/error"
ok $? "a participation cannot end before the memberships that it carries"
run $to "DELETE FROM regie.membership WHERE party = 'GM0848'; UPDATE regie.participation SET valid = daterange(lower(valid), current_date) WHERE party = 'GM0848'" >/dev/null
[ "$(run $to "SET ROLE ${prefix}_gm0848_reader; SELECT count(*) FROM regie_report.contract_deadline")" = 0 ] &&
	[ "$(run $to "SET ROLE ${prefix}_gm0848_reader; SELECT count(*) FROM regie_report.trust_pair")" = 2 ]
ok $? "who has left reads its own, and nothing of the cooperation"
dropdb $to
createdb $to
run $to "DROP ROLE IF EXISTS regiesec_gone" >/dev/null
run $from "INSERT INTO regie.reader_role (role, scope, party) VALUES ('regiesec_gone', 'participant', 'GM1771')" >/dev/null
[ "$(run $from "SELECT object FROM regie.governance_finding WHERE finding = 'reader role does not exist'")" = regiesec_gone ]
ok $? "a role that does not exist is a finding"
base=$from
run $from "SELECT regie.disable_row_security()" >/dev/null
[ "$(as regiesec_pim "SELECT count(*) FROM regie.contract")" = 14 ] && [ "$(run $from "SELECT count(*) FROM regie.governance_finding WHERE finding = 'reader role does not exist'")" = 0 ]
ok $? "switched off, everybody reads all again"

# Errors.
run $from "SELECT regie.set_up_roles('GM1771')" | grep -q 'nobody takes part in cooperation "GM1771"'
ok $? "no roles of what nobody takes part in"
run $from "SELECT regie.set_up_roles('DDV', 'pg_x')" | grep -q 'cannot begin the names of roles'
ok $? "no roles of the system"
run $from "CREATE ROLE regiesecx_public; SELECT regie.set_up_roles('DDV', 'regiesecx')" | grep -q 'role "regiesecx_public" is used for something else'
ok $? "no role of somebody else's"
run $from "DROP ROLE regiesecx_public" >/dev/null
[ "$(run $from "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'regiesecx%'")" = 0 ]
ok $? "nor half of them"
run $from "DELETE FROM regie.reader_role; SELECT regie.enable_row_security()" | grep -q 'no role would read all'
ok $? "it is not switched on where nobody would read all"
for r in $users; do run $from "DROP OWNED BY $r" >/dev/null; done
for r in $roles; do run $from "DROP OWNED BY $r" >/dev/null; done
echo "1..$done_tests"
