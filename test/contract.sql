-- Laws of terms over random ones, against date arithmetic of plain SQL that
-- shares no code with the kernel.
BEGIN;
SELECT plan(87);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL search_path = pg_catalog, public, regie;

-- The slow formulation: PostgreSQL's own date, interval and numeric.
CREATE FUNCTION pg_temp.b(start_on date, initial interval, renewal interval,
						  k int) RETURNS date
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN k < 0 THEN start_on
				ELSE (start_on + (initial + k * renewal))::date END
$$;
CREATE FUNCTION pg_temp.pick(VARIADIC choices text[]) RETURNS text
LANGUAGE sql VOLATILE AS $$
	SELECT choices[1 + floor(random() * cardinality(choices))::int]
$$;
CREATE AGGREGATE pg_temp.product(numeric) (
	sfunc = numeric_mul, stype = numeric, initcond = 1);

SELECT setseed(0.271828);

-- 100,000 random registers' rows; half of them start at a month's end.
CREATE TEMP TABLE r AS
SELECT id, start_on, start_on + floor(random() * 3000)::int - 300 AS as_of,
	   CASE WHEN kind = 'evergreen' AND random() < 0.5 THEN NULL
			ELSE pg_temp.pick('1 mon', '3 mons', '6 mons', '1 year', '16 mons',
							  '18 mons', '4 years', '10 days', '3 weeks',
							  '1 mon 10 days', '1 year 1 day')::interval
	   END AS initial,
	   kind,
	   CASE WHEN kind IN ('tacit', 'explicit')
			THEN pg_temp.pick('1 mon', '2 mons', '3 mons', '6 mons', '1 year',
							  '1 year', '2 years', '7 days', '30 days',
							  '1 mon 10 days', '11 mons 29 days')::interval
	   END AS renewal,
	   CASE WHEN kind IN ('tacit', 'explicit') AND random() < 0.6
			THEN floor(random() * 5)::int END AS max_renewals,
	   pg_temp.pick('0', '0', '1 mon', '2 mons', '3 mons', '6 mons', '1 year',
					'10 days', '45 days', '1 mon 1 day')::interval AS notice,
	   floor(random() * 3)::int AS wish, random() AS chance
FROM (SELECT id, (ARRAY['none', 'explicit', 'tacit', 'tacit', 'evergreen'])
				 [1 + floor(random() * 5)::int] AS kind,
			 CASE WHEN random() < 0.5 THEN day
				  ELSE (date_trunc('month', day) + '1 mon')::date - 1
			 END AS start_on
	  FROM (SELECT id, date '1992-02-29' + floor(random() * 16000)::int AS day
			FROM generate_series(1, 100000) id) days) starts;

-- Options lifted, the end that follows by itself, and a recorded end.
CREATE TEMP TABLE c AS
SELECT *, term(start_on, initial, kind, renewal, max_renewals, notice,
			   ended_on, lifted) AS t,
	   coalesce(ended_on, own_end) AS certain_end
FROM (SELECT *, CASE WHEN chance < 0.25
					 THEN least(own_end, start_on + floor(chance * 8000)::int)
				END AS ended_on
	  FROM (SELECT *, CASE WHEN kind = 'none'
						   THEN pg_temp.b(start_on, initial, '0', 0)
						   WHEN kind = 'explicit'
						   THEN pg_temp.b(start_on, initial, renewal, lifted)
						   WHEN kind = 'tacit'
						   THEN pg_temp.b(start_on, initial, renewal,
										  max_renewals)
					  END AS own_end
			FROM (SELECT *, CASE WHEN kind = 'explicit'
								 THEN least(wish, max_renewals) ELSE 0
							END AS lifted
				  FROM r) l) e) f;
ANALYZE c;

SELECT is(count(*), 100000::bigint, '100,000 random terms') FROM c;
SELECT cmp_ok(min(n), '>', 15000::bigint, 'each kind is among them often')
FROM (SELECT count(*) AS n FROM c GROUP BY kind) k;

/*
 * Forms.
 */
SELECT cmp_ok(count(*) FILTER (WHERE start_on + 1 = date_trunc('month', start_on + 1)),
			  '>', 50000::bigint, 'half of them start at a month''s end') FROM c;
SELECT cmp_ok(count(*) FILTER (WHERE to_char(start_on, 'MMDD') = '0229'),
			  '>', 100::bigint, 'some on a leap day') FROM c;
SELECT is(count(*), 0::bigint, 'constructor and text make the same term')
FROM c
WHERE t <> concat_ws(' ', start_on,
	to_char(initial, '"P"YYYY"Y"MM"M"DD"D"'),
	upper(kind),
	CASE WHEN renewal IS NOT NULL
		 THEN concat(max_renewals || 'x',
					 to_char(renewal, '"P"YYYY"Y"MM"M"DD"D"')) END,
	'lifted ' || nullif(lifted, 0),
	'notice ' || to_char(notice, '"P"YYYY"Y"MM"M"DD"D"'),
	'ended ' || ended_on)::term;
SELECT is(count(*), 0::bigint, 'text reads back as the same term')
FROM c WHERE t::text::term <> t OR t::text::term::text <> t::text;
SELECT is(count(*), 0::bigint, 'a term is made again from its parts')
FROM c
WHERE term(start_on(t), initial_period(t), renewal_kind(t), renewal_period(t),
		   max_renewals(t), notice(t), ended_on(t), options_lifted(t))
	  IS DISTINCT FROM t;
SELECT is(count(*), 0::bigint, 'the parts are those of the register')
FROM c
WHERE start_on(t) <> start_on OR ended_on(t) IS DISTINCT FROM ended_on
   OR initial_period(t) IS DISTINCT FROM initial OR renewal_kind(t) <> kind
   OR renewal_period(t) IS DISTINCT FROM renewal OR notice(t) <> notice
   OR max_renewals(t) IS DISTINCT FROM
	  CASE WHEN kind = 'none' THEN 0 ELSE max_renewals END
   OR options_lifted(t) <> lifted;

CREATE TEMP TABLE inbox (id int, t term);
\copy (SELECT id, t FROM c) TO 'build/contract_terms.bin' WITH (FORMAT binary)
\copy inbox FROM 'build/contract_terms.bin' WITH (FORMAT binary)
SELECT is(count(*), 100000::bigint, 'all terms survive COPY BINARY')
FROM c JOIN inbox USING (id, t);
SELECT is(count(*), 0::bigint, 'the binary form is 44 bytes, and one for each')
FROM c JOIN inbox i USING (id)
WHERE term_send(c.t) <> term_send(i.t) OR length(term_send(c.t)) <> 44;

/*
 * Boundaries.
 */
SELECT is(count(*), 0::bigint,
		  'boundary k = start + (initial + k * renewal), up to the maximum')
FROM c, generate_series(0, 6) k
WHERE boundary(t, k) IS DISTINCT FROM
	  CASE WHEN kind = 'evergreen' OR (kind = 'none' AND k > 0)
				OR k > max_renewals THEN NULL
		   ELSE pg_temp.b(start_on, initial, coalesce(renewal, '0'), k) END;
SELECT is(count(*), 0::bigint, 'boundaries increase')
FROM c, generate_series(0, 6) k
WHERE boundary(t, k) >= boundary(t, k + 1);
SELECT is(count(*), 0::bigint, 'the maximum extent is the furthest boundary')
FROM c
WHERE maximum_extent(t) IS DISTINCT FROM
	  coalesce(ended_on, pg_temp.b(start_on, initial, coalesce(renewal, '0'),
	  CASE WHEN kind = 'none' THEN 0 ELSE max_renewals END));

/*
 * Ranges.
 */
SELECT is(count(*), 0::bigint, 'a term is the range up to its certain end')
FROM c WHERE daterange(t) IS DISTINCT FROM daterange(start_on, certain_end)
		  OR t::daterange IS DISTINCT FROM daterange(t);
SELECT is(count(*), 0::bigint, '@> and <@ are those of the range')
FROM c, LATERAL (VALUES (as_of), (start_on), (start_on - 1), (certain_end),
						(certain_end - 1), ('infinity'), ('-infinity')) d(day)
WHERE (t @> day) IS DISTINCT FROM (daterange(start_on, certain_end) @> day)
   OR (day <@ t) IS DISTINCT FROM (t @> day)
   OR contains(t, day) IS DISTINCT FROM (t @> day);
SELECT is(count(*), 0::bigint, '&& is that of the range')
FROM c, LATERAL (VALUES (daterange(as_of, as_of + 30)), (daterange(NULL, as_of)),
						(daterange(NULL, start_on)),
						(daterange(NULL, start_on, '[]')),
						(daterange(certain_end, NULL)),
						(daterange(certain_end - 1, NULL)),
						(daterange(NULL, NULL)), ('empty')) d(days)
WHERE (t && days) IS DISTINCT FROM (daterange(start_on, certain_end) && days)
   OR overlaps(t, days) IS DISTINCT FROM (t && days);

SELECT ok(daterange(date '2024-01-01', '2024-02-01') && '[2024-01-31,2024-03-01)',
		  'a literal beside a range is still a range, regie in the search path');

/*
 * Periods, as the boundaries give them.
 */
CREATE TEMP TABLE p AS
SELECT id, k, daterange(from_day, least(to_day, certain_end)) AS period,
	   CASE WHEN kind IN ('none', 'evergreen') OR to_day > certain_end
				 OR (to_day = certain_end
					 AND (ended_on IS NOT NULL OR kind = 'tacit'
						  OR lifted = max_renewals))
			THEN NULL ELSE (to_day - notice)::date - 1 END AS last_notice_day
FROM (SELECT *, pg_temp.b(start_on, initial, coalesce(renewal, '0'), k - 1)
				AS from_day,
			 CASE WHEN kind <> 'evergreen'
				  THEN pg_temp.b(start_on, initial, coalesce(renewal, '0'), k)
			 END AS to_day
	  FROM c, generate_series(0, CASE WHEN renewal IS NULL THEN 0 ELSE 30 END) k
	  WHERE id <= 20000) b
WHERE from_day < as_of AND from_day < coalesce(certain_end, 'infinity');
CREATE TEMP TABLE q AS
SELECT id, (periods(t, as_of)).* FROM c WHERE id <= 20000;
SELECT cmp_ok(count(*), '>', 10000::bigint, 'more than 10,000 periods') FROM p;
SELECT is(count(*), 0::bigint, 'periods are those between boundaries')
FROM (SELECT id, k, period, last_notice_day FROM p) p
FULL JOIN (SELECT * FROM q WHERE q.k <= 30) q USING (id, k)
WHERE p.period IS DISTINCT FROM q.period
   OR p.last_notice_day IS DISTINCT FROM q.last_notice_day;
SELECT is(count(*), 0::bigint, 'periods tile: each begins where one ended')
FROM (SELECT lower(period) AS from_day, isempty(period) AS is_empty, start_on,
			 coalesce(lag(upper(period)) OVER (PARTITION BY id ORDER BY k),
					  start_on) AS expected
	  FROM q JOIN c USING (id)) tiles
WHERE from_day IS DISTINCT FROM expected OR is_empty;
SELECT is(count(*), 0::bigint, 'last notice days stay before their boundary')
FROM q WHERE last_notice_day >= upper(period);
SELECT is(count(*), 0::bigint, 'period(as_of) is the one of them with that day')
FROM c LEFT JOIN LATERAL (SELECT period FROM periods(t, as_of + 1) p
						  WHERE p.period @> as_of) p ON true
WHERE period(t, as_of) IS DISTINCT FROM p.period;
SELECT is(count(*), 0::bigint, 'where one ends, the next one begins')
FROM c, LATERAL (SELECT period(t, as_of) AS p) p
WHERE upper(p) IS DISTINCT FROM certain_end
  AND lower(period(t, upper(p))) IS DISTINCT FROM upper(p)
   OR lower(p) > start_on
	  AND upper(period(t, lower(p) - 1)) IS DISTINCT FROM lower(p);
SELECT is(count(*), 0::bigint, 'and there is one exactly if the term runs')
FROM c WHERE (period(t, as_of) IS NOT NULL) IS DISTINCT FROM (t @> as_of);

/*
 * The next decision: the boundaries one by one, by brute force.
 */
CREATE TEMP TABLE d AS
SELECT c.*, over, j,
	   CASE WHEN over THEN NULL
			WHEN ended_on IS NOT NULL THEN ended_on
			WHEN kind = 'evergreen'
			THEN greatest((greatest(as_of, start_on) + notice)::date,
						  (start_on + coalesce(initial, '0'))::date)
			WHEN kind = 'tacit' AND (j IS NULL OR j >= max_renewals)
			THEN own_end
			WHEN kind = 'tacit' THEN pg_temp.b(start_on, initial, renewal, j)
			ELSE own_end END AS locked,
	   CASE WHEN over OR ended_on IS NOT NULL THEN NULL
			WHEN kind = 'tacit' AND (max_renewals IS NULL OR j < max_renewals)
			THEN (pg_temp.b(start_on, initial, renewal, j) - notice)::date - 1
			WHEN kind = 'explicit' AND lifted IS DISTINCT FROM max_renewals
				 AND as_of <= (own_end - notice)::date - 1
			THEN (own_end - notice)::date - 1 END AS notice_day
FROM c CROSS JOIN LATERAL
	 (SELECT coalesce(as_of >= certain_end, false)
			 OR ended_on IS NOT DISTINCT FROM start_on AS over) o
LEFT JOIN LATERAL
	 -- a renewal has 28 days a month at least, and as_of and notice are near
	 (SELECT min(k) AS j
	  FROM generate_series(0, (3200 / (336 * extract(year FROM renewal)
									   + 28 * extract(month FROM renewal)
									   + extract(day FROM renewal)))::int) k
	  WHERE pg_temp.b(start_on, initial, renewal, k) > as_of
		AND (pg_temp.b(start_on, initial, renewal, k) - notice)::date - 1
			>= as_of) brute ON kind = 'tacit';
SELECT is(count(*), 100000::bigint, 'for all 100,000') FROM d;
SELECT is(count(*), 0::bigint, 'brute force finds a boundary for each')
FROM d WHERE kind = 'tacit' AND j IS NULL;
SELECT cmp_ok(count(*), '>', 500::bigint,
			  'also where notice is too late for the next boundary')
FROM d WHERE kind = 'tacit' AND j > 0
		 AND pg_temp.b(start_on, initial, renewal, j - 1) > as_of;
SELECT is(count(*), 0::bigint, 'locked_in_until agrees with brute force')
FROM d WHERE locked_in_until(t, as_of) IS DISTINCT FROM locked;
SELECT is(count(*), 0::bigint, 'last_notice_day agrees with brute force')
FROM d WHERE last_notice_day(t, as_of) IS DISTINCT FROM notice_day;
SELECT is(count(*), 0::bigint, 'as_of <= last notice day < locked in until')
FROM c WHERE locked_in_until(t, as_of) < as_of
		  OR last_notice_day(t, as_of) < as_of
		  OR last_notice_day(t, as_of) >= locked_in_until(t, as_of);
SELECT is(count(*), 0::bigint, 'both are gone exactly when the term is over')
FROM d WHERE over <> (locked_in_until(t, as_of) IS NULL)
		  OR over AND last_notice_day(t, as_of) IS NOT NULL;
SELECT is(count(*), 0::bigint,
		  'the day after the last notice day, one is locked in for longer')
FROM c, LATERAL (SELECT last_notice_day(t, as_of) AS notice_day) n
WHERE kind = 'tacit' AND notice_day IS NOT NULL
  AND (locked_in_until(t, notice_day) <> locked_in_until(t, as_of)
	   OR locked_in_until(t, notice_day + 1) <= locked_in_until(t, as_of));
SELECT is(count(*), 0::bigint, 'the last notice day is one of periods')
FROM c, LATERAL (SELECT last_notice_day(t, as_of) AS notice_day) n
WHERE notice_day IS NOT NULL
  AND NOT EXISTS (SELECT FROM periods(t, locked_in_until(t, as_of)) p
				  WHERE p.last_notice_day = notice_day
					AND upper(p.period) = locked_in_until(t, as_of));
SELECT is(count(*), 0::bigint, 'if_silent follows the kind')
FROM d
WHERE if_silent(t, as_of) IS DISTINCT FROM
	  CASE WHEN over THEN NULL
		   WHEN ended_on IS NOT NULL THEN 'ends'
		   WHEN kind = 'evergreen' THEN 'continues'
		   WHEN kind = 'tacit' AND max_renewals IS NULL THEN 'renews'
		   WHEN kind = 'tacit' AND max_renewals > 0
				AND as_of < pg_temp.b(start_on, initial, renewal,
									  max_renewals - 1) THEN 'renews'
		   ELSE 'ends' END;
SELECT is(count(*), 0::bigint, 'what renews or continues goes on, what ends ends')
FROM c WHERE t @> as_of AND ended_on IS NULL AND kind <> 'explicit'
  AND (if_silent(t, as_of) <> 'ends')
	  <> (t @> coalesce(upper(period(t, as_of)), 'infinity'));
SELECT is(count(*), 0::bigint, 'lifting an option moves the certain end only')
FROM c WHERE kind = 'explicit' AND ended_on IS NULL
  AND lifted IS DISTINCT FROM max_renewals
  AND (upper(daterange(lift(t))) <> boundary(t, lifted + 1)
	   OR maximum_extent(lift(t)) IS DISTINCT FROM maximum_extent(t)
	   OR lift(t)::text::term <> lift(t) OR lift(t, 0) <> t);

CREATE FUNCTION pg_temp.state(d, warn interval) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE
		WHEN $1.over THEN 'ended'
		WHEN $1.as_of < $1.start_on THEN 'upcoming'
		WHEN $1.notice_day IS NOT NULL
		THEN CASE WHEN $1.as_of >= ($1.notice_day - warn)::date
				  THEN 'notice due' ELSE 'running' END
		WHEN $1.certain_end IS NULL THEN 'running'
		WHEN $1.ended_on IS NOT NULL THEN 'ending'
		WHEN $1.kind = 'explicit' AND $1.lifted IS DISTINCT FROM $1.max_renewals
		THEN 'ending'
		WHEN $1.as_of >= ($1.certain_end - warn)::date THEN 'ending'
		ELSE 'running' END
$$;
SELECT is(count(*), 0::bigint, 'status applies its tests in order')
FROM d WHERE status(t, as_of) <> pg_temp.state(d, '3 mons')
		  OR status(t, as_of, '1 year 10 days')
			 <> pg_temp.state(d, '1 year 10 days')
		  OR status(t, as_of, '0') <> pg_temp.state(d, '0');
SELECT is(count(DISTINCT status(t, as_of)), 5::bigint, 'each status occurs')
FROM c;

/*
 * Money: day by day, over one common denominator.
 */
CREATE TEMP TABLE m AS
SELECT id, t, amount, per, as_of, greatest(as_of, start_on) AS from_day,
	   locked, start_on, scale(amount) AS decimals
FROM (SELECT *, (ARRAY['1 mon', '3 mons', '1 year', '7 days', '10 days',
					   '1 mon 10 days'])[1 + id % 6]::interval AS per,
			 round((id * 7919 % 200003 - 100000) / 7.0, id % 4) AS amount
	  FROM d) s
WHERE id <= 8000 AND coalesce(locked, as_of) - as_of < 800
  AND as_of - start_on < 1000;
CREATE TEMP TABLE n AS
SELECT id, sum(numerator * (whole / denominator)) / max(whole) AS cells
FROM (SELECT id, count(day)::numeric AS numerator, behind - first AS denominator,
			 pg_temp.product(behind - first) OVER (PARTITION BY id) AS whole
	  FROM (SELECT m.*, (start_on + k * per)::date AS first,
				   (start_on + (k + 1) * per)::date AS behind
			FROM m, generate_series(0, 300) k) cells,
		   generate_series(first, behind - 1, '1 day') day
	  WHERE first < locked AND behind > from_day
		AND day >= from_day AND day < locked
	  GROUP BY id, first, behind) sums
GROUP BY id;
SELECT cmp_ok(count(*), '>', 1000::bigint, 'more than 1,000 commitments')
FROM n;
SELECT is(count(*), 0::bigint, 'remaining_commitment is the sum of its days')
FROM m LEFT JOIN n USING (id)
WHERE remaining_commitment(t, amount, per, as_of)
	  <> round(amount * coalesce(cells, 0), greatest(2, decimals));
SELECT is(count(*), 0::bigint, 'it has the decimals of the amount, at least two')
FROM m WHERE scale(remaining_commitment(t, amount, per, as_of))
			 <> greatest(2, decimals);
SELECT is(count(*), 0::bigint, 'credits mirror debits')
FROM m WHERE remaining_commitment(t, -amount, per, as_of)
			 <> -remaining_commitment(t, amount, per, as_of);
SELECT is(count(*), 0::bigint, 'a day costs its part of the month')
FROM c WHERE kind = 'none' AND ended_on IS NULL
  AND remaining_commitment(t, 1, '1 day', start_on) <> own_end - start_on;

/*
 * Order, hashing, indexes.
 */
SELECT is(count(*), 0::bigint, 'terms sort by their start first')
FROM (SELECT start_on, lag(start_on) OVER (ORDER BY t) AS before FROM c) s
WHERE before > start_on;
SELECT is(count(*), 0::bigint, 'the six operators agree with the order')
FROM c a JOIN c b ON b.id = a.id - a.id % 2
WHERE (a.t < b.t) <> (term_cmp(a.t, b.t) < 0)
   OR (a.t <= b.t) <> (term_cmp(a.t, b.t) <= 0)
   OR (a.t = b.t) <> (term_cmp(a.t, b.t) = 0)
   OR (a.t <> b.t) <> (term_cmp(a.t, b.t) <> 0)
   OR (a.t >= b.t) <> (term_cmp(a.t, b.t) >= 0)
   OR (a.t > b.t) <> (term_cmp(a.t, b.t) > 0)
   OR term_cmp(a.t, b.t) <> -term_cmp(b.t, a.t);
SELECT is(count(*), 0::bigint, 'equal terms hash equally')
FROM c WHERE term_hash(t) <> term_hash(t::text::term)
		  OR term_hash_extended(t, 7) <> term_hash_extended(t::text::term, 7);
SELECT cmp_ok(count(DISTINCT term_hash(t)), '>',
			  (count(DISTINCT t::text) * 0.99)::bigint, 'others hash apart')
FROM c;
SELECT is(a.n, b.n, 'DISTINCT by term and by text are the same')
FROM (SELECT count(*) AS n FROM (SELECT DISTINCT t FROM c) x) a,
	 (SELECT count(*) AS n FROM (SELECT DISTINCT t::text FROM c) x) b;
CREATE INDEX by_order ON c (t);
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;
SELECT is(count(*), 0::bigint, 'each is found through a btree index')
FROM c WHERE id % 50 = 0
		 AND NOT EXISTS (SELECT FROM c f WHERE f.t = c.t AND f.id = c.id);
DROP INDEX pg_temp.by_order;
CREATE INDEX by_hash ON c USING hash (t);
SELECT is(count(*), 0::bigint, 'each is found through a hash index')
FROM c WHERE id % 50 = 0
		 AND NOT EXISTS (SELECT FROM c f WHERE f.t = c.t AND f.id = c.id);
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT lives_ok(
	$$CREATE TEMP TABLE lease (room int, t term,
		runs daterange GENERATED ALWAYS AS (daterange(t)) STORED)$$,
	'a range column can be generated from a term');
SELECT lives_ok(
	$$CREATE INDEX ON lease USING gist (daterange(t))$$,
	'and a range index can be built on it');

/*
 * Binary input takes only what a term can be.  receive() feeds bytes to it.
 */
CREATE FUNCTION pg_temp.receive(value bytea) RETURNS term
LANGUAGE plpgsql AS $$
DECLARE
	bytes bytea := '\x5047434f50590aff0d0a00'::bytea || '\x0000000000000000'
				   || '\x00020000000400000000'
				   || int4send(length(value)) || value || '\xffff';
	result term;
BEGIN
	TRUNCATE inbox;
	EXECUTE format('COPY inbox FROM PROGRAM %L WITH (FORMAT binary)',
		'printf ''' || (SELECT string_agg('\' ||
			(get_byte(bytes, i) >> 6) || (get_byte(bytes, i) >> 3 & 7)
			|| (get_byte(bytes, i) & 7), '' ORDER BY i)
			FROM generate_series(0, length(bytes) - 1) i) || '''');
	SELECT t INTO result FROM inbox;
	RETURN result;
END $$;
CREATE TEMP TABLE g AS
SELECT term_send('2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M') AS bytes;
SELECT is(pg_temp.receive(bytes)::text,
		  '2025-01-15 P4Y explicit 2xP2Y lifted 1 notice P6M',
		  'a good value is received')
FROM g;
-- offsets: start 0, ended 4, initial 8, renewal 16, notice 24, maximum 32,
-- lifted 36, kind 40, spare 41
SELECT throws_ok(
	format('SELECT pg_temp.receive(%L)',
		   overlay(bytes PLACING decode(wrong, 'hex') FROM at + 1)),
	code, NULL, 'received: ' || what)
FROM g, (VALUES
	(40, '00', '22P03', 'no kind'),
	(40, '05', '22P03', 'an unknown kind'),
	(40, '03', '22023', 'lifted options of a tacit term'),
	(40, '01', '22023', 'a renewal of kind none'),
	(41, '01', '22P03', 'a spare byte'),
	(43, '80', '22P03', 'another spare byte'),
	(0, '7fffffff', '22P03', 'an infinite start'),
	(4, '80000000', '22P03', 'an infinite end'),
	(8, 'ffffffff', '22P03', 'a negative initial period'),
	(28, '7fffffff', '22P03', 'a notice beyond the limit'),
	(32, 'fffffffe', '22P03', 'a negative maximum'),
	(36, '00000003', '22023', 'more options lifted than there are'),
	(32, '7fffffff', '22008', 'an end beyond all days')
) bad(at, wrong, code, what);
SELECT throws_ok(format('SELECT pg_temp.receive(%L)', value), code, NULL, 'received: ' || what)
FROM g, LATERAL (VALUES (substr(bytes, 1, 43), '08P01', 'one byte too few'),
						(''::bytea, '08P01', 'nothing at all'),
						(bytes || '\x00', '22P03', 'one byte too many')) bad(value, code, what);

-- Each byte of a term changed in three ways: taken as it is, or refused.
CREATE FUNCTION pg_temp.attempt(value bytea) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN CASE WHEN term_send(pg_temp.receive(value)) = value THEN 'taken' ELSE 'changed' END;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
CREATE TEMP TABLE attempt AS
SELECT at, mask, pg_temp.attempt(set_byte(bytes, at, get_byte(bytes, at) # mask)) AS outcome
FROM g, generate_series(0, 43) at, unnest('{1, 128, 255}'::int[]) mask;
SELECT is(string_agg(DISTINCT outcome, ' ' ORDER BY outcome), '22008 22023 22P03 taken',
		  'each byte changed: a term, or an error that says so')
FROM attempt;
-- the lowest bit of a length, a day or a number may differ; of the initial,
-- the renewal and the notice period also higher ones, up to the limits
SELECT is(count(*), 0::bigint, 'the lowest bit of a day or a length makes another term')
FROM attempt WHERE mask = 1 AND at IN (3, 11, 15, 19, 23, 27, 31, 35) AND outcome <> 'taken';
SELECT is(count(*), 0::bigint, 'no negative length, no spare byte, no unknown kind')
FROM attempt
WHERE (at >= 41 OR mask = 128 AND at IN (8, 12, 16, 20, 24, 28, 32, 36, 40) OR mask = 255 AND at = 40)
  AND outcome <> '22P03';

SELECT current_setting('server_version_num')::int >= 160000 AS soft \gset
CREATE TEMP TABLE wrong (text text, code text);
INSERT INTO wrong VALUES
	('2024-01-01', '22P02'), ('2024-01-01 P1Y tacit', '22P02'), ('2024-02-30 P1Y none', '22007'),
	('2024-01-01 P1Y none ended 2026-01-01', '22023'), ('2024-01-01 none', '22023'),
	('2024-01-01 P1Y tacit 2147483647xP1Y', '22008'), ('', '22007');
SELECT throws_ok(format('SELECT %L::regie.term', text), code, NULL, format('"%s" is no term', text))
FROM wrong;
\if :soft
SELECT is(count(*), 7::bigint, 'wrong text is a soft error')
FROM wrong WHERE NOT pg_input_is_valid(text, 'regie.term')
			 AND (pg_input_error_info(text, 'regie.term')).sql_error_code = code;
\else
SELECT pass('wrong text is a soft error from 16 on');
\endif

/*
 * Promises.
 */
CREATE TEMP TABLE f AS
SELECT * FROM pg_proc
WHERE pronamespace = 'regie'::regnamespace
  AND ('regie.term'::regtype = ANY (proargtypes)
	   OR prorettype = 'regie.term'::regtype);
SELECT cmp_ok(count(*), '>=', 36::bigint, 'the functions of the room') FROM f;
SELECT is(count(*), 0::bigint, 'all are immutable and parallel safe')
FROM f WHERE provolatile <> 'i' OR proparallel <> 's';
SELECT is(string_agg(proname, ' '), 'term', 'only the constructor takes NULL')
FROM f WHERE NOT proisstrict;
SELECT is(count(*), 0::bigint, 'each has a comment')
FROM f WHERE obj_description(oid, 'pg_proc') IS NULL;
SELECT is(count(*), 0::bigint, 'each operator has a comment')
FROM pg_operator
WHERE oprnamespace = 'regie'::regnamespace
  AND 'regie.term'::regtype IN (oprleft, oprright)
  AND obj_description(oid, 'pg_operator') IS NULL;
SELECT is(count(*), 0::bigint, 'operators name their commutators both ways')
FROM pg_operator o
WHERE oprnamespace = 'regie'::regnamespace AND oprname <> '&&'
  AND 'regie.term'::regtype IN (oprleft, oprright)
  AND NOT EXISTS (SELECT FROM pg_operator c
				  WHERE c.oid = o.oprcom AND c.oprcom = o.oid
					AND c.oprleft = o.oprright AND c.oprcode <> 0);
SELECT ok(obj_description('regie.term'::regtype, 'pg_type') IS NOT NULL,
		  'the type has a comment');

SELECT * FROM finish();
ROLLBACK;
