#!/usr/bin/env bash
# demo.sh
#		A throwaway cluster with the example cooperation, and its main reports.
#		KEEP=1 leaves the cluster running; FOCUS=bill.csv also loads a cloud
#		bill in the FOCUS format and allocates it.

focus=${FOCUS:-}
if [ -n "$focus" ]; then
	[ -r "$focus" ] || { echo "regie: cannot read FOCUS=$focus" >&2; exit 1; }
	focus=$(readlink -f "$focus")
fi
cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
. test/lib/cluster.sh

# Run one statement and show it, as a user would see it.
show() {
	printf '\n-- %s\n' "$1"
	shift
	"$PGBIN/psql" -Xqd regie -v ON_ERROR_STOP=1 -P footer=off -P null=- -c "$*" ||
		die "the demo stopped, see above"
}

# The columns of a bill are those of its header, as it comes.
load_focus() {
	local columns
	columns=$(head -n 1 "$focus" | tr -d '\r' | sed 's/^\xef\xbb\xbf//; s/"//g; s/[^,][^,]*/"&" text/g')
	[ -n "$columns" ] || die "FOCUS=$focus is empty"
	"$PGBIN/psql" -Xqd regie -v ON_ERROR_STOP=1 \
		-c "CREATE TABLE bill ($columns)" \
		-c "\\copy bill FROM STDIN (FORMAT csv, HEADER true)" <"$focus" ||
		die "the file does not load as CSV, see above"
	show "a service for the bill, and the key to share it by" \
		"INSERT INTO regie.service (code, name) VALUES ('CLOUD', 'Public cloud');
		 INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('CLOUD', '[2020-01-01,)', 'INWONERS')"
	show "the bill as it came, taken in" \
		"SELECT regie.import_focus('bill', 'DEMO', 'CLOUD') AS charges"
	show "each charge over the participants, at the bill's own number of decimals" \
		"SELECT coalesce(p.name, 'total') AS participant, count(*) AS charges, sum(a.allocated_cost) AS allocated, min(a.currency) AS currency
		 FROM regie.focus_allocation('DEMO') a JOIN regie.party p ON p.code = a.participant
		 GROUP BY ROLLUP (p.name) ORDER BY p.name NULLS LAST"
	show "and nothing got lost: the bill's total, and charges whose parts do not add up" \
		"SELECT b.billed_cost AS bill, b.scale AS decimals,
				(SELECT sum(allocated_cost) FROM regie.focus_allocation('DEMO')) AS allocated,
				(SELECT count(*) FROM (SELECT charge FROM regie.focus_allocation('DEMO')
				 GROUP BY charge, billed_cost HAVING sum(allocated_cost) <> billed_cost) q) AS wrong_charges
		 FROM regie.focus_bill b WHERE b.code = 'DEMO'"
}

say "1. what is needed: PostgreSQL with server headers, Jansson, a compiler"
need_build
echo "$("$PG_CONFIG" --version), Jansson, $(cc --version | head -n 1)"

[ -n "${KEEP:-}" ] || trap cluster_stop EXIT
say "2. building, and starting a cluster of its own"
cluster_start demo
echo "cluster in $CLUSTER, reached through a socket there only"

say "3. the extension and the example cooperation"
"$PGBIN/createdb" regie
# The example is told as of this day, whenever the demo runs.
"$PGBIN/psql" -Xqd regie -c "ALTER DATABASE regie SET regie.today = '2026-11-23'" \
	-c "ALTER DATABASE regie SET datestyle = 'ISO, YMD'"
show "CREATE EXTENSION" "CREATE EXTENSION regie"
show "the example cooperation" "SELECT * FROM regie.load_example()"

say "4. what each wants, in which form, and where the chain to the roadmap has a hole"
show "themes: who shares them, and does a roadmap do anything about them" \
	"SELECT theme_name, theme_verdict, participants, step_verdict, party_list FROM regie_report.theme_goal ORDER BY theme_id"
show "sourcing: the best option, by what margin, and the least change of a weight that flips the choice" \
	"SELECT service, party_name, best_option, score_percent, margin_percent, flip_criterion, flip_percent::numeric(9,2), flip_option FROM regie_report.sourcing_choice ORDER BY service, party"
show "demand and supply, element by element" \
	"SELECT subject_name, supply_verdict, askers, offerers, joint_label AS joint, single_source_label AS single, needed_by FROM regie_report.demand_supply ORDER BY demand_supply_id"
show "from ambition to roadmap: the first hole in each chain" \
	"SELECT goal, hole, plan, element, demand, service, contract, item FROM regie_report.goal_trace ORDER BY goal_trace_id"
show "every check in one list: the errors, and what to do" \
	"SELECT finding, object, detail, remedy FROM regie_report.report_finding WHERE severity = 'error' ORDER BY finding, object"

say "5. who knows whom, who does what, and is it as simple as can be"
show "pairs that should know each other and have not met for six months" \
	"SELECT party_a_name, party_b_name, contact_status, last_met_on FROM regie_report.contact_pair
	 WHERE contact_status <> 'met' ORDER BY contact_status_order, party_a_name, party_b_name"
show "roles that are vacant, or hang on one function" \
	"SELECT role_name, organisation_name, role_status, holder_list FROM regie_report.role_overview
	 WHERE role_status <> 'filled' ORDER BY role_status DESC, role_name"
show "governance in numbers, beside a norm" \
	"SELECT measure, measure_value, measure_norm, measure_verdict FROM regie_report.governance_measure ORDER BY place"

say "6. who pays what, and why exactly that amount"
show "the real budget of 2020, by inhabitants: key, driver value, share, exact amount, rounding, amount" \
	"SELECT participant_name, cost_key, driver_value::int AS inhabitants, share, exact_eur, rounding_eur, amount_eur::numeric(14,2)
	 FROM regie_report.cost_share WHERE cost = '2020-DIENST' ORDER BY amount_eur DESC"
show "2020 to 2023: the published 'Afronding' line was -2, 0, -1 and +4 euro; what is left of ours" \
	"SELECT year, min(cost_total_eur)::numeric(14,2) AS budget_eur, sum(amount_eur)::numeric(14,2) AS contributions_eur,
			(sum(amount_eur) - min(cost_total_eur))::numeric(14,2) AS rounding_left_eur
	 FROM regie_report.cost_share WHERE service = 'DIENST' GROUP BY year ORDER BY year"
show "who pays whom in 2026" \
	"SELECT flow, payer_name, payee_name, amount_eur FROM regie_report.cost_payment WHERE year = 2026 AND kind = 'budget' ORDER BY flow, amount_eur DESC"

say "7. what to decide by when (as of 2026-11-23)"
show "contracts: last notice day, what silence means, bound until, still committed" \
	"SELECT contract, status, last_notice_day, days_left, if_silent, bound_until, commitment_eur
	 FROM regie_report.contract_deadline ORDER BY status_order, last_notice_day, contract"
show "what must be decided or done within 60 days, and by whom" \
	"SELECT contract, decision_kind, due_on, days_left, workdays_left, act_by_name, if_silent, left(consequence, 40) AS consequence
	 FROM regie_report.contract_decision WHERE days_left <= 60 ORDER BY due_on, contract, decision_kind"
show "how agile: what can be ended within 6, 12, 24 months, acting today" \
	"SELECT horizon_months, yearly_eur, endable_eur, share FROM regie_report.agility WHERE scope = 'all' ORDER BY horizon_months"
show "did the suppliers deliver: levels missed this year, the right to rescind, what they pay back" \
	"SELECT contract, service_level, period_from, value, target, misses, rescindable_label AS rescind, credit_eur
	 FROM regie_report.service_level_result WHERE level_result = 'missed' AND period_from >= '2026-01-01' ORDER BY contract, service_level, period_from"
show "what became of the price of security monitoring, and why" \
	"SELECT from_on, price_reason, price_before_eur::numeric(14,2), price_after_eur::numeric(14,2), change_percent::numeric(6,2), series, figure_from, figure_status
	 FROM regie_report.contract_price_history WHERE contract = 'VEILIG' ORDER BY from_on"
show "costs that nobody bears yet, and keys that deserve a look" \
	"SELECT finding, cost, service_name, participant_name, amount_eur::numeric(14,2) FROM regie_report.cost_finding ORDER BY finding, cost"

say "8. the roadmap of three municipalities and their cooperation"
show "dates, float in working days, what each waits for; * is on the critical path" \
	"SELECT item, left(title, 42) AS step, early_start, early_finish, total_float AS float, CASE WHEN is_critical THEN '*' ELSE '' END AS crit, driver
	 FROM regie_report.roadmap_step ORDER BY early_start, early_finish, item"
show "steps that come too late for their contract, or begin only after its last notice day" \
	"SELECT contract, item, left(item_title, 34) AS step, last_notice_day, planned_start, required_by, planned_finish, days_late, if_silent, extra_eur
	 FROM regie_report.contract_risk WHERE is_late OR is_start_late ORDER BY contract, item"
show "and what the late decision on hosting costs each" \
	"SELECT participant_name, extra_from, extra_until, extra_eur FROM regie_report.contract_risk_share WHERE item = 'DD03' ORDER BY extra_eur DESC"
show "Nuenen is three months late: which contracts then renew or leave a gap, and what does that cost whom" \
	"SELECT contract, late_consequence, participant_name, extra_from, extra_until, extra_eur
	 FROM regie_report.late_what_if WHERE late_party = 'GM0820' AND months_late = 3 AND extra_eur > 0
	 ORDER BY contract, extra_eur DESC"
show "the same in Dutch, for a director" \
	"SELECT contract, status, uiterste_beslisdag, dagen_over, bij_stilzwijgen, verplichting_eur FROM regie_rapport.contracttermijn WHERE status = 'beslissen'"

if [ -n "$focus" ]; then
	say "8. a cloud bill in FOCUS format: $focus"
	load_focus
fi

say "the page: the main reports and pictures in one file, in English and Dutch"
mkdir -p build
for language in en nl; do
	page=build/regie$([ "$language" = en ] || echo "-$language").html
	"$PGBIN/psql" -XqAtd regie -v ON_ERROR_STOP=1 \
		-c "SET client_encoding = 'UTF8'" \
		-c "SELECT regie.report_html(CASE '$language' WHEN 'nl' THEN 'Voorbeeldsamenwerking' ELSE 'Example cooperation' END, '2026-11-23', '$language')" \
		>"$page" || die "the page could not be written, see above"
	echo "$PWD/$page: open it in a browser, or print it"
done

if [ -n "${KEEP:-}" ]; then
	say "the cluster stays up; connect with:"
	echo "$PGBIN/psql -h $PGHOST -p $PGPORT -U $PGUSER regie"
	echo "reports: SELECT * FROM regie_report.<view>, in Dutch regie_rapport.<view>"
	echo "stop it: $([ "$(id -u)" = 0 ] && echo "runuser -u $SERVER_USER -- ")$PGBIN/pg_ctl -D $CLUSTER/data -m fast stop && rm -rf $CLUSTER"
else
	say "removing the cluster"
fi
