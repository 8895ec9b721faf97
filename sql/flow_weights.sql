-- A weight counts by what it is, however it is written and whoever had it
-- before: the rows of both networks are the same but for zeros behind the
-- point, and some weights are too long to be remembered.
WITH link AS (
	SELECT 'pool ' || i % 40 AS source, 'user ' || i AS target,
		   CASE WHEN i % 7 = 0 THEN i + 0.12345678901234567890123456789 ELSE (i * 37 % 2500) / 4.0 END AS weight
	FROM generate_series(1, 6000) i
), one AS (
	SELECT source, target, NULL::numeric AS amount, trim_scale(weight) AS weight FROM link
	UNION ALL
	SELECT 'costs', 'pool ' || i, 1000.00 + i, NULL FROM generate_series(0, 39) i
), other AS (
	SELECT source, target, amount, round(weight, 29 + length(target)) AS weight FROM one
), answers AS (
	SELECT 1 AS net, source, target, regie.flow(source, target, amount, weight) OVER () AS flow FROM one
	UNION ALL
	SELECT 2, source, target, regie.flow(source, target, amount, weight) OVER () FROM other
)
SELECT count(*) AS rows, count(*) FILTER (WHERE n <> 2 OR low <> high) AS different, sum(low) AS money
FROM (SELECT source, target, count(*) AS n, min(flow) AS low, max(flow) AS high FROM answers GROUP BY 1, 2) q;
-- Known already or not, a weight beside an amount is refused.
SELECT regie.flow(source, target, amount, weight) OVER ()
FROM (VALUES ('a', 'b', NULL, 2.5), ('c', 'd', 1.00, 2.5)) q (source, target, amount, weight);
