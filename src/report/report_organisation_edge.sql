/*
 * The triangle of municipality, cooperation and supplier: who agreed what with
 * whom until when, who pays, who may decide.
 *
 * An edge is a pair of parties.  What was agreed on it: a participation or a
 * service agreement (municipality and cooperation), a contract (cooperation
 * and supplier), an own contract or the use of a shared one (municipality and
 * supplier).
 */
CREATE FUNCTION regie.triangle_links()
RETURNS TABLE (edge text, party text, counterparty text, agreement_kind text,
			   agreement text, agreed_from date, agreed_until date,
			   is_in_force boolean, yearly numeric, payer text,
			   contract_id integer, day date)
/* without JIT, as a long query is compiled for longer than it runs */
LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 5000
SET jit = off
BEGIN ATOMIC
	WITH day AS (
		SELECT regie.today() AS day
	), member AS MATERIALIZED (
		SELECT p.cooperation, p.party, p.valid, p.legal_form
		FROM regie.participation AS p
		CROSS JOIN day AS t
		WHERE (p.valid @> t.day) IS TRUE AND regie.reads_shared(p.cooperation)
	), cooperation AS MATERIALIZED (
		SELECT DISTINCT m.cooperation FROM member AS m
	), spend AS MATERIALIZED (
		SELECT n.contract_id, sum(n.yearly) AS yearly
		FROM regie.contract_spend AS n
		GROUP BY n.contract_id
	), contract AS MATERIALIZED (
		SELECT c.contract_id, c.code AS contract, c.customer, c.supplier,
			c.start_on, coalesce(n.yearly, 0) AS yearly_eur,
			(upper(regie.period(c.term, t.day)) - 1)::date AS period_until,
			regie.status(c.term, t.day) AS status,
			c.customer IN (SELECT o.cooperation FROM cooperation AS o)
				AS is_shared,
			EXISTS (SELECT FROM member AS m WHERE m.party = c.customer
					AND m.cooperation = c.supplier) AS is_service
		FROM regie.contract_state AS c
		CROSS JOIN day AS t
		LEFT JOIN spend AS n ON n.contract_id = c.contract_id
	)
	SELECT 'municipality and cooperation', m.party, m.cooperation,
		'participation', m.legal_form, lower(m.valid),
		(upper(m.valid) - 1)::date, true, NULL::numeric, m.party,
		NULL::integer, t.day
	FROM member AS m
	CROSS JOIN day AS t
	UNION ALL
	SELECT CASE WHEN c.is_service THEN 'municipality and cooperation'
			WHEN c.is_shared THEN 'cooperation and supplier'
			ELSE 'municipality and supplier' END,
		c.customer, c.supplier,
		CASE WHEN c.is_service THEN 'service agreement'
			WHEN c.is_shared THEN 'contract' ELSE 'own contract' END,
		c.contract, c.start_on, c.period_until, c.status <> 'upcoming',
		c.yearly_eur, c.customer, c.contract_id, t.day
	FROM contract AS c
	CROSS JOIN day AS t
	WHERE c.status <> 'ended'
		AND (c.is_shared OR c.customer IN (SELECT m.party FROM member AS m))
	UNION ALL
	/*
	 * Use for as long as the contract, whose period was left as it is, ends
	 * with the contract; use with days of its own does not.
	 */
	SELECT 'municipality and supplier', u.party, c.supplier,
		'shared contract', c.contract, greatest(c.start_on, lower(u.valid)),
		least(c.period_until, (upper(u.valid) - 1)::date),
		c.status NOT IN ('ended', 'upcoming'), c.yearly_eur, c.customer,
		c.contract_id, t.day
	FROM contract AS c
	CROSS JOIN day AS t
	JOIN regie.contract_use AS u
		ON u.contract = c.contract AND (u.valid @> t.day) IS TRUE
	WHERE u.party <> c.customer AND u.party <> c.supplier
		AND (c.status <> 'ended' OR u.valid <> daterange '[1900-01-01,)');
END;

COMMENT ON FUNCTION regie.triangle_links() IS
'What was agreed on the edges of the triangle, as of regie.today(), as view triangle_link has it, with the contract as an integer (NULL: a participation) and without who may decide. One row per edge and agreement. Example: SELECT edge, party, counterparty FROM regie.triangle_links().';

CREATE VIEW regie.board_today AS
SELECT b.organisation,
	string_agg(b.code, ', ' ORDER BY b.code COLLATE "C") AS decider
FROM regie.body AS b
CROSS JOIN (SELECT regie.today() AS day) AS t
WHERE b.kind = 'board' AND (b.valid @> t.day) IS TRUE
GROUP BY b.organisation;

COMMENT ON VIEW regie.board_today IS
'The boards of each organisation on regie.today(). One row per organisation that has one.';
COMMENT ON COLUMN regie.board_today.organisation IS
'Code of the organisation.';
COMMENT ON COLUMN regie.board_today.decider IS 'Codes of its boards.';

/*
 * Who may decide: on a contract as contract_decider says, on a participation
 * the boards of the cooperation.
 */
CREATE VIEW regie.triangle_link AS
SELECT l.edge, l.party, l.counterparty, l.agreement_kind, l.agreement,
	l.agreed_from, l.agreed_until, l.is_in_force, l.yearly, l.payer,
	CASE WHEN l.contract_id IS NULL THEN b.decider ELSE w.decider END
		AS decider, l.day
FROM regie.triangle_links() AS l
LEFT JOIN regie_report.contract_decider AS w
	ON w.contract_decider_id = l.contract_id
LEFT JOIN regie.board_today AS b
	ON b.organisation = l.counterparty AND l.contract_id IS NULL;

COMMENT ON VIEW regie.triangle_link IS
'What was agreed on the edges of the triangle, as of regie.today(): one row per edge and agreement.';
COMMENT ON COLUMN regie.triangle_link.edge IS
'municipality and cooperation, cooperation and supplier, or municipality and supplier.';
COMMENT ON COLUMN regie.triangle_link.party IS
'Code of the party that gets something.';
COMMENT ON COLUMN regie.triangle_link.counterparty IS
'Code of the party that it gets it from.';
COMMENT ON COLUMN regie.triangle_link.agreement_kind IS
'participation, service agreement, contract, own contract or shared contract.';
COMMENT ON COLUMN regie.triangle_link.agreement IS
'Number of the contract, or legal form of the participation.';
COMMENT ON COLUMN regie.triangle_link.agreed_from IS 'First day of it.';
COMMENT ON COLUMN regie.triangle_link.agreed_until IS
'Last day of it, of a contract of its current period. Empty: open.';
COMMENT ON COLUMN regie.triangle_link.is_in_force IS
'Whether it holds on the day.';
COMMENT ON COLUMN regie.triangle_link.yearly IS
'Price of the whole contract per year in euro. Empty for a participation.';
COMMENT ON COLUMN regie.triangle_link.payer IS
'Code of the party that pays for it.';
COMMENT ON COLUMN regie.triangle_link.decider IS
'Code of the role or body that may decide. Empty: nobody has the mandate.';
COMMENT ON COLUMN regie.triangle_link.day IS 'The day: regie.today().';

CREATE VIEW regie_report.triangle_agreement AS
SELECT row_number() OVER (
		ORDER BY p.party_id, q.party_id, l.agreement_kind COLLATE "C",
			l.agreement COLLATE "C", l.agreed_from)::bigint
		AS triangle_agreement_id,
	l.edge::text AS edge,
	l.party::text AS party,
	l.counterparty::text AS counterparty,
	l.agreement_kind::text AS agreement_kind,
	l.agreement::text AS agreement,
	l.agreed_from::date AS agreed_from,
	l.agreed_until::date AS agreed_until,
	l.payer::text AS payer,
	l.decider::text AS decider,
	l.yearly::numeric(18,2) AS yearly_eur,
	l.is_in_force AS is_in_force,
	CASE WHEN l.is_in_force THEN 'yes' ELSE 'no' END AS in_force_label,
	l.day::date AS as_of,
	f.name::text AS payer_name,
	p.name::text AS party_name,
	q.name::text AS counterparty_name
FROM regie.triangle_link AS l
JOIN regie.party AS p ON p.code = l.party
JOIN regie.party AS q ON q.code = l.counterparty
JOIN regie.party AS f ON f.code = l.payer;

/*
 * The edges, with what is booked on them in the calendar year of the day.  A
 * payment has its agreement if one held on any day of that year.
 *
 * Who may decide takes longer than all the rest, so it comes last, in the
 * report: a check of the edges does not need it.
 */
CREATE VIEW regie.triangle_edge AS
WITH day AS (
	SELECT t.day, extract(year FROM t.day)::integer AS year,
		make_date(extract(year FROM t.day)::integer, 1, 1) AS first_day,
		make_date(extract(year FROM t.day)::integer, 12, 31) AS last_day
	FROM (SELECT regie.today() AS day) AS t
), link AS MATERIALIZED (
	SELECT l.* FROM regie.triangle_links() AS l
), paid AS MATERIALIZED (
	/* the year is written out, so that other years are not shared at all */
	SELECT p.payer AS party, p.payee AS counterparty,
		coalesce(sum(p.amount_eur)
			FILTER (WHERE p.kind IN ('budget', 'amendment')), 0) AS budget,
		coalesce(sum(p.amount_eur) FILTER (WHERE p.kind = 'advance'), 0)
			AS advance,
		coalesce(sum(p.amount_eur) FILTER (WHERE p.kind = 'actual'), 0)
			AS actual
	FROM regie_report.cost_payment AS p
	WHERE p.year = extract(year FROM regie.today())::integer
		AND p.payer IS NOT NULL
	GROUP BY p.payer, p.payee
), cooperation AS MATERIALIZED (
	SELECT DISTINCT p.cooperation FROM regie.participation AS p
), agreed AS MATERIALIZED (
	SELECT p.party, p.cooperation AS counterparty
	FROM regie.participation AS p
	JOIN day AS t
		ON (p.valid && daterange(t.first_day, t.last_day, '[]')) IS TRUE
	UNION
	SELECT c.customer, c.supplier
	FROM regie.contract_state AS c
	JOIN day AS t ON c.start_on <= t.last_day
		AND regie.status(c.term, greatest(c.start_on, t.first_day)) <> 'ended'
), edge AS (
	SELECT l.edge, l.party, l.counterparty FROM link AS l
	UNION
	SELECT CASE
			WHEN p.counterparty IN (SELECT c.cooperation FROM cooperation AS c)
				THEN 'municipality and cooperation'
			WHEN p.party IN (SELECT c.cooperation FROM cooperation AS c)
				THEN 'cooperation and supplier'
			ELSE 'municipality and supplier' END, p.party, p.counterparty
	FROM paid AS p
), summed AS (
	SELECT l.edge, l.party, l.counterparty,
		count(*) FILTER (WHERE l.is_in_force) AS agreements,
		bool_or(l.agreement_kind = 'shared contract' AND NOT l.is_in_force
				AND l.agreed_from <= l.day) AS is_used_after,
		bool_or(l.is_in_force
				AND l.agreement_kind IN ('contract', 'own contract')
				AND l.yearly > 0) AS is_priced,
		min(l.agreed_until) FILTER (WHERE l.is_in_force) AS first_until,
		string_agg(DISTINCT coalesce(l.agreement, l.agreement_kind) COLLATE "C", ', ')
			FILTER (WHERE l.is_in_force) AS agreement_list,
		string_agg(DISTINCT l.payer COLLATE "C", ', ') FILTER (WHERE l.is_in_force)
			AS payer_list,
		array_agg(l.contract_id) FILTER (WHERE l.is_in_force) AS contract_ids
	FROM link AS l
	GROUP BY l.edge, l.party, l.counterparty
)
SELECT e.party_id::bigint * 1000000 + q.party_id AS triangle_id,
	e.edge, e.party, e.counterparty,
	CASE WHEN e.is_paid AND NOT e.is_agreed THEN 'payment without agreement'
		WHEN coalesce(s.is_used_after, false)
			AND coalesce(s.agreements, 0) = 0 THEN 'use without contract'
		WHEN NOT e.is_paid AND s.is_priced THEN 'agreement without payment'
		ELSE 'in order' END::text AS triangle_verdict,
	coalesce(s.agreements, 0)::integer AS agreements, s.agreement_list,
	s.first_until, e.budget::numeric(18,2) AS budget,
	e.advance::numeric(18,2) AS advance, e.actual::numeric(18,2) AS actual,
	s.payer_list, s.contract_ids, e.year, e.day, e.party_name,
	q.name AS counterparty_name
FROM (
	SELECT g.edge, g.party, g.counterparty, f.party_id, f.name AS party_name,
		t.year, t.day, coalesce(p.budget, 0) AS budget,
		coalesce(p.advance, 0) AS advance, coalesce(p.actual, 0) AS actual,
		coalesce(p.budget <> 0 OR p.advance <> 0 OR p.actual <> 0, false)
			AS is_paid,
		a.party IS NOT NULL AS is_agreed
	FROM edge AS g
	CROSS JOIN day AS t
	JOIN regie.party AS f ON f.code = g.party
	LEFT JOIN paid AS p
		ON p.party = g.party AND p.counterparty = g.counterparty
	LEFT JOIN agreed AS a
		ON a.party = g.party AND a.counterparty = g.counterparty
) AS e
JOIN regie.party AS q ON q.code = e.counterparty
LEFT JOIN summed AS s ON s.edge = e.edge AND s.party = e.party
	AND s.counterparty = e.counterparty;

COMMENT ON VIEW regie.triangle_edge IS
'The edges of the triangle, with what is agreed and booked on them, as of regie.today(): one row per pair of parties. The report triangle adds who may decide.';
COMMENT ON COLUMN regie.triangle_edge.triangle_id IS
'The edge as an integer: of both parties.';
COMMENT ON COLUMN regie.triangle_edge.edge IS
'municipality and cooperation, cooperation and supplier, or municipality and supplier.';
COMMENT ON COLUMN regie.triangle_edge.party IS
'Code of the party that gets something.';
COMMENT ON COLUMN regie.triangle_edge.counterparty IS
'Code of the party that it gets it from.';
COMMENT ON COLUMN regie.triangle_edge.triangle_verdict IS
'What is the matter, or in order.';
COMMENT ON COLUMN regie.triangle_edge.agreements IS
'Number of agreements that hold on the day.';
COMMENT ON COLUMN regie.triangle_edge.agreement_list IS
'Which these are. Empty: none.';
COMMENT ON COLUMN regie.triangle_edge.first_until IS
'Last day of the one that ends first. Empty: open, or none.';
COMMENT ON COLUMN regie.triangle_edge.budget IS
'Budget of the calendar year as amended, in euro.';
COMMENT ON COLUMN regie.triangle_edge.advance IS
'Advances of the calendar year in euro.';
COMMENT ON COLUMN regie.triangle_edge.actual IS
'Actual cost of the calendar year in euro.';
COMMENT ON COLUMN regie.triangle_edge.payer_list IS
'Codes of the parties that pay for the agreements. Empty: none holds.';
COMMENT ON COLUMN regie.triangle_edge.contract_ids IS
'The agreements that hold as integers, NULL among them for a participation. Empty: none holds.';
COMMENT ON COLUMN regie.triangle_edge.year IS 'The calendar year of the day.';
COMMENT ON COLUMN regie.triangle_edge.day IS 'The day: regie.today().';
COMMENT ON COLUMN regie.triangle_edge.party_name IS 'Name of the party.';
COMMENT ON COLUMN regie.triangle_edge.counterparty_name IS
'Name of the other party.';

CREATE VIEW regie_report.triangle AS
WITH edge AS MATERIALIZED (
	SELECT e.* FROM regie.triangle_edge AS e
), decided AS MATERIALIZED (
	SELECT e.triangle_id, e.edge,
		string_agg(DISTINCT coalesce(w.decider, b.decider) COLLATE "C", ', ')
			AS decider_list
	FROM edge AS e
	CROSS JOIN LATERAL unnest(e.contract_ids) AS c (contract_id)
	LEFT JOIN regie_report.contract_decider AS w
		ON w.contract_decider_id = c.contract_id
	LEFT JOIN regie.board_today AS b
		ON b.organisation = e.counterparty AND c.contract_id IS NULL
	GROUP BY e.triangle_id, e.edge
)
SELECT e.triangle_id,
	e.edge::text AS edge,
	e.party::text AS party,
	e.counterparty::text AS counterparty,
	e.triangle_verdict::text AS triangle_verdict,
	e.agreements::integer AS agreements,
	e.agreement_list::text AS agreement_list,
	e.first_until::date AS first_agreed_until,
	e.budget::numeric(18,2) AS budget_eur,
	e.advance::numeric(18,2) AS advance_eur,
	e.actual::numeric(18,2) AS actual_eur,
	e.payer_list::text AS payer_list,
	d.decider_list::text AS decider_list,
	e.year::integer AS year,
	e.day::date AS as_of,
	e.party_name::text AS party_name,
	e.counterparty_name::text AS counterparty_name
FROM edge AS e
LEFT JOIN decided AS d ON d.triangle_id = e.triangle_id AND d.edge = e.edge;
