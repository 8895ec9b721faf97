/*
 * report: what contracts cost by the month, what units come to, what a
 * contract is worth, and what was bought in parts.
 */

/*
 * What each price line costs by the month: what is paid per month, quarter or
 * year as it accrues, what is paid once in the month in which it begins, units
 * by their volume.  From the contract's start to its certain end, but no more
 * than seven calendar years: five past ones, this one and the next.
 */
CREATE VIEW regie_report.contract_accrual AS
WITH day AS (
	SELECT t.year, daterange(make_date(t.year - 5, 1, 1),
							 make_date(t.year + 2, 1, 1)) AS shown
	FROM (SELECT extract(year FROM regie.today())::integer AS year) AS t
), line AS (
	/* the pieces of a line in arrays, so that months are added up line by line */
	SELECT n.contract, n.line, n.service, n.per, n.unit, c.customer,
		c.supplier, c.title, r.run, array_agg(n.contract_line_id) AS ids,
		array_agg(n.amount) AS amounts, array_agg(n.valid * r.run) AS valids,
		array_agg(n.valid * r.run * d.shown) AS showns
	FROM regie.contract_state AS c
	CROSS JOIN LATERAL (SELECT regie.daterange(c.term) AS run) AS r
	JOIN regie.contract_price AS n ON n.contract = c.code
	CROSS JOIN day AS d
	WHERE NOT isempty(n.valid * r.run * d.shown)
	GROUP BY n.contract, n.line, n.service, n.per, n.unit, c.customer,
		c.supplier, c.title, r.run
), summed AS (
	SELECT m.id, g.contract, g.line, g.service, g.per, g.unit, g.customer,
		g.supplier, g.title, m.month, m.quantity, m.amount,
		CASE WHEN g.per <> 'unit' THEN 'price'
			WHEN m.all_counted THEN 'counted'
			WHEN m.any_counted THEN 'counted in part'
			ELSE 'expected' END AS basis
	FROM line AS g
	CROSS JOIN LATERAL (
		SELECT a.month, min(a.id) AS id, sum(a.quantity) AS quantity,
			sum(a.amount) AS amount, bool_and(a.counted) AS all_counted,
			bool_or(a.counted) AS any_counted
		FROM (
			SELECT l.id, p.month, NULL::numeric AS quantity,
				p.amount, NULL::boolean AS counted
			FROM unnest(g.ids, g.amounts, g.showns) AS l (id, amount, shown)
			CROSS JOIN LATERAL regie.accruals(l.amount,
				CASE g.per WHEN 'month' THEN INTERVAL '1 month'
					WHEN 'quarter' THEN INTERVAL '3 months'
					WHEN 'year' THEN INTERVAL '1 year' END,
				g.run, l.shown) AS p
			UNION ALL
			SELECT l.id, date_trunc('month', lower(l.valid)::timestamp)::date,
				NULL, l.amount, NULL
			FROM unnest(g.ids, g.amounts, g.valids, g.showns)
				AS l (id, amount, valid, shown)
			WHERE g.per = 'once' AND lower(l.valid) <@ l.shown
			UNION ALL
			SELECT l.id, m.month,
				regie.spread(round(v.quantity, 6), v.period, m.period),
				m.amount, v.kind = 'counted'
			FROM regie.contract_volume_state AS v
			CROSS JOIN unnest(g.ids, g.amounts, g.showns)
				AS l (id, amount, shown)
			CROSS JOIN LATERAL regie.spreads(
				round(v.quantity * l.amount, 2), v.period, v.days * l.shown)
				AS m
			WHERE g.per = 'unit' AND v.contract = g.contract
				AND v.line = g.line AND (v.days && l.shown) IS TRUE
		) AS a
		GROUP BY a.month
	) AS m
)
SELECT s.id::bigint * 10000
		+ (extract(year FROM s.month)::integer - 1900) * 12
		+ extract(month FROM s.month)::integer AS contract_accrual_id,
	s.contract::text AS contract,
	s.line::integer AS line,
	s.service::text AS service,
	s.month::date AS month_from,
	extract(year FROM s.month)::integer AS year,
	extract(month FROM s.month)::integer AS month,
	s.amount::numeric(18,2) AS amount_eur,
	s.per::text AS price_per,
	s.basis::text AS amount_basis,
	s.quantity::numeric(22,6) AS quantity,
	s.unit::text AS unit,
	s.customer::text AS customer,
	s.supplier::text AS supplier,
	e.name::text AS service_name,
	p.name::text AS supplier_name,
	s.title::text AS contract_title
FROM summed AS s
JOIN regie.service AS e ON e.code = s.service
JOIN regie.party AS p ON p.code = s.supplier;

/*
 * Units: what was expected of a year, what was counted, and the difference to
 * what was expected of the days that are counted.  A row says so where some
 * days have no price: their units are in the quantities and cost nothing.
 * Options count as if lifted: whether they are is not a matter of counting.
 *
 * What is "open" is expected, and nothing was counted on these days.
 */
CREATE VIEW regie_report.contract_settlement AS
WITH volume AS (
	SELECT v.contract_volume_id, v.contract, v.line, v.kind, v.quantity,
		v.period, v.period AS days
	FROM regie.contract_volume AS v
	UNION ALL
	SELECT v.contract_volume_id, v.contract, v.line, 'open', v.quantity,
		v.period, v.days
	FROM regie.contract_volume_state AS v
	WHERE v.kind = 'expected'
), part AS (
	SELECT v.contract, v.line, v.kind, v.quantity, v.period, y.year,
		v.days * daterange(make_date(y.year, 1, 1),
						   make_date(y.year + 1, 1, 1)) AS days,
		min(v.contract_volume_id) OVER (PARTITION BY v.contract, v.line) AS id
	FROM volume AS v
	/* as an array, of which the planner expects few years, not a thousand */
	CROSS JOIN LATERAL unnest(ARRAY(SELECT generate_series(
		extract(year FROM lower(v.days))::integer,
		extract(year FROM upper(v.days) - 1)::integer))) AS y (year)
), priced AS (
	SELECT v.*, regie.spread(round(v.quantity, 6), v.period, v.days) AS units,
		coalesce(p.amount, 0) AS amount, p.unit, p.service,
		coalesce(p.days @> v.days, false) AS is_priced
	FROM part AS v
	JOIN regie.contract_state AS c ON c.code = v.contract
	LEFT JOIN LATERAL (
		SELECT min(n.unit) AS unit, min(n.service) AS service,
			sum(regie.spread(round(v.quantity * n.amount, 2), v.period,
							 v.days * n.valid * r.run)) AS amount,
			range_agg(v.days * n.valid * r.run) AS days
		FROM regie.contract_price AS n
		CROSS JOIN (SELECT daterange(c.start_on,
				regie.maximum_extent(c.term)) AS run) AS r
		WHERE n.contract = v.contract AND n.line = v.line AND n.per = 'unit'
	) AS p ON true
), summed AS (
	SELECT v.id, v.contract, v.line, v.year, min(v.unit) AS unit,
		min(v.service) AS service,
		sum(v.units) FILTER (WHERE v.kind = 'expected') AS expected,
		sum(v.units) FILTER (WHERE v.kind = 'counted') AS counted,
		coalesce(sum(v.amount) FILTER (WHERE v.kind = 'expected'), 0)
			AS advance,
		coalesce(sum(v.amount) FILTER (WHERE v.kind = 'open'), 0) AS open,
		sum(v.amount) FILTER (WHERE v.kind = 'counted') AS actual,
		bool_or(v.kind = 'open') AS is_open,
		max(upper(v.days) - 1) FILTER (WHERE v.kind = 'counted')
			AS counted_until,
		bool_and(v.is_priced) AS is_priced
	FROM priced AS v
	GROUP BY v.id, v.contract, v.line, v.year
)
SELECT s.id::bigint * 1000 + (s.year - 1900) AS contract_settlement_id,
	s.contract::text AS contract,
	s.line::integer AS line,
	s.year::integer AS year,
	s.unit::text AS unit,
	s.expected::numeric(22,6) AS quantity_expected,
	s.counted::numeric(22,6) AS quantity_counted,
	s.advance::numeric(18,2) AS advance_eur,
	CASE WHEN s.actual IS NOT NULL THEN s.advance - s.open
		END::numeric(18,2) AS advance_counted_eur,
	s.actual::numeric(18,2) AS actual_eur,
	(s.actual - (s.advance - s.open))::numeric(18,2) AS settlement_eur,
	CASE WHEN NOT s.is_priced THEN 'no price'
		WHEN s.counted IS NULL THEN 'not counted'
		WHEN s.is_open THEN 'counted in part'
		ELSE 'counted' END::text AS settlement_status,
	s.counted_until::date AS counted_until,
	make_date(s.year, 1, 1) AS year_from,
	s.service::text AS service,
	c.customer::text AS customer,
	c.supplier::text AS supplier,
	e.name::text AS service_name,
	p.name::text AS supplier_name,
	c.title::text AS contract_title
FROM summed AS s
JOIN regie.contract_state AS c ON c.code = s.contract
JOIN regie.party AS p ON p.code = c.supplier
LEFT JOIN regie.service AS e ON e.code = s.service;

/*
 * What each contract is worth: by the year, in all, what is still to be paid,
 * and what counts against the threshold of the day on which its procedure
 * began.
 *
 * The estimate is made beforehand: each line at the first price that it has,
 * over the days that count, and volumes as they are expected.  Supplies and
 * works know no limit of 48 months (articles 2.16 and 2.20) where the extent
 * is stated.
 */
CREATE VIEW regie_report.contract_value AS
WITH contract AS NOT MATERIALIZED (
	SELECT c.contract_id, c.code, c.title, c.customer, c.supplier, c.kind,
		c.cpv, c.procured_on, c.term,
		daterange(c.start_on, regie.maximum_extent(c.term)) AS whole,
		regie.procurement_period(c.term,
			coalesce(c.kind IN ('supplies', 'works'), false)
			AND regie.max_renewals(c.term) IS NOT NULL) AS estimated
	FROM regie.contract_state AS c
), line AS (
	SELECT c.code, n.line, n.amount, n.per, c.whole, c.estimated, n.valid * daterange(lower(c.whole), NULL) AS valid,
		CASE n.per WHEN 'month' THEN INTERVAL '1 month'
			WHEN 'quarter' THEN INTERVAL '3 months'
			WHEN 'year' THEN INTERVAL '1 year' END AS length,
		n.per = 'once' OR row_number() OVER same_line = 1 AS is_estimated,
		range_merge(n.valid, last_value(n.valid) OVER same_line)
			* c.estimated AS span
	FROM contract AS c
	JOIN regie.contract_price AS n ON n.contract = c.code
	WINDOW same_line AS (
		PARTITION BY c.code, n.line, n.per ORDER BY lower(n.valid)
		ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
), priced AS (
	SELECT l.code,
		CASE WHEN upper_inf(l.whole) THEN NULL
			WHEN l.per = 'unit'
			THEN regie.volume_cost(l.code, l.line, l.amount,
								   l.valid * l.whole)
			WHEN l.per = 'once'
			THEN CASE WHEN lower(l.valid) <@ l.whole THEN l.amount ELSE 0 END
			ELSE regie.accrual(l.amount, l.length, l.whole, l.valid)
			END AS total,
		CASE WHEN NOT l.is_estimated THEN 0
			WHEN l.per = 'unit' THEN u.amount
			WHEN l.per = 'once'
			THEN CASE WHEN lower(l.valid) <@ l.estimated THEN l.amount
				ELSE 0 END
			ELSE regie.accrual(l.amount, l.length, l.estimated, l.span)
			END AS estimate,
		NOT (l.is_estimated AND l.per = 'unit') OR isempty(l.span)
			OR coalesce(datemultirange(l.span) <@ u.days, false) AS is_known
	FROM line AS l
	LEFT JOIN LATERAL (
		SELECT coalesce(sum(regie.spread(round(v.quantity * l.amount, 2),
								v.period, l.span)), 0) AS amount,
			range_agg(v.period) AS days
		FROM regie.contract_volume AS v
		WHERE l.per = 'unit' AND v.contract = l.code AND v.line = l.line
			AND v.kind = 'expected' AND (v.period && l.span) IS TRUE
	) AS u ON true
), summed AS (
	/* by the number that users filter by, so that it is asked of few lines */
	SELECT p.code, sum(p.total) AS total, sum(p.estimate) AS estimate,
		bool_and(p.is_known) AS is_known
	FROM priced AS p
	GROUP BY p.code
), valued AS (
	SELECT c.*, s.total, s.estimate, coalesce(s.is_known, false) AS is_known,
		regie.threshold_on('sub-central', c.kind, c.procured_on) AS threshold
	FROM contract AS c
	LEFT JOIN summed AS s ON s.code = c.code
)
SELECT v.contract_id::integer AS contract_id,
	v.code::text AS contract,
	v.supplier::text AS supplier,
	d.yearly_eur::numeric(18,2) AS yearly_eur,
	CASE WHEN NOT upper_inf(v.whole) THEN coalesce(v.total, 0)
		END::numeric(18,2) AS total_eur,
	d.commitment_eur::numeric(18,2) AS commitment_eur,
	v.estimate::numeric(18,2) AS procurement_eur,
	v.threshold::numeric(18,2) AS threshold_eur,
	CASE WHEN v.kind IS NULL THEN 'unknown kind'
		WHEN v.procured_on IS NULL THEN 'unknown day'
		WHEN v.threshold IS NULL THEN 'no threshold'
		WHEN v.estimate >= v.threshold THEN 'at or above'
		WHEN NOT v.is_known THEN 'unknown value'
		ELSE 'below' END::text AS threshold_verdict,
	v.procured_on::date AS procured_on,
	v.kind::text AS purchase_kind,
	v.cpv::text AS cpv,
	lower(v.estimated)::date AS procurement_from,
	(upper(v.estimated) - 1)::date AS procurement_until,
	d.maximum_until::date AS maximum_until,
	d.as_of::date AS as_of,
	v.customer::text AS customer,
	v.term::text AS term,
	v.title::text AS contract_title,
	d.supplier_name::text AS supplier_name,
	d.customer_name::text AS customer_name
FROM valued AS v
JOIN regie_report.contract_deadline AS d ON d.contract = v.code;

/*
 * What was bought in parts: contracts of one customer with one supplier for
 * one kind of purchase, each below the threshold, that reach it together.
 *
 * Together are those whose procedures began at most twelve months after the
 * first, which is how article 2.21 adds up what is bought again and again; the
 * threshold is that of the first day.  A stretch that lies within another one
 * has no row of its own.  It is a reason to look, no more: article 2.14
 * forbids splitting with the intention to escape the rules.
 */
CREATE VIEW regie_report.purchase_split AS
WITH single AS MATERIALIZED (
	SELECT v.contract_id, v.contract, v.customer, v.supplier, v.purchase_kind,
		coalesce(left(v.cpv, 3), '') AS cpv_group, v.procured_on,
		v.procurement_eur AS amount, v.threshold_eur AS threshold,
		v.customer_name, v.supplier_name
	FROM regie_report.contract_value AS v
	WHERE v.threshold_verdict IN ('below', 'unknown value')
		AND v.procurement_eur > 0
), framed AS (
	SELECT s.*, sum(s.amount) OVER months AS total,
		count(*) OVER months AS contracts,
		max(s.procured_on) OVER months AS last_on,
		row_number() OVER (
			PARTITION BY s.customer, s.supplier, s.purchase_kind, s.cpv_group,
				s.procured_on
			ORDER BY s.contract_id) AS place
	FROM single AS s
	WINDOW months AS (
		PARTITION BY s.customer, s.supplier, s.purchase_kind, s.cpv_group
		ORDER BY s.procured_on
		RANGE BETWEEN CURRENT ROW AND INTERVAL '1 year' FOLLOWING)
), reached AS (
	SELECT f.*, min(f.procured_on) OVER (
			PARTITION BY f.customer, f.supplier, f.purchase_kind, f.cpv_group,
				f.last_on) AS first_on
	FROM framed AS f
	WHERE f.place = 1 AND f.total >= f.threshold
)
SELECT r.contract_id::integer AS purchase_split_id,
	r.customer::text AS customer,
	r.supplier::text AS supplier,
	r.purchase_kind::text AS purchase_kind,
	nullif(r.cpv_group, '')::text AS cpv_group,
	r.contracts::integer AS contracts,
	r.total::numeric(18,2) AS procurement_eur,
	r.threshold::numeric(18,2) AS threshold_eur,
	r.procured_on::date AS procured_from,
	r.last_on::date AS procured_until,
	l.contract_list::text AS contract_list,
	r.customer_name::text AS customer_name,
	r.supplier_name::text AS supplier_name
FROM reached AS r
CROSS JOIN LATERAL (
	SELECT string_agg(s.contract, ', '
			ORDER BY s.procured_on, s.contract COLLATE "C") AS contract_list
	FROM single AS s
	WHERE s.customer = r.customer AND s.supplier = r.supplier
		AND s.purchase_kind = r.purchase_kind AND s.cpv_group = r.cpv_group
		AND s.procured_on BETWEEN r.procured_on AND r.last_on) AS l
WHERE r.procured_on = r.first_on;
