-- Money over days: laws over random cases against plain interval arithmetic in
-- SQL; thresholds, volumes and the reports on them against slower queries.
BEGIN;
SELECT plan(74);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SET LOCAL jit = off;
SET LOCAL search_path = pg_catalog, public, regie;

SELECT setseed(0.577215);

/*
 * 100,000 random prices; half of them begin at a month's end, and leap years
 * are among them.
 */
CREATE TEMP TABLE r AS
SELECT id, start_on, amount, per, behind, from_day, to_day,
	   from_day + floor(random() * (to_day - from_day + 1))::int AS cut
FROM (SELECT id, start_on, start_on + floor(random() * 900)::int - 90
				 AS from_day,
			 start_on + floor(random() * 1800)::int AS to_day,
			 CASE WHEN random() < 0.7
				  THEN start_on + 1 + floor(random() * 1500)::int END AS behind,
			 (ARRAY['1 mon', '3 mons', '1 year', '7 days', '10 days',
					'1 mon 10 days', '18 mons'])[1 + id % 7]::interval AS per,
			 round(((random() - 0.4) * 10 ^ (random() * 8))::numeric, id % 5)
				 AS amount
	  FROM (SELECT id, CASE WHEN random() < 0.5 THEN day
							ELSE (date_trunc('month', day::timestamp)
								  + interval '1 month')::date - 1 END
						   AS start_on
			FROM (SELECT id, date '2003-02-28' + floor(random() * 9000)::int
							 AS day
				  FROM generate_series(1, 100000) id) days) starts) q;
UPDATE r SET from_day = to_day, to_day = from_day, cut = to_day
WHERE from_day > to_day;

-- What has accrued up to both ends: the cell of a day by its number, which is
-- guessed from the mean length and then tried with its neighbours; its bounds
-- by adding that many intervals to the start at once.
CREATE TEMP TABLE c AS
WITH guessed AS MATERIALIZED (
	SELECT r.*, greatest(from_day, start_on) AS first,
		   least(to_day, behind) AS last,
		   (extract(year FROM per) * 365.2425 + extract(month FROM per) * 30.4369
			+ extract(day FROM per))::float8 AS days
	FROM r
)
SELECT g.*, daterange(start_on, behind) AS valid,
	   daterange(from_day, to_day) AS period,
	   max(sum) FILTER (WHERE day = first) AS until_first,
	   max(sum) FILTER (WHERE day = last) AS until_last
FROM guessed g
LEFT JOIN LATERAL (
	SELECT day, round(amount * (k * (till - since) + day - since)
					  / (till - since), greatest(2, scale(amount))) AS sum
	FROM (SELECT day, k, (start_on + k * per)::date AS since,
				 (start_on + (k + 1) * per)::date AS till
		  FROM (SELECT day, greatest(0, ((day - start_on) / days)::int + near)
							AS k
				FROM (VALUES (first), (last)) ends (day),
					 generate_series(-1, 1) near) guesses) cells
	WHERE since <= day AND day < till) u ON first < last
GROUP BY id, start_on, amount, per, behind, from_day, to_day, cut, first, last,
	days;
ANALYZE c;

SELECT is(count(*), 100000::bigint, '100,000 random prices') FROM c;
SELECT cmp_ok(count(*), '>', 60000::bigint, 'most of them on some days')
FROM c WHERE first < last;
SELECT is(count(*), 0::bigint, 'the slow formulation finds a cell for each')
FROM c WHERE first < last AND (until_first IS NULL OR until_last IS NULL);
SELECT cmp_ok(count(*), '>', 50::bigint, 'leap days are among the starts')
FROM c WHERE extract(month FROM start_on) = 2 AND extract(day FROM start_on) = 29;

/*
 * accrual
 */
SELECT is(count(*), 0::bigint, 'accrual is the difference of two sums')
FROM c WHERE accrual(amount, per, valid, period)
			 <> coalesce(until_last - until_first, 0);
SELECT is(count(*), 0::bigint, 'parts of a period add up to it')
FROM c WHERE accrual(amount, per, valid, daterange(from_day, cut))
			 + accrual(amount, per, valid, daterange(cut, to_day))
			 <> accrual(amount, per, valid, period);
SELECT is(count(*), 0::bigint, 'so do all parts of a validity')
FROM c WHERE behind IS NOT NULL
		 AND accrual(amount, per, valid, daterange(NULL, from_day))
			 + accrual(amount, per, valid, period)
			 + accrual(amount, per, valid, daterange(to_day, NULL))
			 <> accrual(amount, per, valid, valid);
SELECT is(count(*), 0::bigint, 'credits mirror debits')
FROM c WHERE accrual(-amount, per, valid, period)
			 <> -accrual(amount, per, valid, period);
SELECT is(count(*), 0::bigint,
		  'answers have the decimals of the amount, at least two')
FROM c WHERE scale(accrual(amount, per, valid, period))
			 <> greatest(2, scale(amount));
SELECT is(count(*), 0::bigint, 'each whole cell costs the amount')
FROM c, LATERAL (SELECT id % 40 AS k) k
WHERE accrual(amount, per, daterange(start_on, NULL),
			  daterange((start_on + k * per)::date,
						(start_on + (k + 1) * per)::date)) <> amount;
SELECT is(count(*), 0::bigint, 'k of them cost k amounts')
FROM c, LATERAL (SELECT id % 40 AS k) k
WHERE accrual(amount, per, daterange(start_on, NULL),
			  daterange(NULL, (start_on + k * per)::date)) <> k * amount;
SELECT is(count(*), 0::bigint, 'a longer stretch of a price costs no less')
FROM c WHERE amount > 0
		 AND accrual(amount, per, valid, daterange(from_day, cut))
			 > accrual(amount, per, valid, period);

/*
 * accruals: month by month.
 */
CREATE TEMP TABLE m AS
SELECT c.id, a.month, a.period, a.amount
FROM c CROSS JOIN LATERAL accruals(c.amount, per, valid, c.period) a
WHERE c.id <= 20000;
SELECT cmp_ok(count(*), '>', 100000::bigint, 'more than 100,000 months') FROM m;
SELECT is(count(*), 0::bigint, 'months add up to the period')
FROM c LEFT JOIN (SELECT id, sum(amount) AS amount FROM m GROUP BY id) s
	 USING (id)
WHERE c.id <= 20000
  AND coalesce(s.amount, 0) <> accrual(c.amount, per, valid, period);
SELECT is(count(*), 0::bigint, 'each is the accrual of its days')
FROM m JOIN c USING (id)
WHERE m.amount <> accrual(c.amount, per, valid, m.period)
   OR scale(m.amount) <> greatest(2, scale(c.amount));
SELECT is(count(*), 0::bigint, 'its days are those of the month in both')
FROM m JOIN c USING (id)
WHERE m.period <> valid * c.period
				  * daterange(month, (month + interval '1 month')::date)
   OR isempty(m.period) OR extract(day FROM month) <> 1;
SELECT is(count(*), 0::bigint, 'no month is missing, none comes twice')
FROM (SELECT id, count(*) AS n, count(DISTINCT month) AS different,
			 min(lower(period)) AS first, max(upper(period)) AS last
	  FROM m GROUP BY id) s FULL JOIN (SELECT * FROM c WHERE id <= 20000
											 AND first < last) c USING (id)
WHERE n IS DISTINCT FROM different OR s.first IS DISTINCT FROM c.first
   OR s.last IS DISTINCT FROM c.last
   OR n <> (extract(year FROM c.last - 1) - extract(year FROM c.first)) * 12
		   + extract(month FROM c.last - 1) - extract(month FROM c.first) + 1;

/*
 * spread: days are equal.
 */
SELECT is(count(*), 0::bigint, 'spread is the difference of two sums')
FROM c, LATERAL (SELECT daterange(start_on, start_on + 1 + id % 1200) AS whole,
						greatest(2, scale(amount)) AS decimals) w,
	 LATERAL (SELECT whole * period AS part, upper(whole) - lower(whole)
					 AS size) p
WHERE spread(amount, whole, period) <> CASE WHEN isempty(part) THEN 0 ELSE
		round(amount * (upper(part) - start_on) / size, decimals)
		- round(amount * (lower(part) - start_on) / size, decimals) END
   OR scale(spread(amount, whole, period)) <> decimals;
SELECT is(count(*), 0::bigint, 'the parts of a spread add up to the amount')
FROM c, LATERAL (SELECT daterange(start_on, start_on + 1 + id % 1200) AS w) w
WHERE spread(amount, w, daterange(NULL, from_day))
	  + spread(amount, w, daterange(from_day, to_day))
	  + spread(amount, w, daterange(to_day, NULL)) <> amount;
SELECT is(count(*), 0::bigint, 'so do its months, which are those of accruals')
FROM (SELECT c.id, c.amount AS whole, sum(s.amount) AS total,
			 bool_and(s.month = s.month2 AND s.period = s.period2) AS same
	  FROM (SELECT id, amount, daterange(start_on, start_on + 1 + id % 1200)
						   AS w FROM c WHERE id <= 5000) c
	  CROSS JOIN LATERAL ROWS FROM (spreads(c.amount, w, w),
									accruals(1, '1 day', w, w))
		   AS s (month, period, amount, month2, period2, one)
	  GROUP BY c.id, c.amount) q
WHERE total <> whole OR same IS NOT TRUE;

/*
 * Against what must still be paid, which is rounded once: equal from the
 * start and from each boundary on, elsewhere within one cent of the last
 * decimal.
 */
CREATE TEMP TABLE k AS
SELECT c.*, term(start_on, NULL, 'evergreen', NULL, NULL, NULL, behind) AS t,
	   greatest(2, scale(amount)) AS decimals
FROM c WHERE behind IS NOT NULL;
SELECT is(count(*), 0::bigint, 'from the start on, it is what must be paid')
FROM k WHERE remaining_commitment(t, amount, per, start_on)
			 <> accrual(amount, per, valid, valid);
SELECT is(count(*), 0::bigint, 'and from each boundary on')
FROM k, LATERAL (SELECT (start_on + (id % 12) * per)::date AS day) d
WHERE remaining_commitment(t, amount, per, day)
	  <> accrual(amount, per, valid, daterange(day, NULL));
SELECT is(count(*), 0::bigint, 'elsewhere they are at most one cent apart')
FROM k WHERE abs(remaining_commitment(t, amount, per, first)
				 - accrual(amount, per, valid, daterange(first, NULL)))
			 > 10::numeric ^ -decimals;
SELECT cmp_ok(count(*), '>', 1000::bigint, 'and often they are')
FROM k WHERE remaining_commitment(t, amount, per, first)
			 <> accrual(amount, per, valid, daterange(first, NULL));

/*
 * The value of a contract, and of a purchase.
 */
CREATE TEMP TABLE v AS
SELECT id, amount, per, start_on, t, maximum_extent(t) AS extent,
	   CASE kind WHEN 'evergreen' THEN NULL
				 WHEN 'none' THEN (start_on + initial)::date
				 ELSE (start_on + (initial + max_renewals * renewal))::date
	   END AS agreed
FROM (SELECT *, term(start_on, initial, kind, renewal, max_renewals, NULL,
					 CASE WHEN id % 5 = 0 THEN start_on + id % 30 END) AS t
	  FROM (SELECT *, (ARRAY['1 mon', '1 year', '4 years', '6 mons 3 days'])
							[1 + id % 4]::interval AS initial,
				   CASE WHEN kind IN ('tacit', 'explicit')
						THEN (ARRAY['1 year', '2 years', '45 days'])
							 [1 + id % 3]::interval END AS renewal,
				   CASE WHEN kind IN ('tacit', 'explicit') AND id % 7 > 2
						THEN id % 7 - 3 END AS max_renewals
			FROM (SELECT *, (ARRAY['none', 'explicit', 'tacit', 'evergreen'])
							  [1 + id / 7 % 4] AS kind FROM c) o) k) t;
SELECT is(count(*), 0::bigint, 'the value of a contract is all that accrues')
FROM v WHERE contract_value(t, amount, per) IS DISTINCT FROM
	CASE WHEN extent IS NOT NULL
		 THEN accrual(amount, per, daterange(start_on, NULL),
					  daterange(start_on, extent)) END;
SELECT cmp_ok(count(*), '>', 20000::bigint, 'often there is no maximum')
FROM v WHERE contract_value(t, amount, per) IS NULL;
SELECT is(count(*), 0::bigint,
		  'procurement counts all of it up to 48 months, else 48 months')
FROM v WHERE procurement_period(t) <> daterange(start_on,
	CASE WHEN agreed <= (start_on + interval '48 months')::date THEN agreed
		 ELSE (start_on + interval '48 months')::date END);
SELECT is(count(*), 0::bigint, 'with a total price, always all of it')
FROM v WHERE agreed IS NOT NULL
		 AND procurement_period(t, true) <> daterange(start_on, agreed);
SELECT is(count(*), 0::bigint, 'its value is the price of these days')
FROM v WHERE procurement_value(t, amount, per)
			 <> accrual(amount, per, daterange(start_on, NULL),
						procurement_period(t))
		  OR (agreed IS NOT NULL
			  AND procurement_value(t, amount, per, true)
				  <> accrual(amount, per, daterange(start_on, NULL),
							 daterange(start_on, agreed)));
SELECT is(count(*), 0::bigint, '48 months are 48 months, 16 quarters, 4 years')
FROM v WHERE agreed IS NULL
		 AND (procurement_value(t, amount, '1 month') <> 48 * amount
			  OR procurement_value(t, amount, '3 months') <> 16 * amount
			  OR procurement_value(t, amount, '1 year') <> 4 * amount);
SELECT throws_ok($$SELECT procurement_value('2020-08-01 P3Y tacit P1Y', 1,
											'1 year', true)$$,
	'22023', 'total price for an extent that is not stated',
	'a total price for no extent is refused');

-- Published: a remaining commitment, and a threshold that moved (Delegated
-- Regulations 2023/2495 and 2025/2152).
SELECT is(accrual(60000, '1 year', '[2025-01-15,2029-01-15)',
				  '[2026-11-23,)'), 128712.33, '53/365 of a year and two years');
SELECT is(procurement_value('2026-01-01 evergreen notice P1M', 4550, '1 month'),
		  218400.00, '48 months of 4,550 euro');

/*
 * Thresholds.
 */
SELECT is(count(*), 90::bigint, '90 rows come with the extension')
FROM threshold WHERE seeded;
SELECT is(count(*), 0::bigint, 'one of each on any day since April 2016')
FROM (SELECT authority, kind, day,
			 (SELECT count(*) FROM threshold t
			  WHERE t.authority = a.authority AND t.kind = k.kind
				AND t.valid @> day) AS n
	  FROM (SELECT DISTINCT authority FROM threshold) a,
		   (SELECT DISTINCT kind FROM threshold) k,
		   (SELECT date '2016-04-18' + 7 * i AS day
			FROM generate_series(0, 609) i) d) q
WHERE n <> 1;
SELECT results_eq($$
	SELECT to_char(lower(valid), 'YYYY')::int, max(amount) FILTER (WHERE kind = 'supplies'),
		max(amount) FILTER (WHERE kind = 'works')
	FROM regie.threshold WHERE authority = 'sub-central' GROUP BY 1 ORDER BY 1$$,
	$$VALUES (2016, 209000.00, 5225000.00), (2018, 221000, 5548000),
		(2020, 214000, 5350000), (2022, 215000, 5382000),
		(2024, 221000, 5538000), (2026, 216000, 5404000)$$,
	'the amounts of sub-central authorities');
SELECT results_eq($$
	SELECT threshold_on('central', 'services', d), threshold_on('utility', 'services', d),
		threshold_on('sub-central', 'social services', d), threshold_on('utility', 'social services', d),
		threshold_on('sub-central', 'concession', d)
	FROM unnest(ARRAY[date '2017-12-31', '2018-01-01', '2020-06-01', '2022-06-01', '2025-12-31', '2027-12-31', '2028-01-01']) d ORDER BY d$$,
	$$VALUES (135000.00, 418000.00, 750000.00, 1000000.00, 5225000.00), (144000, 443000, 750000, 1000000, 5548000),
		(139000, 428000, 750000, 1000000, 5350000), (140000, 431000, 750000, 1000000, 5382000),
		(143000, 443000, 750000, 1000000, 5538000), (140000, 432000, 750000, 1000000, 5404000),
		(NULL, NULL, NULL, NULL, NULL)$$,
	'and of others, up to the last known day');
SELECT is(threshold_on('sub-central', 'services', '2015-12-31'), NULL, 'none before 2016');
SELECT is(threshold_on('sub-central', 'concession', '2016-04-17'), NULL, 'nor of concessions before the directives');
SELECT is(threshold_on('sub-central', NULL, '2026-01-01'), NULL, 'no kind, no threshold');
SELECT throws_ok($$UPDATE regie.threshold SET amount = 1 WHERE authority = 'central'$$, '55000', NULL, 'they cannot be changed');
SELECT throws_ok($$DELETE FROM regie.threshold$$, '55000', NULL, 'nor deleted');
SELECT throws_ok($$TRUNCATE regie.threshold$$, '55000', NULL, 'nor truncated');
SELECT throws_ok($$INSERT INTO regie.threshold (threshold_id, authority, kind, valid, amount, seeded)
	OVERRIDING SYSTEM VALUE VALUES (999, 'central', 'works', '[2028-01-01,)', 1, true)$$, '55000', NULL, 'nor added to');
INSERT INTO threshold (authority, kind, valid, amount) VALUES ('sub-central', 'services', '[2025-12-31,2026-01-02)', 7);
SELECT throws_ok($$UPDATE regie.threshold SET seeded = true WHERE amount = 7$$, '55000', NULL, 'nor claimed');
SELECT results_eq($$SELECT threshold_on('sub-central', 'services', d) FROM unnest(ARRAY[date '2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02']) d ORDER BY d$$,
	'VALUES (221000.00), (7), (7), (216000)', 'an own row goes before');
SELECT cmp_ok(threshold_id, '>', 1000, 'and has an identity of its own') FROM threshold WHERE amount = 7;
DELETE FROM threshold WHERE NOT seeded;
SELECT is(threshold_on('sub-central', 'services', '2026-01-01'), 216000.00, 'and can go again');

/*
 * Reports: random contracts with random prices and volumes.
 */
INSERT INTO party (code, kind, name) VALUES ('BUYER', 'other', 'b'), ('OTHER', 'other', 'o'), ('S1', 'supplier', 's'), ('S2', 'supplier', 't');
INSERT INTO service (code, name) VALUES ('X', 'x');
INSERT INTO contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, kind, cpv, procured_on)
SELECT 'C' || lpad(i::text, 4, '0'), 'c', CASE WHEN i % 9 = 0 THEN 'OTHER' ELSE 'BUYER' END, 'S' || 1 + i % 2, date '2021-01-31' + i % 1500,
	CASE WHEN i % 4 < 3 THEN (ARRAY['1 year', '2 years', '18 months'])[1 + i % 3]::interval END,
	(ARRAY['none', 'explicit', 'tacit', 'evergreen'])[1 + i % 4], CASE WHEN i % 4 IN (1, 2) THEN interval '1 year' END,
	CASE WHEN i % 4 = 1 THEN i % 3 END, (ARRAY['services', 'supplies', 'services', 'works', NULL])[1 + i % 5],
	CASE WHEN i % 3 > 0 THEN '72' || 200000 + i % 4 * 100000 || '-0' END, CASE WHEN i % 11 > 0 THEN date '2020-06-01' + (i * 37) % 1800 END
FROM generate_series(1, 600) i;
INSERT INTO contract_line (contract, line, service, amount, per, unit, valid)
SELECT code, 1, 'X', round((random() * 5000)::numeric, 2), (ARRAY['month', 'quarter', 'year', 'once'])[1 + contract_id % 4], NULL, d
FROM contract, unnest(ARRAY[daterange('1900-01-01', '2024-05-12'), daterange('2024-05-12', NULL)]) d WHERE code LIKE 'C%';
INSERT INTO contract_line (contract, line, service, amount, per, unit, valid)
SELECT code, 2, 'X', round((random() * 100)::numeric, 2), 'unit', 'call', d
FROM contract, unnest(ARRAY[daterange('1900-01-01', '2025-02-14'), daterange('2025-02-14', '2027-06-01')]) d WHERE code LIKE 'C%' AND contract_id % 2 = 0;
INSERT INTO contract_volume (contract, line, kind, period, quantity)
SELECT code, 2, k, daterange(make_date(y, 1, 15), make_date(y + 1, 1, CASE WHEN k = 'counted' AND y = 2026 THEN 2 ELSE 15 END)), round((random() * 2000)::numeric, 6)
FROM contract, unnest(ARRAY['expected', 'counted']) k, generate_series(2022, 2027) y
WHERE code LIKE 'C%' AND contract_id % 2 = 0 AND CASE k WHEN 'counted' THEN y < 2027 AND (contract_id + y) % 5 > 1 ELSE (contract_id + y) % 7 > 0 END;
INSERT INTO contract_volume (contract, line, kind, period, quantity) SELECT code, 9, 'counted', '[2026-01-01,2026-02-01)', 5 FROM contract WHERE code = 'C0002';
ANALYZE contract; ANALYZE contract_line; ANALYZE contract_volume;
CREATE TEMP TABLE a AS SELECT * FROM regie_report.contract_accrual WHERE contract LIKE 'C0%';
CREATE TEMP TABLE window_ AS SELECT code, start_on, daterange(term) AS run, daterange(term) * daterange('2021-01-01', '2028-01-01') AS shown FROM contract WHERE code LIKE 'C0%';

SELECT cmp_ok(count(*), '>', 20000::bigint, 'contract_accrual: many months') FROM a;
SELECT is(count(*) - count(DISTINCT contract_accrual_id), 0::bigint, 'one integer for each') FROM a;
SELECT is(count(*), 0::bigint, 'the months of a price add up to its days')
FROM (SELECT code, sum(accrual(n.amount, CASE per WHEN 'month' THEN '1 month' WHEN 'quarter' THEN '3 months' ELSE '1 year' END::interval, run, n.valid * shown)) AS s
	  FROM window_ JOIN contract_line n ON n.contract = code WHERE line = 1 AND per <> 'once' GROUP BY code) x
FULL JOIN (SELECT contract AS code, sum(amount_eur) AS s FROM a WHERE line = 1 AND price_per <> 'once' GROUP BY contract) y USING (code)
WHERE coalesce(x.s, 0) <> coalesce(y.s, 0);
SELECT is(count(*), 0::bigint, 'what is paid once stands in its first month')
FROM (SELECT code, date_trunc('month', greatest(start_on, lower(valid))::timestamp)::date AS month, amount FROM window_ JOIN contract_line n ON n.contract = code
	  WHERE per = 'once' AND run @> greatest(start_on, lower(valid)) AND valid @> greatest(start_on, lower(valid))) x
FULL JOIN (SELECT contract AS code, month_from AS month, amount_eur AS amount FROM a WHERE price_per = 'once') y USING (code, month, amount)
WHERE x.code IS NULL OR y.code IS NULL;
-- units, day by day: each day's part of the volume that counts, at the day's price, not rounded
CREATE TEMP TABLE unit_day AS
SELECT DISTINCT ON (v.contract, day) v.contract AS code, day::date, v.kind, v.quantity / (upper(v.period) - lower(v.period)) AS units,
	(SELECT n.amount FROM contract_line n WHERE n.contract = v.contract AND n.line = 2 AND (n.valid @> day::date) IS TRUE) * v.quantity / (upper(v.period) - lower(v.period)) AS cost
FROM contract_volume v CROSS JOIN LATERAL generate_series(lower(v.period), upper(v.period) - 1, interval '1 day') day
WHERE v.contract < 'C0200' AND v.line = 2 ORDER BY v.contract, day, v.kind;
DELETE FROM unit_day u USING window_ w WHERE w.code = u.code AND (NOT w.shown @> u.day OR cost IS NULL);
SELECT is(count(*), 0::bigint, 'units cost what their days cost, within the cents of rounding')
FROM (SELECT code, date_trunc('month', day::timestamp)::date AS month, sum(cost) AS cost, sum(units) AS units FROM unit_day GROUP BY 1, 2) x
FULL JOIN (SELECT contract AS code, month_from AS month, amount_eur, quantity FROM a WHERE line = 2 AND contract < 'C0200') y USING (code, month)
WHERE x.cost IS NULL OR y.amount_eur IS NULL OR abs(x.cost - y.amount_eur) > 0.05 OR abs(x.units - y.quantity) > 0.00001;
SELECT is(count(*), 0::bigint, 'and over its period, a volume at one price is an invoice in cents')
FROM contract_volume v JOIN contract_line n ON n.contract = v.contract AND n.line = v.line AND n.valid @> v.period
WHERE volume_cost(v.contract, v.line, n.amount, v.period) <> round(v.quantity * n.amount, 2) AND v.kind = 'counted';
SELECT is(count(*), 0::bigint, 'the basis of an amount says which volume it is')
FROM a JOIN (SELECT code, date_trunc('month', day::timestamp)::date AS month, bool_and(kind = 'counted') AS whole, bool_or(kind = 'counted') AS part FROM unit_day GROUP BY 1, 2) x
	ON x.code = a.contract AND x.month = a.month_from AND a.line = 2
WHERE a.amount_basis <> CASE WHEN whole THEN 'counted' WHEN part THEN 'counted in part' ELSE 'expected' END;

CREATE TEMP TABLE s AS SELECT * FROM regie_report.contract_settlement WHERE contract LIKE 'C0%';
SELECT is(count(*) - count(DISTINCT contract_settlement_id), 0::bigint, 'contract_settlement: one integer for each') FROM s;
SELECT is(count(*), 0::bigint, 'all units are there, by kind')
FROM (SELECT contract, line, sum(quantity) FILTER (WHERE kind = 'expected') AS e, sum(quantity) FILTER (WHERE kind = 'counted') AS c FROM contract_volume GROUP BY 1, 2) v
FULL JOIN (SELECT contract, line, sum(quantity_expected) AS e, sum(quantity_counted) AS c FROM s GROUP BY 1, 2) r USING (contract, line)
WHERE v.e IS DISTINCT FROM r.e OR v.c IS DISTINCT FROM r.c;
SELECT is(count(*), 0::bigint, 'counted minus the advance for the same days')
FROM s WHERE settlement_eur IS DISTINCT FROM actual_eur - advance_counted_eur OR (actual_eur IS NULL) <> (quantity_counted IS NULL)
	OR (settlement_status = 'counted' AND advance_counted_eur <> advance_eur);
SELECT is(count(*), 0::bigint, 'the years of a volume add up to it')
FROM (SELECT v.contract, v.line, sum(spread(round(v.quantity * n.amount, 2), v.period, n.valid * daterange(c.start_on, maximum_extent(c.term)))) FILTER (WHERE v.kind = 'expected') AS e,
	  sum(spread(round(v.quantity * n.amount, 2), v.period, n.valid * daterange(c.start_on, maximum_extent(c.term)))) FILTER (WHERE v.kind = 'counted') AS c
	  FROM contract_volume v JOIN contract_line n USING (contract, line) JOIN contract c ON c.code = v.contract WHERE n.per = 'unit' GROUP BY 1, 2) v
JOIN (SELECT contract, line, sum(advance_eur) AS e, sum(actual_eur) AS c FROM s GROUP BY 1, 2) r USING (contract, line)
WHERE coalesce(v.e, 0) <> coalesce(r.e, 0) OR coalesce(v.c, 0) <> coalesce(r.c, 0);
SELECT results_eq($$SELECT settlement_status, quantity_counted, actual_eur FROM s WHERE line = 9$$, $$VALUES ('no price'::text, 5.000000, 0.00)$$, 'a volume of a line without price is seen');
SELECT is(count(DISTINCT settlement_status), 4::bigint, 'every status occurs') FROM s;

CREATE TEMP TABLE val AS SELECT * FROM regie_report.contract_value WHERE contract LIKE 'C0%';
SELECT is(count(*), 600::bigint, 'contract_value: one row per contract') FROM val;
SELECT is(count(*), 0::bigint, 'the total is the price up to the maximum extent, prices at their days')
FROM val JOIN contract c ON c.code = val.contract
LEFT JOIN LATERAL (SELECT sum(CASE n.per WHEN 'unit' THEN volume_cost(c.code, n.line, n.amount, n.valid * w) WHEN 'once'
		THEN CASE WHEN w @> greatest(c.start_on, lower(n.valid)) AND n.valid @> greatest(c.start_on, lower(n.valid)) THEN n.amount ELSE 0 END
		ELSE accrual(n.amount, CASE n.per WHEN 'month' THEN '1 month' WHEN 'quarter' THEN '3 months' ELSE '1 year' END::interval, w, n.valid) END) AS total
	FROM (SELECT daterange(c.start_on, maximum_extent(c.term)) AS w) w, contract_line n WHERE n.contract = c.code AND maximum_extent(c.term) IS NOT NULL) t ON true
WHERE val.total_eur IS DISTINCT FROM t.total;
SELECT is(count(*), 0::bigint, 'the estimate of a line that never changes its price is procurement_value')
FROM (SELECT n.*, c.term AS t, c.kind FROM contract_line n JOIN contract c ON c.code = n.contract
	  WHERE n.line = 1 AND n.per IN ('month', 'quarter', 'year') AND NOT EXISTS (SELECT FROM contract_line u WHERE u.contract = n.contract AND u.per = 'unit')
		AND lower(n.valid) = '1900-01-01' AND c.start_on < upper(n.valid)) n JOIN val ON val.contract = n.contract
WHERE procurement_eur <> procurement_value(t, amount, CASE per WHEN 'month' THEN '1 month' WHEN 'quarter' THEN '3 months' ELSE '1 year' END::interval,
	coalesce(kind IN ('supplies', 'works'), false) AND max_renewals(t) IS NOT NULL);
SELECT is(count(*), 0::bigint, 'the verdict compares with the threshold of the day')
FROM val JOIN contract c ON c.code = val.contract
WHERE threshold_eur IS DISTINCT FROM threshold_on('sub-central', c.kind, c.procured_on)
   OR (threshold_verdict = 'at or above') <> (procurement_eur >= threshold_eur IS TRUE)
   OR (threshold_verdict = 'unknown kind') <> (c.kind IS NULL) OR (threshold_verdict = 'unknown day') <> (c.kind IS NOT NULL AND c.procured_on IS NULL);

-- The published case, and what is exactly the threshold.
INSERT INTO contract (code, title, customer, supplier, start_on, renewal, notice, kind, procured_on)
SELECT 'EG' || i, 'e', 'BUYER', 'S1', '2026-02-01', 'evergreen', '1 month', 'services', d FROM (VALUES (1, date '2025-12-31'), (2, '2026-01-01'), (3, '2026-01-01'), (4, '2026-01-01')) v (i, d);
INSERT INTO contract_line (contract, line, service, amount, per) VALUES ('EG1', 1, 'X', 4550, 'month'), ('EG2', 1, 'X', 4550, 'month'), ('EG3', 1, 'X', 4500, 'month'), ('EG4', 1, 'X', 4499.99, 'month');
SELECT results_eq($$SELECT contract, procurement_eur, threshold_eur, threshold_verdict FROM regie_report.contract_value WHERE contract LIKE 'EG%' ORDER BY 1$$,
	$$VALUES ('EG1'::text, 218400.00, 221000.00, 'below'::text), ('EG2', 218400.00, 216000.00, 'at or above'), ('EG3', 216000.00, 216000.00, 'at or above'), ('EG4', 215999.52, 216000.00, 'below')$$,
	'below on the last day of 2025, above on the first of 2026, and equal is above');
DELETE FROM contract_line WHERE contract LIKE 'EG%';
DELETE FROM contract WHERE code LIKE 'EG%';

-- Purchases in parts, pair by pair.  Amounts are put up so that some reach it.
UPDATE contract_line SET amount = amount * 12 WHERE line = 1;
UPDATE val SET procurement_eur = n.procurement_eur, threshold_verdict = n.threshold_verdict FROM regie_report.contract_value n WHERE n.contract_id = val.contract_id;
CREATE TEMP TABLE one AS SELECT contract_id, contract, customer, supplier, purchase_kind AS kind, left(cpv, 3) AS cpv, procured_on AS day, procurement_eur AS amount, threshold_eur
FROM val WHERE threshold_verdict IN ('below', 'unknown value') AND procurement_eur > 0;
CREATE TEMP TABLE together AS
SELECT f.contract_id, f.customer, f.supplier, f.kind, f.cpv, f.day, array_agg(o.contract_id ORDER BY o.contract_id) AS ids, sum(o.amount) AS total
FROM one f JOIN one o ON (o.customer, o.supplier, o.kind) = (f.customer, f.supplier, f.kind) AND o.cpv IS NOT DISTINCT FROM f.cpv AND o.day >= f.day AND o.day <= f.day + interval '1 year'
GROUP BY f.contract_id, f.customer, f.supplier, f.kind, f.cpv, f.day, f.threshold_eur HAVING sum(o.amount) >= f.threshold_eur;
SELECT cmp_ok(count(*), '>', 10::bigint, 'purchase_split: some reach the threshold together') FROM together;
SELECT results_eq($$SELECT ids::text, total FROM together t WHERE NOT EXISTS (SELECT FROM together o WHERE o.ids @> t.ids AND o.ids <> t.ids)
		GROUP BY ids, total ORDER BY ids$$,
	$$SELECT ids::text, procurement_eur FROM (SELECT p.procurement_eur, (SELECT array_agg(c.contract_id ORDER BY c.contract_id) FROM regie.contract c WHERE c.code = ANY (string_to_array(p.contract_list, ', '))) AS ids
		FROM regie_report.purchase_split p WHERE customer IN ('BUYER', 'OTHER')) q ORDER BY ids$$, 'each group that no larger one holds has one row');
SELECT is(count(*), 0::bigint, 'a row counts its contracts, and stands for its first')
FROM regie_report.purchase_split p WHERE contracts <> cardinality(string_to_array(contract_list, ', '))
	OR NOT EXISTS (SELECT FROM contract c WHERE c.contract_id = purchase_split_id AND c.procured_on = procured_from AND c.code = ANY (string_to_array(contract_list, ', ')));

/*
 * What users can enter does not make a report fail.
 */
INSERT INTO contract (code, title, customer, supplier, start_on, initial, renewal, renewal_period, max_renewals, notice, ended_on, kind, cpv, procured_on)
SELECT 'X' || row_number() OVER (), 'edge', 'BUYER', 'S1', s, CASE WHEN r <> 'evergreen' THEN interval '100 years' END, r, CASE WHEN r = 'tacit' THEN interval '50 years' END,
	CASE WHEN r = 'tacit' THEN m END, '50 years', CASE WHEN e THEN s END, k, CASE WHEN e THEN '99999999' END, d
FROM unnest(ARRAY[date '1900-01-01', '2299-12-31']) s, unnest(ARRAY['none', 'tacit', 'evergreen']) r, unnest(ARRAY[NULL, 0, 100]) m, unnest(ARRAY[false, true]) e,
	unnest(ARRAY['works', 'concession', NULL]) k, unnest(ARRAY[date '1900-01-01', '2026-01-01', '2299-12-31', NULL]) d;
INSERT INTO contract_line (contract, line, service, amount, per, unit, valid)
SELECT code, 2147483640 + k, 'X', CASE k WHEN 1 THEN 999999.99 WHEN 2 THEN -999999.99 ELSE 9999999999.99 END, (ARRAY['unit', 'unit', 'once', 'month', 'year'])[k], CASE WHEN k < 3 THEN 'u' END,
	(ARRAY[daterange '[1900-01-01,)', '[1900-01-01,1900-01-02)', '[2026-11-23,2026-11-24)', '[2299-12-31,2300-01-01)'])[1 + (contract_id + k) % 4]
FROM contract, generate_series(1, 5) k WHERE code LIKE 'X%';
INSERT INTO contract_volume (contract, line, kind, period, quantity)
SELECT code, 2147483640 + l, k, p, CASE WHEN l = 3 THEN 0 ELSE 99999999.999999 END
FROM contract, generate_series(1, 4) l, unnest(ARRAY['expected', 'counted']) k, unnest(ARRAY[daterange '[1900-01-01,2300-01-01)', '[2026-11-23,2026-11-24)']) p
WHERE code LIKE 'X%' AND (upper(p) = '2300-01-01') = (contract_id % 20 = 0);
CREATE FUNCTION pg_temp.read_all() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE v text; n bigint; total bigint := 0;
BEGIN
	FOREACH v IN ARRAY ARRAY['contract_accrual', 'contract_settlement', 'contract_value', 'purchase_split', 'contract_deadline', 'contract_risk', 'contract_risk_share'] LOOP
		EXECUTE format('SELECT count(x.*::text) FROM regie_report.%I x', v) INTO n;
		total := total + n;
	END LOOP;
	RETURN total;
END
$$;
SELECT cmp_ok(pg_temp.read_all(), '>', 10000::bigint, 'edges: the reports can be read');
SET LOCAL regie.today = '1900-01-01';
SELECT cmp_ok(pg_temp.read_all(), '>', 1000::bigint, 'as of 1900 too');
SET LOCAL regie.today = '2299-12-31';
SELECT cmp_ok(pg_temp.read_all(), '>', 1000::bigint, 'and as of 2299');

-- Facts of the catalogue.
CREATE TEMP TABLE f AS
SELECT * FROM pg_proc WHERE pronamespace = 'regie'::regnamespace
	AND proname IN ('accrual', 'accruals', 'spread', 'spreads', 'contract_value', 'procurement_value', 'procurement_period', 'threshold_on', 'volume_cost', 'line_cost', 'line_year');
SELECT is(count(*), 11::bigint, 'the functions of this topic') FROM f WHERE obj_description(oid, 'pg_proc') ~ '[.]$' AND proparallel = 's';
SELECT is(count(*), 7::bigint, 'those that read no table are immutable and strict') FROM f WHERE provolatile = 'i' AND proisstrict;
SELECT * FROM finish();
ROLLBACK;
