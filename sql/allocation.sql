SET datestyle = ISO, YMD;

-- A bill of three municipalities: Dienst Dommelvallei's budget of 2020 by
-- inhabitants (CBS).  Cut shares: 7636298.37(9), 4491625.75(8), 3334448.86(1);
-- the two cents left go to the first two.
CREATE TABLE bill (bill text, municipality text, total numeric, inhabitants int);
INSERT INTO bill VALUES
	('2020', 'Geldrop-Mierlo', 15462373.00, 39997),
	('2020', 'Nuenen', 15462373.00, 23526),
	('2020', 'Son en Breugel', 15462373.00, 17465),
	('credit', 'Geldrop-Mierlo', -100.00, 1),
	('credit', 'Nuenen', -100.00, 1),
	('credit', 'Son en Breugel', -100.00, 1);
SELECT bill, municipality,
	   regie.allocate(total, inhabitants)
		   OVER (PARTITION BY bill ORDER BY municipality) AS amount
FROM bill ORDER BY bill, municipality;
-- in whole euros
SELECT municipality,
	   regie.allocate(total, inhabitants, scale => 0)
		   OVER (ORDER BY municipality) AS amount
FROM bill WHERE bill = '2020' ORDER BY municipality;
-- licences: 100 seats over 41, 28 and 21 people: 45.56, 31.11, 23.33
SELECT team, regie.allocate_units(100, people) OVER (ORDER BY team) AS seats
FROM (VALUES ('a', 41), ('b', 28), ('c', 21)) AS t (team, people)
ORDER BY team;

-- Published cases.
-- Odoo pull request 214736: 182.25 over 98/2 gave 182.26 in all.
SELECT w, regie.allocate(182.25, w) OVER (ORDER BY n) AS amount
FROM unnest(ARRAY[98, 2]) WITH ORDINALITY AS t (w, n) ORDER BY n;
-- ERPNext pull request 35091: 0.01 over 95/5 blocked the posting.
SELECT w, regie.allocate(0.01, w) OVER (ORDER BY n) AS amount
FROM unnest(ARRAY[95, 5]) WITH ORDINALITY AS t (w, n) ORDER BY n;
-- 60 % inhabitants, 40 % workplaces: shares .478540, .298737, .222723
SELECT municipality, round(share, 6) AS share,
	   regie.allocate(15462373.00, share) OVER (ORDER BY municipality) AS amount
FROM (SELECT municipality,
			 0.6 * inhabitants / sum(inhabitants) OVER ()
			 + 0.4 * workplaces / sum(workplaces) OVER () AS share
	  FROM (VALUES ('Geldrop-Mierlo', 39997, 410), ('Nuenen', 23526, 280),
				   ('Son en Breugel', 17465, 210))
		   AS t (municipality, inhabitants, workplaces)) q
ORDER BY municipality;

-- Weight NULL takes no part, weight 0 gets 0.
SELECT w, regie.allocate(10.00, w) OVER (ORDER BY n) AS amount,
	   regie.allocate_units(10, w) OVER (ORDER BY n) AS units
FROM unnest(ARRAY[1, NULL, 0, 2]) WITH ORDINALITY AS t (w, n) ORDER BY n;
-- A tie: the larger weight first, then the window's order.  6 over 1, 3, 8 is
-- 0.5, 1.5, 4.
SELECT w, regie.allocate_units(6, w) OVER (ORDER BY n) AS units
FROM unnest(ARRAY[1, 3, 8]) WITH ORDINALITY AS t (w, n) ORDER BY n;
SELECT n, regie.allocate_units(1, 1) OVER (ORDER BY n DESC) AS units
FROM generate_series(1, 3) n ORDER BY n;
-- No amount: no parts.  Nothing to allocate needs no weight.
SELECT regie.allocate(NULL, w) OVER () AS amount FROM unnest(ARRAY[1, 2]) w;
SELECT regie.allocate(0, w) OVER () AS amount FROM unnest(ARRAY[0, NULL]) w;
SELECT regie.allocate(1.00, 1) OVER () FROM bill WHERE false;

-- Trailing zeros are no decimals; equal amounts may be written differently.
SELECT a, regie.allocate(a, 1) OVER () AS amount
FROM (VALUES (10.000), (10.0), (10)) AS t (a);
-- A cloud bill at 12 decimals; weights and amounts beyond 18 digits.
SELECT w, regie.allocate(0.000000800001, w, 12) OVER (ORDER BY n) AS amount
FROM unnest(ARRAY[1, 1, 1]) WITH ORDINALITY AS t (w, n) ORDER BY n;
SELECT w, regie.allocate(9999999999999.999999999999, w, 12) OVER (ORDER BY n)
FROM unnest(ARRAY[1, 0.0000000000000000000000001, 2])
	 WITH ORDINALITY AS t (w, n) ORDER BY n;
SELECT sum(share), count(share)
FROM (SELECT regie.allocate_units(9223372036854775807, 9223372036854775807)
			 OVER () AS share FROM generate_series(1, 7)) q;
-- Each window has its own bill; two calls in one query do not meet.
SELECT n, regie.allocate(1.00, 1) OVER (PARTITION BY n % 2 ORDER BY n) AS half,
	   regie.allocate(2.00, 1) OVER (ORDER BY n) AS whole
FROM generate_series(1, 5) n ORDER BY n;
-- A correlated bill is calculated again for each outer row.
SELECT a, (SELECT string_agg(part::text, ' ' ORDER BY n)
		   FROM (SELECT n, regie.allocate(a, n) OVER (ORDER BY n) AS part
				 FROM generate_series(1, 3) n) p) AS parts
FROM (VALUES (1.00), (-1.00), (7.77)) AS t (a);
DROP TABLE bill;
-- 38 digits, however they fall; zeros behind the point take no room, and the
-- order of the rows does not count for that either.
SELECT regie.allocate(123456789012345678901234567890123456.78, 1) OVER ();
SELECT regie.allocate(1.2345678901234567890123456789012345678, 1, 37) OVER ();
SELECT regie.allocate(99999999999999999999999999999999999999, w, 0) OVER (ORDER BY n)
FROM unnest(ARRAY[1.0, 1, 1]) WITH ORDINALITY AS t (w, n) ORDER BY n;
SELECT regie.allocate(100, 123456789012345678901234567890123456.78) OVER ();
SELECT w, regie.allocate(100, w) OVER (ORDER BY n)
FROM (VALUES (1, round(0, 39)), (2, 5)) AS t (n, w) ORDER BY n;
SELECT w, regie.allocate(100, w) OVER (ORDER BY n)
FROM (VALUES (1, 12345678901234567890::numeric), (2, round(1, 30))) AS t (n, w) ORDER BY n;
SELECT w, regie.allocate(100, w) OVER (ORDER BY n)
FROM (VALUES (1, round(1, 30)), (2, 12345678901234567890::numeric)) AS t (n, w) ORDER BY n;
SELECT w, regie.allocate(100, w) OVER (ORDER BY n)
FROM (VALUES (1, 1.5), (2, round(0.5, 17)), (3, 1e22)) AS t (n, w) ORDER BY n;
-- a sum of weights beyond 63 bits, of weights with different numbers of zeros
SELECT w, regie.allocate(100, w) OVER (ORDER BY n)
FROM (VALUES (1, 9000000000000000000::numeric), (2, 9000000000000000000.0), (3, 900000000000000000.00))
	 AS t (n, w) ORDER BY n;
