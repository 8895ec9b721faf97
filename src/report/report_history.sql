/*
 * report: contracts through time: what amendments changed, who bears which
 * share of a contract now and up to the day one is bound, and parts that end
 * separately.
 */

/*
 * What each amendment changed, before and after it: the term and prices by
 * what was known before.
 */
CREATE VIEW regie_report.contract_change AS
SELECT m.contract_amendment_id::integer AS contract_change_id,
	m.contract::text AS contract,
	m.amendment::integer AS amendment,
	m.known_on::date AS known_on,
	m.effective_on::date AS effective_on,
	CASE WHEN m.known_on > t.day THEN 'not known'
		WHEN m.effective_on > t.day THEN 'agreed'
		ELSE 'effective' END::text AS phase,
	(upper(regie.daterange(b.term)) - 1)::date AS until_before,
	(upper(regie.daterange(m.term)) - 1)::date AS until_after,
	l.yearly::numeric(18,2) AS yearly_change_eur,
	b.term::text AS term_before,
	m.term::text AS term_after,
	m.customer::text AS new_customer,
	m.supplier::text AS new_supplier,
	m.conditions::text AS new_conditions,
	t.day::date AS as_of,
	m.title::text AS amendment_title,
	m.rationale::text AS rationale
FROM regie.contract_amendment AS m
CROSS JOIN (SELECT regie.today() AS day) AS t
LEFT JOIN LATERAL (
	SELECT coalesce((
			SELECT p.term
			FROM regie.contract_amendment AS p
			WHERE p.contract = c.code AND p.changes_term
				AND (p.known_on, p.amendment) < (m.known_on, m.amendment)
			ORDER BY p.known_on DESC, p.amendment DESC
			LIMIT 1), c.term) AS term
	FROM regie.contract AS c
	WHERE c.code = m.contract AND m.changes_term
) AS b ON true
LEFT JOIN LATERAL (
	SELECT sum(n.yearly - coalesce(o.yearly, 0)) AS yearly
	FROM (
		SELECT DISTINCT ON (r.line) r.line,
			regie.line_year(r.contract, r.line, r.amount, r.per,
				greatest(m.effective_on, lower(r.valid))) AS yearly,
			greatest(m.effective_on, lower(r.valid)) AS day
		FROM regie.contract_line AS r
		WHERE r.contract = m.contract AND r.amendment = m.amendment
			AND NOT isempty(r.valid * daterange(m.effective_on, NULL))
		ORDER BY r.line, lower(r.valid)
	) AS n
	LEFT JOIN LATERAL (
		SELECT regie.line_year(p.contract, p.line, p.amount, p.per, n.day)
				AS yearly
		FROM regie.contract_line AS p
		LEFT JOIN regie.contract_amendment AS q
			ON q.contract = p.contract AND q.amendment = p.amendment
		WHERE p.contract = m.contract AND p.line = n.line
			AND (p.valid * daterange(q.effective_on, NULL) @> n.day) IS TRUE
			AND (coalesce(q.known_on, '-infinity'), coalesce(q.amendment, 0))
				< (m.known_on, m.amendment)
		ORDER BY coalesce(q.known_on, '-infinity') DESC, q.amendment DESC
		LIMIT 1
	) AS o ON true
) AS l ON true;

/*
 * Who bears which share of each contract: of the price now, and of what must
 * still be paid up to the day on which one can be free.
 *
 * A pool is what is shared in one go: all of a contract that has shares or a
 * key of its own, else all that it costs for one service.  The days that one
 * is bound are cut where other parties or other shares begin to bear; what a
 * price costs up to each cut is counted from the first day, and a stretch is
 * the difference between two such counts, so that stretches add up to the
 * cent to what contract_deadline says.  Days on which nobody bears it stay,
 * in a row without participant.
 *
 * Who bears a stretch stands in arrays up to the sums: there are as many
 * stretches as services, times participants, and a row of each would have to
 * be sorted.
 *
 * It is a function, as it can switch JIT off: to compile so large a plan takes
 * longer than to run it.
 */
CREATE FUNCTION regie.contract_shares()
RETURNS TABLE (contract_id integer, contract text, supplier text, title text,
			   day date, participant text, basis text, share numeric,
			   yearly numeric, price numeric, from_on date, to_on date,
			   pools bigint, one_sign boolean)
LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 10000
SET jit = off
BEGIN ATOMIC
	WITH dated AS MATERIALIZED (
		SELECT c.contract_id, c.code, c.title, c.supplier, c.start_on, c.cost_key,
			/* the customer, where no amendment changes it */
			CASE WHEN c.code NOT IN (
					SELECT m.contract
					FROM regie.contract_amendment AS m
					WHERE m.customer IS NOT NULL)
				THEN c.customer END AS payer,
			t.day, greatest(t.day, c.start_on) AS from_on,
			greatest(t.day, c.start_on, regie.locked_in_until(c.term, t.day))
				AS free_on,
			c.code IN (SELECT u.contract
					   FROM regie.contract_use AS u
					   WHERE u.share IS NOT NULL) AS shared
		FROM regie.contract_state AS c
		CROSS JOIN (SELECT regie.today() AS day) AS t
		WHERE regie.status(c.term, t.day) <> 'ended'
	), price AS MATERIALIZED (
		SELECT d.code, d.start_on, d.from_on, n.line, n.amount, n.per,
			n.contract_line_id, n.valid * daterange(d.from_on, d.free_on) AS valid,
			CASE WHEN NOT d.shared AND d.cost_key IS NULL THEN n.service END
				AS service,
			CASE WHEN n.valid @> d.from_on
				THEN regie.line_year(d.code, n.line, n.amount, n.per, d.from_on)
				ELSE 0 END AS yearly
		FROM dated AS d
		JOIN regie.contract_price AS n ON n.contract = d.code
	), pool AS MATERIALIZED (
		SELECT d.code, d.from_on, d.free_on, d.day, d.shared, d.cost_key, d.payer,
			p.service, coalesce(p.yearly, 0) AS yearly,
			count(*) OVER contract AS pools,
			coalesce(min(p.yearly) OVER contract >= 0
					 OR max(p.yearly) OVER contract <= 0, false) AS one_sign
		FROM dated AS d
		LEFT JOIN (
			SELECT q.code, q.service, sum(q.yearly) AS yearly
			FROM price AS q
			GROUP BY q.code, q.service
		) AS p ON p.code = d.code
		WHERE p.service IS NOT NULL OR d.shared OR d.cost_key IS NOT NULL
		WINDOW contract AS (PARTITION BY d.code)
	), own_key_day AS MATERIALIZED (
		SELECT v.cost_key, b.day
		FROM regie.cost_key_value AS v
		CROSS JOIN LATERAL (VALUES (lower(v.valid)), (upper(v.valid))) AS b (day)
		UNION
		SELECT v.cost_key, lower(s.valid)
		FROM regie.cost_key_value AS v
		JOIN regie.party_places() AS s ON s.party = v.party
	), key_day AS MATERIALIZED (
		SELECT d.cost_key, d.day
		FROM own_key_day AS d
		UNION
		SELECT m.cost_key, d.day
		FROM regie.cost_key_part AS m
		JOIN own_key_day AS d ON d.cost_key = m.part_key
		UNION
		SELECT m.cost_key, b.day
		FROM regie.cost_key_part AS m
		CROSS JOIN LATERAL (VALUES (lower(m.valid)), (upper(m.valid))) AS b (day)
	), service_day AS MATERIALIZED (
		SELECT r.service, b.day
		FROM regie.allocation_rule AS r
		CROSS JOIN LATERAL (VALUES (lower(r.valid)), (upper(r.valid))) AS b (day)
		UNION
		SELECT r.service, k.day
		FROM regie.allocation_rule AS r
		JOIN key_day AS k ON k.cost_key = r.cost_key AND (r.valid @> k.day) IS TRUE
	), turn AS (
		/* days from which others may bear it, or for other parts */
		SELECT p.*, p.from_on AS turn_on
		FROM pool AS p
		UNION
		SELECT p.*, b.day
		FROM pool AS p
		JOIN regie.contract_use AS u ON u.contract = p.code
		CROSS JOIN LATERAL (VALUES (lower(u.valid)), (upper(u.valid))) AS b (day)
		WHERE CASE WHEN p.shared THEN u.share IS NOT NULL
				ELSE p.cost_key IS NOT NULL END
			AND b.day > p.from_on AND b.day < p.free_on
		UNION
		SELECT p.*, lower(s.valid)
		FROM pool AS p
		JOIN regie.contract_use AS u ON u.contract = p.code
		JOIN regie.party_places() AS s ON s.party = u.party
		WHERE CASE WHEN p.shared THEN u.share IS NOT NULL
				ELSE p.cost_key IS NOT NULL END
			AND lower(s.valid) > p.from_on AND lower(s.valid) < p.free_on
		UNION
		SELECT p.*, k.day
		FROM pool AS p
		JOIN key_day AS k ON k.cost_key = p.cost_key
		WHERE NOT p.shared AND k.day > p.from_on AND k.day < p.free_on
		UNION
		SELECT p.*, s.day
		FROM pool AS p
		JOIN service_day AS s ON s.service = p.service
		WHERE s.day > p.from_on AND s.day < p.free_on
		UNION
		SELECT p.*, m.effective_on
		FROM pool AS p
		JOIN regie.contract_amendment AS m
			ON m.contract = p.code AND m.customer IS NOT NULL
				AND m.known_on <= p.day
		WHERE p.service IS NOT NULL
			AND m.effective_on > p.from_on AND m.effective_on < p.free_on
	), stretch AS MATERIALIZED (
		SELECT t.code, t.service, t.turn_on AS from_on,
			coalesce(lead(t.turn_on) OVER (PARTITION BY t.code, t.service
										   ORDER BY t.turn_on), t.free_on)
				AS to_on,
			t.turn_on = t.from_on AS is_now, t.pools, t.one_sign, t.payer,
			CASE WHEN t.turn_on = t.from_on THEN t.yearly ELSE 0 END AS yearly
		FROM turn AS t
	), counted AS (
		/*
		 * A stretch without prices has a row too.  A full join is never made row
		 * by row, however few the planner expects.
		 */
		SELECT s.code, s.service, s.from_on, s.to_on, s.is_now, s.pools, s.one_sign,
			s.payer, s.yearly,
			c.price - coalesce(lag(c.price) OVER (
				PARTITION BY n.contract_line_id, n.valid ORDER BY s.from_on), 0)
				AS price
		FROM (SELECT * FROM price WHERE NOT isempty(price.valid)) AS n
		FULL JOIN stretch AS s
			ON s.code = n.code AND coalesce(s.service, '') = coalesce(n.service, '')
		CROSS JOIN LATERAL (
			SELECT regie.line_cost(n.code, n.line, n.start_on, n.amount, n.per,
				n.valid * daterange(n.from_on, s.to_on)) AS price
			OFFSET 0 /* used twice, worked out once */
		) AS c
	), costed AS MATERIALIZED (
		SELECT s.code, s.service, s.from_on, s.to_on, s.is_now, s.pools, s.one_sign,
			s.yearly, coalesce(sum(s.price), 0) AS price,
			CASE WHEN s.service IS NOT NULL THEN coalesce(s.payer, (
				SELECT c.customer
				FROM regie.contract_as_of(s.from_on, regie.today()) AS c
				WHERE c.code = s.code)) END AS payer
		FROM counted AS s
		GROUP BY s.code, s.service, s.from_on, s.to_on, s.is_now, s.pools,
			s.one_sign, s.yearly, s.payer
	), keyed AS MATERIALIZED (
		/* services with one key on a day are borne alike: one speaks for all */
		SELECT c.*, dense_rank() OVER (
				ORDER BY r.cost_key, c.payer, c.from_on) AS key_no,
			min(c.service) OVER (
				PARTITION BY r.cost_key, c.payer, c.from_on) AS spokesman
		FROM costed AS c
		LEFT JOIN regie.allocation_rule AS r
			ON r.service = c.service AND (r.valid @> c.from_on) IS TRUE
		WHERE c.service IS NOT NULL
	), asked AS MATERIALIZED (
		SELECT q.key_no, b.participants, b.weights, b.shares, b.bases
		FROM (SELECT DISTINCT k.key_no, k.spokesman, k.payer, k.from_on
			  FROM keyed AS k) AS q
		CROSS JOIN LATERAL (
			SELECT array_agg(b.participant ORDER BY b.participant COLLATE "C")
					AS participants,
				array_agg(coalesce(b.value, 1)
						  ORDER BY b.participant COLLATE "C") AS weights,
				array_agg(coalesce(b.value / b.total, 1)
						  ORDER BY b.participant COLLATE "C") AS shares,
				array_agg(b.basis ORDER BY b.participant COLLATE "C") AS bases
			FROM regie.bearers(q.spokesman, q.payer, q.from_on) AS b
		) AS b
	), borne AS (
		SELECT s.code, s.from_on, s.to_on, s.is_now, s.pools, s.one_sign, s.yearly,
			s.price, b.participants, b.weights, b.shares, b.bases
		FROM keyed AS s
		JOIN asked AS b ON b.key_no = s.key_no
		UNION ALL
		SELECT s.code, s.from_on, s.to_on, s.is_now, s.pools, s.one_sign, s.yearly,
			s.price, b.participants, b.weights, b.shares, b.bases
		FROM costed AS s
		CROSS JOIN LATERAL (
			SELECT array_agg(b.participant ORDER BY b.participant COLLATE "C")
					AS participants,
				array_agg(coalesce(b.weight, 1)
						  ORDER BY b.participant COLLATE "C") AS weights,
				array_agg(coalesce(b.weight / b.total, 1)
						  ORDER BY b.participant COLLATE "C") AS shares,
				array_agg(b.basis ORDER BY b.participant COLLATE "C") AS bases
			FROM regie.contract_bearers(s.code, NULL, s.from_on) AS b
		) AS b
		WHERE s.service IS NULL
	), summed AS (
		SELECT s.code, p.participant,
			CASE WHEN min(p.basis COLLATE "C") = max(p.basis COLLATE "C")
				THEN min(p.basis COLLATE "C")
				ELSE 'several' END AS basis,
			coalesce(max(p.share), 0) AS share,
			coalesce(sum(p.yearly), 0) AS yearly, sum(p.price) AS price,
			min(s.from_on) AS from_on, max(s.to_on) AS to_on,
			min(s.pools) AS pools, bool_and(s.one_sign) AS one_sign
		FROM borne AS s
		CROSS JOIN LATERAL (
			SELECT unnest(s.participants) AS participant, unnest(s.bases) AS basis,
				unnest(regie.allocate_parts(s.price, s.weights)) AS price,
				unnest(CASE WHEN s.is_now
					THEN regie.allocate_parts(s.yearly, s.weights) END) AS yearly,
				unnest(CASE WHEN s.is_now THEN s.shares END) AS share
		) AS p
		GROUP BY s.code, p.participant
	)
	SELECT d.contract_id, s.code, d.supplier, d.title, d.day, s.participant,
		s.basis, s.share, s.yearly, s.price, s.from_on, s.to_on, s.pools,
		s.one_sign
	FROM summed AS s
	JOIN dated AS d ON d.code = s.code;
END;

COMMENT ON FUNCTION regie.contract_shares() IS
'Who bears which share of each contract that has not ended, as of regie.today(): what report contract_share is made from. A row per contract and participant (NULL: nobody) with its share of the price now, its part of the price per year and of what must still be paid, in euro, and the first day and the day after the last on which it bears it; pools is the number of services or keys that it is shared by, one_sign whether none of their prices is a credit beside others that are not. Example: SELECT contract, participant, yearly FROM regie.contract_shares().';

CREATE VIEW regie_report.contract_share AS
SELECT s.contract_id::bigint * 1000000 + coalesce(m.party_id, 0)
		AS contract_share_id,
	s.contract::text AS contract,
	s.participant::text AS participant,
	CASE WHEN s.pools = 1 THEN s.share
		WHEN s.one_sign THEN s.yearly
			/ nullif(sum(s.yearly) OVER (PARTITION BY s.contract), 0)
		END::numeric(9,6) AS share,
	s.yearly::numeric(18,2) AS yearly_eur,
	s.price::numeric(18,2) AS commitment_eur,
	s.from_on::date AS share_from,
	(greatest(s.to_on, s.from_on + 1) - 1)::date AS share_until,
	s.basis::text AS basis,
	s.day::date AS as_of,
	s.supplier::text AS supplier,
	s.title::text AS contract_title,
	m.name::text AS participant_name
FROM regie.contract_shares() AS s
LEFT JOIN regie.party AS m ON m.code = s.participant;

/*
 * The parts of each contract, and what is special about ending separately: a
 * part that runs, or would by silence run, when its main contract is over.
 */
CREATE VIEW regie_report.contract_part AS
WITH state AS MATERIALIZED (
	SELECT d.contract, d.supplier, d.status, d.status_order,
		d.last_notice_day, d.days_left, d.if_silent, d.period_until,
		d.bound_until, d.maximum_until, d.yearly_eur, d.commitment_eur,
		d.as_of, d.title, d.supplier_name, c.term,
		upper(regie.daterange(c.term)) - 1 AS certain_until
	FROM regie_report.contract_deadline AS d
	JOIN regie.contract_state AS c ON c.code = d.contract
	WHERE d.contract IN (SELECT p.contract FROM regie.contract_part AS p
						 UNION ALL
						 SELECT p.part FROM regie.contract_part AS p)
)
SELECT r.contract_part_id::integer AS contract_part_id,
	r.contract::text AS contract,
	r.part::text AS part,
	r.part_kind::text AS part_kind,
	p.status::text AS status,
	p.status_order::smallint AS status_order,
	p.last_notice_day::date AS last_notice_day,
	p.days_left::integer AS days_left,
	p.if_silent::text AS if_silent,
	p.bound_until::date AS bound_until,
	p.maximum_until::date AS maximum_until,
	p.yearly_eur::numeric(18,2) AS yearly_eur,
	p.commitment_eur::numeric(18,2) AS commitment_eur,
	m.status::text AS main_status,
	m.bound_until::date AS main_bound_until,
	m.certain_until::date AS main_until,
	CASE WHEN p.status = 'ended' THEN NULL
		WHEN m.status = 'ended' THEN 'main contract ended'
		WHEN p.bound_until > m.certain_until THEN 'outlives main contract'
		WHEN p.if_silent = 'continues' AND m.certain_until IS NOT NULL
			OR p.if_silent = 'renews'
				AND upper(regie.period(p.term, p.period_until + 1)) - 1
					> m.certain_until
			THEN 'renews past main contract'
		END::text AS finding,
	p.supplier::text AS supplier,
	p.as_of::date AS as_of,
	p.title::text AS part_title,
	m.title::text AS contract_title,
	p.supplier_name::text AS supplier_name
FROM regie.contract_part AS r
JOIN state AS p ON p.contract = r.part
JOIN state AS m ON m.contract = r.contract;
