/*
 * model: which index figure was known when, and what prices became of it.
 */

/*
 * Each series with itself and, where it goes on in others, with those.
 * A circle of links is followed once around.
 */
CREATE VIEW regie.index_chain AS
WITH RECURSIVE chain AS (
	SELECT s.code AS series, s.code AS member, 0 AS depth, 0 AS epoch,
		NULL::date AS since, 1::numeric AS old_value, 1::numeric AS new_value,
		ARRAY[s.code] AS path
	FROM regie.index_series AS s
	UNION ALL
	SELECT c.series, l.successor, c.depth + 1,
		c.epoch + CASE l.linking WHEN 'restated' THEN 1 ELSE 0 END,
		greatest(c.since, l.from_on), c.old_value * coalesce(l.old_value, 1),
		c.new_value * coalesce(l.new_value, 1), c.path || l.successor
	FROM chain AS c
	JOIN regie.index_link AS l ON l.series = c.member
	WHERE l.successor <> ALL (c.path) AND c.depth < 10
)
SELECT c.series, c.member, c.depth, c.epoch, c.since, c.old_value, c.new_value
FROM chain AS c;

COMMENT ON VIEW regie.index_chain IS
'Series and what they go on in, up to ten links. One row per series and series that it goes on in, itself included.';
COMMENT ON COLUMN regie.index_chain.series IS
'Code of the series that a clause names.';
COMMENT ON COLUMN regie.index_chain.member IS
'Code of the series that a figure may be taken from.';
COMMENT ON COLUMN regie.index_chain.depth IS
'Number of links between them; 0: the same.';
COMMENT ON COLUMN regie.index_chain.epoch IS
'Number of links among them that are restated: two figures can be compared where this number is the same.';
COMMENT ON COLUMN regie.index_chain.since IS
'First day of the first period that may be taken from it. Empty: all.';
COMMENT ON COLUMN regie.index_chain.old_value IS
'A figure times old_value / new_value is a figure on the base of the series.';
COMMENT ON COLUMN regie.index_chain.new_value IS
'See old_value.';

CREATE FUNCTION regie.index_figure(
	series text,
	granularity text,
	known_on date,
	period date DEFAULT NULL,
	basis text DEFAULT NULL,
	final_only boolean DEFAULT false,
	since date DEFAULT NULL
)
RETURNS TABLE (period_from date, value numeric, change_pct numeric, status text,
			   published_on date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT p.period_from, p.value, p.change_pct, p.status, p.published_on
	FROM regie.price_index AS p
	WHERE p.series = index_figure.series
		AND p.granularity = index_figure.granularity
		AND p.period_from >= greatest(index_figure.period, index_figure.since,
									  DATE '1900-01-01')
		AND p.period_from <= coalesce(index_figure.period,
									  index_figure.known_on)
		AND p.published_on <= index_figure.known_on
		AND (p.status = 'final' OR NOT index_figure.final_only)
		AND CASE index_figure.basis WHEN 'ratio' THEN p.value
			WHEN 'published change' THEN p.change_pct
			ELSE coalesce(p.value, p.change_pct) END IS NOT NULL
	ORDER BY p.period_from DESC, p.published_on DESC
	LIMIT 1;
END;

COMMENT ON FUNCTION regie.index_figure(text, text, date, date, text, boolean, date) IS
'The figure of a series that was known on a day: of the period that begins on period, or the last one, as last published by then. basis ratio wants an index figure, published change a change; final_only leaves provisional figures out. No row: none was known. Example: SELECT * FROM regie.index_figure(''DPI-2015'', ''year'', ''2024-11-30'').';

/*
 * index_steps(of_contract, until) -> rows
 *
 * For each rule and each day on which it can change prices: what the supplier
 * announced, which figure counts, and what follows.  As known on
 * regie.today(), and with nothing that was published after the last day to
 * announce: that day decides, whether or not an announcement is needed.  A
 * figure counts once: where the last one known is that of the year before,
 * there is no figure yet.  Figures of another series, or of periods of another
 * length, say nothing about that: a clause can change them.
 */
CREATE FUNCTION regie.index_steps(of_contract text, until date)
RETURNS TABLE (index_rule_id integer, contract text, line integer,
			   apply_on date, basis text, over_base boolean, rule_from date,
			   verdict text, moves boolean, asked_less boolean,
			   base numeric, current numeric, cap numeric, floor numeric,
			   scale integer, share numeric, allowed_pct numeric,
			   asked_pct numeric, announce_until date, announced_on date,
			   is_settled boolean, series text, granularity text,
			   period_from date, value numeric, change_pct numeric,
			   status text, published_on date, base_series text,
			   base_period_from date, base_value numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	WITH chain AS MATERIALIZED (
		SELECT c.series, c.member, c.depth, c.epoch, c.since, c.old_value,
			c.new_value
		FROM regie.index_chain AS c
	), decided AS (
		SELECT r.*, d.apply_on, n.announce_until, a.announced_on, a.late_on,
			a.asked_pct, t.today, greatest(lower(r.valid), c.start_on)
				AS rule_from,
			least(t.today, n.announce_until) AS decided_on,
			CASE WHEN r.lag IS NOT NULL
				THEN (date_trunc(r.granularity, d.apply_on::timestamp)
					  - make_interval(months => r.lag * CASE r.granularity
						WHEN 'month' THEN 1 WHEN 'quarter' THEN 3
						ELSE 12 END))::date END AS period
		FROM regie.index_rule AS r
		JOIN regie.contract_state AS c ON c.code = r.contract
		CROSS JOIN (SELECT regie.today() AS today) AS t
		CROSS JOIN LATERAL generate_series(
			extract(year FROM greatest(lower(r.valid), c.start_on,
									   r.first_apply_on))::integer,
			extract(year FROM greatest(least(index_steps.until, upper(r.valid),
				DATE '2299-12-31'), DATE '1900-01-01'))::integer) AS y (year)
		CROSS JOIN LATERAL (
			SELECT make_date(y.year, r.apply_month, r.apply_day) AS apply_on)
			AS d
		CROSS JOIN LATERAL (
			SELECT (d.apply_on - coalesce(r.announce_by, INTERVAL '0'))::date
				- 1 AS announce_until) AS n
		LEFT JOIN LATERAL (
			SELECT max(i.announced_on)
					FILTER (WHERE i.announced_on <= n.announce_until)
					AS announced_on,
				min(i.announced_on)
					FILTER (WHERE i.announced_on > n.announce_until)
					AS late_on,
				(array_agg(i.change_pct ORDER BY i.announced_on DESC)
					FILTER (WHERE i.announced_on <= n.announce_until))[1]
					AS asked_pct
			FROM regie.index_announcement AS i
			WHERE i.contract = r.contract AND i.apply_on = d.apply_on
				AND i.announced_on <= t.today
		) AS a ON true
		WHERE (index_steps.of_contract IS NULL
			   OR r.contract = index_steps.of_contract)
			AND d.apply_on > c.start_on
			AND d.apply_on <= index_steps.until
			AND (r.valid @> d.apply_on) IS TRUE
			AND (d.apply_on < r.first_apply_on) IS NOT TRUE
			AND regie.contains(c.term, d.apply_on)
	), figured AS (
		SELECT d.*, f.member, f.period_from, f.value, f.change_pct, f.status,
			f.published_on, f.old_value, f.new_value, b.member AS base_member,
			b.period_from AS base_period_from, b.value AS base_value,
			b.old_value AS base_old_value, b.new_value AS base_new_value,
			coalesce(f.period_from <= max(f.period_from) OVER (
				PARTITION BY d.contract, d.line, d.series, d.granularity
				ORDER BY d.apply_on
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false)
				AS repeated
		FROM decided AS d
		LEFT JOIN LATERAL (
			SELECT c.member, c.depth, c.epoch, c.old_value, c.new_value, p.*
			FROM chain AS c
			CROSS JOIN LATERAL regie.index_figure(
				c.member, d.granularity, d.decided_on, d.period, d.basis,
				d.final_only, c.since) AS p
			WHERE c.series = d.series
			ORDER BY p.period_from DESC, c.depth
			LIMIT 1
		) AS f ON true
		LEFT JOIN LATERAL (
			SELECT c.member, c.old_value, c.new_value, p.*
			FROM chain AS c
			CROSS JOIN LATERAL regie.index_figure(
				c.member, d.granularity, d.decided_on,
				coalesce(d.base_from, (f.period_from - INTERVAL '1 year')::date),
				d.basis, d.final_only) AS p
			WHERE d.basis = 'ratio' AND c.series = d.series
				AND c.epoch = f.epoch AND c.depth <= f.depth
			ORDER BY c.depth
			LIMIT 1
		) AS b ON true
	), known AS (
		SELECT f.index_rule_id, f.contract, f.line, f.apply_on, f.basis,
			f.compounding, f.rule_from, f.cap, f.floor, f.scale, f.share,
			f.asked_pct, f.automatic, f.announce_until, f.announced_on,
			f.late_on, f.today, f.granularity, coalesce(u.member, f.series)
				AS series, u.period_from, u.value, u.change_pct, u.status,
			u.published_on, u.base_member, u.base_period_from, u.base_value,
			CASE WHEN f.basis = 'ratio'
				THEN u.base_value * u.base_old_value * u.new_value
				ELSE 100 END AS base,
			CASE f.basis WHEN 'fixed change' THEN 100 + f.fixed_pct
				WHEN 'published change' THEN 100 + u.change_pct
				WHEN 'ratio' THEN u.value * u.old_value * u.base_new_value
				END AS raised
		FROM figured AS f
		LEFT JOIN LATERAL (
			SELECT f.member, f.period_from, f.value, f.change_pct, f.status,
				f.published_on, f.old_value, f.new_value, f.base_member,
				f.base_period_from, f.base_value, f.base_old_value,
				f.base_new_value
			WHERE NOT f.repeated
		) AS u ON true
	), judged AS (
		/*
		 * Figures that lie a thousandfold apart are a slip, and would make
		 * numbers of endless digits.  allowed / base is the change that the
		 * rule allows, in per cent.
		 */
		SELECT k.*, c.current, m.moved, w.allowed,
			CASE WHEN k.basis = 'none' THEN 'fixed price'
				WHEN k.automatic OR k.announced_on IS NOT NULL THEN
					CASE WHEN k.raised IS NOT NULL AND c.current IS NULL
							THEN 'out of range'
						WHEN w.allowed IS NULL THEN 'no figure yet'
						WHEN k.asked_pct * k.base < w.allowed THEN 'asked less'
						WHEN k.asked_pct * k.base > w.allowed THEN 'asked more'
						WHEN m.moved > k.cap * k.base THEN 'capped'
						WHEN m.moved < k.floor * k.base THEN 'floored'
						ELSE 'indexed' END
				WHEN k.late_on IS NOT NULL THEN 'announced too late'
				WHEN k.announce_until >= k.today THEN 'not announced yet'
				ELSE 'not announced' END AS verdict
		FROM known AS k
		CROSS JOIN LATERAL (
			SELECT CASE WHEN k.raised < k.base * 1000
					AND k.raised * 1000 > k.base
				THEN k.raised END AS current) AS c
		CROSS JOIN LATERAL (
			SELECT (c.current - k.base) * 100 AS moved) AS m
		CROSS JOIN LATERAL (
			SELECT CASE WHEN m.moved IS NOT NULL THEN k.share / 100
				* greatest(least(m.moved, k.cap * k.base), k.floor * k.base)
				END AS allowed) AS w
	)
	SELECT j.index_rule_id, j.contract, j.line, j.apply_on, j.basis,
		j.compounding = 'base price', j.rule_from, j.verdict,
		j.verdict IN ('indexed', 'capped', 'floored', 'asked less',
					  'asked more'),
		j.verdict = 'asked less',
		CASE WHEN j.current IS NOT NULL THEN j.base END, j.current, j.cap,
		j.floor, j.scale, j.share,
		trim_scale(round(j.allowed / j.base, 10)), j.asked_pct,
		j.announce_until, coalesce(j.announced_on, j.late_on),
		j.announce_until < j.today,
		j.series, j.granularity, j.period_from, j.value, j.change_pct,
		j.status, j.published_on, j.base_member, j.base_period_from,
		j.base_value
	FROM judged AS j;
END;

COMMENT ON FUNCTION regie.index_steps(text, date) IS
'Every day on which a rule can change prices, up to a day, as known on regie.today(): what was announced, which figure counts, what follows. All contracts where of_contract is NULL. What it makes of a price shows price_history. Example: SELECT apply_on, verdict FROM regie.index_steps(''HOSTING'', ''2026-12-31'').';

/*
 * price_steps(of_contract, of_line, until) -> rows
 *
 * Prices line by line.  A price that was agreed anew on the very day of an
 * index step stands in one row with it, so that both can be compared; where
 * both are equal, it is the step.
 *
 * The chain is one pass over the rows in the order of the days: no joins of
 * steps to steps, which a planner without statistics would get wrong.
 */
CREATE FUNCTION regie.price_steps(of_contract text, of_line integer, until date)
RETURNS TABLE (contract text, line integer, contract_line_id integer,
			   service text, per text, unit text, from_on date, reason text,
			   rule_reason text, price_before numeric, price_after numeric,
			   price_by_rule numeric, price_allowed numeric, change numeric,
			   allowed_change numeric, index_rule_id integer, basis text, series text,
			   granularity text, period_from date, index_value numeric,
			   published_change numeric, status text, published_on date,
			   base_series text, base_period_from date, base_value numeric,
			   cap numeric, floor numeric, announce_until date,
			   announced_on date, asked_change numeric, is_settled boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
	WITH event AS (
		SELECT n.contract, n.line, s.apply_on AS day, 0 AS place,
			n.contract_line_id, n.service, n.per, n.unit, n.amount, s.*,
			CASE WHEN s.over_base THEN b.amount END AS over_amount
		FROM regie.index_steps(price_steps.of_contract, price_steps.until)
			AS s (index_rule_id, rule_contract, rule_line, apply_on, basis,
				  over_base, rule_from, verdict, moves, asked_less, base,
				  current, cap, floor, scale, share, allowed_pct, asked_pct,
				  announce_until, announced_on, is_settled, series,
				  granularity, period_from, value, change_pct, status,
				  published_on, base_series, base_period_from, base_value)
		JOIN regie.contract_price AS n
			ON n.contract = s.rule_contract
				AND (n.valid @> (s.apply_on - 1)) IS TRUE
				AND n.per <> 'once'
				AND (n.valid @> s.apply_on OR EXISTS (
					SELECT FROM regie.contract_price AS o
					WHERE o.contract = n.contract AND o.line = n.line
						AND lower(o.valid) = s.apply_on
						AND o.per <> 'once'))
				AND (s.rule_line = n.line
					 OR (s.rule_line IS NULL AND NOT EXISTS (
						SELECT FROM regie.index_rule AS o
						WHERE o.contract = n.contract AND o.line = n.line
							AND (o.valid @> s.apply_on) IS TRUE)))
		LEFT JOIN LATERAL (
			SELECT p.amount
			FROM regie.contract_price AS p
			WHERE s.over_base AND p.contract = n.contract AND p.line = n.line
				AND (upper(p.valid) <= s.rule_from) IS NOT TRUE
				/* a price per month is no base for one per year */
				AND p.per = n.per AND p.unit IS NOT DISTINCT FROM n.unit
			ORDER BY lower(p.valid)
			LIMIT 1
		) AS b ON true
		WHERE price_steps.of_line IS NULL OR n.line = price_steps.of_line
		UNION ALL
		SELECT n.contract, n.line, greatest(lower(n.valid), c.start_on), 1,
			n.contract_line_id, n.service, n.per, n.unit, n.amount,
			NULL::integer, NULL::text, NULL::integer, NULL::date, NULL::text,
			NULL::boolean, NULL::date, NULL::text, NULL::boolean,
			NULL::boolean, NULL::numeric, NULL::numeric, NULL::numeric,
			NULL::numeric, NULL::integer, NULL::numeric, NULL::numeric,
			NULL::numeric, NULL::date, NULL::date, NULL::boolean, NULL::text,
			NULL::text, NULL::date, NULL::numeric, NULL::numeric, NULL::text,
			NULL::date, NULL::text, NULL::date, NULL::numeric, NULL::numeric
		FROM regie.contract_price AS n
		JOIN regie.contract_state AS c ON c.code = n.contract
		WHERE (price_steps.of_contract IS NULL
			   OR n.contract = price_steps.of_contract)
			AND (price_steps.of_line IS NULL OR n.line = price_steps.of_line)
			AND n.per <> 'once'
			AND (upper(n.valid) <= c.start_on) IS NOT TRUE
			AND greatest(lower(n.valid), c.start_on) <= price_steps.until
			AND regie.contains(c.term, greatest(lower(n.valid), c.start_on))
	), counted AS (
		/*
		 * A figure counts once for each line: when a rule of its own begins,
		 * it may have had the figure already by the rule for all lines.
		 */
		SELECT e.*, e.moves AND NOT o.again AS moved,
			e.asked_less AND NOT o.again AS less, o.again
		FROM (SELECT v.*, max(v.period_from) OVER (
				PARTITION BY v.contract, v.line, v.series, v.granularity
				ORDER BY v.day
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS had
			  FROM event AS v) AS e
		CROSS JOIN LATERAL (
			SELECT coalesce(e.period_from <= e.had, false) AS again) AS o
	), chained AS (
		SELECT e.*, regie.price_chain(
			CASE WHEN e.place = 1 THEN e.amount
				WHEN e.moved AND e.over_base THEN CASE WHEN e.less
					THEN regie.indexed(e.over_amount, e.asked_pct,
									   scale => e.scale)
					ELSE regie.indexed_by(e.over_amount, e.base, e.current,
							e.cap, e.floor, e.scale, e.share) END END,
			CASE WHEN e.less THEN 100 WHEN e.moved THEN e.base END,
			CASE WHEN e.less THEN 100 + e.asked_pct
				WHEN e.moved THEN e.current END,
			CASE WHEN NOT e.less THEN e.cap END,
			CASE WHEN NOT e.less THEN e.floor END,
			e.scale,
			CASE WHEN e.less THEN 100 ELSE e.share END)
			OVER (PARTITION BY e.contract, e.line ORDER BY e.day, e.place)
			AS price
		FROM counted AS e
	), placed AS (
		SELECT c.*, CASE WHEN c.again AND c.moves THEN 'no figure yet'
				ELSE c.verdict END AS judged,
			lag(c.price) OVER w AS before,
			lag(c.day) OVER w = c.day AS merged,
			CASE WHEN lead(c.day) OVER w = c.day THEN lead(c.price) OVER w
				END AS agreed,
			CASE WHEN lead(c.day) OVER w = c.day
				THEN lead(c.contract_line_id) OVER w END AS agreed_id,
			CASE WHEN lead(c.day) OVER w = c.day
				THEN lead(c.service) OVER w END AS agreed_service,
			CASE WHEN lead(c.day) OVER w = c.day
				THEN lead(c.per) OVER w END AS agreed_per,
			CASE WHEN lead(c.day) OVER w = c.day
				THEN lead(c.unit) OVER w END AS agreed_unit
		FROM chained AS c
		WINDOW w AS (PARTITION BY c.contract, c.line ORDER BY c.day, c.place)
	), shown AS (
		SELECT p.*, coalesce(p.agreed, p.price) AS after,
			CASE WHEN p.place = 1 AND p.before IS NULL THEN 'first price'
				WHEN p.place = 1 OR p.agreed <> p.price
					OR (p.agreed_per, p.agreed_unit)
						IS DISTINCT FROM (p.per, p.unit)
					AND p.agreed IS NOT NULL THEN 'new price agreed'
				ELSE p.judged END AS reason,
			CASE WHEN p.place = 0 AND (p.agreed IS NULL
					OR (p.agreed_per, p.agreed_unit)
						IS NOT DISTINCT FROM (p.per, p.unit))
				THEN p.price END AS by_rule
		FROM placed AS p
		WHERE NOT coalesce(p.merged, false)
	)
	/* what has grown out of all proportion is no price any more */
	SELECT s.contract, s.line, coalesce(s.agreed_id, s.contract_line_id),
		coalesce(s.agreed_service, s.service), coalesce(s.agreed_per, s.per),
		CASE WHEN s.agreed IS NULL THEN s.unit ELSE s.agreed_unit END, s.day,
		CASE WHEN abs(s.after) < 1e10 THEN s.reason ELSE 'out of range' END,
		s.judged,
		CASE WHEN abs(s.before) < 1e10 THEN s.before END,
		CASE WHEN abs(s.after) < 1e10 THEN s.after END,
		CASE WHEN abs(s.by_rule) < 1e10 THEN s.by_rule END,
		CASE WHEN abs(a.allowed) < 1e10 THEN a.allowed END,
		CASE WHEN s.moved THEN CASE WHEN s.less THEN s.asked_pct
			WHEN abs(s.allowed_pct) < 1e10 THEN s.allowed_pct END END,
		CASE WHEN abs(s.allowed_pct) < 1e10 AND NOT s.again
			THEN s.allowed_pct END,
		s.index_rule_id, s.basis, s.series, s.granularity, f.period_from,
		f.value, f.change_pct, f.status, f.published_on, f.base_series,
		f.base_period_from, f.base_value, s.cap, s.floor, s.announce_until,
		s.announced_on, s.asked_pct, s.is_settled
	FROM shown AS s
	CROSS JOIN LATERAL (
		SELECT CASE WHEN s.by_rule IS NOT NULL AND s.current IS NOT NULL
				AND NOT s.again
			THEN regie.indexed_by(
				CASE WHEN s.over_base THEN s.over_amount ELSE s.before END,
				s.base, s.current, s.cap, s.floor, s.scale, s.share)
			ELSE s.by_rule END AS allowed) AS a
	LEFT JOIN LATERAL (
		SELECT s.period_from, s.value, s.change_pct, s.status, s.published_on,
			s.base_series, s.base_period_from, s.base_value) AS f
		ON NOT s.again;
END;

COMMENT ON FUNCTION regie.price_steps(text, integer, date) IS
'The prices of lines step by step, up to a day: those of one contract and line, or of all where these are NULL. price_history and the reports are made from it.';

CREATE FUNCTION regie.price_history(
	contract text,
	line integer,
	until date DEFAULT NULL
)
RETURNS TABLE (from_on date, price_before numeric, price_after numeric,
			   reason text, change numeric, series text, granularity text,
			   period_from date, index_value numeric,
			   published_change numeric, status text, published_on date,
			   base_series text, base_period_from date, base_value numeric,
			   price_by_rule numeric, price_allowed numeric,
			   rule_reason text, announce_until date, announced_on date,
			   asked_change numeric, is_settled boolean,
			   index_rule_id integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
	SELECT s.from_on, s.price_before, s.price_after, s.reason, s.change,
		s.series, s.granularity, s.period_from, s.index_value,
		s.published_change, s.status, s.published_on, s.base_series,
		s.base_period_from, s.base_value, s.price_by_rule, s.price_allowed,
		s.rule_reason, s.announce_until, s.announced_on, s.asked_change,
		s.is_settled, s.index_rule_id
	FROM regie.price_steps(price_history.contract, price_history.line,
						   coalesce(price_history.until, regie.today())) AS s
	WHERE price_history.contract IS NOT NULL
		AND price_history.line IS NOT NULL
	ORDER BY s.from_on;
END;

COMMENT ON FUNCTION regie.price_history(text, integer, date) IS
'What became of the price of a line, step by step up to a day (today, where it is NULL), as known on regie.today(): from which day, price before and after, why, by which figure. price_by_rule is what the clause makes of it given what was announced, price_allowed what it would have allowed. Example: SELECT * FROM regie.price_history(''NETWERK'', 1).';

GRANT SELECT ON regie.index_chain TO PUBLIC;
