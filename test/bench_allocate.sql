-- bench_allocate.sql
--		allocate and allocate_units over 5 million rows in bills of 20, beside
--		the built-in sum over the same partitions and rows, and beside the best
--		plain SQL that does the same job.
\ir lib/bench.psql
\pset footer off
SET work_mem = '256MB';

-- The same rows every time: a multiplicative generator, no random().
CREATE UNLOGGED TABLE line AS
SELECT (i / 20)::int AS bill, i AS line,
	   (1000000 + (i / 20)::bigint * 7919 % 4000000) AS units,
	   ((1000000 + (i / 20)::bigint * 7919 % 4000000) / 100.0)::numeric(14, 2) AS amount,
	   (1 + i::bigint * 48271 % 39989) AS weight,
	   (1 + i::bigint * 48271 % 39989)::numeric AS share
FROM generate_series(0, 4999999) i;
VACUUM ANALYZE line;

INSERT INTO pg_temp.contest (contest, name, query) VALUES
('units', 'sum(bigint) OVER', $$SELECT count(s), max(units) FROM (SELECT sum(weight) OVER (PARTITION BY bill) AS s, units FROM line) q$$),
('units', 'allocate_units', $$SELECT count(s), max(units) FROM (SELECT regie.allocate_units(units, weight) OVER (PARTITION BY bill) AS s, units FROM line) q$$),
('units', 'plain SQL, bigint', $$SELECT count(s), max(units) FROM (
	SELECT cut + (row_number() OVER (PARTITION BY bill ORDER BY rest DESC, weight DESC, line) <= units - whole)::int AS s, units
	FROM (SELECT *, sum(cut) OVER (PARTITION BY bill) AS whole
		  FROM (SELECT bill, line, units, weight, units * weight / total AS cut, units * weight % total AS rest
				FROM (SELECT bill, line, units, weight, (sum(weight) OVER (PARTITION BY bill))::bigint AS total FROM line) a) b) c) q$$),
('amounts', 'sum(numeric) OVER', $$SELECT count(s), max(amount) FROM (SELECT sum(share) OVER (PARTITION BY bill) AS s, amount FROM line) q$$),
('amounts', 'allocate', $$SELECT count(s), max(amount) FROM (SELECT regie.allocate(amount, share) OVER (PARTITION BY bill) AS s, amount FROM line) q$$),
('amounts', 'plain SQL, numeric', $$SELECT count(s), max(amount) FROM (
	SELECT cut + CASE WHEN row_number() OVER (PARTITION BY bill ORDER BY amount * share - cut * total DESC, share DESC, line) <= (amount - whole) * 100 THEN 0.01 ELSE 0 END AS s, amount
	FROM (SELECT *, sum(cut) OVER (PARTITION BY bill) AS whole
		  FROM (SELECT *, div(amount * 100 * share, total) / 100 AS cut
				FROM (SELECT bill, line, amount, share, sum(share) OVER (PARTITION BY bill) AS total FROM line) a) b) c) q$$);

\echo
\echo '== 5,000,000 rows in bills of 20, rows unsorted (the plan sorts)'
SELECT pg_temp.run_contest('units', :rounds), pg_temp.run_contest('amounts', :rounds) \g /dev/null
SELECT * FROM pg_temp.result('units', 'sum(bigint) OVER');
SELECT * FROM pg_temp.result('amounts', 'sum(numeric) OVER');

-- The same bill comes out of plain SQL and of the function.
SELECT count(*) AS different_rows FROM (
	SELECT bill, line, regie.allocate_units(units, weight) OVER (PARTITION BY bill ORDER BY line) AS ours
	FROM line WHERE bill < 5000) o
JOIN (
	SELECT bill, line, cut + (row_number() OVER (PARTITION BY bill ORDER BY rest DESC, weight DESC, line) <= units - whole)::int AS plain
	FROM (SELECT *, sum(cut) OVER (PARTITION BY bill) AS whole
		  FROM (SELECT bill, line, units, weight, units * weight / total AS cut, units * weight % total AS rest
				FROM (SELECT bill, line, units, weight, (sum(weight) OVER (PARTITION BY bill))::bigint AS total
					  FROM line WHERE bill < 5000) a) b) c) p USING (bill, line)
WHERE ours <> plain;

CREATE INDEX ON line (bill);
VACUUM ANALYZE line;
SET enable_sort = off;
TRUNCATE pg_temp.timing;

\echo
\echo '== the same, rows in order of an index (no sort): the window step alone'
SELECT pg_temp.run_contest('units', :rounds), pg_temp.run_contest('amounts', :rounds) \g /dev/null
SELECT * FROM pg_temp.result('units', 'sum(bigint) OVER');
SELECT * FROM pg_temp.result('amounts', 'sum(numeric) OVER');
