/*
 * model: roadmaps as they stand on regie.today(), in the form in which the
 * window functions on roadmaps want their rows.
 *
 * What cannot be planned stands alone in its partition (column part), so that
 * it fails nothing; the reports do not show its dates.
 *
 * Progress counts as far as it had happened by today: an actual day behind it
 * is not looked at yet.  A step under way that should be finished by now, and
 * does not say what remains, is taken to need one more day.  Where a step of a
 * programme has started, today is the programme's status day; where none has,
 * there is no status day, and the plan is what it was.
 *
 * A calendar of a hundred years is large: rows carry its first year, and
 * regie.roadmap_calendar makes it where it is looked at.
 */
CREATE FUNCTION regie.roadmap_calendar(first_year integer)
RETURNS regie.calendar
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regie.dutch_calendar(first_year, first_year + 100);

COMMENT ON FUNCTION regie.roadmap_calendar(integer) IS
'The working days by which roadmaps are planned: those of Dutch municipalities, over a hundred years from a year on. Example: regie.roadmap_calendar(2026).';

CREATE FUNCTION regie.roadmap_first_year(start_on date) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN greatest(extract(year FROM start_on)::integer, 2000);

COMMENT ON FUNCTION regie.roadmap_first_year(date) IS
'The first year of the calendar of a programme that starts on a day: its own year, but not before 2000. Example: regie.roadmap_first_year(''2026-01-05'').';

CREATE VIEW regie.roadmap_network AS
WITH circle AS (
	SELECT g.programme, min(c.cycle COLLATE "C") AS cycle
	FROM (SELECT d.programme,
			regie.network(d.predecessor, d.item) AS network
		  FROM regie.roadmap_dependency AS d
		  GROUP BY d.programme) AS g
	CROSS JOIN LATERAL regie.cycles(g.network) AS c
	GROUP BY g.programme
), work AS (
	SELECT r.programme, sum(r.duration) AS days, count(*) AS steps,
		bool_or(r.actual_start <= t.day) AS has_begun
	FROM regie.roadmap_item AS r
	CROSS JOIN (SELECT regie.today() AS day) AS t
	GROUP BY r.programme
), waiting AS (
	SELECT d.programme, sum(abs(d.lag)) AS days
	FROM regie.roadmap_dependency AS d
	GROUP BY d.programme
), programme AS MATERIALIZED (
	SELECT p.programme_id, p.code, p.name, p.start_on, w.days, w.steps,
		CASE WHEN p.cycle IS NOT NULL
				THEN 'waits in a circle: ' || left(p.cycle, 500)
					|| CASE WHEN length(p.cycle) > 500 THEN '...' ELSE '' END
			WHEN w.days > 1000000
				THEN 'too long: ' || w.days || ' days of work and waiting'
			END AS obstacle,
		regie.roadmap_first_year(p.start_on) AS first_year,
		t.day AS today, CASE WHEN w.has_begun THEN t.day END AS status_day
	FROM (SELECT p.programme_id, p.code, p.name, p.start_on, c.cycle
		  FROM regie.programme AS p
		  LEFT JOIN circle AS c ON c.programme = p.code) AS p
	JOIN (SELECT w.programme, w.days + coalesce(g.days, 0) AS days, w.steps,
			w.has_begun
		  FROM work AS w
		  LEFT JOIN waiting AS g ON g.programme = w.programme) AS w
		ON w.programme = p.code
	CROSS JOIN (SELECT regie.today() AS day) AS t
)
SELECT i.roadmap_item_id, p.programme_id, i.programme, i.code, i.party,
	i.title, i.duration, i.constraint_kind, i.constraint_date, i.deadline,
	i.service, i.contract, i.contract_link,
	/* a duration that was changed since can lie outside of the estimates */
	CASE WHEN i.optimistic IS NOT NULL THEN least(i.optimistic, i.duration)
		END AS optimistic,
	CASE WHEN i.pessimistic IS NOT NULL
		THEN greatest(i.pessimistic, i.duration) END AS pessimistic,
	i.cause, i.plateau, p.name AS programme_name, p.start_on, p.first_year,
	p.obstacle, p.days AS programme_days,
	CASE WHEN p.obstacle IS NULL THEN l.predecessors END AS predecessors,
	CASE WHEN p.obstacle IS NOT NULL THEN i.code END AS part, p.steps,
	p.status_day, a.start_on AS actual_start, a.finish_on AS actual_finish,
	CASE WHEN a.is_under_way THEN greatest(u.days_left, 1) END AS remaining,
	CASE WHEN greatest(i.actual_start, i.actual_finish) > p.today
			THEN 'dated ahead'
		WHEN a.start_on IS NULL THEN 'not started'
		WHEN NOT a.is_under_way THEN 'finished'
		WHEN u.days_left < 1 THEN 'overdue'
		ELSE 'under way' END AS progress,
	CASE WHEN a.start_on IS NULL THEN 0
		WHEN NOT a.is_under_way THEN 100
		ELSE w.worked * 100 / (w.worked + greatest(u.days_left, 1))
		END AS progress_percent
FROM regie.roadmap_item AS i
JOIN programme AS p ON p.code = i.programme
LEFT JOIN (
	SELECT d.programme, d.item,
		array_agg(regie.dependency(d.predecessor, d.kind, d.lag, d.elapsed)
				  ORDER BY d.predecessor COLLATE "C", d.kind COLLATE "C")
			AS predecessors
	FROM regie.roadmap_dependency AS d
	GROUP BY d.programme, d.item
) AS l ON l.programme = i.programme AND l.item = i.code
CROSS JOIN LATERAL (
	SELECT CASE WHEN i.actual_start <= p.today THEN i.actual_start END
			AS start_on,
		CASE WHEN i.actual_start <= p.today AND i.actual_finish <= p.today
			THEN i.actual_finish END AS finish_on,
		i.actual_start <= p.today AND (i.actual_finish <= p.today) IS NOT TRUE
			AND i.duration > 0 AS is_under_way
) AS a
CROSS JOIN LATERAL (
	SELECT CASE WHEN a.is_under_way
		THEN regie.workdays(regie.roadmap_calendar(p.first_year),
			daterange(i.actual_start, p.today)) END AS worked
) AS w
CROSS JOIN LATERAL (
	/* as it was last stated by today, less what was worked since */
	SELECT CASE WHEN NOT a.is_under_way THEN NULL
		WHEN i.remaining_on <= p.today THEN i.remaining
			- regie.workdays(regie.roadmap_calendar(p.first_year),
				daterange(i.remaining_on, p.today))
		ELSE i.duration - w.worked END AS days_left
) AS u;

COMMENT ON VIEW regie.roadmap_network IS
'Steps of roadmaps as regie.schedule, delay, level and schedule_risk take them. One row per step. Partition by programme and part.';
COMMENT ON COLUMN regie.roadmap_network.roadmap_item_id IS
'The step as an integer.';
COMMENT ON COLUMN regie.roadmap_network.programme_id IS
'The programme as an integer.';
COMMENT ON COLUMN regie.roadmap_network.programme IS
'Code of the programme.';
COMMENT ON COLUMN regie.roadmap_network.code IS 'Code of the step.';
COMMENT ON COLUMN regie.roadmap_network.party IS
'Code of the party that has to do it.';
COMMENT ON COLUMN regie.roadmap_network.title IS 'What has to be done.';
COMMENT ON COLUMN regie.roadmap_network.duration IS
'Working days that it takes.';
COMMENT ON COLUMN regie.roadmap_network.constraint_kind IS
'Kind of date that it must keep. Empty: none.';
COMMENT ON COLUMN regie.roadmap_network.constraint_date IS
'That date. Empty: none.';
COMMENT ON COLUMN regie.roadmap_network.deadline IS
'Last day on which it may be finished. Empty: none.';
COMMENT ON COLUMN regie.roadmap_network.service IS
'Code of the service that it changes. Empty: none.';
COMMENT ON COLUMN regie.roadmap_network.contract IS
'Number of the contract. Empty: none.';
COMMENT ON COLUMN regie.roadmap_network.contract_link IS
'decides or replaces. Empty: no contract.';
COMMENT ON COLUMN regie.roadmap_network.optimistic IS
'Working days if all goes well, at most the duration. Empty: the duration is sure.';
COMMENT ON COLUMN regie.roadmap_network.pessimistic IS
'Working days if all goes wrong, at least the duration. Empty: the duration is sure.';
COMMENT ON COLUMN regie.roadmap_network.cause IS
'What makes it take long or short together with others. Empty: by itself.';
COMMENT ON COLUMN regie.roadmap_network.plateau IS
'Code of the plateau that needs it. Empty: none.';
COMMENT ON COLUMN regie.roadmap_network.programme_name IS
'Name of the programme.';
COMMENT ON COLUMN regie.roadmap_network.start_on IS
'Day before which no step of the programme starts.';
COMMENT ON COLUMN regie.roadmap_network.first_year IS
'First year of its calendar, for regie.roadmap_calendar.';
COMMENT ON COLUMN regie.roadmap_network.obstacle IS
'Why the programme cannot be planned. Empty: it can.';
COMMENT ON COLUMN regie.roadmap_network.programme_days IS
'Days of work and waiting in the whole programme.';
COMMENT ON COLUMN regie.roadmap_network.predecessors IS
'What it waits for, by name of the predecessor and kind. Empty: nothing, or the programme cannot be planned.';
COMMENT ON COLUMN regie.roadmap_network.part IS
'Empty, or the step itself where its programme cannot be planned.';
COMMENT ON COLUMN regie.roadmap_network.steps IS
'Number of steps of the programme.';
COMMENT ON COLUMN regie.roadmap_network.status_day IS
'regie.today(), where a step of the programme has started by then. Empty: none has.';
COMMENT ON COLUMN regie.roadmap_network.actual_start IS
'Day on which it really started, by today. Empty: it has not.';
COMMENT ON COLUMN regie.roadmap_network.actual_finish IS
'Day on which it was really finished, by today. Empty: it is not.';
COMMENT ON COLUMN regie.roadmap_network.remaining IS
'Working days that a step under way still needs, from today on: as stated less the days since then, or the duration less the days since it started, at least 1. Empty: not under way.';
COMMENT ON COLUMN regie.roadmap_network.progress IS
'not started, under way, overdue (under way, and all days that it was to take are used up), finished, or dated ahead (an actual day comes after today and does not count yet).';
COMMENT ON COLUMN regie.roadmap_network.progress_percent IS
'Working days worked, of those and the remaining ones, in whole per cent.';
