/*
 * report: from one contract to the next, by the roadmap.
 *
 * The plan says when the step that replaces a contract is finished; a promise
 * that mostly holds is the day by which that is so in 80 % of the runs (p80).
 * Against it stand the last day of the contract and its last notice day.
 */

/*
 * What must be true in time is: the replacing step before the contract ends,
 * the deciding step before the last notice day.  If not, silence decides: a
 * contract that renews runs on, until the end of the period in which the step
 * is finished, or that the late decision cannot avoid; one that ends leaves a
 * gap.  A contract is paid double on the days behind the finish of the step.
 */
CREATE VIEW regie_report.contract_transition AS
WITH step AS MATERIALIZED (
	SELECT o.programme, o.item, o.planned_finish, o.p80, i.contract,
		i.contract_link, i.title
	FROM regie.roadmap_outlook AS o
	JOIN regie.roadmap_item AS i ON i.roadmap_item_id = o.roadmap_item_id
	WHERE i.contract IS NOT NULL
), last_step AS MATERIALIZED (
	SELECT DISTINCT ON (s.contract, s.contract_link) s.*
	FROM step AS s
	ORDER BY s.contract, s.contract_link, s.p80 DESC NULLS FIRST,
		s.programme COLLATE "C", s.item COLLATE "C"
), contract AS MATERIALIZED (
	SELECT c.contract_id, c.code, c.title, c.customer, c.supplier, c.start_on,
		c.term, t.day, CASE WHEN regie.renewal_kind(c.term) <> 'evergreen'
				OR regie.ended_on(c.term) IS NOT NULL
			THEN regie.locked_in_until(c.term, t.day) - 1 END AS ends_on,
		regie.last_notice_day(c.term, t.day) AS notice_on,
		regie.if_silent(c.term, t.day) AS if_silent,
		regie.maximum_extent(c.term) - 1 AS maximum_on
	FROM regie.contract_state AS c
	CROSS JOIN (SELECT regie.today() AS day) AS t
	WHERE regie.status(c.term, t.day) <> 'ended'
), dated AS (
	SELECT c.*, r.programme, r.item, r.title AS item_title, r.planned_finish,
		r.p80, r.contract IS NOT NULL AS has_step, d.programme
			AS decision_programme, d.item AS decision_item,
		d.planned_finish AS decision_finish, d.p80 AS decision_p80,
		d.contract IS NOT NULL AS has_decision,
		CASE WHEN c.if_silent = 'renews' THEN greatest(
				CASE WHEN r.p80 > c.ends_on
					THEN upper(regie.period(c.term, r.p80)) END,
				CASE WHEN d.p80 > c.notice_on
					THEN regie.locked_in_until(c.term, d.p80) END) - 1
			END AS renewed_until
	FROM contract AS c
	LEFT JOIN last_step AS r
		ON r.contract = c.code AND r.contract_link = 'replaces'
	LEFT JOIN last_step AS d
		ON d.contract = c.code AND d.contract_link = 'decides'
), judged AS (
	SELECT d.*, CASE WHEN d.ends_on IS NULL THEN 'no end'
			WHEN NOT d.has_step THEN 'no step'
			WHEN d.p80 IS NULL THEN 'not planned'
			WHEN d.renewed_until > d.ends_on THEN 'double running'
			WHEN d.p80 > d.ends_on THEN 'gap'
			ELSE 'in time' END AS transition
	FROM dated AS d
), ranged AS MATERIALIZED (
	SELECT j.*, CASE WHEN j.transition = 'gap'
			THEN daterange(greatest(j.day, j.ends_on + 1, CASE j.if_silent
				WHEN 'renews' THEN j.maximum_on + 1 END), j.p80, '[]')
			END AS gap,
		CASE WHEN j.transition IN ('double running', 'in time')
				AND greatest(j.p80 + 1, j.start_on, j.day) <= CASE j.transition
					WHEN 'in time' THEN j.ends_on ELSE j.renewed_until END
			THEN daterange(greatest(j.p80 + 1, j.start_on, j.day),
				CASE j.transition WHEN 'in time' THEN j.ends_on
					ELSE j.renewed_until END, '[]') END AS double
	FROM judged AS j
)
SELECT r.contract_id::integer AS contract_id,
	r.code::text AS contract,
	r.supplier::text AS supplier,
	r.transition::text AS transition,
	r.ends_on::date AS contract_until,
	r.programme::text AS programme,
	r.item::text AS item,
	r.planned_finish::date AS planned_finish,
	r.p80::date AS p80_finish,
	(r.ends_on - r.p80)::integer AS margin_days,
	r.notice_on::date AS last_notice_day,
	r.if_silent::text AS if_silent,
	r.decision_item::text AS decision_item,
	r.decision_p80::date AS decision_p80,
	CASE WHEN r.notice_on IS NULL THEN 'no date'
		WHEN NOT r.has_decision THEN 'no step'
		WHEN r.decision_p80 IS NULL THEN 'not planned'
		WHEN r.decision_p80 > r.notice_on THEN 'late'
		ELSE 'in time' END::text AS decision_verdict,
	CASE r.transition WHEN 'double running' THEN r.renewed_until END::date
		AS renewed_until,
	lower(r.gap)::date AS gap_from,
	(upper(r.gap) - 1)::date AS gap_until,
	CASE WHEN r.transition IN ('gap', 'double running', 'in time')
		THEN coalesce(upper(r.gap) - lower(r.gap), 0) END::integer AS gap_days,
	CASE WHEN r.transition IN ('gap', 'double running', 'in time')
		THEN coalesce(regie.contract_cost(r.code, r.start_on, r.gap), 0)
		END::numeric(18,2) AS gap_eur,
	lower(r.double)::date AS double_from,
	(upper(r.double) - 1)::date AS double_until,
	CASE WHEN r.transition IN ('gap', 'double running', 'in time')
		THEN coalesce(upper(r.double) - lower(r.double), 0) END::integer
		AS double_days,
	CASE WHEN r.transition IN ('gap', 'double running', 'in time')
		THEN coalesce(regie.contract_cost(r.code, r.start_on, r.double), 0)
		END::numeric(18,2) AS double_eur,
	r.day::date AS as_of,
	r.customer::text AS customer,
	r.title::text AS contract_title,
	r.item_title::text AS item_title,
	p.name::text AS supplier_name,
	k.name::text AS customer_name
FROM ranged AS r
JOIN regie.party AS p ON p.code = r.supplier
JOIN regie.party AS k ON k.code = r.customer;

/*
 * What a gap or double running costs each participant.
 */
CREATE VIEW regie_report.contract_transition_share AS
WITH found AS MATERIALIZED (
	SELECT t.contract_id, t.contract, t.programme, t.item, t.item_title,
		t.contract_title, k.consequence, k.place, k.days
	FROM regie_report.contract_transition AS t
	CROSS JOIN LATERAL (VALUES
		('gap', 0, daterange(t.gap_from, t.gap_until, '[]')),
		('double running', 1, daterange(t.double_from, t.double_until, '[]')))
		AS k (consequence, place, days)
	WHERE lower(k.days) IS NOT NULL
)
SELECT (f.contract_id::bigint * 2 + f.place) * 1000000
		+ coalesce(p.party_id, 0) AS contract_transition_share_id,
	f.contract::text AS contract,
	f.consequence::text AS transition_consequence,
	s.participant::text AS participant,
	s.amount::numeric(18,2) AS extra_eur,
	lower(f.days)::date AS extra_from,
	(upper(f.days) - 1)::date AS extra_until,
	f.programme::text AS programme,
	f.item::text AS item,
	f.contract_title::text AS contract_title,
	f.item_title::text AS item_title,
	p.name::text AS participant_name
FROM found AS f
JOIN regie.contract_state AS c ON c.code = f.contract
CROSS JOIN LATERAL regie.contract_cost_shares(f.contract, c.start_on, f.days) AS s
LEFT JOIN regie.party AS p ON p.code = s.participant;

/*
 * what_if_late(party, late, as_of) -> rows
 *
 * A party is late with all that it has not finished: steps to come start so
 * much later than planned, steps under way take so much longer.  One row per
 * step that moves; where that costs money under a contract, one per
 * participant that bears it.  Days of a contract count once, for the first
 * step that causes them, so amounts can be added up.
 */
CREATE FUNCTION regie.what_if_late(party text,
								   late interval DEFAULT '3 months',
								   as_of date DEFAULT regie.today())
RETURNS TABLE (roadmap_item_id integer, programme text, item text,
			   item_party text, planned_start date, planned_finish date,
			   late_start date, late_finish date, slip_days integer,
			   pushed_by text, days_late integer, contract text,
			   contract_link text, consequence text, extra_from date,
			   extra_until date, participant text, extra_eur numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	WITH scheduled AS MATERIALIZED (
		SELECT n.roadmap_item_id, n.programme, n.code, n.party, n.contract,
			n.contract_link, n.duration, n.predecessors, n.start_on,
			n.first_year, n.constraint_kind, n.constraint_date, n.deadline,
			n.status_day, n.actual_start, n.actual_finish, n.remaining,
			n.obstacle, n.part, regie.schedule(n.code, n.duration, n.predecessors,
				n.start_on, regie.roadmap_calendar(n.first_year),
				n.constraint_kind, n.constraint_date, NULL, n.status_day,
				n.actual_start, n.actual_finish, n.remaining)
				OVER (PARTITION BY n.programme, n.part) AS plan
		FROM regie.roadmap_network AS n
	), planned AS MATERIALIZED (
		SELECT s.*, (s.plan).early_start, (s.plan).early_finish,
			s.obstacle IS NULL
				AND (s.actual_start IS NULL OR s.remaining IS NOT NULL)
				AND (s.plan).early_finish >= what_if_late.as_of AS is_open,
			s.actual_start IS NOT NULL
				OR (s.plan).early_start < what_if_late.as_of AS is_under_way
		FROM scheduled AS s
	), late AS (
		SELECT p.*, regie.delay(p.code, p.duration, p.predecessors,
				p.start_on,
				CASE WHEN p.party = what_if_late.party AND p.is_open
					AND NOT p.is_under_way
					THEN regie.workdays(regie.roadmap_calendar(p.first_year),
						daterange(p.early_start, greatest(p.early_start,
							(p.early_start + what_if_late.late)::date))) END,
				CASE WHEN p.party = what_if_late.party AND p.is_open
					AND p.is_under_way
					THEN regie.workdays(regie.roadmap_calendar(p.first_year),
						daterange(p.early_finish, greatest(p.early_finish,
							(p.early_finish + what_if_late.late)::date))) END,
				regie.roadmap_calendar(p.first_year), p.constraint_kind,
				p.constraint_date, p.deadline, p.status_day, p.actual_start,
				p.actual_finish, p.remaining)
				OVER (PARTITION BY p.programme, p.part) AS late
		FROM planned AS p
	), moved AS (
		SELECT l.roadmap_item_id, l.programme, l.code, l.party, l.contract,
			l.contract_link, (l.late).*
		FROM late AS l
		/* one CASE: the planner expects half of the rows, not one of them */
		WHERE CASE WHEN l.obstacle IS NULL
				AND (l.late).finish BETWEEN DATE '1900-01-01'
					AND DATE '2299-12-31'
			THEN (l.late).start_slip > 0 OR (l.late).finish_slip > 0
			ELSE false END
	), contract AS MATERIALIZED (
		/* the same for every party, so a report of many reads them once */
		SELECT c.code, c.term, c.start_on,
			regie.last_notice_day(c.term, what_if_late.as_of) AS notice_on,
			regie.locked_in_until(c.term, what_if_late.as_of) AS free_on,
			CASE WHEN regie.if_silent(c.term, what_if_late.as_of) = 'renews'
				THEN regie.maximum_extent(c.term)
				ELSE regie.locked_in_until(c.term, what_if_late.as_of)
				END AS gone_on,
			regie.renewal_kind(c.term) = 'evergreen'
				AND regie.ended_on(c.term) IS NULL AS is_evergreen
		FROM regie.contract_as_of(what_if_late.as_of, what_if_late.as_of) AS c
		WHERE c.code IN (SELECT i.contract FROM regie.roadmap_item AS i)
			AND regie.status(c.term, what_if_late.as_of) <> 'ended'
	), linked AS (
		/* term is empty where there is no contract that still runs */
		SELECT m.*, c.term, c.start_on, c.notice_on, c.free_on, c.gone_on,
			c.is_evergreen
		FROM moved AS m
		LEFT JOIN contract AS c ON c.code = m.contract
	), covered AS (
		/* first day without the contract: by the plan, and when late */
		SELECT l.*,
			CASE WHEN l.contract_link = 'decides'
					THEN regie.locked_in_until(l.term,
						greatest(l.planned_finish, l.notice_on))
				WHEN l.is_evergreen
					THEN greatest(l.free_on, l.planned_finish + 1)
				WHEN l.planned_finish < l.free_on THEN l.free_on
				ELSE upper(regie.period(l.term, l.planned_finish))
				END AS free_planned,
			CASE WHEN l.contract_link = 'decides'
					THEN regie.locked_in_until(l.term,
						greatest(l.finish, l.notice_on))
				WHEN l.is_evergreen THEN greatest(l.free_on, l.finish + 1)
				WHEN l.finish < l.free_on THEN l.free_on
				ELSE upper(regie.period(l.term, l.finish)) END AS free_late
		FROM linked AS l
	), judged AS (
		SELECT c.*, CASE WHEN c.term IS NULL THEN NULL
				WHEN c.contract_link = 'decides' AND c.notice_on IS NULL
					THEN 'no date'
				WHEN c.contract_link = 'decides' AND c.finish <= c.notice_on
					THEN 'in time'
				WHEN c.contract_link = 'decides'
					AND c.free_late > c.free_planned THEN 'renews'
				WHEN c.contract_link = 'decides'
					AND c.planned_finish <= c.notice_on
					AND regie.if_silent(c.term, c.notice_on) = 'ends'
					THEN 'option lapses'
				WHEN c.free_late > c.free_planned THEN 'needed longer'
				WHEN c.free_late IS NULL AND c.contract_link = 'replaces'
					THEN 'gap'
				WHEN c.finish < c.free_on AND c.contract_link = 'replaces'
					THEN 'in time'
				ELSE 'no change' END AS consequence
		FROM covered AS c
	), ranged AS (
		SELECT j.*, CASE WHEN j.consequence IN ('renews', 'needed longer')
				THEN datemultirange(daterange(j.free_planned, j.free_late))
			WHEN j.consequence = 'gap'
				THEN datemultirange(daterange(
					least(greatest(j.planned_finish + 1, j.gone_on),
						  j.finish + 1), j.finish + 1))
			ELSE datemultirange() END AS days
		FROM judged AS j
	), once AS (
		SELECT r.*, r.days - coalesce(range_agg(r.days) OVER (
				PARTITION BY r.contract
				ORDER BY r.contract_link COLLATE "C", r.roadmap_item_id
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
				datemultirange()) AS own_days
		FROM ranged AS r
	)
	SELECT o.roadmap_item_id, o.programme, o.code, o.party, o.planned_start,
		o.planned_finish, o.start, o.finish, o.finish_slip, o.pushed_by,
		o.late, o.contract, o.contract_link, o.consequence,
		coalesce(lower(c.days), lower(o.own_days)),
		coalesce(upper(c.days), upper(o.own_days)) - 1, c.participant,
		CASE WHEN o.term IS NOT NULL THEN coalesce(c.amount, 0.00) END
	FROM once AS o
	LEFT JOIN LATERAL (
		SELECT d.days, s.participant, s.amount
		FROM regie.pieces(o.own_days) AS d (days)
		CROSS JOIN LATERAL regie.contract_cost_shares(o.contract, o.start_on,
			d.days, what_if_late.as_of) AS s
	) AS c ON true;
END;

COMMENT ON FUNCTION regie.what_if_late(text, interval, date) IS
'What happens if a party is late with all that it has not finished by as_of: which steps move, of whose roadmaps, what that does to contracts, and what it costs each participant, in euro without VAT. One row per step that moves, or per participant where it costs money; amounts can be added up. consequence: renews (the decision comes too late), needed longer (the replacing step does), gap (the contract has ended by then; the amount is what it costs over those days), option lapses, in time, no change (it was too late already, or falls into the same period) or no date. Example: SELECT * FROM regie.what_if_late(''GM0820'', ''3 months'', ''2026-11-23'').';

CREATE VIEW regie_report.late_what_if AS
/* partitioned so that a filter on party and months goes down to the party */
SELECT (a.party_id::bigint * 10 + m.months) * 100000000
		+ row_number() OVER (
			PARTITION BY a.party_id, a.code, m.months
			ORDER BY w.roadmap_item_id, w.extra_from,
				w.participant COLLATE "C") AS late_what_if_id,
	a.code::text AS late_party,
	m.months::integer AS months_late,
	w.programme::text AS programme,
	w.item::text AS item,
	w.item_party::text AS party,
	w.planned_start::date AS planned_start,
	w.planned_finish::date AS planned_finish,
	w.late_start::date AS moved_start,
	w.late_finish::date AS moved_finish,
	w.slip_days::integer AS slip_days,
	w.pushed_by::text AS pushed_by,
	w.days_late::integer AS working_days_late,
	w.contract::text AS contract,
	w.contract_link::text AS contract_link,
	w.consequence::text AS late_consequence,
	w.extra_from::date AS extra_from,
	w.extra_until::date AS extra_until,
	w.participant::text AS participant,
	w.extra_eur::numeric(18,2) AS extra_eur,
	t.day::date AS as_of,
	i.title::text AS item_title,
	k.title::text AS contract_title,
	a.name::text AS late_party_name,
	p.name::text AS party_name,
	b.name::text AS participant_name
FROM (SELECT q.party_id, q.code, q.name
	  FROM regie.party AS q
	  WHERE EXISTS (SELECT FROM regie.roadmap_item AS i
					WHERE i.party = q.code)) AS a
CROSS JOIN (VALUES (1), (3), (6)) AS m (months)
CROSS JOIN (SELECT regie.today() AS day) AS t
CROSS JOIN LATERAL regie.what_if_late(a.code,
									  make_interval(months => m.months),
									  t.day) AS w
JOIN regie.roadmap_item AS i ON i.roadmap_item_id = w.roadmap_item_id
JOIN regie.party AS p ON p.code = w.item_party
LEFT JOIN regie.contract AS k ON k.code = w.contract
LEFT JOIN regie.party AS b ON b.code = w.participant;
