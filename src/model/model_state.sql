/*
 * model: contracts and their prices as they stand on regie.today(), which is
 * what reports ask for.
 */

/*
 * The tables of the model in the order in which they are listed, and what
 * pg_dump takes of each: the users' rows.
 */
CREATE VIEW regie.model_table AS
SELECT c.relname::text AS name, t.own_rows, t.place::integer AS place
FROM pg_catalog.pg_extension AS e
CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(e.extconfig),
							  pg_catalog.unnest(e.extcondition))
	WITH ORDINALITY AS t (id, own_rows, place)
JOIN pg_catalog.pg_class AS c ON c.oid = t.id AND c.relkind = 'r'
WHERE e.extname = 'regie'
ORDER BY t.place;

COMMENT ON VIEW regie.model_table IS
'The tables that users fill. One row per table; pg_dump takes along their rows, or those that own_rows picks where a table also has rows of the extension''s own.';
COMMENT ON COLUMN regie.model_table.name IS 'Name of the table.';
COMMENT ON COLUMN regie.model_table.own_rows IS
'Condition that picks the users'' rows, from WHERE on. Empty text: all rows.';
COMMENT ON COLUMN regie.model_table.place IS 'Order of the list.';

/*
 * contract_as_of(day, known_on) -> rows as in regie.contract_state
 *
 * What contracts said on a day, as far as was known on another.  Listed are
 * the contracts that were signed by known_on.  Of the amendments that were
 * known by then, the last one that says something about a column counts: the
 * last in order of known_on and, within a day, of its number, because what
 * was agreed later was agreed with the earlier in hand.
 *
 * Customer, supplier, conditions and title change on effective_on.  A term
 * speaks of the days to come: who has signed a prolongation is bound by it at
 * once.  So it counts from the day on which it was signed, or from
 * effective_on where that lies before (back-dated).
 */
CREATE FUNCTION regie.contract_as_of(day date, known_on date)
RETURNS TABLE (contract_id integer, code text, title text, customer text,
			   supplier text, conditions text, kind text, cpv text,
			   procured_on date, signed_on date, start_on date, renewal text,
			   ended_on date, term regie.term, amendment integer,
			   cost_key text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	SELECT c.contract_id, c.code, coalesce(a.title, c.title),
		coalesce(a.customer, c.customer), coalesce(a.supplier, c.supplier),
		coalesce(a.conditions, c.conditions), c.kind, c.cpv, c.procured_on,
		c.signed_on,
		CASE WHEN a.term IS NULL THEN c.start_on
			ELSE regie.start_on(a.term) END,
		CASE WHEN a.term IS NULL THEN c.renewal
			ELSE regie.renewal_kind(a.term) END,
		CASE WHEN a.term IS NULL THEN c.ended_on
			ELSE regie.ended_on(a.term) END,
		coalesce(a.term, c.term), a.amendment, c.cost_key
	FROM regie.contract AS c
	CROSS JOIN LATERAL (
		SELECT (array_agg(m.contract_title
						  ORDER BY m.known_on DESC, m.amendment DESC)
				FILTER (WHERE m.contract_title IS NOT NULL
						AND m.effective_on <= contract_as_of.day))[1] AS title,
			(array_agg(m.customer ORDER BY m.known_on DESC, m.amendment DESC)
				FILTER (WHERE m.customer IS NOT NULL
						AND m.effective_on <= contract_as_of.day))[1]
				AS customer,
			(array_agg(m.supplier ORDER BY m.known_on DESC, m.amendment DESC)
				FILTER (WHERE m.supplier IS NOT NULL
						AND m.effective_on <= contract_as_of.day))[1]
				AS supplier,
			(array_agg(m.conditions ORDER BY m.known_on DESC, m.amendment DESC)
				FILTER (WHERE m.conditions IS NOT NULL
						AND m.effective_on <= contract_as_of.day))[1]
				AS conditions,
			(array_agg(m.term ORDER BY m.known_on DESC, m.amendment DESC)
				FILTER (WHERE m.changes_term
						AND least(m.effective_on, m.known_on)
							<= contract_as_of.day))[1] AS term,
			(array_agg(m.amendment ORDER BY m.known_on DESC, m.amendment DESC)
			)[1] AS amendment
		FROM regie.contract_amendment AS m
		WHERE m.contract = c.code AND m.known_on <= contract_as_of.known_on
	) AS a
	WHERE coalesce(c.signed_on <= contract_as_of.known_on,
				   contract_as_of.known_on IS NOT NULL)
		AND contract_as_of.day IS NOT NULL;
END;

COMMENT ON FUNCTION regie.contract_as_of(date, date) IS
'What contracts said on a day, as known on another: rows as in contract_state, of the contracts signed by then. Of the amendments known by then the last one counts; a new term from the day on which it was signed, or from its effective day if that is earlier; all else from its effective day. Example: SELECT code, term FROM regie.contract_as_of(''2026-11-23'', ''2025-12-31'').';

CREATE VIEW regie.contract_state AS
SELECT c.contract_id, c.code, c.title, c.customer, c.supplier, c.conditions,
	c.kind, c.cpv, c.procured_on, c.signed_on, c.start_on, c.renewal,
	c.ended_on, c.term, c.amendment, c.cost_key
FROM regie.contract_as_of(regie.today(), regie.today()) AS c;

COMMENT ON VIEW regie.contract_state IS
'Contracts as they stand on regie.today(), with the amendments that are known by then. One row per contract that is signed by then, or has no day of signing.';
COMMENT ON COLUMN regie.contract_state.contract_id IS
'The contract as an integer.';
COMMENT ON COLUMN regie.contract_state.code IS 'Number of the contract.';
COMMENT ON COLUMN regie.contract_state.title IS 'What the contract is about.';
COMMENT ON COLUMN regie.contract_state.customer IS
'Code of the party that signed as customer.';
COMMENT ON COLUMN regie.contract_state.supplier IS 'Code of the supplier.';
COMMENT ON COLUMN regie.contract_state.conditions IS
'Conditions that apply. Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.kind IS
'What kind of purchase it is. Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.cpv IS
'What is bought, in the European vocabulary (CPV). Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.procured_on IS
'Day on which the procedure began. Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.signed_on IS
'Day on which it was signed. Empty where unknown.';
COMMENT ON COLUMN regie.contract_state.start_on IS 'First day.';
COMMENT ON COLUMN regie.contract_state.renewal IS
'none, explicit, tacit or evergreen.';
COMMENT ON COLUMN regie.contract_state.ended_on IS
'First day on which it no longer runs, once that is known.';
COMMENT ON COLUMN regie.contract_state.term IS
'The terms as one value.';
COMMENT ON COLUMN regie.contract_state.amendment IS
'Number of the last amendment that is known, whether it holds yet or not. Empty: none.';
COMMENT ON COLUMN regie.contract_state.cost_key IS
'Code of the key by which those who use it share its price. Empty: none.';

/*
 * line_days(contract, line, per, days, known_on, amendment, day) -> days
 *
 * What is left of the days of a price row once the rows of the same line that
 * amendments stated later have taken theirs, as known on a day.  What is left
 * may be two pieces, or more.  An amount paid once has no parts: it is
 * replaced as a whole by a later row that overlaps it.
 *
 * A function of its own, as few lines have such rows: they alone pay for it,
 * and the planner counts on that.
 */
CREATE FUNCTION regie.line_days(contract text, line integer, per text,
								days daterange, known_on date,
								amendment integer, day date)
RETURNS datemultirange
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
	SELECT CASE WHEN later.valid IS NULL THEN datemultirange(days)
		WHEN per = 'once' AND later.valid && days THEN datemultirange()
		ELSE datemultirange(days) - later.valid END
	FROM (
		SELECT range_agg(l.valid * daterange(a.effective_on, NULL)) AS valid
		FROM regie.contract_line AS l
		JOIN regie.contract_amendment AS a
			ON a.contract = l.contract AND a.amendment = l.amendment
		WHERE l.contract = line_days.contract AND l.line = line_days.line
			AND l.amendment IS NOT NULL AND a.known_on <= line_days.day
			AND (a.known_on, a.amendment)
				> (coalesce(line_days.known_on, '-infinity'),
				   coalesce(line_days.amendment, 0))
	) AS later);

COMMENT ON FUNCTION regie.line_days(text, integer, text, daterange, date, integer, date) IS
'What is left of the days of a price row of a contract line, stated by an amendment known on known_on (both NULL: from the start), once the rows stated later, and known by a day, have taken theirs; an amount paid once is left whole or not at all. contract_price_as_of is made with it. Example: regie.line_days(''NETWERK'', 1, ''year'', ''[2025-01-01,)'', NULL, NULL, ''2026-11-23'').';

/*
 * contract_price_as_of(known_on) -> rows
 *
 * Price lines as known on a day.  A row of an amendment holds from the day on
 * which that takes effect, and takes its days from all rows of the same line
 * that were known before.
 */
CREATE FUNCTION regie.contract_price_as_of(known_on date)
RETURNS TABLE (contract_line_id integer, contract text, line integer,
			   service text, amount numeric, per text, unit text,
			   valid daterange, amendment integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	SELECT n.contract_line_id, n.contract, n.line, n.service, n.amount, n.per,
		n.unit, p.valid, n.amendment
	FROM regie.contract_line AS n
	LEFT JOIN regie.contract_amendment AS m
		ON m.contract = n.contract AND m.amendment = n.amendment
	CROSS JOIN LATERAL (
		SELECT n.valid * daterange(m.effective_on, NULL) AS valid
	) AS own
	CROSS JOIN LATERAL regie.pieces(
		CASE WHEN EXISTS (
				SELECT FROM regie.contract_line AS l
				WHERE l.contract = n.contract AND l.line = n.line
					AND l.amendment IS NOT NULL)
			THEN regie.line_days(n.contract, n.line, n.per, own.valid,
								 m.known_on, m.amendment,
								 contract_price_as_of.known_on)
			ELSE datemultirange(own.valid) END) AS p (valid)
	WHERE coalesce(m.known_on <= contract_price_as_of.known_on,
				   n.amendment IS NULL
				   AND contract_price_as_of.known_on IS NOT NULL);
END;

COMMENT ON FUNCTION regie.contract_price_as_of(date) IS
'Price lines of contracts as known on a day: rows as in contract_price. Rows of an amendment hold from its effective day and go before rows of the same line that were known earlier. Example: SELECT * FROM regie.contract_price_as_of(''2025-12-31'') WHERE contract = ''NETWERK''.';

CREATE VIEW regie.contract_price AS
SELECT n.contract_line_id, n.contract, n.line, n.service, n.amount, n.per,
	n.unit, n.valid, n.amendment
FROM regie.contract_price_as_of(regie.today()) AS n;

COMMENT ON VIEW regie.contract_price IS
'Price lines of contracts as they are known on regie.today(). One row per contract, line and period; the periods of one line do not overlap. A row of contract_line that an amendment cuts in two gives two rows.';
COMMENT ON COLUMN regie.contract_price.contract_line_id IS
'The row of regie.contract_line that it comes from.';
COMMENT ON COLUMN regie.contract_price.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.contract_price.line IS
'Number of the line within the contract.';
COMMENT ON COLUMN regie.contract_price.service IS
'Code of the service that the price is for.';
COMMENT ON COLUMN regie.contract_price.amount IS
'Price in euro per period of column per, without VAT.';
COMMENT ON COLUMN regie.contract_price.per IS
'What the price is for: year, quarter, month, once or unit.';
COMMENT ON COLUMN regie.contract_price.unit IS
'What a unit is, where the price is per unit.';
COMMENT ON COLUMN regie.contract_price.valid IS
'Days on which the price holds.';
COMMENT ON COLUMN regie.contract_price.amendment IS
'Number of the amendment that states it. Empty: it stood there from the start.';

/*
 * contract_bearers(contract, service, day) -> rows
 *
 * Who bears what a contract costs for a service on a day, as known today.  If
 * any row of contract_use has a share, shares alone decide, on all days: on a
 * day without shares nobody bears it, and a row without participant says so.
 * Else, if the contract has a key: those who use it that day, by their values.
 * Who uses it and has no value stands there with weight 0.  Else the rules of
 * the service, as for a cost that the customer pays (regie.bearers).  For who
 * merged, the successor uses it.
 */
CREATE FUNCTION regie.contract_bearers(contract text, service text, day date)
RETURNS TABLE (participant text, cost_key text, weight numeric, total numeric,
			   basis text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
	SELECT b.participant, b.cost_key, b.weight, b.total, b.basis
	FROM (
		SELECT c.code, c.customer, c.cost_key,
			CASE WHEN EXISTS (
					SELECT FROM regie.contract_use AS u
					WHERE u.contract = c.code AND u.share IS NOT NULL)
				THEN 'share'
				WHEN c.cost_key IS NOT NULL THEN 'contract key'
				ELSE 'service' END AS way
		FROM regie.contract_as_of(contract_bearers.day, regie.today()) AS c
		WHERE c.code = contract_bearers.contract
	) AS k
	CROSS JOIN LATERAL (
		SELECT s.party AS participant, NULL AS cost_key, s.share AS weight,
			s.total,
			CASE WHEN s.total > 0 THEN 'share' ELSE 'no share' END AS basis
		FROM (SELECT) AS one
		LEFT JOIN LATERAL (
			SELECT coalesce(p.place, u.party) AS party, sum(u.share) AS share,
				sum(sum(u.share)) OVER () AS total
			FROM regie.contract_use AS u
			LEFT JOIN regie.party_places() AS p
				ON p.party = u.party
					AND (p.valid @> contract_bearers.day) IS TRUE
			WHERE u.contract = k.code AND u.share IS NOT NULL
				AND (u.valid @> contract_bearers.day) IS TRUE
			GROUP BY coalesce(p.place, u.party)
		) AS s ON s.total > 0
		WHERE k.way = 'share'
		UNION ALL
		SELECT v.party, k.cost_key,
			CASE WHEN v.total > 0 THEN coalesce(v.value, 0) END, v.total,
			CASE WHEN v.total IS NULL THEN 'no key values'
				WHEN v.value IS NULL THEN 'no value'
				ELSE 'contract key' END
		FROM (SELECT) AS one
		LEFT JOIN LATERAL (
			SELECT u.party, w.value, sum(w.value) OVER () AS total
			FROM (SELECT DISTINCT coalesce(p.place, n.party) AS party
				  FROM regie.contract_use AS n
				  LEFT JOIN regie.party_places() AS p
					ON p.party = n.party
						AND (p.valid @> contract_bearers.day) IS TRUE
				  WHERE n.contract = k.code
					AND (n.valid @> contract_bearers.day) IS TRUE) AS u
			LEFT JOIN regie.key_values(k.cost_key, contract_bearers.day) AS w
				ON w.participant = u.party
		) AS v ON v.total > 0
		WHERE k.way = 'contract key'
		UNION ALL
		SELECT r.participant, r.cost_key, r.value, r.total, r.basis
		FROM regie.bearers(contract_bearers.service, k.customer,
						   contract_bearers.day) AS r
		WHERE k.way = 'service'
	) AS b;
END;

COMMENT ON FUNCTION regie.contract_bearers(text, text, date) IS
'Who bears what a contract costs for a service on a day: by the shares in contract_use if the contract has any; else by its own key, among those who use it; else as regie.bearers says. A row per participant with its weight and the total of the weights. basis is share, contract key, no value (uses it, the key has none for it), rule, payer, or, with no participant, no share, no key values or no rule. Example: SELECT * FROM regie.contract_bearers(''HOSTING'', ''HOSTING'', ''2026-11-23'').';

CREATE FUNCTION regie.contract_bearers(contract text, day date)
RETURNS TABLE (service text, participant text, cost_key text, weight numeric,
			   total numeric, basis text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
	SELECT n.service, b.participant, b.cost_key, b.weight, b.total, b.basis
	FROM (SELECT DISTINCT p.service
		  FROM regie.contract_price AS p
		  WHERE p.contract = contract_bearers.contract
			AND p.valid @> contract_bearers.day) AS n
	CROSS JOIN LATERAL regie.contract_bearers(
		contract_bearers.contract, n.service, contract_bearers.day) AS b;
END;

COMMENT ON FUNCTION regie.contract_bearers(text, date) IS
'Who bears what a contract costs on a day, for each service that it has a price for on that day. Example: SELECT * FROM regie.contract_bearers(''HOSTING'', ''2026-11-23'').';

GRANT SELECT ON regie.model_table, regie.contract_state, regie.contract_price
	TO PUBLIC;
