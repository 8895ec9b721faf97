-- The calendar of decisions, due days, the agenda and its text: laws over
-- random rows against date arithmetic of plain SQL that shares no code with
-- the kernel, and against working days that are counted here one by one.
BEGIN;
SELECT plan(29);
SET LOCAL datestyle = ISO, YMD;
SET LOCAL search_path = pg_catalog, public, regie;
SET LOCAL regie.today = '2026-11-23';
SELECT setseed(0.5545);

CREATE FUNCTION pg_temp.pick(VARIADIC choices text[]) RETURNS text
LANGUAGE sql VOLATILE AS $$
	SELECT choices[1 + floor(random() * cardinality(choices))::int]
$$;

/*
 * Decisions.  20,000 random registers' rows; half of them start at a month's
 * end.
 */
CREATE TEMP TABLE c AS
SELECT id, kind, start_on, initial, renewal, max_renewals, notice, lifted,
	   ended_on, since, since + floor(random() * 700)::int AS until,
	   term(start_on, initial, kind, renewal, max_renewals, notice, ended_on,
			lifted) AS t
FROM (SELECT r.*, start_on + floor(random() * 1500)::int - 300 AS since,
			 CASE WHEN kind = 'explicit'
				  THEN least(floor(random() * 3)::int, max_renewals) ELSE 0
			 END AS lifted,
			 CASE WHEN random() < 0.1 THEN start_on END AS ended_on
	  FROM (SELECT id, kind,
				   CASE WHEN random() < 0.5 THEN day
						ELSE (date_trunc('month', day) + '1 mon')::date - 1
				   END AS start_on,
				   pg_temp.pick('1 mon', '6 mons', '1 year', '16 mons',
								'10 days', '1 mon 10 days')::interval
				   AS initial,
				   CASE WHEN kind IN ('tacit', 'explicit')
						THEN pg_temp.pick('1 mon', '2 mons', '3 mons',
										  '1 year', '2 years', '30 days',
										  '1 mon 10 days')::interval
				   END AS renewal,
				   CASE WHEN kind IN ('tacit', 'explicit') AND random() < 0.5
						THEN floor(random() * 6)::int END AS max_renewals,
				   pg_temp.pick('0', '1 mon', '2 mons', '3 mons', '1 year',
								'45 days', '1 mon 1 day')::interval AS notice
			FROM (SELECT id, (ARRAY['none', 'explicit', 'explicit', 'tacit',
									'tacit', 'evergreen'])
							 [1 + floor(random() * 6)::int] AS kind,
						 date '1996-02-29' + floor(random() * 12000)::int
						 AS day
				  FROM generate_series(1, 20000) AS id) AS days) AS r) AS l;
ANALYZE c;

-- The slow formulation: every boundary from the start, by PostgreSQL's own
-- dates, and those among them that somebody can decide about.
CREATE TEMP TABLE slow AS
SELECT id, k, CASE kind WHEN 'tacit' THEN 'notice' ELSE 'option' END AS kind,
	   last_day, boundary,
	   CASE kind WHEN 'tacit' THEN 'renews' ELSE 'ends' END AS if_silent,
	   CASE kind WHEN 'tacit' THEN 0 ELSE k - lifted END AS options_before
FROM (SELECT *, (boundary - notice)::date - 1 AS last_day,
			 ((start_on + (initial + lifted * renewal))::date - notice)::date
			 - 1 AS next_option
	  FROM (SELECT *, (start_on + (initial + k * renewal))::date AS boundary
			FROM c, generate_series(0, 100) AS k
			WHERE kind IN ('tacit', 'explicit') AND ended_on IS NULL) AS b
	 ) AS d
WHERE (max_renewals IS NULL OR k < max_renewals) AND last_day >= since
  AND last_day < until
  AND (kind = 'tacit' OR (k >= lifted AND next_option >= since));
CREATE TEMP TABLE got AS
SELECT id, d.* FROM c, LATERAL decisions(t, since, until) AS d;

SELECT cmp_ok(count(*), '>', 10000::bigint, 'more than 10,000 decisions')
FROM slow;
SELECT cmp_ok(min(n), '>', 1000::bigint, 'both kinds are among them often')
FROM (SELECT count(*) AS n FROM slow GROUP BY kind) AS k;
SELECT is_empty('SELECT * FROM got EXCEPT ALL SELECT * FROM slow',
	'all that decisions() gives is found by plain date arithmetic');
SELECT is_empty('SELECT * FROM slow EXCEPT ALL SELECT * FROM got',
	'and nothing is missing');
SELECT is(count(*), 0::bigint, 'boundaries are those of boundary()')
FROM got AS g JOIN c USING (id)
WHERE g.boundary IS DISTINCT FROM boundary(t, g.k);
SELECT is(count(*), 0::bigint,
		  'the first is the last notice day, where that is in time')
FROM c LEFT JOIN LATERAL (SELECT last_day FROM decisions(t, since, until)
						  LIMIT 1) AS d ON true
WHERE d.last_day IS DISTINCT FROM
	  CASE WHEN last_notice_day(t, since) < until
		   THEN last_notice_day(t, since) END;
SELECT is(count(*), 0::bigint, 'rows come in the order of their days')
FROM (SELECT id, n, k, lag(k) OVER w AS before, last_day,
			 lag(last_day) OVER w AS day_before
	  FROM c, LATERAL decisions(t, since, until) WITH ORDINALITY
		   AS d (k, kind, last_day, boundary, if_silent, options_before, n)
	  WINDOW w AS (PARTITION BY id ORDER BY n)) AS o
WHERE k <> before + 1 OR last_day < day_before;
SELECT is(count(*), 0::bigint,
		  'for tacit terms they are the last notice days of periods()')
FROM c
WHERE kind = 'tacit'
  AND (SELECT array_agg(last_day ORDER BY k)
	   FROM decisions(t, since, until)) IS DISTINCT FROM
	  (SELECT array_agg(last_notice_day ORDER BY k)
	   FROM periods(t, (until + interval '3 years')::date)
	   WHERE last_notice_day >= since AND last_notice_day < until);
SELECT is(count(*), 0::bigint, 'with one option lifted, the others remain')
FROM c
WHERE kind = 'explicit' AND last_notice_day(t, since) IS NOT NULL
  AND (SELECT array_agg(last_day ORDER BY k)
	   FROM decisions(t, since, until) WHERE options_before > 0)
	  IS DISTINCT FROM
	  (SELECT array_agg(last_day ORDER BY k)
	   FROM decisions(lift(t), since, until));

/*
 * Due days.
 */
CREATE TEMP TABLE o AS
SELECT id, first_due_on, every,
	   first_due_on + floor(random() * 2000)::int - 400 AS since,
	   first_due_on + floor(random() * 2000)::int - 100 AS until
FROM (SELECT id, CASE WHEN random() < 0.5 THEN day
					  ELSE (date_trunc('month', day) + '1 mon')::date - 1
				 END AS first_due_on,
			 CASE WHEN random() < 0.9
				  THEN pg_temp.pick('7 days', '1 mon', '3 mons', '6 mons',
									'1 year', '1 mon 1 day', '100 days')
			 END::interval AS every
	  FROM (SELECT id, date '2016-02-29' + floor(random() * 4000)::int AS day
			FROM generate_series(1, 12000) AS id) AS d) AS f;
CREATE TEMP TABLE due AS
SELECT id, (first_due_on + n * coalesce(every, '0'))::date AS day
FROM o, generate_series(0, CASE WHEN every IS NULL THEN 0 ELSE 300 END) AS n
WHERE (first_due_on + n * coalesce(every, '0'))::date >= since
  AND (first_due_on + n * coalesce(every, '0'))::date < until;
SELECT cmp_ok(count(*), '>', 50000::bigint, 'more than 50,000 due days')
FROM due;
SELECT is_empty($$
	(SELECT id, day FROM o, due_days(first_due_on, every, since, until) AS day
	 EXCEPT ALL SELECT * FROM due)
	UNION ALL
	(SELECT * FROM due EXCEPT ALL
	 SELECT id, day FROM o, due_days(first_due_on, every, since, until) AS day)
	$$, 'due days are the first + n * every');
SELECT is(count(*), 0::bigint, 'what can be a recurrence has due days')
FROM (SELECT make_interval(0, m, 0, d, h) AS every
	  FROM generate_series(-2, 3) AS m, generate_series(-40, 40, 4) AS d,
		   generate_series(-1, 1) AS h) AS i
WHERE is_recurrence(every) <>
	  (extract(epoch FROM every) >= 7 * 86400 AND every::text !~ '[-:]');

/*
 * The agenda over a large model.
 */
INSERT INTO regie.party (code, kind, name)
VALUES ('C', 'cooperation', 'C'), ('S', 'supplier', 'S');
INSERT INTO regie.contract (code, title, customer, supplier, start_on,
	initial, renewal, renewal_period, max_renewals, notice, ended_on,
	options_lifted)
SELECT pg_temp.pick('a', 'a/', 'a%', 'a%2F', 'obligation/') || id,
	   'Contract', 'C', 'S',
	   start_on + 5000, initial, kind, renewal, max_renewals, notice,
	   ended_on + 5000, lifted
FROM c WHERE id <= 3000;
INSERT INTO regie.obligation (contract, code, kind, title, party,
	first_due_on, every, last_due_on)
SELECT code, 'notice' || pg_temp.pick('', '/', '%2F') || n,
	   pg_temp.pick('audit', 'report', 'other'), 'x', 'S', first,
	   CASE WHEN random() < 0.8 THEN every END, NULL
FROM (SELECT code, n, date '2026-01-01' + floor(random() * 900)::int AS first,
			 pg_temp.pick('1 mon', '7 days', '1 year', '3 mons')::interval
			 AS every
	  FROM regie.contract, generate_series(1, 2) AS n) AS r;
UPDATE regie.obligation SET last_due_on = first_due_on + 200
WHERE every IS NOT NULL AND random() < 0.3;
INSERT INTO regie.obligation_done (contract, obligation, due_on, done_on)
SELECT contract, code, day, day + floor(random() * 60)::int - 30
FROM regie.obligation, due_days(first_due_on, every, first_due_on,
								'2026-12-31') AS day
WHERE random() < 0.5
  AND (last_due_on IS NULL OR day <= last_due_on);
ANALYZE regie.contract;
ANALYZE regie.obligation;
ANALYZE regie.obligation_done;
CREATE TEMP TABLE agenda AS
SELECT * FROM regie_report.contract_decision;

-- Working days from a calendar, typed: holidays of municipal staff.
CREATE TEMP TABLE workday AS
SELECT d::date AS day
FROM generate_series(timestamp '2026-01-01', '2028-12-31', '1 day') AS d
WHERE extract(isodow FROM d) < 6 AND d::date NOT IN
	('2026-01-01', '2026-04-06', '2026-04-27', '2026-05-05', '2026-05-14',
	 '2026-05-25', '2026-12-25', '2027-01-01', '2027-03-29', '2027-04-27',
	 '2027-05-05', '2027-05-06', '2027-05-17', '2028-04-17', '2028-04-27',
	 '2028-05-05', '2028-05-25', '2028-06-05', '2028-12-25', '2028-12-26');

SELECT cmp_ok(count(*), '>', 20000::bigint, 'an agenda of 20,000 rows')
FROM agenda;
SELECT is(count(DISTINCT alert_key), count(*), 'each has a key of its own')
FROM agenda;
SELECT is(count(DISTINCT contract_decision_id), count(*), 'and a number')
FROM agenda;
SELECT cmp_ok(max(contract_decision_id), '<', 9007199254740992,
	'that every browser can show')
FROM agenda;

-- The slow formulation of the obligations that are open.
CREATE TEMP TABLE open AS
SELECT o.contract, o.code, (first_due_on + n * coalesce(every, '0'))::date AS day
FROM regie.obligation AS o
JOIN regie.contract AS k ON k.code = o.contract,
	 generate_series(0, CASE WHEN every IS NULL THEN 0 ELSE 160 END) AS n
WHERE (first_due_on + n * coalesce(every, '0'))::date
	  <= least(date '2028-11-23', last_due_on)
  AND (every IS NULL OR last_due_on IS NOT NULL
	   OR ((first_due_on + n * every)::date
		   < coalesce(ended_on,
					  CASE renewal
						  WHEN 'none' THEN start_on + initial
						  WHEN 'explicit'
						  THEN start_on + (initial + options_lifted * renewal_period)
						  WHEN 'tacit'
						  THEN start_on + (initial + max_renewals * renewal_period)
					  END)) IS NOT FALSE);
DELETE FROM open AS p USING regie.obligation_done AS d
WHERE (d.contract, d.obligation, d.due_on) = (p.contract, p.code, p.day)
  AND d.done_on <= '2026-11-23';
SELECT is_empty($$
	(SELECT contract, obligation, due_on FROM agenda
	 WHERE obligation IS NOT NULL EXCEPT ALL SELECT * FROM open)
	UNION ALL
	(SELECT * FROM open EXCEPT ALL SELECT contract, obligation, due_on
	 FROM agenda WHERE obligation IS NOT NULL)$$,
	'open obligations are those that are due and not done');
SELECT is_empty($$
	(SELECT contract, decision_kind, due_on, boundary, if_silent,
			options_before FROM agenda WHERE obligation IS NULL
	 EXCEPT ALL
	 SELECT code, d.kind, d.last_day, d.boundary, d.if_silent,
			d.options_before
	 FROM regie.contract AS k, decisions(term, '2026-11-23', '2028-11-24') AS d)
	UNION ALL
	(SELECT code, d.kind, d.last_day, d.boundary, d.if_silent,
			d.options_before
	 FROM regie.contract AS k, decisions(term, '2026-11-23', '2028-11-24') AS d
	 EXCEPT ALL
	 SELECT contract, decision_kind, due_on, boundary, if_silent,
			options_before FROM agenda WHERE obligation IS NULL)$$,
	'the rest are the decisions of 24 months, both days included');
SELECT cmp_ok(count(*) FILTER (WHERE is_overdue), '>', 1000::bigint,
	'many are overdue')
FROM agenda;
SELECT is(count(*), 0::bigint, 'overdue is before today, and an obligation')
FROM agenda
WHERE is_overdue <> (due_on < '2026-11-23')
   OR is_overdue <> (overdue_label = 'yes') OR (is_overdue AND boundary IS NOT NULL)
   OR days_left <> due_on - date '2026-11-23';
SELECT is(count(*), 0::bigint, 'working days are counted one by one')
FROM agenda AS a,
	 LATERAL (SELECT (count(*) FILTER (WHERE day > '2026-11-23' AND day <= due_on)
					  - count(*) FILTER (WHERE day <= '2026-11-23' AND day > due_on))::int
					 AS left,
					 max(day) FILTER (WHERE day <= due_on) AS last
			  FROM workday) AS w
WHERE a.contract_decision_id % 10 < 2
  AND (workdays_left <> w.left
	   OR (a.due_on >= '2026-01-02' AND last_workday IS DISTINCT FROM w.last));

-- Read again two months later, with other sessions' settings.
SET LOCAL regie.today = '2027-01-23';
SET LOCAL datestyle = 'SQL, DMY';
CREATE TEMP TABLE later AS
SELECT * FROM regie_report.contract_decision;
SET LOCAL datestyle = ISO, YMD;
SET LOCAL regie.today = '2026-11-23';
SELECT is(count(*), 0::bigint, 'keys and numbers stay with their row')
FROM agenda AS a
FULL JOIN later AS l USING (alert_key)
WHERE (a.contract_decision_id, a.due_on, a.contract, a.decision_kind)
	  IS DISTINCT FROM
	  (l.contract_decision_id, l.due_on, l.contract, l.decision_kind)
  AND a.as_of IS NOT NULL AND l.as_of IS NOT NULL;
SELECT cmp_ok(count(*), '>', 10000::bigint, 'of those that are on both')
FROM agenda JOIN later USING (alert_key);

-- The agenda as one text.
SELECT is(count(*) FILTER (WHERE line LIKE 'UID:%'), (SELECT count(*) FROM agenda),
	'all of it is in the calendar')
FROM (SELECT ics(array_agg(ics_event(alert_key, due_on, title, consequence,
									 as_of, 7) ORDER BY due_on, alert_key),
				 'All') AS ics FROM agenda) AS i,
	 regexp_split_to_table(ics, '\r\n') AS line;

/*
 * Calendar text, read back by plain SQL.
 */
CREATE FUNCTION pg_temp.is_taken(event text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM regie.ics(ARRAY[event], 'x');
	RETURN true;
EXCEPTION WHEN invalid_parameter_value THEN
	RETURN false;
END
$$;
CREATE TEMP TABLE word AS
SELECT id, (SELECT coalesce(string_agg(pg_temp.pick(E'\\', ',', ';', E'\n', 'n', ':',
										   ' ', E'\t', 'é', '€', '📅', 'x', 'BEGIN:'),
									   '' ORDER BY i), '')
			FROM generate_series(1, (id * 7919) % 200) AS i)
		   AS word
FROM generate_series(1, 2000) AS id;
CREATE TEMP TABLE event AS
SELECT id, word, ics_event('e' || id, '2026-12-31', word, word, '2026-11-23')
	   AS event
FROM word;
SELECT is(count(*), 0::bigint, 'no line of it is longer than 75 octets')
FROM event, regexp_split_to_table(event, '\r\n') AS line
WHERE octet_length(line) > 75 OR line ~ '[\r\n]';
SELECT is(count(*), 0::bigint, 'unfolded and unescaped, texts are as they were')
FROM (SELECT word, regexp_match(replace(event, E'\r\n ', ''),
								'\r\nSUMMARY:(.*)\r\nDESCRIPTION:(.*)\r\nTRANSP') AS m
	  FROM event) AS e
WHERE replace(replace(regexp_replace(replace(replace(m[1], '\\', chr(1)), '\n', chr(2)),
				'\\([,;])', '\1', 'g'), chr(2), E'\n'), chr(1), E'\\')
	  IS DISTINCT FROM word
   OR m[1] <> m[2];
SELECT is(count(*), 0::bigint, 'an event that is cut or added to is none')
FROM event,
	 LATERAL (VALUES (left(event, -1)), (substr(event, 2)),
					 (event || ' '), (replace(event, 'TRANSPARENT', 'OPAQUE')),
					 (replace(event, E'\r\nDTEND', E'\r\nX-A:b\r\nDTEND')),
					 (replace(event, E'\r\n', E'\n'))) AS v (bad)
WHERE id <= 200 AND pg_temp.is_taken(bad);

-- Facts of the catalogue.
SELECT is(count(*), 5::bigint, 'all functions are immutable and parallel safe')
FROM pg_proc
WHERE pronamespace = 'regie'::regnamespace AND provolatile = 'i'
  AND proparallel = 's'
  AND proname IN ('decisions', 'due_days', 'ics', 'ics_event', 'is_recurrence');
SELECT is(has_function_privilege('public', 'regie.ics(text[], text)', 'EXECUTE'),
	true, 'everybody who is let into the schema may call them');
SELECT * FROM finish();
ROLLBACK;
