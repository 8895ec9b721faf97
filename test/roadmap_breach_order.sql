/*
 * What is said of an activity does not depend on the order of the rows, also
 * where it waits for a summary and so for all that is below it.
 */
BEGIN;
SELECT plan(2);
SET LOCAL jit = off;

CREATE TEMP TABLE activity AS
SELECT * FROM (VALUES ('S', NULL, NULL, NULL, NULL::date, NULL),
	('X', 5, NULL, NULL, NULL, 'S'),
	('Y', 5, NULL, NULL, NULL, 'S'),
	('B', 1, '{S}'::regie.dependency[], 'MSO', '2026-01-07', NULL)) AS v (activity, days, after, kind, day, summary);
SELECT results_eq($$
	SELECT x.breach FROM (SELECT activity, regie.schedule(activity, days, after, '2026-01-05', constraint_kind => kind, constraint_date => day, summary => summary)
			OVER (ORDER BY activity DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS s FROM activity) AS q, LATERAL (SELECT (q.s).breach) AS x
	WHERE activity = 'B' $$, $$ VALUES ('must start on 2026-01-07, but X FS asks for 2026-01-12') $$, 'of two that ask for the same day the first by name');

SELECT setseed(0.7);
CREATE TEMP TABLE plan AS
SELECT p, 'S' || i AS activity, NULL::int AS days, NULL::regie.dependency[] AS after, NULL AS kind, NULL::date AS day, NULL AS summary, random() AS mix
FROM generate_series(1, 500) AS p, generate_series(1, 2) AS i
UNION ALL
SELECT p, 'A' || i, floor(random() * 3)::int, CASE WHEN i > 3 AND random() < 0.8 THEN ARRAY['S1']::regie.dependency[] || CASE WHEN i > 6 THEN ARRAY['S2', 'A2']::regie.dependency[] END END,
	CASE WHEN i > 6 THEN (ARRAY['MSO', 'MFO', 'SNLT', NULL])[1 + floor(random() * 4)::int] END, '2026-01-05'::date + floor(random() * 9)::int,
	CASE WHEN i <= 3 THEN 'S1' WHEN i <= 6 THEN 'S2' END, random()
FROM generate_series(1, 500) AS p, generate_series(1, 9) AS i;
UPDATE plan SET day = NULL WHERE kind IS NULL;
SELECT is((SELECT count(*) FROM (
		SELECT p, activity,
			regie.schedule(activity, days, after, '2026-01-05', constraint_kind => kind, constraint_date => day, summary => summary)
				OVER (PARTITION BY p ORDER BY activity ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS a,
			regie.schedule(activity, days, after, '2026-01-05', constraint_kind => kind, constraint_date => day, summary => summary)
				OVER (PARTITION BY p ORDER BY mix ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS b
		FROM plan) AS q WHERE a IS DISTINCT FROM b), 0::bigint, '500 plans: each row says the same in any order of the rows');
SELECT * FROM finish();
ROLLBACK;
