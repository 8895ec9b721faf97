
/*
 * What must be decided or done by which day: the last days of contracts up to
 * 24 months ahead, and the obligations that are open, those too that should
 * have been done before today.
 *
 * An option after the next one can only be lifted if those before it are:
 * options_before says how many.  A recurring obligation falls due up to its
 * own last day, or else as long as its contract runs; what is due once is
 * listed whether the contract runs or not.  A last day to give notice that has
 * passed is no longer listed: the next one is.  Of a contract that is not yet
 * known on the day nothing is listed, its obligations neither.  What a supplier
 * must announce by an index clause is listed until it is announced.
 *
 * The key of an alert must not change when the report is read again, and must
 * not be that of another row: it is made of codes and of the day that the row
 * is about, and a slash inside a code is written as in a web address.
 */
CREATE VIEW regie_report.contract_decision AS
WITH today AS (
	SELECT t.day, (t.day + INTERVAL '24 months')::date + 1 AS until
	FROM (SELECT regie.today() AS day) AS t
), calendar AS MATERIALIZED (
	/* before 2000 every Monday to Friday counts as worked */
	SELECT regie.dutch_calendar(2000,
		greatest(extract(year FROM t.day)::integer, 2000) + 3) AS worked
	FROM today AS t
), contract AS (
	SELECT c.contract_id, c.code, c.title, c.customer, c.supplier, c.term,
		CASE WHEN isempty(regie.daterange(c.term)) THEN c.start_on
			ELSE upper(regie.daterange(c.term)) END AS free_on,
		replace(replace(c.code, '%', '%25'), '/', '%2F') AS key
	FROM regie.contract_state AS c
), due AS MATERIALIZED (
	SELECT (c.contract_id::bigint * 1000000
			+ (d.boundary - DATE '1900-01-01')) * 3 AS id,
		c.code AS contract, d.kind, d.last_day AS due_on, d.boundary,
		c.customer AS act_by, d.if_silent, NULL AS consequence,
		d.options_before, NULL AS obligation, c.title, c.title AS contract_title, c.supplier,
		concat_ws('/', c.key, d.kind,
				  to_char(d.boundary::timestamp, 'YYYY-MM-DD')) AS alert_key
	FROM contract AS c
	CROSS JOIN today AS t
	CROSS JOIN LATERAL regie.decisions(c.term, t.day, t.until) AS d
	UNION ALL
	SELECT (o.obligation_id::bigint * 1000000
			+ (d.day - DATE '1900-01-01')) * 3 + 1,
		o.contract, o.kind, d.day, NULL, o.party, NULL, o.consequence, 0,
		o.code, o.title, c.title, c.supplier,
		concat_ws('/', c.key, 'obligation',
				  replace(replace(o.code, '%', '%25'), '/', '%2F'),
				  to_char(d.day::timestamp, 'YYYY-MM-DD'))
	FROM regie.obligation AS o
	JOIN contract AS c ON c.code = o.contract
	CROSS JOIN today AS t
	CROSS JOIN LATERAL regie.due_days(o.first_due_on, o.every, o.first_due_on,
		least(t.until, CASE WHEN o.every IS NULL THEN NULL
			ELSE coalesce(o.last_due_on + 1, c.free_on) END)) AS d (day)
	WHERE NOT EXISTS (
		SELECT FROM regie.obligation_done AS n
		WHERE n.contract = o.contract AND n.obligation = o.code
			AND n.due_on = d.day AND n.done_on <= t.day)
	UNION ALL
	/* index clauses, unless somebody keeps the announcement as obligation */
	SELECT (c.contract_id::bigint * 1000000
			+ (n.apply_on - DATE '1900-01-01')) * 3 + 2,
		c.code, 'index announcement', n.due_on, n.apply_on, c.supplier,
		'price stays', NULL, 0, NULL, c.title, c.title, c.supplier,
		concat_ws('/', c.key, 'index announcement',
				  to_char(n.apply_on::timestamp, 'YYYY-MM-DD'))
	FROM (
		SELECT s.contract, s.apply_on, min(s.announce_until) AS due_on
		FROM today AS t
		CROSS JOIN LATERAL regie.index_steps(NULL, (t.until + coalesce((
			SELECT max(r.announce_by) FROM regie.index_rule AS r),
			INTERVAL '0'))::date) AS s
		WHERE s.verdict = 'not announced yet' AND s.announce_until < t.until
		GROUP BY s.contract, s.apply_on
	) AS n
	JOIN contract AS c ON c.code = n.contract
	WHERE NOT EXISTS (
		SELECT FROM regie.obligation AS o
		WHERE o.contract = n.contract AND o.kind = 'index announcement')
)
SELECT d.id::bigint AS contract_decision_id,
	d.contract::text AS contract,
	d.kind::text AS decision_kind,
	d.due_on::date AS due_on,
	(d.due_on - t.day)::integer AS days_left,
	CASE WHEN d.due_on >= t.day
		THEN regie.workdays(c.worked, daterange(t.day, d.due_on, '(]'))
		ELSE -regie.workdays(c.worked, daterange(d.due_on, t.day, '(]'))
		END::integer AS workdays_left,
	CASE WHEN regie.is_workday(c.worked, d.due_on) THEN d.due_on
		ELSE regie.previous_workday(c.worked, d.due_on) END::date
		AS last_workday,
	(d.due_on < t.day) AS is_overdue,
	CASE WHEN d.due_on < t.day THEN 'yes' ELSE 'no' END::text
		AS overdue_label,
	d.boundary::date AS boundary,
	d.if_silent::text AS if_silent,
	d.options_before::integer AS options_before,
	d.act_by::text AS act_by,
	d.obligation::text AS obligation,
	d.supplier::text AS supplier,
	d.alert_key::text AS alert_key,
	t.day::date AS as_of,
	d.title::text AS title,
	d.consequence::text AS consequence,
	d.contract_title::text AS contract_title,
	a.name::text AS act_by_name,
	s.name::text AS supplier_name
FROM due AS d
CROSS JOIN today AS t
CROSS JOIN calendar AS c
JOIN regie.party AS a ON a.code = d.act_by
JOIN regie.party AS s ON s.code = d.supplier;
