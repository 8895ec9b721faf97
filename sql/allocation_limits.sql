-- What takes more memory than it may is refused before it is taken.
\set SHOW_CONTEXT never
SET search_path = public, regie;
SET regie.memory_limit = '1MB';
SELECT count(a) FROM (SELECT allocate(100, i) OVER () AS a FROM generate_series(1, 100000) i) q;
SELECT count(a) FROM (SELECT allocate(100, i * 1e20 + 1e-9) OVER () AS a FROM generate_series(1, 40000) i) q;
SELECT count(a) FROM (SELECT allocate_units(100, i) OVER () AS a FROM generate_series(1, 100000) i) q;
SELECT count(a) FROM (SELECT allocate_bounded(100, i, 0, NULL) OVER () AS a FROM generate_series(1, 40000) i) q;
SELECT count(a) FROM (SELECT allocate_table('pot', 100, i::text, i) OVER () AS a FROM generate_series(1, 100000) i) q;
SELECT cardinality(allocate_parts(100, array_agg(i::numeric))) FROM generate_series(1, 100000) i;
-- a key that is small enough to be one, and what calculating with it takes
CREATE TEMP TABLE held AS SELECT allocation_key('p' || i, i) AS key FROM generate_series(1, 5000) i;
SELECT length(key::text) > 50000 AS is_one FROM held;
SELECT share(key, 'p1') FROM held;
SELECT count(*) FROM held, shares(key);
SELECT count(*) FROM held, allocate(100, key);
SELECT share(0.5 * key + 0.5 * key, 'p1') FROM held;
RESET regie.memory_limit;
SELECT count(*), sum(amount) FROM held, allocate(100, key);
