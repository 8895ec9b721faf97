/*
 * report: did the suppliers deliver, and who watches them?
 *
 * One row per level and period that has begun, measured or not, of this
 * calendar year and the three before it: whole years, since credits are capped
 * by the year.  Earlier periods, as far as a level's rule looks back, are
 * counted and not shown.
 */
CREATE VIEW regie_report.service_level_result AS
WITH at AS (
	SELECT t.day,
		make_date(extract(year FROM t.day)::integer - 3, 1, 1) AS shown_from
	FROM (SELECT regie.today() AS day) AS t
), level AS MATERIALIZED (
	SELECT l.service_level_id, l.contract, l.code, l.title, l.measure, l.unit,
		l.direction, l.target, l.period, l.misses, l.periods, l.from_outages,
		l.service_days, l.opens, l.closes, c.contract_id, c.supplier,
		c.start_on,
		c.title AS contract_title, a.day, a.shown_from,
		regie.daterange(c.term) AS running,
		l.valid * regie.daterange(c.term) AS days,
		(a.shown_from - s.step * (coalesce(l.periods, 1) - 1))::date
			AS counted_from
	FROM at AS a
	CROSS JOIN regie.service_level AS l
	JOIN regie.contract_state AS c ON c.code = l.contract
	CROSS JOIN LATERAL (
		SELECT CASE l.period WHEN 'month' THEN INTERVAL '1 month'
			WHEN 'quarter' THEN INTERVAL '3 months'
			ELSE INTERVAL '1 year' END AS step) AS s
), cell AS MATERIALIZED (
	/*
	 * Without a gap, so that rows of a level are consecutive periods: from the
	 * first day of the level to today, and wherever something was measured.
	 */
	SELECT l.*, g.period_from, g.period_to, p.counted,
		NOT isempty(p.counted) AS due,
		least(g.period_to, upper(l.days)) <= l.day AS finished,
		m.value AS measured, m.credit_claimed_on
	FROM level AS l
	CROSS JOIN LATERAL (
		SELECT min(m.period_on) AS first, max(m.period_on) AS last
		FROM regie.measurement AS m
		WHERE m.contract = l.contract AND m.level = l.code
			AND m.period_on BETWEEN l.counted_from AND l.day
	) AS s
	CROSS JOIN LATERAL regie.calendar_periods(l.period,
		greatest(least(lower(l.days), s.first), l.counted_from),
		greatest(CASE WHEN lower(l.days) <= l.day
				THEN least(l.day, upper(l.days) - 1) END, s.last)) AS g
	CROSS JOIN LATERAL (
		SELECT daterange(g.period_from, g.period_to) * l.days AS counted
	) AS p
	LEFT JOIN regie.measurement AS m
		ON m.contract = l.contract AND m.level = l.code
			AND m.period_on = g.period_from
), service AS MATERIALIZED (
	SELECT 'all days' AS service_days, regie.calendar 'Mon-Sun' AS calendar
	UNION ALL
	SELECT 'working days', regie.dutch_calendar(2000,
		greatest(extract(year FROM a.day)::integer, 2000))
	FROM at AS a
), down AS MATERIALIZED (
	/* outages that overlap count once */
	SELECT c.service_level_id, c.period_from,
		regie.working_time(s.calendar, c.span, c.opens, c.closes) AS agreed,
		coalesce((
			SELECT sum(regie.working_time(s.calendar, part, c.opens, c.closes))
			FROM (
				SELECT range_agg(o.during * c.span) AS parts
				FROM regie.outage AS o
				WHERE o.contract = c.contract
					AND (o.level = c.code OR o.level IS NULL)
			) AS o, unnest(o.parts) AS part), INTERVAL '0') AS down
	FROM (
		SELECT c.service_level_id, c.contract, c.code, c.period_from,
			c.service_days, c.opens, c.closes,
			tsrange(lower(c.counted), upper(c.counted)) AS span
		FROM cell AS c
		WHERE c.from_outages AND c.finished AND c.measured IS NULL AND c.due
	) AS c
	JOIN service AS s ON s.service_days = c.service_days
), valued AS (
	SELECT c.*, d.down,
		coalesce(c.measured, CASE WHEN d.agreed > INTERVAL '0'
			THEN regie.availability(d.down, d.agreed) END) AS value
	FROM cell AS c
	LEFT JOIN down AS d
		ON d.service_level_id = c.service_level_id
			AND d.period_from = c.period_from
), judged AS (
	SELECT v.*, CASE v.direction WHEN 'at least' THEN v.value >= v.target
			ELSE v.value <= v.target END AS met,
		count(v.value) OVER (PARTITION BY v.service_level_id
							 ORDER BY v.period_from) AS measurements
	FROM valued AS v
), ruled AS (
	SELECT j.*, j.value IS NULL AND NOT j.finished AS open,
		regie.misses(j.met, j.periods) OVER level AS missed_here,
		regie.breached(j.met, j.misses, j.periods) OVER level AS breached_here,
		CASE WHEN j.value IS NULL AND j.finished
			THEN count(*) FILTER (WHERE j.value IS NULL AND j.due)
				OVER (PARTITION BY j.service_level_id, j.measurements
					  ORDER BY j.period_from)
			ELSE 0 END AS unmeasured
	FROM judged AS j
	WINDOW level AS (PARTITION BY j.service_level_id ORDER BY j.period_from)
), counted AS (
	/* a period that still runs pushes none out: what stood before it holds */
	SELECT r.*,
		CASE WHEN r.open AND r.periods IS NOT NULL
			THEN coalesce(lag(r.missed_here) OVER level, 0)
			ELSE r.missed_here END AS missed,
		CASE WHEN r.open AND r.periods IS NOT NULL
			THEN coalesce(lag(r.breached_here) OVER level, false)
			ELSE r.breached_here END AS breached
	FROM ruled AS r
	WINDOW level AS (PARTITION BY r.service_level_id ORDER BY r.period_from)
), shown AS MATERIALIZED (
	SELECT c.*
	FROM counted AS c
	WHERE c.period_from >= c.shown_from AND (c.due OR c.measured IS NOT NULL)
), fee AS MATERIALIZED (
	/* contract by contract, so that its prices are read once for all periods */
	SELECT p.contract_id, lower(f.days) AS period_from,
		upper(f.days) AS period_to, f.fee
	FROM (
		SELECT c.contract_id, c.contract, c.start_on, c.running,
			array_agg(DISTINCT daterange(c.period_from, c.period_to)) AS periods
		FROM shown AS c
		GROUP BY c.contract_id, c.contract, c.start_on, c.running
	) AS p
	CROSS JOIN LATERAL (
		SELECT d.days, coalesce(sum(CASE
				WHEN n.period IS NULL THEN regie.line_price(p.start_on,
					n.amount, n.per, n.valid * d.days * p.running)
				WHEN n.valid && (d.days * r.run) THEN regie.spread(n.amount,
					n.period, n.valid * d.days * r.run) END),
				0)::numeric(18,2) AS fee
		FROM unnest(p.periods) AS d (days)
		CROSS JOIN (
			SELECT p.running * daterange(p.start_on, NULL) AS run) AS r
		LEFT JOIN (
			/* regie.line_cost, written out: one row per price or volume */
			SELECT n.amount, n.per, n.valid, NULL::daterange AS period
			FROM regie.contract_price AS n
			WHERE n.contract = p.contract AND n.per <> 'unit'
			UNION ALL
			SELECT round(v.quantity * n.amount, 2), n.per, n.valid * v.days,
				v.period
			FROM regie.contract_price AS n
			JOIN regie.contract_volume_state AS v
				ON v.contract = n.contract AND v.line = n.line
			WHERE n.contract = p.contract AND n.per = 'unit'
		) AS n ON true
		GROUP BY d.days
	) AS f
), cap AS MATERIALIZED (
	SELECT p.contract_id, p.year, round(greatest((
			SELECT sum(regie.line_cost(n.contract, n.line, p.start_on, n.amount,
				n.per, n.valid * p.days * p.running))
			FROM regie.contract_price AS n
			WHERE n.contract = p.contract), 0) * k.credit_cap_pct / 100, 2)
			AS cap
	FROM (
		SELECT y.*, daterange(make_date(y.year, 1, 1),
							  make_date(y.year + 1, 1, 1)) AS days
		FROM (
			SELECT DISTINCT c.contract_id, c.contract, c.start_on, c.running,
				extract(year FROM c.period_from)::integer AS year
			FROM shown AS c
		) AS y
	) AS p
	CROSS JOIN LATERAL (
		SELECT k.credit_cap_pct
		FROM regie.service_credit_cap AS k
		WHERE k.contract = p.contract AND (k.valid && p.days) IS TRUE
		ORDER BY k.valid
		LIMIT 1
	) AS k
), credited AS (
	SELECT c.*, f.fee, k.cap, b.credit_pct,
		CASE WHEN c.value IS NOT NULL
			THEN round(greatest(f.fee, 0) * coalesce(b.credit_pct, 0) / 100, 2)
			END AS before_cap
	FROM shown AS c
	JOIN fee AS f
		ON f.contract_id = c.contract_id AND f.period_from = c.period_from
			AND f.period_to = c.period_to
	LEFT JOIN cap AS k
		ON k.contract_id = c.contract_id
			AND k.year = extract(year FROM c.period_from)
	LEFT JOIN LATERAL (
		SELECT n.credit_pct
		FROM regie.service_credit_band AS n
		WHERE n.contract = c.contract AND n.level = c.code
			AND CASE c.direction WHEN 'at least' THEN c.value < n.beyond
				ELSE c.value > n.beyond END
		ORDER BY CASE c.direction WHEN 'at least' THEN n.beyond
			ELSE -n.beyond END
		LIMIT 1
	) AS b ON true
), summed AS (
	/* over a year the credits add up to the cap, the earliest first */
	SELECT c.*, sum(coalesce(c.before_cap, 0)) OVER (
			PARTITION BY c.contract_id, extract(year FROM c.period_from)
			ORDER BY c.period_to, c.code COLLATE "C") AS credit_so_far
	FROM credited AS c
)
SELECT s.service_level_id::bigint * 10000
		+ (extract(year FROM s.period_from)::integer - 1900) * 12
		+ extract(month FROM s.period_from)::integer AS service_level_result_id,
	s.contract::text AS contract,
	s.code::text AS service_level,
	s.supplier::text AS supplier,
	s.period_from::date AS period_from,
	(s.period_to - 1)::date AS period_until,
	s.value_shown::numeric(16,6) AS value,
	s.target::numeric(16,6) AS target,
	s.direction::text AS target_direction,
	s.unit::text AS unit,
	s.met::boolean AS is_met,
	CASE WHEN s.met THEN 'met' WHEN NOT s.met THEN 'missed'
		WHEN s.finished THEN 'not measured' ELSE 'running' END::text
		AS level_result,
	s.missed::integer AS misses,
	s.misses::integer AS rescind_misses,
	s.periods::integer AS rescind_periods,
	s.breached::boolean AS is_rescindable,
	CASE WHEN s.breached THEN 'yes' WHEN NOT s.breached THEN 'no' END::text
		AS rescindable_label,
	s.unmeasured::integer AS unmeasured,
	s.fee::numeric(18,2) AS fee_eur,
	(s.credit_pct / 100)::numeric(9,6) AS share_of_fee,
	s.before_cap::numeric(18,2) AS credit_before_cap_eur,
	CASE WHEN s.cap IS NULL OR s.before_cap IS NULL THEN s.before_cap
		ELSE least(s.credit_so_far, s.cap)
			- least(s.credit_so_far - s.before_cap, s.cap)
		END::numeric(18,2) AS credit_eur,
	s.cap::numeric(18,2) AS credit_cap_eur,
	s.credit_claimed_on::date AS credit_claimed_on,
	CASE WHEN s.measured IS NOT NULL THEN 'measurement'
		WHEN s.value IS NOT NULL THEN 'outages' END::text AS value_basis,
	round(extract(epoch FROM s.down)::numeric / 3600, 4)::numeric(12,4)
		AS hours_down,
	s.measure::text AS level_measure,
	s.day::date AS as_of,
	s.title::text AS title,
	s.contract_title::text AS contract_title,
	p.name::text AS supplier_name
FROM (SELECT c.*, trunc(c.value, 6) AS value_shown FROM summed AS c) AS s
JOIN regie.party AS p ON p.code = s.supplier;

/*
 * The same per contract and month.  A quarter or year counts in the month in
 * which it ends; one that still runs, in the month of today.
 */
CREATE VIEW regie_report.contract_delivery AS
WITH placed AS MATERIALIZED (
	SELECT r.*, date_trunc('month', least(r.period_until, r.as_of)::timestamp)
		::date AS month_from
	FROM regie_report.service_level_result AS r
), summed AS (
	SELECT r.contract, r.supplier, r.month_from, r.contract_title,
		r.supplier_name, r.as_of, count(*) AS levels,
		count(r.is_met) AS measured,
		count(*) FILTER (WHERE r.is_met) AS met,
		count(*) FILTER (WHERE NOT r.is_met) AS missed,
		count(*) FILTER (WHERE r.level_result = 'not measured')
			AS not_measured,
		count(*) FILTER (WHERE r.level_result = 'running') AS running,
		count(*) FILTER (WHERE r.is_rescindable) AS rescindable,
		max(r.unmeasured) AS unmeasured,
		coalesce(sum(r.credit_before_cap_eur), 0) AS before_cap,
		coalesce(sum(r.credit_eur), 0) AS credit,
		coalesce(sum(r.credit_eur)
				 FILTER (WHERE r.credit_claimed_on <= r.as_of), 0) AS claimed
	FROM placed AS r
	GROUP BY r.contract, r.supplier, r.month_from, r.contract_title,
		r.supplier_name, r.as_of
)
SELECT c.contract_id::bigint * 10000
		+ (extract(year FROM s.month_from)::integer - 1900) * 12
		+ extract(month FROM s.month_from)::integer AS contract_delivery_id,
	s.contract::text AS contract,
	s.supplier::text AS supplier,
	s.month_from::date AS month_from,
	CASE WHEN s.missed > 0 THEN 'missed' WHEN s.not_measured > 0
		THEN 'not measured' WHEN s.measured > 0 THEN 'met'
		ELSE 'running' END::text AS level_result,
	s.levels::integer AS levels,
	s.measured::integer AS levels_measured,
	s.met::integer AS levels_met,
	s.missed::integer AS levels_missed,
	s.not_measured::integer AS levels_not_measured,
	s.running::integer AS levels_running,
	s.rescindable::integer AS levels_rescindable,
	s.unmeasured::integer AS unmeasured,
	s.before_cap::numeric(18,2) AS credit_before_cap_eur,
	s.credit::numeric(18,2) AS credit_eur,
	s.claimed::numeric(18,2) AS credit_claimed_eur,
	s.as_of::date AS as_of,
	s.contract_title::text AS contract_title,
	s.supplier_name::text AS supplier_name
FROM summed AS s
JOIN regie.contract_state AS c ON c.code = s.contract;
