SET datestyle = ISO, YMD;
SET search_path = regie, public;

-- The example of the chapter: two contracts start on each day from 2000-01-02 to
-- 2027-05-18, and one on the day before and the day after
CREATE TABLE register (number text, name text, runs regie.term);
INSERT INTO register
SELECT 'C' || n, 'Contract ' || n,
       regie.term(date '2000-01-01' + n / 2, '4 years', 'explicit', '1 year', 2, '3 months', NULL)
FROM generate_series(1, 20000) AS n;
CREATE INDEX ON register USING gist (runs);
VACUUM ANALYZE register;
EXPLAIN (COSTS OFF)
SELECT number, name FROM register WHERE runs OPERATOR(regie.@>) date '2026-11-23';
EXPLAIN (COSTS OFF)
SELECT count(*) FROM register WHERE runs OPERATOR(regie.@>) date '2026-11-23';
-- started from 2022-11-24 to 2026-11-23: 1461 days, two on each
SELECT count(*) FROM register WHERE runs OPERATOR(regie.@>) date '2026-11-23';
SELECT count(*) FROM register WHERE date '2026-11-23' <@ runs;
-- those, and what starts in the week after: 12 more
SELECT count(*) FROM register WHERE runs && '[2026-11-23,2026-11-30)';
-- the first day has one contract, as n begins at 1; the last start is 2027-05-19
SELECT count(*) FILTER (WHERE runs @> '2000-01-01') AS first, count(*) FILTER (WHERE runs @> '1999-12-31') AS before
FROM register WHERE runs && '(,2000-01-01]';
SELECT number, runs FROM register WHERE runs @> '2031-05-18' ORDER BY number;
SELECT count(*) FROM register WHERE runs @> '2031-05-19';

-- A day of each row beside it
SELECT day, count(number)
FROM (VALUES (date '1999-12-31'), ('2000-01-01'), ('2003-12-31'), ('2026-11-23'), ('infinity')) d (day)
LEFT JOIN register ON runs @> day
GROUP BY day ORDER BY day;

-- What an index on terms is made of
SELECT amname, opcname, opcdefault, amvalidate(c.oid)
FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod
WHERE opcintype = 'regie.term'::regtype ORDER BY amname COLLATE "C";

-- What is asked of a term on no day, and of a row without term
SELECT count(*) FROM register WHERE runs @> NULL;
INSERT INTO register VALUES ('without', 'Term not known', NULL);
SELECT number FROM register WHERE runs IS NULL;
DROP TABLE register;
