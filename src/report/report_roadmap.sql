/*
 * report: what roadmaps do to each other, to shared people and to contracts.
 *
 * All of them plan from regie.roadmap_network (model_state_roadmap.sql).
 */

/* Days outside of 1900 to 2299 are not shown anywhere. */
CREATE FUNCTION regie.shown_day(day date) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN day BETWEEN DATE '1900-01-01' AND DATE '2299-12-31'
	THEN day END;

COMMENT ON FUNCTION regie.shown_day(date) IS
'The day itself, or NULL if it lies before 1900 or after 2299, where no report shows days. Example: regie.shown_day(''2026-11-23'').';

/*
 * The plan itself, for reports that need no more of it than days.
 */
CREATE VIEW regie.roadmap_plan AS
SELECT n.roadmap_item_id, n.programme_id, n.programme, n.code, n.party,
	n.duration, n.service, n.contract, n.obstacle, n.start_on AS programme_from,
	n.constraint_kind, n.constraint_date,
	CASE WHEN n.obstacle IS NULL
		THEN regie.shown_day((n.plan).early_start) END AS start_on,
	CASE WHEN n.obstacle IS NULL
		THEN regie.shown_day((n.plan).early_finish) END AS finish_on,
	n.actual_start IS NOT NULL AND n.remaining IS NULL AS is_finished
FROM (SELECT n.*, regie.schedule(n.code, n.duration, n.predecessors,
			n.start_on, regie.roadmap_calendar(n.first_year),
			n.constraint_kind, n.constraint_date, n.deadline, n.status_day,
			n.actual_start, n.actual_finish, n.remaining)
			OVER (PARTITION BY n.programme, n.part) AS plan
	  FROM regie.roadmap_network AS n) AS n;

COMMENT ON VIEW regie.roadmap_plan IS
'The days of each step by the plan. One row per step.';
COMMENT ON COLUMN regie.roadmap_plan.roadmap_item_id IS
'The step as an integer.';
COMMENT ON COLUMN regie.roadmap_plan.programme_id IS
'The programme as an integer.';
COMMENT ON COLUMN regie.roadmap_plan.programme IS 'Code of the programme.';
COMMENT ON COLUMN regie.roadmap_plan.code IS 'Code of the step.';
COMMENT ON COLUMN regie.roadmap_plan.party IS
'Code of the party that has to do it.';
COMMENT ON COLUMN regie.roadmap_plan.duration IS
'Working days that it takes.';
COMMENT ON COLUMN regie.roadmap_plan.service IS
'Code of the service that it changes. Empty: none.';
COMMENT ON COLUMN regie.roadmap_plan.contract IS
'Number of the contract. Empty: none.';
COMMENT ON COLUMN regie.roadmap_plan.obstacle IS
'Why the programme cannot be planned. Empty: it can.';
COMMENT ON COLUMN regie.roadmap_plan.programme_from IS
'Day before which no step of the programme starts.';
COMMENT ON COLUMN regie.roadmap_plan.constraint_kind IS
'Kind of date that it must keep. Empty: none.';
COMMENT ON COLUMN regie.roadmap_plan.constraint_date IS
'That date. Empty: none.';
COMMENT ON COLUMN regie.roadmap_plan.start_on IS
'First day by the plan. Empty: cannot be planned.';
COMMENT ON COLUMN regie.roadmap_plan.finish_on IS
'Last day by the plan. Empty: cannot be planned.';
COMMENT ON COLUMN regie.roadmap_plan.is_finished IS
'Whether it has been done.';

/*
 * Each dependency, with its play.
 *
 * Rows are joined by single integers where one side is calculated: of two
 * columns without statistics the planner would expect too few matches.
 */
CREATE VIEW regie.roadmap_play AS
WITH floated AS MATERIALIZED (
	SELECT n.roadmap_item_id, n.duration, n.obstacle, n.status_day,
		n.actual_start IS NOT NULL AND n.remaining IS NULL AS is_finished,
		regie.schedule(n.code, n.duration, n.predecessors, n.start_on,
			regie.roadmap_calendar(n.first_year), n.constraint_kind,
			n.constraint_date, n.deadline, n.status_day, n.actual_start,
			n.actual_finish, n.remaining) OVER w AS plan,
		regie.relationship_float(n.code, n.duration, n.predecessors,
			n.start_on, regie.roadmap_calendar(n.first_year),
			n.constraint_kind, n.constraint_date, n.deadline, n.status_day,
			n.actual_start, n.actual_finish, n.remaining) OVER w AS floats
	FROM regie.roadmap_network AS n
	WINDOW w AS (PARTITION BY n.programme, n.part)
), step AS MATERIALIZED (
	SELECT f.roadmap_item_id, f.duration, f.status_day,
		CASE WHEN NOT f.is_finished THEN f.floats END AS floats,
		regie.shown_day((f.plan).early_start) AS start_on,
		CASE WHEN NOT f.is_finished THEN regie.shown_day(
			coalesce((f.plan).resume, (f.plan).early_start)) END AS begins_on,
		regie.shown_day((f.plan).early_finish) AS finish_on
	FROM floated AS f
	WHERE f.obstacle IS NULL
), link AS (
	SELECT d.roadmap_dependency_id, d.programme, d.item, d.predecessor, d.kind,
		d.lag, d.elapsed, i.roadmap_item_id, i.party, i.title,
		p.roadmap_item_id AS predecessor_id, p.party AS predecessor_party,
		p.title AS predecessor_title, row_number() OVER (
			PARTITION BY d.programme, d.item
			ORDER BY d.predecessor COLLATE "C", d.kind COLLATE "C") AS place
	FROM regie.roadmap_dependency AS d
	JOIN regie.roadmap_item AS i
		ON i.programme = d.programme AND i.code = d.item
	JOIN regie.roadmap_item AS p
		ON p.programme = d.programme AND p.code = d.predecessor
)
SELECT l.roadmap_dependency_id, l.programme, l.item, l.predecessor, l.kind,
	l.lag, l.elapsed, l.roadmap_item_id, l.party, l.title, l.predecessor_id,
	l.predecessor_party, l.predecessor_title, t.start_on, t.finish_on,
	p.start_on AS predecessor_start, p.finish_on AS predecessor_finish,
	CASE WHEN t.start_on IS NOT NULL AND p.start_on IS NOT NULL
		THEN t.floats[l.place] END AS play,
	/* a milestone can stand at either end of its day */
	CASE WHEN t.duration > 0 AND p.duration > 0
		THEN t.start_on <= p.finish_on
		ELSE t.start_on < p.finish_on END AS before_finish,
	t.begins_on, t.status_day
FROM link AS l
LEFT JOIN step AS t ON t.roadmap_item_id = l.roadmap_item_id
LEFT JOIN step AS p ON p.roadmap_item_id = l.predecessor_id;

COMMENT ON VIEW regie.roadmap_play IS
'Each dependency with its play, the days by which it does not decide. One row per dependency.';
COMMENT ON COLUMN regie.roadmap_play.roadmap_dependency_id IS
'The dependency as an integer.';
COMMENT ON COLUMN regie.roadmap_play.programme IS 'Code of the programme.';
COMMENT ON COLUMN regie.roadmap_play.item IS 'Code of the step that waits.';
COMMENT ON COLUMN regie.roadmap_play.predecessor IS
'Code of the step that it waits for.';
COMMENT ON COLUMN regie.roadmap_play.kind IS 'FS, SS, FF or SF.';
COMMENT ON COLUMN regie.roadmap_play.lag IS 'Days between the two.';
COMMENT ON COLUMN regie.roadmap_play.elapsed IS
'Whether lag counts all days of the calendar.';
COMMENT ON COLUMN regie.roadmap_play.roadmap_item_id IS
'The step that waits as an integer.';
COMMENT ON COLUMN regie.roadmap_play.party IS
'Code of the party whose step waits.';
COMMENT ON COLUMN regie.roadmap_play.title IS
'What has to be done by the step that waits.';
COMMENT ON COLUMN regie.roadmap_play.predecessor_id IS
'The step that it waits for as an integer.';
COMMENT ON COLUMN regie.roadmap_play.predecessor_party IS
'Code of the party whose step it waits for.';
COMMENT ON COLUMN regie.roadmap_play.predecessor_title IS
'What has to be done by that step.';
COMMENT ON COLUMN regie.roadmap_play.start_on IS
'First day of the step that waits.';
COMMENT ON COLUMN regie.roadmap_play.finish_on IS
'Last day of the step that waits.';
COMMENT ON COLUMN regie.roadmap_play.predecessor_start IS
'First day of the step that it waits for.';
COMMENT ON COLUMN regie.roadmap_play.predecessor_finish IS
'Last day of the step that it waits for.';
COMMENT ON COLUMN regie.roadmap_play.play IS
'Working days by which the step starts later than the dependency asks for; of a step under way, what is left of it. Empty: finished, or cannot be planned.';
COMMENT ON COLUMN regie.roadmap_play.before_finish IS
'Whether the step starts before the other ends.';
COMMENT ON COLUMN regie.roadmap_play.begins_on IS
'First day of the work that is left. Empty: finished, or cannot be planned.';
COMMENT ON COLUMN regie.roadmap_play.status_day IS
'Day by which the progress of its programme counts. Empty: nothing has started.';

CREATE VIEW regie_report.roadmap_link AS
SELECT j.roadmap_dependency_id::integer AS roadmap_link_id,
	j.programme::text AS programme,
	j.item::text AS item,
	j.predecessor::text AS predecessor,
	j.party::text AS party,
	j.predecessor_party::text AS predecessor_party,
	(j.party <> j.predecessor_party) AS is_between_parties,
	CASE WHEN j.party <> j.predecessor_party THEN 'yes' ELSE 'no' END::text
		AS between_parties_label,
	j.kind::text AS link_kind,
	j.lag::integer AS lag_days,
	j.elapsed AS is_lag_elapsed,
	CASE WHEN j.elapsed THEN 'yes' ELSE 'no' END::text AS lag_elapsed_label,
	j.play::integer AS link_float,
	(j.play <= 0) AS is_deciding,
	CASE WHEN j.play <= 0 THEN 'yes' WHEN j.play > 0 THEN 'no' END::text
		AS deciding_label,
	(j.play < 0) AS is_broken,
	CASE WHEN j.play < 0 THEN 'yes' WHEN j.play >= 0 THEN 'no' END::text
		AS broken_label,
	j.before_finish AS is_before_finish,
	CASE WHEN j.before_finish THEN 'yes' WHEN NOT j.before_finish THEN 'no'
		END::text AS before_finish_label,
	j.predecessor_start::date AS predecessor_start,
	j.predecessor_finish::date AS predecessor_finish,
	j.start_on::date AS planned_start,
	j.finish_on::date AS planned_finish,
	j.title::text AS item_title,
	j.predecessor_title::text AS predecessor_title,
	a.name::text AS party_name,
	b.name::text AS predecessor_party_name,
	g.name::text AS programme_name
FROM regie.roadmap_play AS j
JOIN regie.programme AS g ON g.code = j.programme
JOIN regie.party AS a ON a.code = j.party
JOIN regie.party AS b ON b.code = j.predecessor_party;

/*
 * Who waits for whom.  What a step waits for a party is by how many working
 * days it starts later than all else asks for: its other links, its own date,
 * the start of the programme.
 */
CREATE VIEW regie_report.roadmap_wait AS
WITH link AS MATERIALIZED (
	SELECT j.programme, j.item, j.predecessor, j.roadmap_item_id, j.party,
		j.predecessor_party, j.play, j.begins_on, j.finish_on, j.status_day,
		j.predecessor_finish, j.title, j.predecessor_title
	FROM regie.roadmap_play AS j
), step AS (
	/* by party that is waited for, the least play; and of all others */
	SELECT l.roadmap_item_id, l.party, l.predecessor_party,
		min(l.play) AS least, min(l.begins_on) AS begins_on,
		min(l.finish_on) AS finish_on, min(l.status_day) AS status_day
	FROM link AS l
	GROUP BY l.roadmap_item_id, l.party, l.predecessor_party
), beside AS (
	SELECT s.*, least(
			min(s.least) OVER (PARTITION BY s.roadmap_item_id
				ORDER BY s.predecessor_party COLLATE "C"
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
			min(s.least) OVER (PARTITION BY s.roadmap_item_id
				ORDER BY s.predecessor_party COLLATE "C"
				ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)) AS others
	FROM step AS s
), waited AS (
	SELECT i.programme, b.party, b.predecessor_party, sum(greatest(
			least(b.others, CASE
				WHEN i.constraint_kind IN ('MSO', 'MFO') THEN 0
				ELSE least(
					regie.workdays_between(
						regie.roadmap_calendar(c.first_year),
						greatest(c.start_on, b.status_day,
							CASE i.constraint_kind WHEN 'SNET'
								THEN i.constraint_date END), b.begins_on),
					CASE i.constraint_kind WHEN 'FNET'
						THEN regie.workdays_between(
							regie.roadmap_calendar(c.first_year),
							i.constraint_date, b.finish_on) END) END)
			- greatest(b.least, 0), 0)) AS days
	FROM beside AS b
	JOIN regie.roadmap_item AS i ON i.roadmap_item_id = b.roadmap_item_id
	JOIN (SELECT p.code, p.start_on,
			regie.roadmap_first_year(p.start_on) AS first_year
		  FROM regie.programme AS p) AS c ON c.code = i.programme
	WHERE b.party <> b.predecessor_party AND b.begins_on IS NOT NULL
	GROUP BY i.programme, b.party, b.predecessor_party
), summed AS (
	SELECT l.programme, l.party, l.predecessor_party,
		count(*) AS links, count(DISTINCT l.item) AS items,
		count(*) FILTER (WHERE l.play <= 0) AS deciding,
		min(l.play) AS least
	FROM link AS l
	WHERE l.party <> l.predecessor_party
	GROUP BY l.programme, l.party, l.predecessor_party
), tightest AS (
	SELECT DISTINCT ON (l.programme, l.party, l.predecessor_party)
		l.programme, l.party, l.predecessor_party, l.item, l.predecessor,
		l.predecessor_finish, l.title, l.predecessor_title
	FROM link AS l
	WHERE l.party <> l.predecessor_party
	ORDER BY l.programme, l.party, l.predecessor_party, l.play,
		l.predecessor_finish, l.item COLLATE "C", l.predecessor COLLATE "C"
)
SELECT (p.programme_id::bigint * 1000000 + a.party_id) * 1000000 + b.party_id
		AS roadmap_wait_id,
	s.programme::text AS programme,
	s.party::text AS party,
	s.predecessor_party::text AS predecessor_party,
	s.links::integer AS dependencies,
	s.items::integer AS waiting_steps,
	s.deciding::integer AS deciding_dependencies,
	w.days::integer AS waiting_days,
	s.least::integer AS least_float,
	t.item::text AS item,
	t.predecessor::text AS predecessor,
	t.predecessor_finish::date AS predecessor_finish,
	t.title::text AS item_title,
	t.predecessor_title::text AS predecessor_title,
	a.name::text AS party_name,
	b.name::text AS predecessor_party_name,
	p.name::text AS programme_name
FROM summed AS s
JOIN tightest AS t USING (programme, party, predecessor_party)
JOIN regie.programme AS p ON p.code = s.programme
JOIN regie.party AS a ON a.code = s.party
JOIN regie.party AS b ON b.code = s.predecessor_party
LEFT JOIN waited AS w USING (programme, party, predecessor_party);

/*
 * shared_steps(within_days) -> rows
 *
 * Steps of several parties on the same subject that start shortly after each
 * other: a group ends where the next start on the subject is more than
 * within_days away.  Milestones are no work, so they do not count, and what
 * another party of the group waits for cannot be done together with it.
 */
CREATE FUNCTION regie.shared_steps(within_days integer DEFAULT 30)
RETURNS TABLE (programme text, subject_kind text, subject text,
			   group_no integer, roadmap_item_id integer, item text,
			   party text, start_on date, finish_on date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	WITH step AS (
		SELECT r.programme, r.code AS item, r.roadmap_item_id, r.party,
			r.start_on AS early_start, r.finish_on AS early_finish,
			CASE WHEN r.service IS NOT NULL THEN 'service'
				ELSE 'contract' END AS subject_kind,
			coalesce(r.service, r.contract) AS subject
		FROM regie.roadmap_plan AS r
		WHERE r.duration > 0 AND r.start_on IS NOT NULL
			AND coalesce(r.service, r.contract) IS NOT NULL
			AND NOT r.is_finished
	), marked AS (
		SELECT s.*, (s.early_start - lag(s.early_start) OVER subject
					 <= shared_steps.within_days) IS NOT TRUE AS begins
		FROM step AS s
		WINDOW subject AS (
			PARTITION BY s.programme, s.subject_kind, s.subject
			ORDER BY s.early_start, s.item COLLATE "C")
	), numbered AS MATERIALIZED (
		SELECT m.*, count(*) FILTER (WHERE m.begins) OVER (
				PARTITION BY m.programme, m.subject_kind, m.subject
				ORDER BY m.early_start, m.item COLLATE "C") AS group_no
		FROM marked AS m
	), free AS (
		SELECT n.*
		FROM numbered AS n
		WHERE NOT EXISTS (
			SELECT FROM regie.roadmap_dependency AS d
			JOIN numbered AS b
				ON b.programme = d.programme AND b.item = d.item
			WHERE d.programme = n.programme AND d.predecessor = n.item
				AND b.subject_kind = n.subject_kind
				AND b.subject = n.subject AND b.group_no = n.group_no
				AND b.party <> n.party)
	), together AS (
		SELECT n.programme, n.subject_kind, n.subject, n.group_no
		FROM free AS n
		GROUP BY n.programme, n.subject_kind, n.subject, n.group_no
		HAVING count(DISTINCT n.party) > 1
	)
	SELECT n.programme, n.subject_kind, n.subject, n.group_no::integer,
		n.roadmap_item_id, n.item, n.party, n.early_start, n.early_finish
	FROM free AS n
	JOIN together AS t ON t.programme = n.programme
		AND t.subject_kind = n.subject_kind AND t.subject = n.subject
		AND t.group_no = n.group_no;
END;

COMMENT ON FUNCTION regie.shared_steps(integer) IS
'Steps that several parties could do together: on the same service (or contract, where there is no service), each planned to start within so many days of the one before it, and none that another party of the group waits for. A row per step; steps with the same programme, subject and group_no belong together. Milestones and what is finished do not count. Example: SELECT * FROM regie.shared_steps(60).';

CREATE VIEW regie_report.shared_step AS
SELECT s.roadmap_item_id::integer AS roadmap_item_id,
	s.programme::text AS programme,
	s.subject_kind::text AS subject_kind,
	s.subject::text AS subject,
	s.group_no::integer AS group_no,
	s.item::text AS item,
	s.party::text AS party,
	s.start_on::date AS planned_start,
	s.finish_on::date AS planned_finish,
	count(*) OVER g::integer AS group_steps,
	min(s.start_on) OVER g::date AS group_from,
	max(s.finish_on) OVER g::date AS group_until,
	i.title::text AS item_title,
	p.name::text AS party_name
FROM regie.shared_steps() AS s
JOIN regie.roadmap_item AS i ON i.roadmap_item_id = s.roadmap_item_id
JOIN regie.party AS p ON p.code = s.party
WINDOW g AS (PARTITION BY s.programme, s.subject_kind, s.subject, s.group_no);

/*
 * What uncertain durations do.  A programme of n steps is run 5,000,000 / n
 * times, at least 500 and at most 10,000 times, always with the same seed.
 *
 * The counters need memory for each day between the earliest and the latest
 * finish of each step.  Where that would be more than 20,000,000 days in a
 * programme, its durations are taken for sure, and a note says so.
 */
CREATE VIEW regie.roadmap_outlook AS
WITH network AS MATERIALIZED (
	SELECT n.*, regie.schedule(n.code, CASE WHEN n.actual_start IS NULL
				THEN coalesce(n.optimistic, n.duration) ELSE n.duration END,
			n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year),
			n.constraint_kind, n.constraint_date, NULL, n.status_day,
			n.actual_start, n.actual_finish, CASE WHEN n.remaining IS NOT NULL
				THEN greatest(1, n.remaining
					* coalesce(n.optimistic, n.duration) / n.duration) END)
			OVER w AS low,
		regie.schedule(n.code, CASE WHEN n.actual_start IS NULL
				THEN coalesce(n.pessimistic, n.duration) ELSE n.duration END,
			n.predecessors, n.start_on, regie.roadmap_calendar(n.first_year),
			n.constraint_kind, n.constraint_date, NULL, n.status_day,
			n.actual_start, n.actual_finish, CASE WHEN n.remaining IS NOT NULL
				THEN (n.remaining * coalesce(n.pessimistic, n.duration)
					+ n.duration - 1) / n.duration END) OVER w AS high
	FROM regie.roadmap_network AS n
	WINDOW w AS (PARTITION BY n.programme, n.part)
), wide AS (
	SELECT n.*, sum((n.high).early_finish - (n.low).early_finish + 1)
			OVER (PARTITION BY n.programme) > 20000000 AS is_wide
	FROM network AS n
), finished AS (
	/* programmes of which nothing is left to do: today no longer counts */
	SELECT n.programme, max(coalesce(n.actual_finish, n.actual_start))
			AS finished_on
	FROM network AS n
	GROUP BY n.programme
	HAVING bool_and(n.actual_start IS NOT NULL AND n.remaining IS NULL)
), ended AS (
	SELECT n.roadmap_item_id, n.programme, n.programme_id, n.code, n.part,
		n.duration, n.predecessors, n.start_on, n.first_year,
		n.constraint_kind, n.constraint_date, n.deadline, n.cause, n.steps,
		n.obstacle, n.is_wide, n.status_day, n.actual_start, n.actual_finish,
		n.remaining,
		CASE WHEN NOT n.is_wide THEN n.optimistic END AS optimistic,
		CASE WHEN NOT n.is_wide THEN n.pessimistic END AS pessimistic
	FROM wide AS n
	UNION ALL
	/* the end of all: no code of a step has an empty name */
	SELECT NULL, n.programme, min(n.programme_id), '', NULL, 0,
		array_agg(regie.dependency(n.code)), min(n.start_on),
		min(n.first_year), NULL, NULL, NULL, NULL, min(n.steps), NULL,
		bool_or(n.is_wide), min(n.status_day), max(f.finished_on),
		max(f.finished_on), NULL, NULL, NULL
	FROM wide AS n
	LEFT JOIN finished AS f ON f.programme = n.programme
	WHERE n.obstacle IS NULL
	GROUP BY n.programme
), risked AS (
	SELECT e.*, regie.schedule_risk(e.code, e.duration, e.predecessors,
			e.start_on, regie.roadmap_calendar(e.first_year),
			e.constraint_kind, e.constraint_date, e.deadline,
			optimistic => e.optimistic, pessimistic => e.pessimistic,
			cause => e.cause,
			iterations => least(greatest(5000000 / e.steps, 500), 10000)
				::integer,
			seed => 1, status_day => e.status_day,
			actual_start => e.actual_start,
			actual_finish => e.actual_finish, remaining => e.remaining)
			OVER (PARTITION BY e.programme, e.part) AS risk
	FROM ended AS e
)
SELECT r.roadmap_item_id, r.programme_id, r.programme,
	nullif(r.code, '') AS item,
	CASE WHEN r.obstacle IS NULL
		THEN regie.shown_day((r.risk).planned_finish) END AS planned_finish,
	CASE WHEN r.obstacle IS NULL
		THEN regie.shown_day((r.risk).p10) END AS p10,
	CASE WHEN r.obstacle IS NULL
		THEN regie.shown_day((r.risk).p50) END AS p50,
	CASE WHEN r.obstacle IS NULL
		THEN regie.shown_day((r.risk).p80) END AS p80,
	CASE WHEN r.obstacle IS NULL
		THEN regie.shown_day((r.risk).p95) END AS p95,
	CASE WHEN r.obstacle IS NULL
		THEN (r.risk).chance_plan END AS chance_plan,
	CASE WHEN r.obstacle IS NULL
		THEN (r.risk).chance_deadline END AS chance_deadline,
	CASE WHEN r.obstacle IS NULL
		THEN (r.risk).chance_critical END AS chance_critical,
	CASE WHEN r.obstacle IS NULL
		THEN (r.risk).cruciality END AS cruciality,
	CASE WHEN r.obstacle IS NOT NULL THEN r.obstacle
		WHEN r.is_wide
			THEN 'estimates too wide: durations taken for sure' END AS note
FROM risked AS r;

COMMENT ON VIEW regie.roadmap_outlook IS
'What schedule_risk says of each step, and in a row without step of each programme as a whole. One row per step and one per programme. 5,000,000 runs divided by the number of steps, at least 500 and at most 10,000; seed 1.';
COMMENT ON COLUMN regie.roadmap_outlook.roadmap_item_id IS
'The step as an integer. Empty: the programme as a whole.';
COMMENT ON COLUMN regie.roadmap_outlook.programme_id IS
'The programme as an integer.';
COMMENT ON COLUMN regie.roadmap_outlook.programme IS
'Code of the programme.';
COMMENT ON COLUMN regie.roadmap_outlook.item IS
'Code of the step. Empty: the programme as a whole.';
COMMENT ON COLUMN regie.roadmap_outlook.planned_finish IS
'Last day by the planned durations.';
COMMENT ON COLUMN regie.roadmap_outlook.p10 IS
'Day by which it is finished in 10 % of the runs.';
COMMENT ON COLUMN regie.roadmap_outlook.p50 IS
'Day by which it is finished in half of the runs.';
COMMENT ON COLUMN regie.roadmap_outlook.p80 IS
'Day by which it is finished in 80 % of the runs.';
COMMENT ON COLUMN regie.roadmap_outlook.p95 IS
'Day by which it is finished in 95 % of the runs.';
COMMENT ON COLUMN regie.roadmap_outlook.chance_plan IS
'Part of the runs in which it is finished by the planned finish.';
COMMENT ON COLUMN regie.roadmap_outlook.chance_deadline IS
'Part of the runs in which it makes its deadline. Empty: no deadline.';
COMMENT ON COLUMN regie.roadmap_outlook.chance_critical IS
'Part of the runs in which it is critical.';
COMMENT ON COLUMN regie.roadmap_outlook.cruciality IS
'Correlation of its duration with the end of the programme.';
COMMENT ON COLUMN regie.roadmap_outlook.note IS
'Why there are no dates, or durations were taken for sure. Empty: nothing to say.';

CREATE VIEW regie_report.roadmap_risk AS
SELECT o.roadmap_item_id::integer AS roadmap_item_id,
	o.programme::text AS programme,
	o.item::text AS item,
	i.party::text AS party,
	i.optimistic::integer AS optimistic,
	i.duration::integer AS duration,
	i.pessimistic::integer AS pessimistic,
	o.planned_finish::date AS planned_finish,
	o.p10::date AS p10_finish,
	o.p50::date AS p50_finish,
	o.p80::date AS p80_finish,
	o.p95::date AS p95_finish,
	o.chance_plan::numeric(9,6) AS chance_plan,
	i.deadline::date AS deadline,
	o.chance_deadline::numeric(9,6) AS chance_deadline,
	o.chance_critical::numeric(9,6) AS chance_critical,
	o.cruciality::numeric(9,6) AS cruciality,
	i.cause::text AS cause,
	i.title::text AS item_title,
	o.note::text AS risk_note,
	p.name::text AS party_name,
	g.name::text AS programme_name
FROM regie.roadmap_outlook AS o
JOIN regie.roadmap_item AS i ON i.roadmap_item_id = o.roadmap_item_id
JOIN regie.party AS p ON p.code = i.party
JOIN regie.programme AS g ON g.code = o.programme;
