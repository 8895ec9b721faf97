SET datestyle = ISO, YMD;
SET search_path = public, regie;

-- Text: a JSON object, participants by their bytes, numbers as short as can be.
SELECT '{"GM1771": 39997, "GM0820": 23526.50, "z": 1e3, "B": 0.05e-1}'::allocation_key AS key,
	   ' {} '::allocation_key AS empty, '0.60 * {"a": 1}'::allocation_key AS part;

SELECT '{"GM1771": 39997, "GM0820": 23526.50, "GM0848": 17465}'::regie.allocation_key AS key;

-- Keys over the analyst's own rows; NULL takes no part, 0 pays nothing.
CREATE TABLE driver (municipality text, inhabitants numeric, workplaces numeric);
INSERT INTO driver VALUES
	('GM1771', 39997, 410), ('GM0820', 23526, 280), ('GM0848', 17465, 210);
SELECT allocation_key(municipality, inhabitants) AS inhabitants,
	   allocation_key(municipality, workplaces) AS workplaces,
	   allocation_key(municipality, CASE municipality WHEN 'GM0848' THEN 0 WHEN 'GM0820' THEN 1.50 END) AS some
FROM driver;
SELECT allocation_key(municipality, NULL) AS nobody FROM driver;
SELECT allocation_key(municipality, inhabitants) AS no_rows FROM driver WHERE false;

-- 60 % inhabitants, 40 % workplaces: shares .478540, .298737, .222723.  Cut to
-- cents the parts end in .87, .13 and .99, so a cent is left; it goes to the
-- first, whose remainder is the largest.
SELECT a.participant, round(a.share, 6) AS share, a.exact, a.rounding, a.amount
FROM (SELECT 0.6 * allocation_key(municipality, inhabitants)
			 + 0.4 * allocation_key(municipality, workplaces) AS key
	  FROM driver) k, allocate(15462373.00, key) a;
-- By inhabitants alone, and in whole euros.
SELECT a.participant, a.weight, a.amount, b.amount AS whole
FROM (SELECT allocation_key(municipality, inhabitants) AS key FROM driver) k,
	 allocate(15462373.00, key) a, allocate(15462373, key, scale => 0) b
WHERE a.participant = b.participant;

-- A grow-in from 500/300/200 to 400/350/250 in four years.
SELECT year, string_agg(amount::text, ' ' ORDER BY participant) AS amounts
FROM generate_series(0, 4) year,
	 allocate(1000000,
			  (1 - year / 4.0) * '{"a": 500, "b": 300, "c": 200}'::allocation_key
			  + year / 4.0 * '{"a": 400, "b": 350, "c": 250}'::allocation_key)
GROUP BY year ORDER BY year;

-- A mix in the making says its factor; a whole one is a plain key.
SELECT 0.6 * '{"a": 1, "b": 2}'::allocation_key AS part,
	   0.5 * (0.6 * '{"a": 1, "b": 2}'::allocation_key) AS part_of_part,
	   0.6 * '{"a": 1, "b": 2}'::allocation_key + 0.4 * '{"b": 1, "c": 1}'::allocation_key AS mix,
	   '{"a": 1}'::allocation_key + '{"b": 7}'::allocation_key AS two;
-- Three keys, in any order and grouping: 1/3 of 1/2, 1/4 and 1 is 7/12 for a.
SELECT k + l + m AS one, m + (l + k) AS other, round(share(k + l + m, 'a'), 6) AS a
FROM (SELECT '{"a": 1, "b": 1}'::allocation_key AS k, '{"a": 1, "b": 3}'::allocation_key AS l,
			 '{"a": 0.1}'::allocation_key AS m) q;
-- A key mixed with itself is the same shares.
SELECT 0.3 * k + 0.7 * k AS mixed, share(k, 'b') = share(0.3 * k + 0.7 * k, 'b') AS same
FROM (SELECT '{"a": 500, "b": 300.30}'::allocation_key AS k) q;
-- Factor 0 leaves names without weight.
SELECT 0 * '{"a": 1}'::allocation_key + '{"b": 2, "c": 4}'::allocation_key AS without_a,
	   0 * '{"a": 0}'::allocation_key + 0 * '{"b": 2}'::allocation_key AS nothing,
	   0 * '{"a": 0}'::allocation_key + 0 * '{"b": 2}'::allocation_key + '{"b": 2}'::allocation_key AS something;

-- A leaver: 1/4 and 3/4 remain of .2, .2 and .6.
SELECT key - 'b' AS key, round(share(key, 'c'), 2) AS before, round(share(key - 'b', 'c'), 2) AS after
FROM (SELECT '{"a": 1, "b": 1, "c": 3}'::allocation_key AS key) q;
SELECT '{"a": 1}'::allocation_key - 'a' AS nobody, 0.5 * '{"a": 1, "b": 2}'::allocation_key - 'b' AS factor_stays;
-- A merger into a new one, into one of them, and into one that was there.
SELECT merge(key, ARRAY['a', 'b'], 'n') AS new, merge(key, ARRAY['a', 'b'], 'b') AS b,
	   merge(key, ARRAY['a', 'b'], 'c') AS c, merge(key, ARRAY['a'], 'A') AS renamed
FROM (SELECT '{"a": 1, "b": 0.5, "c": 3}'::allocation_key AS key) q;

SELECT key - 'b' AS without_b, merge(key, ARRAY['a', 'b'], 'n') AS merged
FROM (SELECT '{"a": 1, "b": 0.5, "c": 3}'::allocation_key AS key) q;

-- Shares; NULL for one without a part, and where there are none.
SELECT * FROM shares('{"a": 1, "b": 2, "c": 0}');
SELECT * FROM shares('{"a": 0}');
SELECT * FROM shares('{}');
SELECT share('{"a": 1, "b": 3}', 'b') AS b, share('{"a": 1}', 'x') AS x, share('{"a": 0}', 'a') AS none,
	   share('{"a": 2, "b": 1}', 'a') AS rounded_up;

-- Ties: the larger weight, then the name; a credit mirrors the debit.
SELECT participant, exact, rounding, amount FROM allocate(100, '{"b": 1, "a": 1, "c": 1}'::allocation_key);
SELECT participant, exact, rounding, amount FROM allocate(-100, '{"b": 1, "a": 1, "c": 1}'::allocation_key);
SELECT participant, amount FROM allocate(6, '{"a": 1, "b": 3, "c": 8}'::allocation_key, 0);
-- No amount, nothing to allocate, no key; 38 digits.
SELECT * FROM allocate(NULL, '{"a": 1}'::allocation_key);
SELECT * FROM allocate(0, '{"a": 0}'::allocation_key);
SELECT * FROM allocate(1, NULL::allocation_key);
SELECT * FROM allocate(1, '{"a": 1, "b": 0}'::allocation_key, 37);
-- Weights beyond what the window function takes.
SELECT participant, amount
FROM allocate(1.00, '{"a": 1e-40, "b": 1e40, "c": 99999999999999999999999999999999999999999}'::allocation_key);

-- Equality is of participants, weights and factor; it groups and joins.
SELECT '{"a": 1.0, "b": 2}'::allocation_key = '{"b": 2.00, "a": 1}'::allocation_key AS same,
	   '{"a": 1, "b": 2}'::allocation_key = '{"a": 2, "b": 4}'::allocation_key AS same_shares_only,
	   '{"a": 1}'::allocation_key <> 0.5 * '{"a": 1}'::allocation_key AS other_factor;
SELECT key, count(*) FROM unnest(ARRAY['{"a": 1.0}', '{"a": 1}', '{"b": 1}']::allocation_key[]) key
GROUP BY key ORDER BY key::text COLLATE "C";

-- Stored and read back, by text and by bytes.
CREATE TABLE key_list (year int, key allocation_key);
INSERT INTO key_list SELECT 2026, 0.6 * allocation_key(municipality, inhabitants) FROM driver;
SELECT key::text::allocation_key = key AS by_text FROM key_list;
SELECT year, key - 'GM0820' AS key FROM key_list;
-- Without the search path operators are named by their functions as well.
RESET search_path;
SELECT regie.allocation_key_leave(regie.allocation_key_add(regie.allocation_key_mul(0.6, '{"a": 1}'),
														   regie.allocation_key_mul(0.4, '{"b": 1}')), 'a') AS key;
-- The window function is meant wherever it was before.
SELECT regie.allocate(1.00, NULL) OVER () FROM generate_series(1, 0);
SELECT regie.allocate('1.00', 1) OVER () AS amount;
DROP TABLE key_list, driver;
