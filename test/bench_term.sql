-- bench_term.sql
--		Terms over 1 million contracts: how long one is locked in and the next
--		day of notice, beside plain SQL over the columns of a register; and the
--		contracts that run on a day, beside a daterange with its GiST index.
\ir lib/bench.psql
\pset footer off
\set as_of '2026-11-23'
SET datestyle = ISO, YMD;
SET search_path = public, regie;

-- The same rows every time: multiplicative generators, no random().  Starts
-- over 36 years; a fifth has ended early, a sixth runs until notice is given,
-- two thirds of those that renew in silence state no maximum.
CREATE UNLOGGED TABLE register AS
SELECT id, kind, date '1995-01-01' + (id * 7919 % 13149)::int AS start_on,
	   (ARRAY[6, 12, 12, 24, 36, 48])[1 + id * 31 % 6] AS initial,
	   (ARRAY[1, 3, 6, 12, 12, 12, 24])[1 + id * 13 % 7] AS renewal,
	   CASE WHEN id % 3 = 0 OR kind = 'explicit' THEN id % 4 END::int AS max_renewals,
	   CASE WHEN kind = 'explicit' THEN least(id % 4, id % 5) ELSE 0 END::int AS lifted,
	   (ARRAY[0, 1, 1, 2, 3, 3, 6])[1 + id * 17 % 7] AS notice,
	   NULL::date AS ended_on, NULL::term AS t
FROM (SELECT id, (ARRAY['none', 'explicit', 'tacit', 'tacit', 'tacit', 'evergreen'])
				 [1 + id * 48271 % 2147483647 / 8 % 6] AS kind
	  FROM generate_series(1, 1000000::bigint) id) k;
UPDATE register SET renewal = NULL, max_renewals = NULL WHERE kind IN ('none', 'evergreen');
UPDATE register SET ended_on = start_on + 30 + (id * 37 % 2000)::int
WHERE id % 5 = 0 AND kind IN ('tacit', 'evergreen') AND max_renewals IS NULL;
UPDATE register SET t = term(start_on, make_interval(months => initial), kind, make_interval(months => renewal),
	max_renewals, make_interval(months => notice), ended_on, lifted);
CREATE UNLOGGED TABLE contract AS SELECT *, daterange(t) AS days FROM register;
DROP TABLE register;
VACUUM ANALYZE contract;

-- Plain SQL, as short as we could make it where all lengths are whole months
-- (with days as well it would be longer).  k is the first boundary whose last
-- day of notice is not past.  Months decide, but for a boundary less notice
-- that falls into the month of as_of: only the calendar tells about that one.
\set k '(k0 + CASE WHEN start_on + make_interval(months => initial + k0 * renewal) - make_interval(months => notice) > :''as_of'' THEN 0 ELSE 1 END)'
\set boundary '(start_on + make_interval(months => initial + CASE kind WHEN ''none'' THEN 0 WHEN ''explicit'' THEN lifted * renewal ELSE least(:k, max_renewals) * renewal END))'
\set from 'contract, LATERAL (SELECT greatest(0, (notice - initial + renewal - 1 + (extract(year FROM date :''as_of'') - extract(year FROM start_on))::int * 12 + (extract(month FROM date :''as_of'') - extract(month FROM start_on))::int) / renewal) AS k0) months'
\set locked 'CASE WHEN ended_on IS NOT NULL THEN CASE WHEN ended_on > :''as_of'' THEN ended_on END WHEN kind = ''evergreen'' THEN greatest(greatest(:''as_of'', start_on) + make_interval(months => notice), start_on + make_interval(months => initial))::date WHEN :boundary > :''as_of'' THEN :boundary::date END'
\set notice_day 'CASE WHEN ended_on IS NULL AND (kind = ''tacit'' AND (max_renewals IS NULL OR :k < max_renewals) OR kind = ''explicit'' AND lifted < max_renewals AND :boundary - make_interval(months => notice) > :''as_of'') THEN (:boundary - make_interval(months => notice))::date - 1 END'
SELECT $$SELECT count(:locked) FROM :from$$;
