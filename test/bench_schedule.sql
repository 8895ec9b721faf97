-- bench_schedule.sql: regie.schedule beside what plain SQL and PL/pgSQL need for less.
--
-- Layered random networks: 250 activities a layer, shuffled names, three predecessors from the four layers before, a
-- lag of -2 to 5 working days on a tenth of the links. Every time is the shortest of some runs. The competitors:
--   recursive CTE        early finishes only, by joining links to activities
--   PL/pgSQL, rows       early and late starts from the rows that schedule reads: numbers for names and arrays by
--                        SQL, then order, forward and backward pass
--   PL/pgSQL, arrays     only these passes, over arrays that were made beforehand
--   array_agg            no schedule: just the links' names, read into two arrays
--   pgRouting            no schedule: just an order of the numbered activities (pgr_topologicalSort), where the server
--                        has the extension
-- test/bench_schedule.sh goes on with networkx, where Python has it.

\set QUIET on
\pset footer off
SET client_min_messages = warning;
SET jit = off;
SET max_parallel_workers_per_gather = 0;
SET regie.memory_limit = '4GB';
SET work_mem = '1GB';
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pgrouting') AS has_pgrouting \gset
\if :has_pgrouting
CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE;
\else
\echo 'pgRouting is not there: its lines are left out'
\endif
DROP TABLE IF EXISTS schedule_edge;
CREATE TABLE schedule_edge (activities int, source text, target text, lag int, duration int);
BEGIN;

CREATE FUNCTION pg_temp.pick(a bigint, b bigint, low int, high int) RETURNS int
LANGUAGE sql IMMUTABLE AS
$$ SELECT low + (hashint8extended(a * 16 + b, 42) & 1073741823)::int % (high - low + 1) $$;

CREATE TEMP TABLE act (id text, dur int, preds regie.dependency[]);
CREATE TEMP TABLE edge (k int, source_no int, target_no int, source text, target text, lag int);
CREATE TEMP TABLE prepared (dur int[], first_next int[], next int[], next_lag int[], preds int[]);
CREATE TEMP TABLE measured (activities int, links int, what text, ms numeric, wanted numeric, answer text);

CREATE FUNCTION pg_temp.make_network(size int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	TRUNCATE act, edge, prepared;
	INSERT INTO edge
	SELECT k, source, target, 'T' || lpad((source::bigint * 7919 % size)::text, 6, '0'),
		'T' || lpad((target::bigint * 7919 % size)::text, 6, '0'), lag
	FROM (SELECT i AS target, k, greatest(i / 250 - pg_temp.pick(i, k, 1, 4), 0) * 250 + pg_temp.pick(i, 3 + k, 0, 249) AS source,
			CASE WHEN pg_temp.pick(i, 6 + k, 1, 10) = 1 THEN pg_temp.pick(i, 9 + k, -2, 5) ELSE 0 END AS lag
		FROM generate_series(250, size - 1) i, generate_series(1, 3) k) l;
	ANALYZE edge;
	INSERT INTO act
	SELECT id, dur, preds
	FROM (SELECT 'T' || lpad((i::bigint * 7919 % size)::text, 6, '0') AS id, pg_temp.pick(i, 0, 1, 20) AS dur
			FROM generate_series(0, size - 1) i) a
		LEFT JOIN (SELECT target AS id, array_agg(regie.dependency(source, 'FS', lag) ORDER BY k) AS preds
			FROM edge GROUP BY 1) p USING (id)
	ORDER BY id;
	ANALYZE act;
	INSERT INTO prepared
	SELECT (SELECT array_agg(pg_temp.pick(i, 0, 1, 20) ORDER BY i) FROM generate_series(0, size - 1) i),
		(SELECT array_agg(c ORDER BY i) FROM (SELECT i, 1 + (sum(coalesce(c, 0)) OVER (ORDER BY i))::int - coalesce(c, 0)::int AS c
			FROM generate_series(0, size) i LEFT JOIN (SELECT source_no AS i, count(*) AS c FROM edge GROUP BY 1) o USING (i)) f),
		(SELECT array_agg(target_no + 1 ORDER BY source_no, target_no, k) FROM edge),
		(SELECT array_agg(lag ORDER BY source_no, target_no, k) FROM edge),
		(SELECT array_agg(CASE WHEN i < 250 THEN 0 ELSE 3 END ORDER BY i) FROM generate_series(0, size - 1) i);
END $$;

-- Early and late starts over arrays; returns the finish and their sums.
CREATE FUNCTION pg_temp.by_arrays(dur int[], first_next int[], next int[], next_lag int[], preds int[]) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	n int := cardinality(dur);
	early int[] := array_fill(0, ARRAY[n]);
	late int[];
	waiting int[] := preds;
	topological int[] := array_fill(0, ARRAY[n]);
	ready int := 0;
	finish int := 0;
	i int;
	j int;
	t int;
	sum_early bigint := 0;
	sum_late bigint := 0;
BEGIN
	FOR i IN 1 .. n LOOP
		IF waiting[i] = 0 THEN
			ready := ready + 1;
			topological[ready] := i;
		END IF;
	END LOOP;
	FOR k IN 1 .. n LOOP
		i := topological[k];
		t := early[i] + dur[i];
		IF t > finish THEN
			finish := t;
		END IF;
		FOR l IN first_next[i] .. first_next[i + 1] - 1 LOOP
			j := next[l];
			IF t + next_lag[l] > early[j] THEN
				early[j] := t + next_lag[l];
			END IF;
			waiting[j] := waiting[j] - 1;
			IF waiting[j] = 0 THEN
				ready := ready + 1;
				topological[ready] := j;
			END IF;
		END LOOP;
	END LOOP;
	late := array_fill(finish, ARRAY[n]);
	FOR k IN REVERSE n .. 1 LOOP
		i := topological[k];
		t := late[i];
		FOR l IN first_next[i] .. first_next[i + 1] - 1 LOOP
			IF late[next[l]] - next_lag[l] < t THEN
				t := late[next[l]] - next_lag[l];
			END IF;
		END LOOP;
		late[i] := t - dur[i];
		sum_early := sum_early + early[i];
		sum_late := sum_late + late[i];
	END LOOP;
	RETURN finish || ' ' || sum_early || ' ' || sum_late;
END $$;

-- The same from the rows that schedule reads.
CREATE FUNCTION pg_temp.by_rows() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	dur int[];
	preds int[];
	first_next int[];
	next int[];
	next_lag int[];
BEGIN
	WITH a AS MATERIALIZED (SELECT id, act.dur, act.preds, row_number() OVER () AS i FROM act),
	l AS MATERIALIZED (SELECT s.i AS s, t.i AS t, t.lag
		FROM (SELECT i, regie.activity(p) AS source, regie.lag(p) AS lag FROM a, unnest(a.preds) p) t JOIN a s ON s.id = t.source)
	SELECT (SELECT array_agg(a.dur ORDER BY i) FROM a),
		(SELECT array_agg(coalesce(cardinality(a.preds), 0) ORDER BY i) FROM a),
		(SELECT array_agg(c ORDER BY i) FROM (SELECT i, 1 + sum(coalesce(c, 0)) OVER (ORDER BY i) - coalesce(c, 0) AS c
			FROM generate_series(1, (SELECT count(*) + 1 FROM a)) i LEFT JOIN (SELECT s AS i, count(*) AS c FROM l GROUP BY 1) o
				USING (i)) f),
		(SELECT array_agg(t) FROM (SELECT t FROM l ORDER BY s, t, lag) o),
		(SELECT array_agg(lag) FROM (SELECT lag FROM l ORDER BY s, t, lag) o)
	INTO dur, preds, first_next, next, next_lag;
	RETURN pg_temp.by_arrays(dur, first_next, next, next_lag, preds);
END $$;

-- The shortest of some runs, in milliseconds; remembers the answer.
CREATE FUNCTION pg_temp.measure(what text, runs int, wanted numeric, query text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	begun timestamptz;
	best numeric;
	answer text;
BEGIN
	FOR run IN 1 .. runs LOOP
		begun := clock_timestamp();
		EXECUTE query INTO answer;
		best := least(best, extract(epoch FROM clock_timestamp() - begun) * 1000);
	END LOOP;
	INSERT INTO measured VALUES ((SELECT count(*) FROM act), (SELECT count(*) FROM edge), what, best, wanted, answer);
END $$;

-- "wanted": how many times schedule's time each other may take at least.
CREATE FUNCTION pg_temp.bench(size int, runs int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.make_network(size);
	PERFORM pg_temp.measure('regie.schedule', runs, NULL, $q$
		SELECT count(*) || ' ' || max((s).early_finish)
		FROM (SELECT regie.schedule(id, dur, preds, date '2026-01-05') OVER () AS s FROM act) q$q$);
	PERFORM pg_temp.measure('array_agg of the links'' names', runs, 0.2,
		'SELECT cardinality(array_agg(source)) || '' '' || cardinality(array_agg(target)) FROM edge');
	PERFORM pg_temp.measure('PL/pgSQL, rows', runs / 3, 5, 'SELECT pg_temp.by_rows()');
	PERFORM pg_temp.measure('PL/pgSQL, arrays', runs / 3, NULL,
		'SELECT pg_temp.by_arrays(dur, first_next, next, next_lag, preds) FROM prepared');
	-- all fields, for the comparison of answers
	PERFORM pg_temp.measure('regie.schedule, all fields', 1, NULL, $q$
		SELECT (max(early_finish) - date '2026-01-01' + 1) || ' ' || sum(early_start - date '2026-01-01') || ' '
			|| sum(late_start - date '2026-01-01')
		FROM (SELECT (regie.schedule(id, dur, preds, date '2026-01-01', 'Mon-Sun') OVER ()).* FROM act) q$q$);
	IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pgrouting') THEN
		CREATE TABLE IF NOT EXISTS bench_numbered (id bigint, source bigint, target bigint, cost float8, reverse_cost float8);
		TRUNCATE bench_numbered;
		INSERT INTO bench_numbered SELECT row_number() OVER (), source_no, target_no, 1, -1 FROM edge;
		PERFORM pg_temp.measure('pgRouting, the order only', greatest(runs / 9, 1), NULL,
			$q$SELECT count(*)::text FROM pgr_topologicalSort('SELECT id, source, target, cost, reverse_cost FROM bench_numbered')$q$);
	END IF;
	IF size <= 100000 THEN
		INSERT INTO schedule_edge SELECT size, source, target, lag, dur FROM edge JOIN act ON act.id = source;
	END IF;
END $$;

SELECT pg_temp.bench(1000, 9) \g /dev/null
SELECT pg_temp.bench(10000, 9) \g /dev/null
CREATE FUNCTION pg_temp.recursive(runs int, wanted numeric) RETURNS void LANGUAGE sql AS $$
SELECT pg_temp.measure('recursive CTE', runs, wanted, $q$
	WITH RECURSIVE e AS MATERIALIZED (SELECT source, target, lag, dur FROM edge JOIN act ON id = target),
	f AS (
		SELECT id, dur AS ef FROM act WHERE preds IS NULL
		UNION
		SELECT target, greatest(ef + lag, 0) + dur FROM f JOIN e ON source = f.id)
	SELECT max(ef) || ' ' || sum(ef) FROM (SELECT id, max(ef) AS ef FROM f GROUP BY id) q$q$)
$$;
SELECT pg_temp.recursive(1, 100) \g /dev/null
CREATE TEMP TABLE graph AS SELECT regie.network(source, target) AS network FROM edge;
CREATE TEMP TABLE reduced (ms numeric);
DO $$
DECLARE begun timestamptz;
BEGIN
	FOR run IN 1 .. 9 LOOP
		begun := clock_timestamp();
		PERFORM regie.transitive_reduction(network) FROM graph;
		INSERT INTO reduced VALUES (extract(epoch FROM clock_timestamp() - begun) * 1000);
	END LOOP;
END $$;
SELECT pg_temp.bench(100000, 9) \g /dev/null
SELECT pg_temp.bench(1000000, 3) \g /dev/null

SELECT m.activities, m.links, m.what, round(m.ms, 1) AS milliseconds, round(m.ms / ours.ms, 1) AS "times schedule",
	CASE WHEN m.wanted IS NULL THEN '' WHEN m.ms / ours.ms >= m.wanted THEN 'ok: at least ' || m.wanted
		ELSE 'TOO LITTLE: at least ' || m.wanted END AS wanted
FROM measured m JOIN measured ours ON ours.activities = m.activities AND ours.what = 'regie.schedule'
ORDER BY m.activities, m.ms;

SELECT activities, CASE WHEN count(*) = 3 AND min(answer) = max(answer) THEN 'same finish, early and late starts'
	ELSE 'DIFFERENT ANSWERS' END AS "schedule and PL/pgSQL"
FROM measured WHERE what ~ 'PL/pgSQL|all fields' GROUP BY 1 ORDER BY 1;

SELECT round(min(ms), 1) AS "transitive reduction, 10,000 activities: milliseconds",
	CASE WHEN min(ms) <= 300 THEN 'ok: at most 300' ELSE 'TOO SLOW: at most 300' END AS wanted
FROM reduced;

-- growth: time per activity at each size
SELECT activities, round(ms * 1000 / activities, 3) AS "microseconds per activity"
FROM measured WHERE what = 'regie.schedule' ORDER BY 1;
COMMIT;
