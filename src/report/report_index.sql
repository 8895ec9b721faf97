/*
 * report: prices that follow an index.
 *
 * What became of each price so far: one row per price line and day on which
 * it was agreed or could change by its clause.
 */
CREATE VIEW regie_report.contract_price_history AS
SELECT s.contract_line_id::bigint * 1000000 + (s.from_on - DATE '1900-01-01')
		AS contract_price_history_id,
	s.contract::text AS contract,
	s.line::integer AS line,
	s.service::text AS service,
	s.from_on::date AS from_on,
	s.reason::text AS price_reason,
	s.price_before::numeric(18,6) AS price_before_eur,
	s.price_after::numeric(18,6) AS price_after_eur,
	s.per::text AS price_per,
	s.change::numeric(18,6) AS change_percent,
	s.series::text AS series,
	s.period_from::date AS figure_from,
	s.granularity::text AS granularity,
	s.index_value::numeric(18,6) AS index_value,
	s.published_change::numeric(18,6) AS published_percent,
	s.status::text AS figure_status,
	s.published_on::date AS published_on,
	s.base_series::text AS base_series,
	s.base_period_from::date AS base_from,
	s.base_value::numeric(18,6) AS index_base,
	s.cap::numeric(18,6) AS cap_percent,
	s.floor::numeric(18,6) AS floor_percent,
	s.announce_until::date AS announce_until,
	s.announced_on::date AS announced_on,
	s.asked_change::numeric(18,6) AS asked_percent,
	s.rule_reason::text AS rule_reason,
	s.price_by_rule::numeric(18,6) AS price_by_rule_eur,
	s.price_allowed::numeric(18,6) AS price_allowed_eur,
	t.day::date AS as_of,
	c.supplier::text AS supplier,
	c.title::text AS title,
	p.name::text AS supplier_name,
	e.name::text AS service_name,
	s.unit::text AS price_unit
FROM (SELECT regie.today() AS day) AS t
CROSS JOIN LATERAL regie.price_steps(NULL, NULL, t.day) AS s
/* DISTINCT takes nothing away: a contract's state is made once, not per step */
JOIN (SELECT DISTINCT ON (n.code) n.code, n.supplier, n.title
	  FROM regie.contract_state AS n) AS c ON c.code = s.contract
JOIN regie.party AS p ON p.code = c.supplier
JOIN regie.service AS e ON e.code = s.service;

/*
 * The next day on which each price can change, at most two years ahead: what
 * it becomes by the figures known today, and the last day to announce it.
 */
CREATE VIEW regie_report.contract_price_next AS
WITH step AS MATERIALIZED (
	SELECT DISTINCT ON (s.contract, s.line) s.*, t.day
	FROM (SELECT regie.today() AS day) AS t
	CROSS JOIN LATERAL regie.price_steps(NULL, NULL,
		(least(t.day, DATE '2297-12-31') + INTERVAL '2 years')::date) AS s
	WHERE s.from_on > t.day AND s.index_rule_id IS NOT NULL
		AND s.rule_reason <> 'fixed price'
	ORDER BY s.contract, s.line, s.from_on
)
SELECT s.contract_line_id::bigint * 1000000 + (s.from_on - DATE '1900-01-01')
		AS contract_price_next_id,
	s.contract::text AS contract,
	s.line::integer AS line,
	s.service::text AS service,
	s.from_on::date AS from_on,
	s.rule_reason::text AS rule_reason,
	s.announce_until::date AS announce_until,
	CASE WHEN s.announce_until >= s.day THEN s.announce_until - s.day
		END::integer AS announce_days_left,
	s.announced_on::date AS announced_on,
	s.asked_change::numeric(18,6) AS asked_percent,
	s.price_before::numeric(18,6) AS price_before_eur,
	s.price_by_rule::numeric(18,6) AS price_by_rule_eur,
	s.price_allowed::numeric(18,6) AS price_allowed_eur,
	s.per::text AS price_per,
	(y.times * (s.price_allowed - s.price_before))::numeric(18,2)
		AS yearly_increase_eur,
	s.allowed_change::numeric(18,6) AS allowed_percent,
	s.series::text AS series,
	s.period_from::date AS figure_from,
	s.granularity::text AS granularity,
	s.status::text AS figure_status,
	coalesce(s.status = 'provisional', false) AS is_provisional,
	CASE WHEN s.status = 'provisional' THEN 'yes' ELSE 'no' END::text
		AS provisional_label,
	s.published_on::date AS published_on,
	s.is_settled::boolean AS is_settled,
	CASE WHEN s.is_settled THEN 'yes' ELSE 'no' END::text AS settled_label,
	s.day::date AS as_of,
	c.supplier::text AS supplier,
	c.title::text AS title,
	p.name::text AS supplier_name,
	e.name::text AS service_name,
	s.unit::text AS price_unit
FROM step AS s
CROSS JOIN LATERAL (
	SELECT CASE s.per WHEN 'month' THEN 12 WHEN 'quarter' THEN 4
		WHEN 'year' THEN 1 END AS times) AS y
JOIN regie.contract_state AS c ON c.code = s.contract
JOIN regie.party AS p ON p.code = c.supplier
JOIN regie.service AS e ON e.code = s.service;

/*
 * What does not fit the clause: prices agreed or invoiced beside it, steps
 * that no price line shows, announcements for a day that is none, and figures
 * that nobody has entered.
 */
CREATE VIEW regie_report.contract_price_finding AS
WITH step AS MATERIALIZED (
	SELECT s.*, t.day,
		s.from_on = max(s.from_on) OVER (PARTITION BY s.contract, s.line)
			AS is_last
	FROM (SELECT regie.today() AS day) AS t
	CROSS JOIN LATERAL regie.price_steps(NULL, NULL, t.day) AS s
), contract AS MATERIALIZED (
	SELECT c.code, c.supplier, c.title, c.start_on, c.term
	FROM regie.contract_state AS c
), compared AS (
	/* a new price: on the day of a step with what the clause makes of it,
	   on another day with the price before */
	SELECT CASE WHEN abs(s.price_after) > abs(b.price) THEN 1 ELSE 2 END
			AS place,
		s.contract_line_id, s.contract, s.line, s.service, s.from_on,
		s.rule_reason, s.per, s.price_after AS found, b.price AS expected,
		s.day
	FROM step AS s
	CROSS JOIN LATERAL (
		SELECT CASE WHEN s.index_rule_id IS NOT NULL THEN s.price_by_rule
			ELSE s.price_before END AS price) AS b
	WHERE s.reason = 'new price agreed' AND s.price_after <> b.price
		AND (s.index_rule_id IS NOT NULL OR EXISTS (
			SELECT FROM regie.index_rule AS r
			WHERE r.contract = s.contract
				AND coalesce(r.line, s.line) = s.line
				AND (r.valid @> s.from_on) IS TRUE))
		AND (s.index_rule_id IS NOT NULL OR EXISTS (
			/* per month before, per year after: no way to compare */
			SELECT FROM regie.contract_price AS n
			WHERE n.contract = s.contract AND n.line = s.line
				AND (n.valid @> (s.from_on - 1)) IS TRUE AND n.per = s.per))
	UNION ALL
	SELECT 3, n.contract_line_id, s.contract, s.line, s.service, s.from_on,
		s.rule_reason, s.per, n.amount, s.price_after, s.day
	FROM step AS s
	JOIN regie.contract_price AS n
		ON n.contract = s.contract AND n.line = s.line
			AND (n.valid @> s.day) IS TRUE
	JOIN contract AS c ON c.code = s.contract
	WHERE s.is_last AND n.amount <> s.price_after
		AND regie.contains(c.term, s.day)
	UNION ALL
	SELECT 4, s.contract_line_id, s.contract, s.line, s.service, s.from_on,
		s.rule_reason, s.per, NULL, NULL, s.day
	FROM step AS s
	WHERE s.rule_reason = 'no figure yet'
), found AS (
	SELECT (f.contract_line_id::bigint * 1000000
			+ (f.from_on - DATE '1900-01-01')) * 10 + f.place AS id, f.*
	FROM compared AS f
	UNION ALL
	SELECT i.index_announcement_id::bigint * 10 + 5, 5, NULL, i.contract, NULL,
		NULL, i.apply_on, NULL, NULL, NULL, NULL, t.day
	FROM regie.index_announcement AS i
	CROSS JOIN (SELECT regie.today() AS day) AS t
	WHERE i.announced_on <= t.day
		AND NOT EXISTS (
			SELECT FROM regie.index_rule AS r
			JOIN contract AS c ON c.code = r.contract
			WHERE r.contract = i.contract AND r.basis <> 'none'
				AND extract(month FROM i.apply_on) = r.apply_month
				AND extract(day FROM i.apply_on) = r.apply_day
				AND (r.valid @> i.apply_on) IS TRUE
				AND (i.apply_on < r.first_apply_on) IS NOT TRUE
				AND i.apply_on > c.start_on
				AND regie.contains(c.term, i.apply_on))
)
SELECT f.id AS contract_price_finding_id,
	CASE f.place WHEN 1 THEN 'above rule' WHEN 2 THEN 'below rule'
		WHEN 3 THEN 'step not recorded' WHEN 4 THEN 'figure missing'
		ELSE 'announced for another day' END::text AS price_finding,
	f.contract::text AS contract,
	f.line::integer AS line,
	f.service::text AS service,
	f.from_on::date AS from_on,
	f.found::numeric(18,6) AS price_found_eur,
	f.expected::numeric(18,6) AS price_expected_eur,
	(f.found - f.expected)::numeric(18,6) AS difference_eur,
	f.per::text AS price_per,
	(CASE f.per WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 WHEN 'year' THEN 1
		END * (f.found - f.expected))::numeric(18,2) AS yearly_difference_eur,
	f.rule_reason::text AS rule_reason,
	f.day::date AS as_of,
	c.supplier::text AS supplier,
	c.title::text AS title,
	p.name::text AS supplier_name,
	e.name::text AS service_name
FROM found AS f
JOIN contract AS c ON c.code = f.contract
JOIN regie.party AS p ON p.code = c.supplier
LEFT JOIN regie.service AS e ON e.code = f.service;
