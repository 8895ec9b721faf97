--
-- Load: which resource is used how far, on which days
--

CREATE FUNCTION regie.resource_load(
	start date[],
	finish date[],
	duration integer[],
	demand jsonb[],
	capacity jsonb,
	calendar regie.calendar DEFAULT NULL
) RETURNS TABLE (
	resource text,
	first_day date,
	last_day date,
	workdays integer,
	used numeric,
	available numeric
)
LANGUAGE sql STABLE PARALLEL SAFE COST 1000 ROWS 200
BEGIN ATOMIC
	WITH worked AS (
		SELECT coalesce(resource_load.calendar, 'Mon-Fri'::regie.calendar) AS days
	), work AS (
		SELECT a.start, a.finish, n.key AS resource, n.value::numeric AS units
		FROM unnest(resource_load.start, resource_load.finish, resource_load.duration, resource_load.demand)
				AS a(start, finish, duration, demand)
			CROSS JOIN LATERAL jsonb_each_text(a.demand) AS n
		WHERE a.duration > 0 AND n.value::numeric > 0
	), span AS (
		SELECT min(a.start) AS from_day, max(a.finish) + 1 AS to_day
		FROM unnest(resource_load.start, resource_load.finish, resource_load.duration)
				AS a(start, finish, duration)
		WHERE a.duration > 0
		HAVING count(*) > 0
	), given AS (
		/* what there is from a day on; a day before the span counts from its first day */
		SELECT c.key AS resource, greatest(d.key::date, s.from_day) AS day, d.key::date AS dated, d.value::numeric AS units
		FROM span AS s
			CROSS JOIN LATERAL jsonb_each(resource_load.capacity) AS c
			CROSS JOIN LATERAL jsonb_each_text(CASE jsonb_typeof(c.value) WHEN 'object' THEN c.value
				ELSE jsonb_build_object('0001-01-01', c.value) END) AS d
	), event AS (
		SELECT w.resource, w.start AS day, w.units FROM work AS w
		UNION ALL
		SELECT w.resource, w.finish + 1, -w.units FROM work AS w
		UNION ALL
		SELECT g.resource, g.day, 0 FROM given AS g
		UNION ALL
		SELECT c.key, s.from_day, 0 FROM span AS s CROSS JOIN LATERAL jsonb_object_keys(resource_load.capacity) AS c(key)
		UNION ALL
		SELECT w.resource, s.from_day, 0 FROM work AS w CROSS JOIN span AS s
	), step AS (
		SELECT e.resource, e.day AS from_day,
			least(lead(e.day) OVER later, s.to_day) AS to_day,
			sum(sum(e.units)) OVER later AS used
		FROM event AS e CROSS JOIN span AS s
		GROUP BY e.resource, e.day, s.to_day
		WINDOW later AS (PARTITION BY e.resource ORDER BY e.day)
	), stretch AS (
		SELECT s.resource, s.from_day, s.to_day, s.used, g.units AS available,
			regie.workdays(w.days, daterange(s.from_day, s.to_day)) AS workdays
		FROM step AS s CROSS JOIN worked AS w
			LEFT JOIN LATERAL (SELECT g.units FROM given AS g
				WHERE g.resource = s.resource AND g.day <= s.from_day
				ORDER BY g.dated DESC LIMIT 1) AS g ON true
		WHERE s.from_day < s.to_day
	), changed AS (
		SELECT s.*, (s.used, coalesce(s.available, 0)) IS DISTINCT FROM
			lag((s.used, coalesce(s.available, 0))) OVER (PARTITION BY s.resource ORDER BY s.from_day) AS is_new
		FROM stretch AS s
		WHERE s.workdays > 0
	), numbered AS (
		SELECT c.*, count(*) FILTER (WHERE c.is_new) OVER (PARTITION BY c.resource ORDER BY c.from_day) AS island
		FROM changed AS c
	)
	SELECT n.resource,
		regie.add_workdays((SELECT w.days FROM worked AS w), min(n.from_day) - 1, 1),
		regie.add_workdays((SELECT w.days FROM worked AS w), max(n.to_day), -1),
		sum(n.workdays)::integer,
		trim_scale(min(n.used)),
		coalesce(trim_scale(min(n.available)), 0)
	/* not by calendar: pg_upgrade makes functions before it can compare calendars */
	FROM numbered AS n
	GROUP BY n.resource, n.island
	ORDER BY n.resource COLLATE "C", 2;
END;

COMMENT ON FUNCTION regie.resource_load(date[], date[], integer[], jsonb[], jsonb, regie.calendar) IS
'How far each resource is used, a row for each stretch of working days on which nothing changes, from the first start to the last finish; arrays as array_agg makes them of the rows of regie.level, duration in working days (0 takes nothing), capacity and calendar as given there. Where used is available, the resource is full: a bottleneck; where it is more, the plan asks for too much. Example: SELECT (regie.resource_load(array_agg((l).start), array_agg((l).finish), array_agg(days), array_agg(needs), ''{"architect": 2}'')).* FROM leveled.';
