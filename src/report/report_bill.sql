/*
 * report: what a stored run bills to whom, and why exactly that amount.
 *
 * Sentences.  A view that explains itself in words asks for the language by
 * regie.report_language(), which is English; report_translate.sql makes its
 * Dutch twin from the same definition with Dutch in that place.
 */
CREATE FUNCTION regie.report_language() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'en';

COMMENT ON FUNCTION regie.report_language() IS
'The language of sentences in regie_report: en. The views in regie_rapport are made with nl in its place.';

/*
 * The functions that write sentences are single expressions that use no
 * query, so that the planner opens them up where they are called: then the
 * language is known, and half of each falls away.
 */
CREATE FUNCTION regie.number_text(language text, value numeric,
								  min_decimals integer DEFAULT 2,
								  max_decimals integer DEFAULT 2)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN translate(
	rtrim(to_char(round(value, greatest(min_decimals, max_decimals)),
		'FM' || repeat('999,', 12) || '990.' || repeat('0', min_decimals)
		|| repeat('9', max_decimals - min_decimals)), '.'),
	',.', CASE language WHEN 'nl' THEN '.,' ELSE ',.' END);

COMMENT ON FUNCTION regie.number_text(text, numeric, integer, integer) IS
'A number with separators as they are written in a language (nl, or else English), with at least and at most so many decimals. Whatever the settings of the session. Example: regie.number_text(''nl'', 59550.2667, 2, 4) is 59.550,2667.';

/*
 * How the words for what a key counts are written in a language, for those
 * that are common; others are written as they were entered.
 */
CREATE FUNCTION regie.driver_text(language text, driver text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN language = 'nl'
	THEN CASE lower(btrim(driver))
		WHEN 'inhabitants' THEN 'inwoners'
		WHEN 'households' THEN 'huishoudens'
		WHEN 'workplaces' THEN 'werkplekken'
		WHEN 'staff' THEN 'medewerkers'
		WHEN 'calls' THEN 'meldingen'
		WHEN 'hours' THEN 'uren'
		WHEN 'usage' THEN 'verbruik'
		WHEN 'share' THEN 'vaste delen'
		ELSE btrim(driver) END
	ELSE CASE lower(btrim(driver))
		WHEN 'inwoners' THEN 'inhabitants'
		WHEN 'huishoudens' THEN 'households'
		WHEN 'werkplekken' THEN 'workplaces'
		WHEN 'medewerkers' THEN 'staff'
		WHEN 'meldingen' THEN 'calls'
		WHEN 'uren' THEN 'hours'
		WHEN 'verbruik' THEN 'usage'
		WHEN 'share' THEN 'fixed shares'
		WHEN 'vaste delen' THEN 'fixed shares'
		ELSE btrim(driver) END END;

COMMENT ON FUNCTION regie.driver_text(text, text) IS
'What a key counts, in a language (nl, or else English): common words are translated, others stay as they were entered. Example: regie.driver_text(''nl'', ''inhabitants'') is inwoners.';

/*
 * bill_way(...) -> text: which way a part of a cost came to a participant.
 *
 * The share of the cost is told where value and total alone do not give it: on
 * detours, and where other services get a part as well.
 */
CREATE FUNCTION regie.bill_way(language text, basis text, via_name text,
							   cost_key text, driver text, value numeric,
							   total numeric, share numeric, mixed boolean)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN concat(
	CASE WHEN via_name IS NULL THEN ''
		WHEN language = 'nl' THEN 'via ' || via_name || ', daar '
		ELSE 'by way of ' || via_name || ', there ' END,
	CASE WHEN basis IN ('rule', 'own key') THEN concat(
			CASE WHEN mixed THEN concat(
					CASE WHEN language = 'nl'
						THEN 'verdeeld volgens de gemengde sleutel '
						ELSE 'shared by the mixed key ' END, cost_key)
				ELSE concat(
					CASE WHEN language = 'nl' THEN 'verdeeld naar '
						ELSE 'shared by ' END,
					coalesce(regie.driver_text(language, driver), cost_key,
							 '?'),
					': ' || regie.number_text(language, value, 0, 6)
						|| CASE WHEN language = 'nl' THEN ' van '
							ELSE ' of ' END
						|| regie.number_text(language, total, 0, 6))
				END,
			CASE WHEN mixed OR (abs(share * total - value) <= total * 1e-9)
					IS NOT TRUE
				THEN CASE WHEN language = 'nl' THEN ', dus ' ELSE ', so ' END
					|| regie.number_text(language, share * 100, 0, 4)
					|| CASE WHEN language = 'nl' THEN ' % ervan'
						ELSE ' % of it' END END)
		WHEN language = 'nl'
		THEN CASE basis WHEN 'payer' THEN 'gedragen door wie betaalde'
			WHEN 'no rule' THEN 'komt bij niemand terecht: geen verdeelregel'
			WHEN 'no key values'
			THEN concat_ws(' ', 'komt bij niemand terecht: geen waarden van sleutel',
						   cost_key)
			WHEN 'no users' THEN 'komt bij niemand terecht: geen afnemers'
			WHEN 'closed loop'
			THEN 'komt bij niemand terecht: de diensten leveren alleen aan elkaar'
			ELSE basis END
		ELSE CASE basis WHEN 'payer' THEN 'borne by who paid it'
			WHEN 'no rule' THEN 'reaches nobody: no rule'
			WHEN 'no key values'
			THEN concat_ws(' ', 'reaches nobody: no values of key', cost_key)
			WHEN 'no users' THEN 'reaches nobody: no users'
			WHEN 'closed loop'
			THEN 'reaches nobody: its services only serve each other'
			ELSE basis END END);

COMMENT ON FUNCTION regie.bill_way(text, text, text, text, text, numeric, numeric, numeric, boolean) IS
'Which way a cost came to a participant, in words in a language (nl, or else English): by which service last, if that is another one, by what the key counts, and the share where that does not follow. Example: regie.bill_way(''en'', ''rule'', NULL, ''INWONERS'', ''inhabitants'', 23526, 80988, 23526 / 80988.0, false).';

/*
 * bill_text(...) -> text: one line of a bill in one sentence.
 *
 * Four decimals tell the exact amount, or ten where four would look as if
 * nothing had been rounded.
 */
CREATE FUNCTION regie.bill_text(language text, sign integer, total numeric,
								service_name text, payee_name text,
								contract text, way text, exact numeric,
								amount numeric, vat_amount numeric,
								ways integer DEFAULT 1,
								amount_before numeric DEFAULT NULL)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN concat(
	CASE WHEN sign < 0 AND language = 'nl' THEN 'al betaald: '
		WHEN sign < 0 THEN 'paid before: ' END,
	CASE WHEN service_name IS NULL THEN
		CASE WHEN language = 'nl' THEN concat(
				'verschoven door de bandbreedte',
				'; het jaar ervoor was het totaal '
				|| regie.number_text(language, amount_before) || ' euro')
			ELSE concat('moved by the collar',
				'; the total of the year before was '
				|| regie.number_text(language, amount_before) || ' euro') END
		ELSE concat(regie.number_text(language, total, 2, 6),
			CASE WHEN language = 'nl' THEN ' euro voor ' ELSE ' euro for ' END,
			service_name,
			CASE WHEN language = 'nl' THEN ', aan ' ELSE ', to ' END
				|| payee_name,
			CASE WHEN language = 'nl' THEN ' volgens contract '
				ELSE ' under contract ' END || contract) END,
	', ' || way,
	CASE WHEN language = 'nl' THEN '; precies ' ELSE '; exactly ' END,
	CASE WHEN exact <> amount THEN concat(
		regie.number_text(language, exact, 2,
			CASE WHEN round(exact, 4) <> amount THEN 4 ELSE 10 END),
		CASE WHEN language = 'nl' THEN CASE WHEN ways > 1
				THEN ', per weg afgerond op ' ELSE ', afgerond op ' END
			WHEN ways > 1 THEN ', rounded way by way to '
			WHEN amount > exact THEN ', rounded up to '
			ELSE ', rounded down to ' END) END,
	regie.number_text(language, amount, 2, 6),
	CASE WHEN vat_amount <> 0
		THEN CASE WHEN language = 'nl' THEN '; plus btw '
			ELSE '; plus VAT ' END
			|| regie.number_text(language, vat_amount, 2, 6) END);

COMMENT ON FUNCTION regie.bill_text(text, integer, numeric, text, text, text, text, numeric, numeric, numeric, integer, numeric) IS
'One line of a bill in one sentence in a language (nl, or else English): what was paid to whom for which service under which contract, which way it came (bill_way), the exact amount, how it was rounded, and VAT. Without a service it is an adjustment by the collar. Example: regie.bill_text(''en'', 1, 205000, ''Case system'', ''Cedar'', ''ZAAK'', ''shared by inhabitants: 23,526 of 80,988'', 59549.9264, 59549.93, 0).';

/*
 * The lines of runs with the names that reports show.  A run outlives what it
 * was made of, so that a name may be gone: then the code stands for it.
 */
CREATE VIEW regie.run_line_named AS
SELECT n.run_line_id, r.allocation_run_id, r.code AS run, r.cooperation,
	r.kind, r.status, r.period, n.number, n.part,
	coalesce(p.sign, 1) AS sign, n.cost, n.via, n.participant, n.basis,
	n.cost_key, n.driver_value, n.driver_total, n.share, n.exact, n.rounding,
	n.amount, n.vat_amount, c.number AS cost_number, c.period AS cost_period,
	c.payee, c.service, c.contract, c.taakveld, c.cost_category,
	c.description, c.booked, c.booked_vat,
	coalesce(e.name, c.service) AS service_name, y.name AS payee_name,
	CASE WHEN n.via IS DISTINCT FROM c.service THEN coalesce(v.name, n.via)
		END AS detour_name, coalesce(v.name, n.via) AS via_name, m.party_id,
	m.name AS participant_name, k.driver, k.name AS cost_key_name,
	x.cost_key IS NOT NULL AS mixed
FROM regie.run_line AS n
JOIN regie.allocation_run AS r ON r.code = n.run
LEFT JOIN regie.run_part AS p ON p.run = n.run AND p.part = n.part
LEFT JOIN regie.run_cost AS c ON c.run = n.run AND c.cost = n.cost
LEFT JOIN regie.service AS e ON e.code = c.service
LEFT JOIN regie.service AS v ON v.code = n.via
LEFT JOIN regie.party AS y ON y.code = c.payee
LEFT JOIN regie.party AS m ON m.code = n.participant
LEFT JOIN regie.cost_key AS k ON k.code = n.cost_key
LEFT JOIN (SELECT DISTINCT t.cost_key FROM regie.cost_key_part AS t) AS x
	ON x.cost_key = n.cost_key;

COMMENT ON VIEW regie.run_line_named IS
'Lines of runs with what the run and the cost are, and with names. One row per row of run_line. The reports on bills are made of it.';
COMMENT ON COLUMN regie.run_line_named.run_line_id IS
'The row of regie.run_line.';
COMMENT ON COLUMN regie.run_line_named.allocation_run_id IS
'The run as an integer.';
COMMENT ON COLUMN regie.run_line_named.run IS
'Code of the run.';
COMMENT ON COLUMN regie.run_line_named.cooperation IS
'Code of the cooperation.';
COMMENT ON COLUMN regie.run_line_named.kind IS
'Kind of the run.';
COMMENT ON COLUMN regie.run_line_named.status IS
'draft or final.';
COMMENT ON COLUMN regie.run_line_named.period IS
'The year, or another period, of the run.';
COMMENT ON COLUMN regie.run_line_named.number IS
'Number of the row within the run.';
COMMENT ON COLUMN regie.run_line_named.part IS
'Run that a settlement has it from. Empty in other runs.';
COMMENT ON COLUMN regie.run_line_named.sign IS
'-1: taken off in a settlement; otherwise 1.';
COMMENT ON COLUMN regie.run_line_named.cost IS
'Code of the cost. Empty: an adjustment by the collar.';
COMMENT ON COLUMN regie.run_line_named.via IS
'Code of the service whose pool it came through last.';
COMMENT ON COLUMN regie.run_line_named.participant IS
'Code of the participant that bears it. Empty: nobody.';
COMMENT ON COLUMN regie.run_line_named.basis IS
'Why it came to the participant, or to nobody.';
COMMENT ON COLUMN regie.run_line_named.cost_key IS
'Code of the key of the last pool.';
COMMENT ON COLUMN regie.run_line_named.driver_value IS
'What the participant counts for in that key.';
COMMENT ON COLUMN regie.run_line_named.driver_total IS
'What all participants together count for.';
COMMENT ON COLUMN regie.run_line_named.share IS
'Part of the cost that comes to the participant this way.';
COMMENT ON COLUMN regie.run_line_named.exact IS
'Amount before it was rounded.';
COMMENT ON COLUMN regie.run_line_named.rounding IS
'What rounding added.';
COMMENT ON COLUMN regie.run_line_named.amount IS
'Amount in euro.';
COMMENT ON COLUMN regie.run_line_named.vat_amount IS
'VAT that is passed on with it, in euro.';
COMMENT ON COLUMN regie.run_line_named.cost_number IS
'Number of the cost within the run.';
COMMENT ON COLUMN regie.run_line_named.cost_period IS
'Days that the cost is for.';
COMMENT ON COLUMN regie.run_line_named.payee IS
'Code of the party that is paid.';
COMMENT ON COLUMN regie.run_line_named.service IS
'Code of the service that the cost is for.';
COMMENT ON COLUMN regie.run_line_named.contract IS
'Number of the contract. Empty: none.';
COMMENT ON COLUMN regie.run_line_named.taakveld IS
'Task field of the service.';
COMMENT ON COLUMN regie.run_line_named.cost_category IS
'Economic category of the cost.';
COMMENT ON COLUMN regie.run_line_named.description IS
'What the cost is.';
COMMENT ON COLUMN regie.run_line_named.booked IS
'What the run shares of the cost.';
COMMENT ON COLUMN regie.run_line_named.booked_vat IS
'VAT that the run passes on of it.';
COMMENT ON COLUMN regie.run_line_named.service_name IS
'Name of the service, or its code where it is gone.';
COMMENT ON COLUMN regie.run_line_named.payee_name IS
'Name of the party that is paid.';
COMMENT ON COLUMN regie.run_line_named.detour_name IS
'Name of the last service, where it is not the one that the cost is for.';
COMMENT ON COLUMN regie.run_line_named.via_name IS
'Name of the last service, or its code where it is gone.';
COMMENT ON COLUMN regie.run_line_named.party_id IS
'The participant as an integer.';
COMMENT ON COLUMN regie.run_line_named.participant_name IS
'Name of the participant.';
COMMENT ON COLUMN regie.run_line_named.driver IS
'What the key counts.';
COMMENT ON COLUMN regie.run_line_named.cost_key_name IS
'Name of the key.';
COMMENT ON COLUMN regie.run_line_named.mixed IS
'Whether the key is mixed of other keys.';

/*
 * One row per participant of a run: what it has to pay.
 */
CREATE VIEW regie_report.bill AS
WITH summed AS (
	SELECT n.allocation_run_id, n.run, n.cooperation, n.kind, n.status,
		n.period, n.party_id, n.participant, n.participant_name,
		sum(n.amount) AS amount, sum(n.vat_amount) AS vat_amount,
		sum(n.amount + n.vat_amount) FILTER (WHERE n.part IS NOT NULL
											 AND n.sign > 0) AS actual,
		-sum(n.amount + n.vat_amount) FILTER (WHERE n.part IS NOT NULL
											  AND n.sign < 0) AS advance,
		sum(n.amount) FILTER (WHERE n.basis = 'collar') AS collar,
		count(DISTINCT n.cost) AS costs
	FROM regie.run_line_named AS n
	GROUP BY n.allocation_run_id, n.run, n.cooperation, n.kind, n.status,
		n.period, n.party_id, n.participant, n.participant_name
)
SELECT s.allocation_run_id::bigint * 1000000 + coalesce(s.party_id, 0)
		AS bill_id,
	s.run::text AS run,
	s.cooperation::text AS cooperation,
	s.participant::text AS participant,
	s.amount::numeric(18,2) AS amount_eur,
	s.vat_amount::numeric(18,2) AS vat_eur,
	(s.amount + s.vat_amount)::numeric(18,2) AS total_eur,
	CASE WHEN s.kind = 'settlement' THEN coalesce(s.actual, 0)
		END::numeric(18,2) AS actual_eur,
	CASE WHEN s.kind = 'settlement' THEN coalesce(s.advance, 0)
		END::numeric(18,2) AS advance_eur,
	coalesce(s.collar, 0)::numeric(18,2) AS collar_eur,
	regie.share_of(s.amount, r.amount)::numeric(9,6) AS share,
	s.costs::integer AS costs,
	s.kind::text AS kind,
	s.status::text AS run_status,
	extract(year FROM lower(s.period))::integer AS year,
	lower(s.period)::date AS period_from,
	(upper(s.period) - 1)::date AS period_until,
	q.name::text AS cooperation_name,
	s.participant_name::text AS participant_name
FROM summed AS s
JOIN regie.allocation_run AS r ON r.code = s.run
JOIN regie.party AS q ON q.code = s.cooperation;

/*
 * One row per participant and cost of a run, with the reason in words.
 */
CREATE VIEW regie_report.bill_line AS
WITH summed AS (
	SELECT min(n.run_line_id) AS id, n.run, n.cooperation, n.kind, n.status,
		n.period, n.sign, n.cost, n.cost_number, n.cost_period, n.payee,
		n.payee_name, n.service, n.service_name, n.contract, n.description,
		n.booked, n.party_id, n.participant, n.participant_name,
		count(*) AS ways, sum(n.exact) AS exact, sum(n.amount) AS amount,
		sum(n.vat_amount) AS vat_amount,
		min(n.driver_value) FILTER (WHERE n.basis = 'collar') AS amount_before,
		string_agg(CASE WHEN n.basis <> 'collar'
				THEN regie.bill_way(regie.report_language(), n.basis,
					n.detour_name, n.cost_key, n.driver, n.driver_value,
					n.driver_total, n.share, n.mixed) END,
			CASE regie.report_language() WHEN 'nl' THEN ', en '
				ELSE ', and ' END
			ORDER BY n.detour_name IS NOT NULL, n.number) AS way
	FROM regie.run_line_named AS n
	GROUP BY n.run, n.cooperation, n.kind, n.status, n.period, n.sign, n.part,
		n.cost, n.cost_number, n.cost_period, n.payee, n.payee_name,
		n.service, n.service_name, n.contract, n.description, n.booked,
		n.party_id, n.participant, n.participant_name
)
SELECT s.id::bigint AS bill_line_id,
	s.run::text AS run,
	s.cooperation::text AS cooperation,
	s.participant::text AS participant,
	s.service::text AS service,
	s.contract::text AS contract,
	s.cost::text AS cost,
	s.amount::numeric(18,2) AS amount_eur,
	s.vat_amount::numeric(18,2) AS vat_eur,
	(s.amount + s.vat_amount)::numeric(18,2) AS total_eur,
	regie.bill_text(regie.report_language(), s.sign, s.booked, s.service_name,
		s.payee_name, s.contract, s.way, s.exact, s.amount, s.vat_amount,
		s.ways::integer, s.amount_before)::text AS explanation,
	s.booked::numeric(18,2) AS cost_total_eur,
	s.ways::integer AS ways,
	s.payee::text AS payee,
	s.kind::text AS kind,
	s.status::text AS run_status,
	extract(year FROM lower(s.period))::integer AS year,
	lower(s.cost_period)::date AS period_from,
	(upper(s.cost_period) - 1)::date AS period_until,
	s.service_name::text AS service_name,
	s.payee_name::text AS payee_name,
	s.participant_name::text AS participant_name,
	s.description::text AS description
FROM summed AS s;

/*
 * One row per stored line: each part of each cost, by the pool that it came
 * through last, as it was calculated.
 */
CREATE VIEW regie_report.bill_trace AS
SELECT n.run_line_id::bigint AS bill_trace_id,
	n.run::text AS run,
	n.cooperation::text AS cooperation,
	n.participant::text AS participant,
	n.cost::text AS cost,
	n.service::text AS service,
	n.via::text AS via_service,
	n.contract::text AS contract,
	n.payee::text AS payee,
	n.basis::text AS basis,
	n.cost_key::text AS cost_key,
	CASE WHEN n.basis <> 'collar' AND abs(n.driver_value) < 1e31
		THEN n.driver_value END::numeric(38,6) AS driver_value,
	CASE WHEN abs(n.driver_total) < 1e31
		THEN n.driver_total END::numeric(38,6) AS driver_total,
	CASE WHEN abs(n.share) < 999 THEN n.share END::numeric(9,6) AS share,
	n.booked::numeric(18,6) AS cost_total_eur,
	n.exact::numeric(24,8) AS exact_eur,
	(n.amount - round(n.exact, 8))::numeric(24,8) AS rounding_eur,
	n.amount::numeric(22,6) AS amount_eur,
	n.vat_amount::numeric(22,6) AS vat_eur,
	regie.bill_text(regie.report_language(), n.sign, n.booked,
		n.service_name, n.payee_name, n.contract,
		CASE WHEN n.basis <> 'collar'
			THEN regie.bill_way(regie.report_language(), n.basis,
				n.detour_name, n.cost_key, n.driver, n.driver_value,
				n.driver_total, n.share, n.mixed) END,
		n.exact, n.amount, n.vat_amount, 1,
		CASE WHEN n.basis = 'collar' THEN n.driver_value END)::text
		AS explanation,
	n.kind::text AS kind,
	n.status::text AS run_status,
	extract(year FROM lower(n.period))::integer AS year,
	lower(n.cost_period)::date AS period_from,
	(upper(n.cost_period) - 1)::date AS period_until,
	n.driver::text AS driver,
	n.cost_key_name::text AS cost_key_name,
	n.service_name::text AS service_name,
	n.via_name::text AS via_service_name,
	n.payee_name::text AS payee_name,
	n.participant_name::text AS participant_name,
	n.description::text AS description
FROM regie.run_line_named AS n;

/*
 * The runs.
 */
CREATE VIEW regie_report.run_overview AS
SELECT r.allocation_run_id::integer AS run_id,
	r.code::text AS run,
	r.cooperation::text AS cooperation,
	r.kind::text AS kind,
	extract(year FROM lower(r.period))::integer AS year,
	r.status::text AS run_status,
	s.in_force AS is_in_force,
	CASE WHEN s.in_force THEN 'yes' ELSE 'no' END::text AS in_force_label,
	r.amount::numeric(18,2) AS amount_eur,
	r.vat_amount::numeric(18,2) AS vat_eur,
	(r.amount + r.vat_amount)::numeric(18,2) AS total_eur,
	s.unallocated::numeric(18,2) AS unallocated_eur,
	r.cost_count::integer AS costs,
	l.participants::integer AS participants,
	r.method::text AS run_method,
	r.scale::integer AS decimals,
	r.key_on::date AS key_on,
	r.made_on::date AS made_on,
	r.closed_on::date AS closed_on,
	s.corrects::text AS corrects,
	s.corrected_by::text AS corrected_by,
	lower(r.period)::date AS period_from,
	(upper(r.period) - 1)::date AS period_until,
	q.name::text AS cooperation_name,
	r.note::text AS note
FROM regie.allocation_run AS r
JOIN regie.run_state AS s ON s.code = r.code
JOIN regie.party AS q ON q.code = r.cooperation
CROSS JOIN LATERAL (
	SELECT count(DISTINCT n.participant) AS participants
	FROM regie.run_line AS n
	WHERE n.run = r.code) AS l;

/*
 * What changed from one run to the next, and why: to the run that it corrects,
 * to that of the period before, and from the budget to the advance and from
 * there to the actual cost of the same period.  The run before counts (or is
 * the one corrected); the run may be a draft.  Asked for one run, only that
 * one is compared.
 */
CREATE VIEW regie_report.run_comparison AS
WITH run AS MATERIALIZED (
	SELECT r.allocation_run_id, r.code, r.cooperation, r.kind, r.period,
		s.in_force, s.corrects
	FROM regie.allocation_run AS r
	JOIN regie.run_state AS s ON s.code = r.code
	WHERE r.kind <> 'settlement'
), pair AS MATERIALIZED (
	SELECT p.*, row_number() OVER (
		PARTITION BY p.run ORDER BY p.run_before COLLATE "C") AS place
	FROM (
		SELECT b.allocation_run_id, b.code AS run, a.code AS run_before,
			b.cooperation, b.kind, a.kind AS kind_before, b.period,
			CASE WHEN b.corrects = a.code THEN 'correction'
				WHEN a.in_force AND b.kind = a.kind
					AND b.kind <> 'amendment'
					AND upper(a.period) = lower(b.period)
				THEN 'period before'
				WHEN a.in_force AND a.period = b.period
					AND (a.kind, b.kind) IN (('budget', 'advance'),
											 ('advance', 'actual'))
				THEN 'same period' END AS comparison
		FROM run AS b
		JOIN run AS a ON a.cooperation = b.cooperation AND a.code <> b.code
	) AS p
	WHERE p.comparison IS NOT NULL
)
SELECT (p.allocation_run_id::bigint * 100 + p.place % 100) * 10000000
		+ row_number() OVER (
			PARTITION BY p.run, p.run_before
			ORDER BY c.participant COLLATE "C", c.service COLLATE "C",
				c.cost COLLATE "C") AS run_comparison_id,
	p.run::text AS run,
	p.run_before::text AS run_before,
	p.comparison::text AS comparison,
	p.cooperation::text AS cooperation,
	c.participant::text AS participant,
	c.service::text AS service,
	c.cost::text AS cost,
	c.amount_a::numeric(18,2) AS amount_before_eur,
	c.amount_b::numeric(18,2) AS amount_eur,
	c.difference::numeric(18,2) AS difference_eur,
	c.by_amount::numeric(22,6) AS by_amount_eur,
	c.by_key::numeric(22,6) AS by_key_eur,
	c.by_driver::numeric(22,6) AS by_driver_eur,
	c.by_network::numeric(22,6) AS by_network_eur,
	c.by_collar::numeric(22,6) AS by_collar_eur,
	c.by_rounding::numeric(22,6) AS by_rounding_eur,
	p.kind::text AS kind,
	p.kind_before::text AS kind_before,
	extract(year FROM lower(p.period))::integer AS year,
	lower(p.period)::date AS period_from,
	(upper(p.period) - 1)::date AS period_until,
	e.name::text AS service_name,
	m.name::text AS participant_name
FROM pair AS p
CROSS JOIN LATERAL regie.run_changes(p.run_before, p.run) AS c
LEFT JOIN regie.service AS e ON e.code = c.service
LEFT JOIN regie.party AS m ON m.code = c.participant;
