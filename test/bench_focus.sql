-- bench_focus.sql
--		A cloud bill of a cooperation of twelve, from the table that the file
--		was copied into to the report: load, split, report.  Beside it what is
--		written in plain SQL: a ratio and round(), and a correct largest
--		remainder.  Three sizes show that it grows with the bill, no faster.
--		-v sizes=50000,500000 leaves the largest out.
\if :{?sizes}
\else
\set sizes 50000,500000,5000000
\endif
\pset footer off
SET work_mem = '64MB';
SET jit = off;

INSERT INTO regie.party (code, kind, name)
SELECT 'GM' || 1000 + i, 'municipality', 'Municipality ' || i FROM generate_series(1, 12) i;
INSERT INTO regie.service (code, name) VALUES ('CLOUD', 'Public cloud');
INSERT INTO regie.cost_key (code, name, driver) VALUES ('INW', 'Inhabitants', 'inhabitants');
INSERT INTO regie.cost_key_value (cost_key, party, valid, value)
SELECT 'INW', 'GM' || 1000 + i, '[2020-01-01,)', 9000 + i * 48271 % 60000 FROM generate_series(1, 12) i;
INSERT INTO regie.allocation_rule (service, valid, cost_key) VALUES ('CLOUD', '[2020-01-01,)', 'INW');
-- 27 rules: tags, then accounts, then a shared service, then what follows.
INSERT INTO regie.focus_rule (code, precedence, valid, tag_key, tag_value, participant)
SELECT 'TAG ' || i, i, '[2020-01-01,)', 'gemeente', 'GM' || 1000 + i, 'GM' || 1000 + i FROM generate_series(1, 12) i;
INSERT INTO regie.focus_rule (code, precedence, valid, sub_account_id, participant)
SELECT 'ACCOUNT ' || i, 20 + i, '[2020-01-01,)', 'sub-' || i, 'GM' || 1000 + i FROM generate_series(1, 12) i;
INSERT INTO regie.focus_rule (code, precedence, valid, service_name, cost_key, charge_category, proportional_to) VALUES
	('NETWORK', 40, '[2020-01-01,)', 'Virtual Network%', 'INW', NULL, NULL),
	('TAX', 50, '[2020-01-01,)', NULL, NULL, 'Tax', 'sub account'),
	('CREDIT', 51, '[2020-01-01,)', NULL, NULL, 'Credit', 'billing account');

-- The generator: the same bill every time, no random().  Of 100 charges 55
-- have a tag that a rule knows, 15 are on an account of one participant, 10
-- are for a shared service, 2 are taxes and 1 is a credit without a tag; the
-- others are untagged.
CREATE FUNCTION pg_temp.make_bill(lines int) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE IF EXISTS public.bill;
	CREATE UNLOGGED TABLE public.bill AS
	SELECT (h % 9000000 / 1000000.0 * CASE WHEN kind = 82 THEN -1 ELSE 1 END)::numeric(12, 6)::text AS "BilledCost",
		(h % 7000000 / 1000000.0 * CASE WHEN kind = 82 THEN -1 ELSE 1 END)::numeric(12, 6)::text AS "EffectiveCost",
		(h % 11000000 / 1000000.0)::numeric(12, 6)::text AS "ListCost",
		(h % 8000000 / 1000000.0)::numeric(12, 6)::text AS "ContractedCost",
		'EUR' AS "BillingCurrency",
		'2026-09-01T00:00:00Z' AS "BillingPeriodStart", '2026-10-01T00:00:00Z' AS "BillingPeriodEnd",
		to_char('2026-09-01'::timestamp + i % 720 * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "ChargePeriodStart",
		CASE kind WHEN 80 THEN 'Tax' WHEN 81 THEN 'Tax' WHEN 82 THEN 'Credit' ELSE 'Usage' END AS "ChargeCategory",
		NULL::text AS "ChargeClass", 'Usage-Based' AS "ChargeFrequency",
		'line ' || i % 1000 AS "ChargeDescription",
		'Cloudy' AS "ProviderName", 'Cloudy' AS "PublisherName", 'Cloudy B.V.' AS "InvoiceIssuerName",
		'account-' || h % 3 AS "BillingAccountId",
		'sub-' || CASE WHEN kind BETWEEN 55 AND 69 THEN 1 + h % 12 ELSE 100 + h % 40 END AS "SubAccountId",
		CASE WHEN kind BETWEEN 70 AND 79 THEN 'Virtual Network' ELSE 'Service ' || h % 12 END AS "ServiceName",
		CASE WHEN kind BETWEEN 70 AND 79 THEN 'Networking' ELSE 'Compute' END AS "ServiceCategory",
		'/subscriptions/sub/resource/' || h % 20000 AS "ResourceId", 'westeurope' AS "RegionId",
		'sku-' || h % 500 AS "SkuId", '1' AS "ConsumedQuantity", 'Hours' AS "ConsumedUnit",
		CASE WHEN kind < 55 THEN format('{"gemeente": "GM%s", "omgeving": "productie"}', 1001 + h % 12)
			WHEN kind > 90 THEN '{"omgeving": "test"}' END AS "Tags"
	FROM (SELECT i, i % 100 AS kind, i::bigint * 7919 % 99999989 AS h FROM generate_series(1, lines) i) g;
	ANALYZE public.bill;
END
$$;

-- Memory of this server process alone, at its peak: all it had less what it
-- shares with the others.
CREATE FUNCTION pg_temp.peak_mb() RETURNS numeric LANGUAGE sql AS $$
	SELECT round((substring(s from 'VmHWM:\s*(\d+)')::numeric - substring(s from 'RssShmem:\s*(\d+)')::numeric) / 1024)
	FROM pg_read_file('/proc/' || pg_backend_pid() || '/status') s
$$;

CREATE TEMP TABLE step (place int GENERATED ALWAYS AS IDENTITY, name text, query text);
INSERT INTO step (name, query) VALUES
('load: import_focus', $$SELECT regie.import_focus('public.bill', 'B', 'CLOUD')$$),
('statistics', 'ANALYZE regie.focus_charge'),
('which rule fits each', $$SELECT count(*) FILTER (WHERE place = 0), count(*) FROM regie.focus_mapped WHERE bill = 'B'$$),
('split, two costs (focus_totals)', $$SELECT sum(billed_cost) FROM regie.focus_totals('B')$$),
('split, four costs', $$SELECT count(*), sum(u.billed), sum(u.effective), sum(u.list), sum(u.contracted)
	FROM regie.focus_split s, unnest(s.participants, regie.allocate_parts(s.billed_cost, s.weights, s.scale),
		regie.focus_parts(s.effective_cost, s.weights, s.scale), regie.focus_parts(s.list_cost, s.weights, s.scale),
		regie.focus_parts(s.contracted_cost, s.weights, s.scale)) AS u (participant, billed, effective, list, contracted)
	WHERE s.bill = 'B'$$),
('report: cloud_cost', $$SELECT count(*), sum(billed_cost) FROM regie_report.cloud_cost WHERE bill = 'B'$$),
('report: cloud_untagged', $$SELECT count(*), sum(billed_cost) FROM regie_report.cloud_untagged WHERE bill = 'B'$$),
('cost of the model: focus_to_cost', $$SELECT regie.focus_to_cost('B', 'DDV', 'CLOUDY', tax => 'include')$$);
INSERT INTO regie.party (code, kind, name) VALUES ('DDV', 'cooperation', 'Cooperation'), ('CLOUDY', 'supplier', 'Cloudy');

CREATE TEMP TABLE taken (lines int, place int, seconds numeric, peak_mb numeric);
CREATE FUNCTION pg_temp.run(lines int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	s record;
	started timestamptz;
BEGIN
	PERFORM pg_temp.make_bill(lines);
	DELETE FROM regie.cost WHERE code = 'B';
	DELETE FROM regie.cost_key_value WHERE cost_key = 'B';
	DELETE FROM regie.cost_key WHERE code = 'B';
	TRUNCATE regie.focus_charge, regie.focus_bill;
	FOR s IN SELECT * FROM pg_temp.step ORDER BY place LOOP
		started := clock_timestamp();
		EXECUTE s.query;
		INSERT INTO pg_temp.taken VALUES (lines, s.place, extract(epoch FROM clock_timestamp() - started), pg_temp.peak_mb());
	END LOOP;
END
$$;

SELECT pg_temp.run(n::int) FROM unnest(string_to_array(:'sizes', ',')) n \g /dev/null

\echo
\echo '== a bill of twelve municipalities, 27 rules, from the table to the report'
SELECT s.name AS step, t.lines, round(t.seconds, 2) AS seconds, round(t.seconds * 1e6 / t.lines, 2) AS us_per_line, t.peak_mb
FROM pg_temp.step s JOIN pg_temp.taken t USING (place) ORDER BY s.place, t.lines;
SELECT t.lines, round(sum(t.seconds), 1) AS seconds_in_all, max(t.peak_mb) AS peak_mb FROM pg_temp.taken t GROUP BY t.lines ORDER BY t.lines;

-- The split alone: what each user would write over charges that are mapped
-- already, 200,000 of them over twelve by a key.
\ir lib/bench.psql
\pset footer off
SET work_mem = '256MB';
SET jit = off;
CREATE TEMP TABLE line AS
SELECT charge, billed_cost AS amount FROM regie.focus_charge WHERE charge <= 200000;
CREATE TEMP TABLE key AS
SELECT party, value, sum(value) OVER () AS total FROM regie.cost_key_value WHERE cost_key = 'INW';
ANALYZE line;
ANALYZE key;
INSERT INTO pg_temp.contest (contest, name, query) VALUES
('split', 'allocate_parts over an array', $$SELECT u.party, sum(u.part) FROM line,
	(SELECT array_agg(party ORDER BY party) AS parties, array_agg(value ORDER BY party) AS weights FROM key) k,
	unnest(k.parties, regie.allocate_parts(amount, k.weights, 6)) AS u (party, part) GROUP BY 1$$),
('split', 'window function allocate', $$SELECT party, sum(part) FROM (SELECT party, regie.allocate(amount, value, 6) OVER (PARTITION BY charge ORDER BY party) AS part FROM line, key) q GROUP BY 1$$),
('split', 'allocate by an allocation_key, LATERAL', $$SELECT a.participant, sum(a.amount) FROM line, (SELECT regie.allocation_key(party, value) AS key FROM key) k, regie.allocate(line.amount, k.key, 6) a GROUP BY 1$$),
('split', 'plain SQL: round(amount * ratio), does not add up', $$SELECT party, sum(part) FROM (SELECT party, round(amount * (value / total), 6) AS part FROM line, key) q GROUP BY 1$$),
('split', 'plain SQL: largest remainder', $$SELECT party, sum(part) FROM (
	SELECT party, cut + CASE WHEN row_number() OVER (PARTITION BY charge ORDER BY rest DESC, value DESC, party) <= (size - whole) * 1000000 THEN 0.000001 ELSE 0 END * sign(amount) AS part
	FROM (SELECT *, sum(cut * sign(amount)) OVER (PARTITION BY charge) AS whole
		  FROM (SELECT charge, party, value, amount, abs(amount) AS size, trunc(abs(amount) * value / total, 6) * sign(amount) AS cut,
					   abs(amount) * value / total - trunc(abs(amount) * value / total, 6) AS rest FROM line, key) a) b) c GROUP BY 1$$);
SELECT pg_temp.run_contest('split', :rounds) \g /dev/null

\echo
\echo '== 200,000 charges over twelve: the split alone, in seconds'
SELECT * FROM pg_temp.result('split', 'allocate_parts over an array');
SELECT count(*) AS charges_that_do_not_add_up FROM (
	SELECT charge FROM line, key GROUP BY charge, amount HAVING sum(round(amount * (value / total), 6)) <> amount) q;
