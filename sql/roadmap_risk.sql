SET datestyle = ISO, YMD;
SET search_path = public, regie;
\set SHOW_CONTEXT never
CREATE TEMP TABLE step (step text, duration int, optimistic int, pessimistic int, predecessors dependency[]);
INSERT INTO step VALUES
    ('design', 5, 2, 14, '{}'),
    ('build', 4, 3, 11, '{design}'),
    ('migrate', 10, 8, 20, '{design}'),
    ('launch', 0, NULL, NULL, '{build,migrate}');
-- one activity: PERT 2, 5, 14 has a tenth at 3.35, half at 5.77, 80 % at 7.88, all of them rounded up to whole days
SELECT (r).p10, (r).p50, (r).p80, (r).planned_finish, round((r).chance_critical::numeric, 4) AS critical
FROM (SELECT schedule_risk('design', 5, '{}', '2026-01-01', 'Mon-Sun', optimistic => 2, pessimistic => 14) OVER () AS r) q;
-- the whole: on a path of its own the sum would be 15 days at best guess
SELECT step, (r).p10, (r).p50, (r).p80, (r).p95, round((r).chance_critical::numeric, 2) AS critical, (r).planned_finish,
       round((r).chance_plan::numeric, 2) AS as_planned, round((r).chance_deadline::numeric, 2) AS in_time, round((r).cruciality::numeric, 2) AS cruciality
FROM (SELECT step, schedule_risk(step, duration, predecessors, '2026-09-01', optimistic => optimistic, pessimistic => pessimistic,
             deadline => CASE step WHEN 'launch' THEN date '2026-09-30' END) OVER () AS r FROM step) q
ORDER BY step;
-- without estimates nothing is uncertain: as schedule has it
SELECT step, (r).p10 = (s).early_finish AND (r).p95 = (s).early_finish AS sure, (r).chance_critical::int::boolean = (s).driving AS same_path
FROM (SELECT step, schedule_risk(step, duration, predecessors, '2026-09-01') OVER w AS r, schedule(step, duration, predecessors, '2026-09-01') OVER w AS s
      FROM step WINDOW w AS ()) q ORDER BY step;
-- the same seed is the same answer, in any order of the rows and beside others; another seed another one
SELECT count(DISTINCT (a, b)) AS answers, count(*) FILTER (WHERE a::text = b::text) AS same, count(*) FILTER (WHERE a::text = c::text) AS same_by_another_seed
FROM (SELECT schedule_risk(step, duration, predecessors, '2026-09-01', optimistic => optimistic, pessimistic => pessimistic) OVER (ORDER BY step ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS a,
             schedule_risk(step, duration, predecessors, '2026-09-01', optimistic => optimistic, pessimistic => pessimistic) OVER (ORDER BY step DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS b,
             schedule_risk(step, duration, predecessors, '2026-09-01', optimistic => optimistic, pessimistic => pessimistic, seed => 2) OVER () AS c
      FROM step) q;
-- a common cause makes the sum spread more
SELECT (alone).p95 < (together).p95 AS wider
FROM (SELECT step, schedule_risk(step, duration, predecessors, '2026-09-01', optimistic => optimistic, pessimistic => pessimistic) OVER () AS alone,
             schedule_risk(step, duration, predecessors, '2026-09-01', optimistic => optimistic, pessimistic => pessimistic, cause => 'team') OVER () AS together FROM step) q
WHERE step = 'launch';
-- dates, all kinds of links, elapsed days, distributions
SELECT a, (r).p10, (r).p50, (r).p95, round((r).chance_critical::numeric, 2) AS critical
FROM (SELECT a, schedule_risk(a, d, p, '2026-09-01', 'Mon-Fri', k, c, NULL, d - 1, NULL, d + 4, x, iterations => 2000) OVER () AS r
      FROM (VALUES ('a', 3, '{}'::dependency[], 'SNET', date '2026-09-07', 'uniform'), ('b', 5, '{a SS+2d}', NULL, NULL, 'triangular'),
                   ('c', 4, '{b FF-1d}', 'FNET', '2026-09-30', 'pert'), ('d', 2, '{a FS+3ed,c SF+2d}', NULL, NULL, 'pert'),
                   ('e', 3, '{d}', 'MSO', '2026-10-12', 'pert'), ('f', 3, '{b}', 'MFO', '2026-10-16', 'pert'), ('g', 3, '{a}', 'ALAP', NULL, 'uniform')) v (a, d, p, k, c, x)) q
ORDER BY a;
-- errors, by names
SELECT schedule_risk('a', 5, '{}', '2026-01-01', optimistic => 6, pessimistic => 9) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', optimistic => 3) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', most_likely => 3) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', optimistic => -1, pessimistic => 9) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', optimistic => 1, pessimistic => 1000000000) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', optimistic => 1, pessimistic => 1000002) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', optimistic => 1, pessimistic => 9, distribution => 'normal') OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', optimistic => 1, pessimistic => 9, cause => 'x', correlation => 1.5) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', optimistic => 1, pessimistic => 9, cause => 'x', correlation => NULL) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', iterations => 0) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', iterations => 20000000) OVER ();
SELECT schedule_risk('a', 5, '{}', '2026-01-01', seed => NULL) OVER ();
SELECT schedule_risk(a, 5, '{}', '2026-01-01', iterations => i) OVER () FROM (VALUES ('a', 10), ('b', 20)) v (a, i);
SELECT schedule_risk(a, 5, p, '2026-01-01') OVER () FROM (VALUES ('a', '{b}'::dependency[]), ('b', '{a}')) v (a, p);
SELECT schedule_risk(a, 5, p, '2026-01-01') OVER () FROM (VALUES ('a', '{z}'::dependency[])) v (a, p);
SET regie.memory_limit = '1MB';
SELECT schedule_risk(i::text, 2000, '{}', '2026-01-01', optimistic => 0, pessimistic => 2600, iterations => 10) OVER () FROM generate_series(1, 200) i;
RESET regie.memory_limit;
