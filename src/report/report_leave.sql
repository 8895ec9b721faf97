/*
 * What leaving costs: by every schedule, by contract, and whom.
 *
 * Acting on the day of the report, or on the day of leaving where that has
 * passed: what could be known then.
 */
CREATE VIEW regie_report.exit_sum AS
SELECT d.departure_id::bigint * 100000000 + s.exit_schedule_id * 100
		+ e.year_no AS exit_sum_id,
	d.cooperation::text AS cooperation,
	d.party::text AS participant,
	d.leaves_on::date AS leaves_on,
	s.code::text AS exit_schedule,
	(s.code = d.exit_schedule) IS TRUE AS is_agreed,
	e.year_no::integer AS year_no,
	e.year_from::date AS exit_year_from,
	e.pct::numeric(9,6) AS exit_percent,
	e.base::numeric(18,2) AS base_eur,
	e.amount::numeric(18,2) AS amount_eur,
	s.basis::text AS exit_basis,
	d.day::date AS as_of,
	CASE WHEN s.code = d.exit_schedule THEN 'yes' ELSE 'no' END
		AS agreed_label,
	s.name::text AS exit_schedule_name,
	c.name::text AS cooperation_name,
	p.name::text AS participant_name
FROM (SELECT d.*, least(regie.today(), d.leaves_on) AS day
	  FROM regie.departure AS d) AS d
CROSS JOIN regie.exit_schedule AS s
CROSS JOIN LATERAL regie.exit_sum(d.cooperation, d.party, d.leaves_on, d.day,
								  s.code, d.contribution) AS e
JOIN regie.party AS c ON c.code = d.cooperation
JOIN regie.party AS p ON p.code = d.party;

CREATE VIEW regie_report.stranded_cost AS
SELECT row_number() OVER (
		ORDER BY d.departure_id, s.contract COLLATE "C",
			s.service COLLATE "C", s.year, s.participant COLLATE "C",
			s.leaves DESC)::bigint AS stranded_cost_id,
	d.cooperation::text AS cooperation,
	d.party::text AS leaver,
	d.leaves_on::date AS leaves_on,
	s.contract::text AS contract,
	s.service::text AS service,
	s.year::integer AS bound_year,
	lower(s.valid)::date AS bound_from,
	(upper(s.valid) - 1)::date AS bound_to,
	s.participant::text AS participant,
	s.leaves AS is_leaver,
	s.committed::numeric(18,2) AS committed_eur,
	s.before::numeric(18,2) AS before_eur,
	s.after::numeric(18,2) AS after_eur,
	s.difference::numeric(18,2) AS difference_eur,
	d.day::date AS as_of,
	CASE WHEN s.leaves THEN 'yes' ELSE 'no' END AS leaves_label,
	make_date(s.year, 1, 1) AS bound_year_from,
	k.title::text AS contract_title,
	e.name::text AS service_name,
	c.name::text AS cooperation_name,
	l.name::text AS leaver_name,
	p.name::text AS participant_name
FROM (SELECT d.*, least(regie.today(), d.leaves_on) AS day
	  FROM regie.departure AS d) AS d
CROSS JOIN LATERAL regie.stranded_cost(d.cooperation, d.party, d.leaves_on,
									   d.day) AS s
JOIN regie.contract AS k ON k.code = s.contract
JOIN regie.service AS e ON e.code = s.service
JOIN regie.party AS c ON c.code = d.cooperation
JOIN regie.party AS l ON l.code = d.party
JOIN regie.party AS p ON p.code = s.participant;

/*
 * What the others pay more of the last known year, all costs counted, if the
 * amounts stay as they are.
 */
CREATE VIEW regie_report.departure_effect AS
SELECT (d.departure_id::bigint * 1000000 + e.service_id) * 1000000
		+ p.party_id AS departure_effect_id,
	d.cooperation::text AS cooperation,
	d.party::text AS leaver,
	d.leaves_on::date AS leaves_on,
	y.year::integer AS year,
	y.kind::text AS kind,
	e.code::text AS service,
	f.participant::text AS participant,
	f.with_party::numeric(18,2) AS before_eur,
	f.without_party::numeric(18,2) AS after_eur,
	f.difference::numeric(18,2) AS difference_eur,
	make_date(y.year, 1, 1) AS year_from,
	e.name::text AS service_name,
	c.name::text AS cooperation_name,
	l.name::text AS leaver_name,
	p.name::text AS participant_name
FROM regie.departure AS d
CROSS JOIN LATERAL regie.departure_contribution(
	d.cooperation, d.party, d.leaves_on,
	least(regie.today(), d.leaves_on)) AS y
CROSS JOIN LATERAL regie.participation_effect(
	d.cooperation, d.party, make_date(y.year, 1, 1), y.year, y.kind) AS f
JOIN regie.service AS e ON e.code = f.service
JOIN regie.party AS c ON c.code = d.cooperation
JOIN regie.party AS l ON l.code = d.party
JOIN regie.party AS p ON p.code = f.participant;

/*
 * What if each participant left on the next first of January?
 */
CREATE VIEW regie_report.leave_what_if AS
WITH day AS (
	SELECT regie.today() AS as_of,
		make_date(extract(year FROM regie.today())::integer + 1, 1, 1)
			AS leaves_on
), bound AS MATERIALIZED (
	SELECT q.cooperation, p.participant, b.year, b.contract,
		sum(p.amount) AS amount, max(upper(b.valid)) AS free_on
	FROM (SELECT DISTINCT n.cooperation, d.leaves_on, d.as_of
		  FROM regie.participation AS n
		  CROSS JOIN day AS d
		  WHERE n.valid @> d.as_of) AS q
	CROSS JOIN LATERAL regie.bound_split(q.cooperation, q.leaves_on, q.as_of)
		AS b
	CROSS JOIN LATERAL unnest(b.participants, b.amounts)
		AS p (participant, amount)
	GROUP BY q.cooperation, p.participant, b.year, b.contract
), summed AS (
	SELECT b.cooperation, b.participant, b.year, count(*) AS contracts,
		sum(b.amount) AS amount, max(b.free_on) AS free_on
	FROM bound AS b
	GROUP BY b.cooperation, b.participant, b.year
)
SELECT n.participation_id::bigint * 10000 + s.year AS leave_what_if_id,
	n.cooperation::text AS cooperation,
	n.party::text AS leaver,
	d.leaves_on::date AS leaves_on,
	s.year::integer AS bound_year,
	s.contracts::integer AS contracts,
	s.amount::numeric(18,2) AS stranded_eur,
	(s.free_on - 1)::date AS bound_to,
	d.as_of::date AS as_of,
	make_date(s.year, 1, 1) AS bound_year_from,
	c.name::text AS cooperation_name,
	l.name::text AS leaver_name
FROM regie.participation AS n
CROSS JOIN day AS d
JOIN summed AS s
	ON s.cooperation = n.cooperation AND s.participant = n.party
JOIN regie.party AS c ON c.code = n.cooperation
JOIN regie.party AS l ON l.code = n.party
WHERE n.valid @> d.as_of;
