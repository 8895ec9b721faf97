
/*
 * Agility: what can be ended, on whom one depends, and what comes next.
 *
 * What a year costs, by contract and service, as contract_deadline counts it:
 * by the price lines that hold today (of an upcoming contract: on its first
 * day), units by what is expected in the calendar year; what is paid once
 * counts zero.  A contract without such a line keeps a row, without service.
 */
CREATE VIEW regie.contract_spend AS
WITH standing AS MATERIALIZED (
	SELECT c.contract_id, c.code, c.customer, c.supplier, c.start_on, t.day,
		regie.status(c.term, t.day) AS status,
		regie.locked_in_until(c.term, t.day) AS free_on
	FROM regie.contract_state AS c
	CROSS JOIN (SELECT regie.today() AS day) AS t
)
SELECT s.contract_id, s.code AS contract, s.customer, s.supplier, s.day,
	s.status, s.free_on, n.service,
	coalesce(sum(regie.line_year(s.code, n.line, n.amount, n.per,
								 greatest(s.day, s.start_on))), 0) AS yearly
FROM standing AS s
LEFT JOIN regie.contract_price AS n
	ON n.contract = s.code
		AND (n.valid @> greatest(s.day, s.start_on)) IS TRUE
WHERE s.status <> 'ended'
GROUP BY s.contract_id, s.code, s.customer, s.supplier, s.day, s.status,
	s.free_on, n.service;

COMMENT ON VIEW regie.contract_spend IS
'What a year costs on regie.today(): one row per contract that is not over, and service. The reports on agility add it up.';
COMMENT ON COLUMN regie.contract_spend.contract_id IS
'The contract as an integer.';
COMMENT ON COLUMN regie.contract_spend.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.contract_spend.customer IS
'Code of the party that signed as customer.';
COMMENT ON COLUMN regie.contract_spend.supplier IS 'Code of the supplier.';
COMMENT ON COLUMN regie.contract_spend.day IS 'The day: regie.today().';
COMMENT ON COLUMN regie.contract_spend.status IS
'notice due, ending, running or upcoming.';
COMMENT ON COLUMN regie.contract_spend.free_on IS
'First day on which one can be free of the contract by acting on the day.';
COMMENT ON COLUMN regie.contract_spend.service IS
'Code of the service. Empty: no price line holds.';
COMMENT ON COLUMN regie.contract_spend.yearly IS
'Price per year in euro, without VAT, by the lines that hold on the day (of an upcoming contract: on its first day); units by what is expected in the calendar year. What is paid once counts 0.';

/*
 * Which part of what a year costs can be ended within 6, 12, 24 months, by
 * acting today.  Contracts that have not begun stand apart: they cost nothing
 * today, and often follow one that does.
 *
 * Credits count as what they are, so that amounts add up; where they would
 * push a share out of 0 to 1, there is none.
 */
CREATE VIEW regie_report.agility AS
WITH spend AS MATERIALIZED (
	SELECT s.contract, s.customer, s.supplier, s.service, s.day, s.free_on,
		s.status = 'upcoming' AS upcoming, s.yearly
	FROM regie.contract_spend AS s
), scoped AS (
	SELECT g.place, g.scope, g.code, h.months, s.day,
		(s.day + make_interval(months => h.months))::date AS horizon_on,
		s.contract, s.free_on, s.upcoming, s.yearly
	FROM spend AS s
	CROSS JOIN LATERAL (VALUES (0, 'all', ''),
							   (1, 'customer', s.customer),
							   (2, 'supplier', s.supplier),
							   (3, 'service', s.service))
		AS g (place, scope, code)
	CROSS JOIN (VALUES (6), (12), (24)) AS h (months)
	WHERE g.code IS NOT NULL
), summed AS (
	SELECT s.place, s.scope, s.code, s.months, s.day, s.horizon_on,
		count(DISTINCT s.contract) FILTER (WHERE NOT s.upcoming) AS contracts,
		count(DISTINCT s.contract)
			FILTER (WHERE NOT s.upcoming AND s.free_on <= s.horizon_on)
			AS endable_contracts,
		coalesce(sum(s.yearly) FILTER (WHERE NOT s.upcoming), 0) AS yearly,
		coalesce(sum(s.yearly)
			FILTER (WHERE NOT s.upcoming AND s.free_on <= s.horizon_on), 0)
			AS endable,
		coalesce(sum(s.yearly) FILTER (WHERE s.upcoming), 0) AS upcoming
	FROM scoped AS s
	GROUP BY s.place, s.scope, s.code, s.months, s.day, s.horizon_on
)
SELECT (s.place * 1000000 + coalesce(p.party_id, e.service_id, 0))::bigint
		* 1000 + s.months AS agility_id,
	s.scope::text AS scope,
	nullif(s.code, '')::text AS scope_code,
	s.months::integer AS horizon_months,
	s.horizon_on::date AS horizon_on,
	s.contracts::integer AS contracts,
	s.endable_contracts::integer AS endable_contracts,
	s.yearly::numeric(18,2) AS yearly_eur,
	s.endable::numeric(18,2) AS endable_eur,
	(s.yearly - s.endable)::numeric(18,2) AS bound_eur,
	CASE WHEN s.yearly > 0 AND s.endable BETWEEN 0 AND s.yearly
		THEN s.endable / s.yearly END::numeric(9,6) AS share,
	s.upcoming::numeric(18,2) AS upcoming_eur,
	s.day::date AS as_of,
	coalesce(p.name, e.name)::text AS scope_name
FROM summed AS s
LEFT JOIN regie.party AS p
	ON p.code = s.code AND s.scope IN ('customer', 'supplier')
LEFT JOIN regie.service AS e ON e.code = s.code AND s.scope = 'service';

/*
 * What binds to each supplier.  Contracts that have not begun bind as well,
 * so they count here.
 */
CREATE VIEW regie_report.supplier_lock_in AS
WITH deadline AS MATERIALIZED (
	SELECT d.contract, d.supplier, d.as_of, d.status, d.last_notice_day,
		d.if_silent, d.bound_until, d.yearly_eur, d.commitment_eur,
		greatest(d.yearly_eur, 0) AS weight,
		(d.bound_until + 1 - d.as_of) * 4800.0 / 146097 AS months
	FROM regie_report.contract_deadline AS d
	WHERE d.status <> 'ended'
), used AS MATERIALIZED (
	SELECT d.supplier, count(DISTINCT u.party) AS users
	FROM deadline AS d
	JOIN regie.contract_use AS u
		ON u.contract = d.contract AND (u.valid @> d.as_of) IS TRUE
	GROUP BY d.supplier
), bound AS (
	SELECT d.supplier, d.as_of, count(*) AS contracts,
		count(*) FILTER (WHERE d.if_silent = 'renews') AS renewing,
		coalesce(sum(d.yearly_eur) FILTER (WHERE d.status <> 'upcoming'), 0)
			AS yearly,
		coalesce(sum(d.yearly_eur) FILTER (WHERE d.status = 'upcoming'), 0)
			AS upcoming,
		sum(d.commitment_eur) AS commitment,
		max(d.bound_until) AS bound_until,
		min(d.last_notice_day) AS last_notice_day,
		sum(d.weight * d.months) / nullif(sum(d.weight), 0) AS months
	FROM deadline AS d
	GROUP BY d.supplier, d.as_of
)
SELECT p.party_id::integer AS supplier_id,
	b.supplier::text AS supplier,
	b.contracts::integer AS contracts,
	b.yearly::numeric(18,2) AS yearly_eur,
	b.upcoming::numeric(18,2) AS upcoming_eur,
	b.commitment::numeric(18,2) AS commitment_eur,
	b.bound_until::date AS bound_until,
	b.months::numeric(9,2) AS bound_months,
	b.last_notice_day::date AS last_notice_day,
	b.renewing::integer AS renewing_contracts,
	(b.renewing::numeric / b.contracts)::numeric(9,6) AS share_renewing,
	coalesce(u.users, 0)::integer AS users,
	b.as_of::date AS as_of,
	p.name::text AS supplier_name
FROM bound AS b
JOIN regie.party AS p ON p.code = b.supplier
LEFT JOIN used AS u ON u.supplier = b.supplier;

/*
 * On how few suppliers the whole depends, and each service.  A supplier whose
 * credits outweigh its prices has no part in it.
 */
CREATE VIEW regie_report.supplier_concentration AS
WITH spend AS MATERIALIZED (
	SELECT s.contract, s.supplier, s.service, s.day, s.yearly
	FROM regie.contract_spend AS s
	WHERE s.status <> 'upcoming'
), summed AS (
	SELECT g.scope, g.code, s.supplier, s.day, sum(s.yearly) AS yearly,
		count(DISTINCT s.contract) AS contracts,
		greatest(sum(s.yearly), 0) AS weight
	FROM spend AS s
	CROSS JOIN LATERAL (VALUES ('all', ''), ('service', s.service))
		AS g (scope, code)
	WHERE g.code IS NOT NULL
	GROUP BY g.scope, g.code, s.supplier, s.day
), weighed AS (
	SELECT s.*, count(*) OVER whole AS suppliers,
		sum(s.weight) OVER whole AS total,
		regie.concentration(s.weight) OVER whole AS concentration,
		row_number() OVER ranked AS place,
		sum(s.weight) OVER ranked AS cumulative
	FROM summed AS s
	WINDOW whole AS (PARTITION BY s.scope, s.code),
		ranked AS (PARTITION BY s.scope, s.code
				   ORDER BY s.yearly DESC, s.supplier COLLATE "C"
				   ROWS UNBOUNDED PRECEDING)
)
SELECT coalesce(e.service_id, 0)::bigint * 1000000 + p.party_id
		AS supplier_concentration_id,
	w.scope::text AS scope,
	nullif(w.code, '')::text AS scope_code,
	w.place::integer AS place,
	w.supplier::text AS supplier,
	w.contracts::integer AS contracts,
	w.yearly::numeric(18,2) AS yearly_eur,
	CASE WHEN w.total > 0 THEN w.weight / w.total END::numeric(9,6) AS share,
	CASE WHEN w.total > 0 THEN w.cumulative / w.total END::numeric(9,6)
		AS share_cumulative,
	w.suppliers::integer AS suppliers,
	round(w.concentration * 10000)::integer AS hhi,
	(1 / w.concentration)::numeric(9,2) AS equal_suppliers,
	w.suppliers = 1 AS is_only_supplier,
	CASE WHEN w.suppliers = 1 THEN 'yes' ELSE 'no' END::text
		AS only_supplier_label,
	w.day::date AS as_of,
	p.name::text AS supplier_name,
	e.name::text AS scope_name
FROM weighed AS w
JOIN regie.party AS p ON p.code = w.supplier
LEFT JOIN regie.service AS e ON e.code = w.code AND w.scope = 'service';

/*
 * What comes after each contract that ends within 36 months.
 *
 * A contract takes over from another where it is for all services that the
 * other one still has, for the same customer, or with that customer among its
 * users; a step takes over, the day after it is finished, where it replaces
 * the contract (of several, the last).  A contract that began no later than
 * the one that ends runs beside it: nothing is paid twice, and a step that is
 * in time goes before it.
 *
 * A contract ends on its certain end.  One that would go on by silence ends
 * where something to come takes over from it: on the first day from then on
 * on which notice can set one free.  The last day for that notice is at most
 * a day or, as months differ in length, three from that end less the notice.
 *
 * Who takes over must be for all services of a contract, so also for the one
 * that fewest contracts are for: the search begins there.
 */
CREATE VIEW regie_report.contract_succession AS
WITH contract AS MATERIALIZED (
	SELECT c.contract_id, c.code, c.title, c.customer, c.supplier, c.start_on,
		c.term, t.day, (t.day + INTERVAL '36 months')::date AS horizon_on,
		regie.renewal_kind(c.term) AS renewal,
		regie.ended_on(c.term) IS NOT NULL AS recorded,
		regie.maximum_extent(c.term) AS maximum_on,
		regie.locked_in_until(c.term, t.day) AS free_on,
		coalesce(upper(regie.daterange(c.term)), regie.ended_on(c.term))
			AS certain_on,
		regie.status(c.term, t.day) = 'ended' AS is_over,
		regie.last_notice_day(c.term, t.day) AS lift_by
	FROM regie.contract_state AS c
	CROSS JOIN (SELECT regie.today() AS day) AS t
), step AS MATERIALIZED (
	SELECT DISTINCT ON (r.contract) r.contract, r.programme, r.item, r.title,
		r.early_finish
	FROM regie_report.roadmap_step AS r
	WHERE r.contract_link = 'replaces'
	ORDER BY r.contract, r.early_finish DESC NULLS FIRST,
		r.programme COLLATE "C", r.item COLLATE "C"
), service AS MATERIALIZED (
	SELECT DISTINCT n.contract, n.service
	FROM regie.contract_price AS n
	JOIN contract AS c ON c.code = n.contract
	WHERE NOT c.is_over AND (upper_inf(n.valid) OR upper(n.valid) > c.day)
), bundle AS MATERIALIZED (
	SELECT s.contract, array_agg(s.service) AS services,
		(array_agg(s.service ORDER BY s.contracts, s.service COLLATE "C"))[1]
			AS rarest
	FROM (SELECT v.*, count(*) OVER (PARTITION BY v.service) AS contracts
		  FROM service AS v) AS s
	GROUP BY s.contract
), pair AS MATERIALIZED (
	SELECT c.code AS contract, o.code AS successor, o.start_on,
		o.start_on > c.start_on AS begins_later
	FROM contract AS c
	JOIN bundle AS b ON b.contract = c.code
	JOIN service AS v ON v.service = b.rarest AND v.contract <> c.code
	JOIN bundle AS w ON w.contract = v.contract AND w.services @> b.services
	JOIN contract AS o ON o.code = v.contract
	WHERE o.customer = c.customer
		OR EXISTS (SELECT FROM regie.contract_use AS u
				   WHERE u.contract = o.code AND u.party = c.customer
					   AND (u.valid @> greatest(o.start_on, c.day)) IS TRUE)
), takeover AS MATERIALIZED (
	/* where one that would go on by silence can be missed */
	SELECT c.code AS contract,
		greatest(n.start_on, s.early_finish + 1) AS cover_on
	FROM contract AS c
	LEFT JOIN step AS s ON s.contract = c.code
	LEFT JOIN (
		SELECT p.contract, min(p.start_on) AS start_on
		FROM pair AS p
		JOIN contract AS d ON d.code = p.contract
		WHERE p.begins_later AND p.start_on > d.day
		GROUP BY p.contract
	) AS n ON n.contract = c.code
	WHERE c.renewal IN ('tacit', 'evergreen') AND NOT c.recorded AND NOT c.is_over
		AND (n.start_on IS NOT NULL OR s.early_finish IS NOT NULL)
), ending AS MATERIALIZED (
	SELECT c.*, CASE
			WHEN t.cover_on IS NULL OR t.cover_on > c.certain_on
				THEN c.certain_on
			WHEN c.renewal = 'evergreen' THEN greatest(t.cover_on, c.free_on)
			ELSE greatest(upper(regie.period(c.term, t.cover_on - 1)),
						  c.free_on)
			END AS end_on
	FROM contract AS c
	LEFT JOIN takeover AS t ON t.contract = c.code
), next AS MATERIALIZED (
	SELECT DISTINCT ON (p.contract) p.contract, p.successor, p.start_on,
		o.title, o.supplier, f.follows, p.begins_later
	FROM pair AS p
	JOIN ending AS e ON e.code = p.contract
	JOIN ending AS o ON o.code = p.successor
	CROSS JOIN LATERAL (SELECT p.start_on <= e.end_on AS follows) AS f
	WHERE e.end_on <= e.horizon_on
		AND (o.end_on > greatest(e.end_on, p.start_on)
			 OR o.end_on IS NULL)
	ORDER BY p.contract, f.follows DESC,
		CASE WHEN f.follows THEN e.end_on - p.start_on
			ELSE p.start_on - e.end_on END,
		p.successor COLLATE "C"
), judged AS (
	SELECT e.*, n.successor, n.start_on AS successor_on,
		n.title AS successor_title, n.supplier AS successor_supplier,
		s.programme, s.item, s.title AS item_title, s.early_finish,
		CASE WHEN e.is_over THEN 'ended'
			WHEN e.end_on IS NULL AND s.contract IS NOT NULL
					AND s.early_finish IS NULL THEN 'not planned'
			WHEN (e.end_on <= e.horizon_on) IS NOT TRUE THEN 'runs on'
			WHEN n.follows AND n.begins_later AND n.start_on < e.end_on
				THEN 'overlap'
			WHEN n.follows AND n.begins_later THEN 'followed by contract'
			WHEN s.early_finish < e.end_on THEN 'replaced by step'
			WHEN n.follows THEN 'followed by contract'
			WHEN n.contract IS NOT NULL OR s.early_finish IS NOT NULL THEN 'gap'
			WHEN s.contract IS NOT NULL THEN 'not planned'
			ELSE 'no successor' END AS succession
	FROM ending AS e
	LEFT JOIN next AS n ON n.contract = e.code
	LEFT JOIN step AS s ON s.contract = e.code AND NOT e.is_over
), measured AS MATERIALIZED (
	SELECT j.*, CASE WHEN j.recorded THEN 'recorded'
			WHEN (j.certain_on <= j.end_on) IS NOT TRUE
				THEN CASE WHEN j.end_on IS NOT NULL THEN 'planned' END
			WHEN j.renewal = 'explicit' AND j.lift_by IS NOT NULL THEN 'option'
			ELSE 'final' END AS end_basis,
		CASE j.succession
			WHEN 'overlap' THEN greatest(j.successor_on, j.day)
			WHEN 'replaced by step'
				THEN greatest(j.early_finish + 1, j.start_on, j.day)
			END AS double_on,
		CASE j.succession WHEN 'gap'
			THEN least(j.successor_on, j.early_finish + 1) - j.end_on
			WHEN 'followed by contract' THEN 0
			WHEN 'overlap' THEN 0
			WHEN 'replaced by step' THEN 0 END AS gap_days
	FROM judged AS j
), spend AS MATERIALIZED (
	SELECT s.contract_id, sum(s.yearly) AS yearly
	FROM regie.contract_spend AS s
	GROUP BY s.contract_id
)
SELECT m.contract_id::integer AS contract_id,
	m.code::text AS contract,
	m.supplier::text AS supplier,
	m.succession::text AS succession,
	CASE WHEN m.end_on > m.start_on THEN m.end_on - 1 END::date AS runs_until,
	m.end_basis::text AS end_basis,
	CASE m.end_basis WHEN 'option' THEN m.lift_by
		WHEN 'planned' THEN (
			SELECT max(g.day)
			FROM (SELECT (m.end_on - regie.notice(m.term))::date + n AS day
				  FROM generate_series(-4, 3) AS n) AS g
			WHERE regie.locked_in_until(m.term, g.day) <= m.end_on)
		END::date AS decide_by,
	m.successor::text AS successor,
	m.successor_on::date AS successor_from,
	m.programme::text AS programme,
	m.item::text AS item,
	m.early_finish::date AS planned_finish,
	m.gap_days::integer AS gap_days,
	CASE WHEN m.double_on IS NOT NULL THEN greatest(m.end_on - m.double_on, 0)
		WHEN m.succession IN ('followed by contract', 'gap') THEN 0
		END::integer AS overlap_days,
	CASE WHEN m.double_on IS NOT NULL THEN coalesce((
			SELECT sum(regie.line_cost(m.code, n.line, m.start_on, n.amount,
				n.per, n.valid
				* daterange(m.double_on, greatest(m.double_on, m.end_on))))
			FROM regie.contract_price AS n
			WHERE n.contract = m.code), 0)
		WHEN m.succession IN ('followed by contract', 'gap') THEN 0
		END::numeric(18,2) AS overlap_eur,
	coalesce(s.yearly, 0)::numeric(18,2) AS yearly_eur,
	m.day::date AS as_of,
	m.customer::text AS customer,
	m.title::text AS title,
	m.successor_title::text AS successor_title,
	m.successor_supplier::text AS successor_supplier,
	m.item_title::text AS item_title,
	p.name::text AS supplier_name,
	k.name::text AS customer_name
FROM measured AS m
JOIN regie.party AS p ON p.code = m.supplier
JOIN regie.party AS k ON k.code = m.customer
LEFT JOIN spend AS s ON s.contract_id = m.contract_id;
