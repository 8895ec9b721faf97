-- bench_risk.sql: regie.schedule_risk, 1,000 activities with three predecessors each, 10,000 runs; test/bench_risk.sh
-- then runs the same work as a loop in C over arrays.  Every time is the shortest of some runs.

\set QUIET on
\pset footer off
SET client_min_messages = warning;
SET jit = off;
SET max_parallel_workers_per_gather = 0;

CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 16 + b, 42) & 1073741823)::int % (high - low + 1) $$;

CREATE TEMP TABLE guess AS
SELECT 'T' || i AS id, pg_temp.pick(i, 0, 4, 10) AS likely, pg_temp.pick(i, 1, 1, 4) AS low, pg_temp.pick(i, 2, 10, 30) AS high,
	CASE WHEN i >= 50 THEN (SELECT array_agg(regie.dependency('T' || (i / 50 * 50 - 1 - pg_temp.pick(i, 3 + k, 0, 49))))
		FROM generate_series(1, 3) k) END AS preds
FROM generate_series(0, 999) i;
CREATE TEMP TABLE measured (what text, ms numeric);
CREATE FUNCTION pg_temp.measure(rounds int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	kind text;
	begun timestamptz;
BEGIN
	FOREACH kind IN ARRAY ARRAY['pert', 'triangular'] LOOP
		FOR round IN 1 .. rounds LOOP
			begun := clock_timestamp();
			PERFORM max((r).p80) FROM (SELECT regie.schedule_risk(id, likely, preds, '2026-01-05', optimistic => low,
				pessimistic => high, distribution => kind) OVER () AS r FROM guess) t;
			INSERT INTO measured VALUES (kind, extract(epoch FROM clock_timestamp() - begun) * 1000);
		END LOOP;
	END LOOP;
END $$;
SELECT pg_temp.measure(:rounds + 2) \g /dev/null
SELECT what AS "schedule_risk, 1,000 x 10,000", round(min(ms)) AS ms FROM measured GROUP BY 1 ORDER BY 1;
