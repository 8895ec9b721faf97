/*
 * report: the roadmaps under the capacity that there is.
 *
 * A programme is leveled if each step's demand fits what there is of the
 * resource from its last change on, so that a place for it is always found.
 * A programme of n steps gets 400,000 / n schedules, at least 20 and at most
 * 5,000, always with the same seed.  What would take more memory than 256 MB
 * is not leveled.
 */

/* How much there is of each resource, from which day on. */
CREATE VIEW regie.capacity_step AS
SELECT c.resource, c.day,
	least(coalesce(sum(k.amount), 0), 32767)::integer AS amount,
	c.day = max(c.day) OVER (PARTITION BY c.resource) AS is_last
FROM (SELECT k.resource, lower(k.valid) AS day
	  FROM regie.capacity AS k
	  UNION
	  SELECT k.resource, upper(k.valid)
	  FROM regie.capacity AS k
	  WHERE NOT upper_inf(k.valid)) AS c
LEFT JOIN regie.capacity AS k
	ON k.resource = c.resource AND (k.valid @> c.day) IS TRUE
GROUP BY c.resource, c.day;

COMMENT ON VIEW regie.capacity_step IS
'How much there is of each resource over all parties. One row per resource and day from which the number holds; before the first there is nothing.';
COMMENT ON COLUMN regie.capacity_step.resource IS 'Code of the resource.';
COMMENT ON COLUMN regie.capacity_step.day IS
'Day from which the number holds.';
COMMENT ON COLUMN regie.capacity_step.amount IS 'Units on each working day.';
COMMENT ON COLUMN regie.capacity_step.is_last IS
'Whether it holds from then on.';

CREATE VIEW regie.roadmap_leveled AS
WITH step AS MATERIALIZED (
	SELECT n.*, regie.schedule(n.code, n.duration, n.predecessors, n.start_on,
			regie.roadmap_calendar(n.first_year), n.constraint_kind,
			n.constraint_date, n.deadline, n.status_day, n.actual_start,
			n.actual_finish, n.remaining) OVER (PARTITION BY n.programme, n.part) AS plan
	FROM regie.roadmap_network AS n
), demand AS MATERIALIZED (
	SELECT d.programme, d.item, d.resource, d.amount
	FROM regie.roadmap_demand AS d
	JOIN step AS s ON s.programme = d.programme AND s.code = d.item
	WHERE s.duration > 0 AND s.actual_finish IS NULL
), lack AS (
	SELECT d.programme, min('step ' || d.item || ' needs ' || d.amount
			|| ' of ' || d.resource || ', and there is '
			|| coalesce(c.amount || ' from '
				|| to_char(c.day, 'YYYY-MM-DD') || ' on', 'none')
			COLLATE "C") AS note
	FROM demand AS d
	LEFT JOIN regie.capacity_step AS c ON c.resource = d.resource AND c.is_last
	WHERE (d.amount <= c.amount) IS NOT TRUE
	GROUP BY d.programme
), asked AS MATERIALIZED (
	SELECT d.programme, d.resource
	FROM demand AS d
	GROUP BY d.programme, d.resource
), capacity AS MATERIALIZED (
	SELECT a.programme, count(*) AS resources, max(c.last_day) AS last_day,
		jsonb_object_agg(a.resource, c.days) AS capacity
	FROM asked AS a
	JOIN (SELECT c.resource, max(c.day) AS last_day,
			jsonb_object_agg(to_char(c.day, 'YYYY-MM-DD'), c.amount) AS days
		  FROM regie.capacity_step AS c
		  GROUP BY c.resource) AS c ON c.resource = a.resource
	GROUP BY a.programme
), size AS (
	SELECT s.programme, (min(s.programme_days) + (greatest(
			max(s.constraint_date), max(c.last_day), min(s.start_on))
			- min(s.start_on))) * ((coalesce(min(c.resources), 0) + 3) / 4)
			> 16000000 OR min(c.resources) > 4096 AS is_large
	FROM step AS s
	LEFT JOIN capacity AS c ON c.programme = s.programme
	GROUP BY s.programme
), judged AS MATERIALIZED (
	SELECT s.*, coalesce(s.obstacle, l.note, CASE WHEN z.is_large
			THEN 'too much to level' END) AS note,
		CASE WHEN bool_or(s.deadline IS NOT NULL)
				OVER (PARTITION BY s.programme) THEN 'lateness'
			ELSE 'duration' END AS objective
	FROM step AS s
	LEFT JOIN lack AS l ON l.programme = s.programme
	LEFT JOIN size AS z ON z.programme = s.programme
), leveled AS (
	SELECT j.*, regie.level(j.code, j.duration, j.predecessors, j.start_on,
			coalesce(d.demand, '{}'), coalesce(c.capacity, '{}'),
			regie.roadmap_calendar(j.first_year),
			earliest => CASE WHEN j.constraint_kind IN ('SNET', 'MSO')
					THEN j.constraint_date
				WHEN j.constraint_kind IN ('FNET', 'MFO')
					THEN (j.plan).early_start END,
			deadline => j.deadline,
			objective => j.objective,
			schedules => least(greatest(400000 / j.steps, 20), 5000)::integer,
			seed => 1, status_day => j.status_day,
			actual_start => j.actual_start,
			actual_finish => j.actual_finish, remaining => j.remaining)
			OVER (PARTITION BY j.programme) AS level
	FROM judged AS j
	LEFT JOIN (SELECT d.programme, d.item,
				jsonb_object_agg(d.resource, d.amount) AS demand
			   FROM demand AS d
			   GROUP BY d.programme, d.item) AS d
		ON d.programme = j.programme AND d.item = j.code
	LEFT JOIN capacity AS c ON c.programme = j.programme
	WHERE j.note IS NULL
)
SELECT l.roadmap_item_id, l.programme_id, l.programme, l.code AS item,
	l.party, regie.shown_day((l.plan).early_start) AS planned_start,
	regie.shown_day((l.plan).early_finish) AS planned_finish,
	regie.shown_day((l.level).start) AS start_on,
	regie.shown_day((l.level).finish) AS finish_on,
	regie.workdays(regie.roadmap_calendar(l.first_year), daterange(
		least((l.plan).early_start, (l.level).start),
		greatest((l.plan).early_start, (l.level).start)))
		* CASE WHEN (l.level).start < (l.plan).early_start THEN -1 ELSE 1 END
		AS delay_days,
	(l.level).waited AS waited_days, (l.level).late AS late_days,
	(l.level).waits_for, (l.level).resource, (l.level).lower_bound,
	(l.level).length, (l.level).proven, l.note
FROM leveled AS l
UNION ALL
SELECT j.roadmap_item_id, j.programme_id, j.programme, j.code, j.party,
	CASE WHEN j.obstacle IS NULL
		THEN regie.shown_day((j.plan).early_start) END,
	CASE WHEN j.obstacle IS NULL
		THEN regie.shown_day((j.plan).early_finish) END,
	NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, j.note
FROM judged AS j
WHERE j.note IS NOT NULL;

COMMENT ON VIEW regie.roadmap_leveled IS
'The plan of each programme, and the one under the capacity that there is, as regie.level finds it (400,000 schedules divided by the number of steps, at least 20 and at most 5,000; seed 1; fewest days behind deadlines, or the shortest where no step has one). One row per step.';
COMMENT ON COLUMN regie.roadmap_leveled.roadmap_item_id IS
'The step as an integer.';
COMMENT ON COLUMN regie.roadmap_leveled.programme_id IS
'The programme as an integer.';
COMMENT ON COLUMN regie.roadmap_leveled.programme IS
'Code of the programme.';
COMMENT ON COLUMN regie.roadmap_leveled.item IS 'Code of the step.';
COMMENT ON COLUMN regie.roadmap_leveled.party IS
'Code of the party that has to do it.';
COMMENT ON COLUMN regie.roadmap_leveled.planned_start IS
'First day if capacity had no limit.';
COMMENT ON COLUMN regie.roadmap_leveled.planned_finish IS
'Last day if capacity had no limit.';
COMMENT ON COLUMN regie.roadmap_leveled.start_on IS
'First day within capacity. Empty: not leveled.';
COMMENT ON COLUMN regie.roadmap_leveled.finish_on IS
'Last day within capacity. Empty: not leveled.';
COMMENT ON COLUMN regie.roadmap_leveled.delay_days IS
'Working days from the planned start to the start within capacity.';
COMMENT ON COLUMN regie.roadmap_leveled.waited_days IS
'Working days that the step itself waits for a resource.';
COMMENT ON COLUMN regie.roadmap_leveled.late_days IS
'Working days behind the deadline. Empty: no deadline.';
COMMENT ON COLUMN regie.roadmap_leveled.waits_for IS
'What decides the start. Empty: the start of the programme.';
COMMENT ON COLUMN regie.roadmap_leveled.resource IS
'Resource that decides the start. Empty: none.';
COMMENT ON COLUMN regie.roadmap_leveled.lower_bound IS
'Working days below which no plan of the programme can be.';
COMMENT ON COLUMN regie.roadmap_leveled.length IS
'Working days of the whole programme.';
COMMENT ON COLUMN regie.roadmap_leveled.proven IS
'Whether no plan of the programme can be better.';
COMMENT ON COLUMN regie.roadmap_leveled.note IS
'Why the programme is not leveled. Empty: it is.';

CREATE VIEW regie_report.roadmap_level AS
SELECT l.roadmap_item_id::integer AS roadmap_item_id,
	l.programme::text AS programme,
	l.item::text AS item,
	l.party::text AS party,
	l.planned_start::date AS planned_start,
	l.planned_finish::date AS planned_finish,
	l.start_on::date AS leveled_start,
	l.finish_on::date AS leveled_finish,
	l.delay_days::integer AS level_delay_days,
	l.waited_days::integer AS waited_days,
	i.deadline::date AS deadline,
	l.late_days::integer AS working_days_late,
	l.resource::text AS resource,
	l.waits_for::text AS waits_for,
	i.title::text AS item_title,
	l.note::text AS level_note,
	r.name::text AS resource_name,
	p.name::text AS party_name,
	g.name::text AS programme_name
FROM regie.roadmap_leveled AS l
JOIN regie.roadmap_item AS i ON i.roadmap_item_id = l.roadmap_item_id
JOIN regie.party AS p ON p.code = l.party
JOIN regie.programme AS g ON g.code = l.programme
LEFT JOIN regie.resource AS r ON r.code = l.resource;

/*
 * On which days a resource is full, or asked for more than there is.  Between
 * two days on which a step begins or ends, or capacity changes, nothing
 * changes: one row for each such period in which all is taken.
 */
CREATE VIEW regie_report.resource_load AS
WITH leveled AS MATERIALIZED (
	SELECT l.programme, l.programme_id, l.item, l.planned_start,
		l.planned_finish, l.start_on, l.finish_on
	FROM regie.roadmap_leveled AS l
	JOIN regie.roadmap_item AS i ON i.roadmap_item_id = l.roadmap_item_id
	WHERE i.duration > 0
), work AS (
	SELECT l.programme, l.programme_id, d.resource, p.kind, d.amount,
		p.start_on, p.finish_on
	FROM leveled AS l
	JOIN regie.roadmap_demand AS d
		ON d.programme = l.programme AND d.item = l.item
	CROSS JOIN LATERAL (VALUES
		('as planned', l.planned_start, l.planned_finish),
		('within capacity', l.start_on, l.finish_on))
		AS p (kind, start_on, finish_on)
	WHERE p.start_on IS NOT NULL AND p.finish_on IS NOT NULL
), span AS (
	SELECT w.programme, w.programme_id, w.resource, w.kind,
		min(w.start_on) AS start_on, max(w.finish_on) AS finish_on
	FROM work AS w
	GROUP BY w.programme, w.programme_id, w.resource, w.kind
), event AS (
	SELECT w.programme, w.programme_id, w.resource, w.kind, w.start_on AS day,
		w.amount, 1 AS steps, 0 AS capacity
	FROM work AS w
	UNION ALL
	SELECT w.programme, w.programme_id, w.resource, w.kind, w.finish_on + 1,
		-w.amount, -1, 0
	FROM work AS w
	UNION ALL
	SELECT s.programme, s.programme_id, s.resource, s.kind, c.day, 0, 0,
		c.amount - lag(c.amount, 1, 0) OVER (
			PARTITION BY s.programme, s.resource, s.kind ORDER BY c.day)
	FROM span AS s
	JOIN regie.capacity_step AS c ON c.resource = s.resource
), day AS (
	SELECT e.programme, e.programme_id, e.resource, e.kind, e.day,
		sum(e.amount) AS amount, sum(e.steps) AS steps,
		sum(e.capacity) AS capacity
	FROM event AS e
	GROUP BY e.programme, e.programme_id, e.resource, e.kind, e.day
), period AS (
	SELECT d.programme, d.programme_id, d.resource, d.kind, d.day,
		lead(d.day) OVER w AS next_day, sum(d.amount) OVER w AS demand,
		sum(d.steps) OVER w AS steps, sum(d.capacity) OVER w AS capacity
	FROM day AS d
	WINDOW w AS (PARTITION BY d.programme, d.resource, d.kind ORDER BY d.day)
), worked AS (
	SELECT p.*, regie.workdays(regie.roadmap_calendar(c.first_year),
			daterange(p.day, p.next_day)) AS days
	FROM period AS p
	JOIN (SELECT g.code, regie.roadmap_first_year(g.start_on) AS first_year
		  FROM regie.programme AS g) AS c ON c.code = p.programme
	WHERE p.demand > 0 AND p.demand >= p.capacity AND p.next_day IS NOT NULL
)
SELECT row_number() OVER (ORDER BY w.programme_id, r.resource_id,
		w.kind COLLATE "C", w.day)::bigint AS resource_load_id,
	w.programme::text AS programme,
	w.resource::text AS resource,
	w.kind::text AS plan_kind,
	CASE WHEN w.demand > w.capacity THEN 'over-asked' ELSE 'full' END::text
		AS load_state,
	w.day::date AS load_from,
	(w.next_day - 1)::date AS load_until,
	w.days::integer AS working_days,
	w.demand::integer AS demand,
	w.capacity::integer AS capacity,
	(w.demand - w.capacity)::integer AS shortage,
	w.steps::integer AS busy_steps,
	k.parties::text AS capacity_parties,
	r.name::text AS resource_name,
	g.name::text AS programme_name
FROM worked AS w
JOIN regie.resource AS r ON r.code = w.resource
JOIN regie.programme AS g ON g.code = w.programme
LEFT JOIN LATERAL (
	SELECT string_agg(c.party, ', ' ORDER BY c.party COLLATE "C") AS parties
	FROM regie.capacity AS c
	WHERE c.resource = w.resource AND (c.valid @> w.day) IS TRUE
		AND c.amount > 0
) AS k ON true
WHERE w.days > 0;

/*
 * Each programme as a whole.
 */
CREATE VIEW regie_report.roadmap_programme AS
WITH step AS (
	SELECT n.programme, count(*) AS steps, min(n.obstacle) AS obstacle,
		count(*) FILTER (WHERE n.duration = 0) AS milestones,
		count(DISTINCT n.party) AS parties
	FROM regie.roadmap_network AS n
	GROUP BY n.programme
), link AS (
	SELECT d.programme, count(*) AS dependencies,
		count(*) FILTER (WHERE i.party <> p.party) AS between_parties
	FROM regie.roadmap_dependency AS d
	/* the table itself: it has an index, also where there are no statistics */
	JOIN regie.roadmap_item AS i
		ON i.programme = d.programme AND i.code = d.item
	JOIN regie.roadmap_item AS p
		ON p.programme = d.programme AND p.code = d.predecessor
	GROUP BY d.programme
), plan AS (
	SELECT r.programme, min(r.early_start) AS start_on,
		count(*) FILTER (WHERE r.is_critical) AS critical_steps,
		count(*) FILTER (WHERE r.is_breached) AS breached_steps
	FROM regie_report.roadmap_step AS r
	GROUP BY r.programme
), level AS (
	SELECT l.programme, max(l.finish_on) AS finish_on, min(l.note) AS note
	FROM regie.roadmap_leveled AS l
	GROUP BY l.programme
)
SELECT p.programme_id::integer AS programme_id,
	p.code::text AS programme,
	coalesce(s.steps, 0)::integer AS steps,
	coalesce(s.milestones, 0)::integer AS milestones,
	coalesce(s.parties, 0)::integer AS parties,
	coalesce(l.dependencies, 0)::integer AS dependencies,
	coalesce(l.between_parties, 0)::integer AS dependencies_between,
	(s.obstacle LIKE 'waits in a circle: %') IS NOT TRUE AS is_acyclic,
	CASE WHEN s.obstacle LIKE 'waits in a circle: %' THEN 'no' ELSE 'yes' END
		::text AS acyclic_label,
	a.start_on::date AS planned_start,
	o.planned_finish::date AS planned_finish,
	o.p50::date AS p50_finish,
	o.p80::date AS p80_finish,
	o.p95::date AS p95_finish,
	o.chance_plan::numeric(9,6) AS chance_plan,
	v.finish_on::date AS leveled_finish,
	coalesce(a.critical_steps, 0)::integer AS critical_steps,
	coalesce(a.breached_steps, 0)::integer AS breached_steps,
	p.start_on::date AS programme_from,
	p.name::text AS programme_name,
	coalesce(s.obstacle, v.note)::text AS level_note
FROM regie.programme AS p
LEFT JOIN step AS s ON s.programme = p.code
LEFT JOIN link AS l ON l.programme = p.code
LEFT JOIN plan AS a ON a.programme = p.code
LEFT JOIN level AS v ON v.programme = p.code
LEFT JOIN regie.roadmap_outlook AS o
	ON o.programme = p.code AND o.roadmap_item_id IS NULL;

/*
 * Plateaus: reached when the last of their steps is finished.
 */
CREATE VIEW regie_report.roadmap_plateau AS
SELECT p.plateau_id::integer AS plateau_id,
	p.programme::text AS programme,
	p.code::text AS plateau,
	coalesce(s.steps, 0)::integer AS steps,
	s.item::text AS item,
	s.planned_on::date AS planned_finish,
	s.p80_on::date AS p80_finish,
	p.due_on::date AS due_on,
	CASE WHEN s.steps IS NULL THEN 'no steps'
		WHEN s.planned_on IS NULL THEN 'not planned'
		WHEN p.due_on IS NULL THEN 'no date'
		WHEN s.planned_on > p.due_on THEN 'late'
		WHEN s.p80_on > p.due_on THEN 'at risk'
		ELSE 'in time' END::text AS plateau_verdict,
	CASE WHEN s.planned_on > p.due_on THEN s.planned_on - p.due_on
		WHEN s.planned_on <= p.due_on THEN 0 END::integer AS days_late,
	p.name::text AS plateau_name,
	g.name::text AS programme_name
FROM regie.plateau AS p
JOIN regie.programme AS g ON g.code = p.programme
LEFT JOIN (
	SELECT i.programme, i.plateau, count(*) AS steps,
		CASE WHEN bool_and(o.planned_finish IS NOT NULL)
			THEN max(o.planned_finish) END AS planned_on,
		CASE WHEN bool_and(o.p80 IS NOT NULL) THEN max(o.p80) END AS p80_on,
		(array_agg(i.code ORDER BY o.planned_finish DESC NULLS FIRST,
				   i.code COLLATE "C"))[1] AS item
	FROM regie.roadmap_item AS i
	JOIN regie.roadmap_outlook AS o ON o.roadmap_item_id = i.roadmap_item_id
	WHERE i.plateau IS NOT NULL
	GROUP BY i.programme, i.plateau
) AS s ON s.programme = p.programme AND s.plateau = p.code;
