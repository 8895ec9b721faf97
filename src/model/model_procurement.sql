/*
 * model: what procurement law counts with, and how much is used of what is
 * priced per unit.
 */

/*
 * European thresholds.  The rows that come with the extension are "seeded":
 * pg_dump leaves them to CREATE EXTENSION, and so nobody else may touch them.
 * Who has another amount adds an own row, which goes before.
 *
 * The identities of own rows begin at 1001, so that an own row and one that a
 * later version brings along cannot meet on restore.
 */
CREATE TABLE regie.threshold (
	threshold_id integer
		GENERATED ALWAYS AS IDENTITY (START WITH 1001 MAXVALUE 999999)
		CONSTRAINT threshold_id_key UNIQUE,
	authority text NOT NULL CONSTRAINT threshold_authority_check
		CHECK (authority IN ('central', 'sub-central', 'utility')),
	kind text NOT NULL CONSTRAINT threshold_kind_check
		CHECK (kind IN ('services', 'supplies', 'works', 'social services',
						'concession')),
	valid daterange NOT NULL
		CONSTRAINT threshold_valid_check CHECK (regie.is_validity(valid)),
	amount numeric(14,2) NOT NULL
		CONSTRAINT threshold_amount_check CHECK (amount > 0 AND amount < 1e10),
	source_ref text,
	seeded boolean NOT NULL DEFAULT false,
	CONSTRAINT threshold_pkey PRIMARY KEY (authority, kind, seeded, valid),
	CONSTRAINT threshold_seeded_check CHECK (seeded = (threshold_id <= 1000)),
	CONSTRAINT threshold_overlap EXCLUDE USING gist (
		regie.text_range(authority, authority, '[]') WITH &&,
		regie.text_range(kind, kind, '[]') WITH &&,
		int4range(seeded::integer, seeded::integer, '[]') WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE regie.threshold IS
'From which value on a purchase falls under European procurement rules, and when. One row per kind of authority, kind of purchase and period; rows of your own go before those that come with the extension, which cannot be changed.';
COMMENT ON COLUMN regie.threshold.threshold_id IS
'The row as an integer, for tools that want one. Given out by the database; up to 1000 for rows of the extension.';
COMMENT ON COLUMN regie.threshold.authority IS
'Who buys: central (the state), sub-central (municipalities, their cooperations and others) or utility (special sectors).';
COMMENT ON COLUMN regie.threshold.kind IS
'What kind of purchase it is: services, supplies, works, social services (social and other specific services) or concession.';
COMMENT ON COLUMN regie.threshold.valid IS
'Days on which a procedure must begin for the amount to hold: the first included, the day after the last excluded.';
COMMENT ON COLUMN regie.threshold.amount IS
'Amount in euro, without VAT. A purchase of exactly this value is above it.';
COMMENT ON COLUMN regie.threshold.source_ref IS
'Regulation that set it. Empty where unknown.';
COMMENT ON COLUMN regie.threshold.seeded IS
'Whether the row came with the extension. Rows that users enter are not.';

/*
 * Checked in November 2026.  Amounts: those of directive 2014/24 from pages
 * of PIANOo (2018), the Brussels authorities (2014-2020), Wijdemeren (2022),
 * the European Commission (2024) and the Irish government (2026), and the
 * amounts of 2016 from the regulation itself; those for utilities and
 * concessions from the same pages and law firms' summaries (2020: Bativox,
 * 2026: Mondaq); 431,000 of 2022 from one page only.  Numbers of regulations:
 * seen with their directive but for 2015/2172, 2017/2365, 2021/1951 and
 * 2021/1953, which follow from the series.
 *
 * Until the directives of 2014 had to be applied, on 18 April 2016, Regulation
 * 2015/2342 set the same amounts for services, supplies and works; social
 * services and concessions of services had other rules then, and have no row.
 * Central authorities in defence buy some supplies at the other amount.
 */
INSERT INTO regie.threshold (threshold_id, authority, kind, valid, amount,
	source_ref, seeded)
OVERRIDING SYSTEM VALUE
SELECT row_number() OVER (ORDER BY y.first_year, w.place, k.place),
	w.authority, k.kind,
	daterange(CASE WHEN y.first_year = 2016
				AND k.kind IN ('social services', 'concession')
			THEN DATE '2016-04-18'
			ELSE pg_catalog.make_date(y.first_year, 1, 1) END,
		pg_catalog.make_date(y.first_year + 2, 1, 1)),
	CASE WHEN k.kind IN ('works', 'concession') THEN y.works
		WHEN k.kind = 'social services'
			THEN CASE w.authority WHEN 'utility' THEN 1000000 ELSE 750000 END
		WHEN w.authority = 'central' THEN y.central
		WHEN w.authority = 'utility' THEN y.utility
		ELSE y.sub_central END,
	CASE WHEN k.kind = 'concession'
			THEN 'Delegated Regulation (EU) ' || y.reg_23
		WHEN k.kind = 'social services' AND w.authority = 'utility'
			THEN 'Directive 2014/25/EU, article 15'
		WHEN k.kind = 'social services'
			THEN 'Directive 2014/24/EU, article 4'
		WHEN w.authority = 'utility'
			THEN 'Delegated Regulation (EU) ' || y.reg_25
		ELSE 'Delegated Regulation (EU) ' || y.reg_24 END,
	true
FROM (VALUES
	(2016, 135000, 209000, 418000, 5225000, '2015/2172', '2015/2170',
	 '2015/2171'),
	(2018, 144000, 221000, 443000, 5548000, '2017/2366', '2017/2365',
	 '2017/2364'),
	(2020, 139000, 214000, 428000, 5350000, '2019/1827', '2019/1828',
	 '2019/1829'),
	(2022, 140000, 215000, 431000, 5382000, '2021/1951', '2021/1952',
	 '2021/1953'),
	(2024, 143000, 221000, 443000, 5538000, '2023/2497', '2023/2495',
	 '2023/2496'),
	(2026, 140000, 216000, 432000, 5404000, '2025/2151', '2025/2152',
	 '2025/2150'))
	AS y (first_year, central, sub_central, utility, works, reg_23, reg_24,
		  reg_25)
CROSS JOIN (VALUES (1, 'central'), (2, 'sub-central'), (3, 'utility'))
	AS w (place, authority)
CROSS JOIN (VALUES (1, 'services'), (2, 'supplies'), (3, 'works'),
				   (4, 'social services'), (5, 'concession'))
	AS k (place, kind);

CREATE TRIGGER threshold_keep_seeded_rows
	BEFORE INSERT OR UPDATE OR DELETE ON regie.threshold
	FOR EACH ROW EXECUTE FUNCTION regie.keep_seeded_rows();
CREATE TRIGGER threshold_keep_all_seeded_rows
	BEFORE TRUNCATE ON regie.threshold
	FOR EACH STATEMENT EXECUTE FUNCTION regie.keep_seeded_rows();

CREATE FUNCTION regie.threshold_on(authority text, kind text, day date)
RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
	SELECT t.amount
	FROM regie.threshold AS t
	WHERE t.authority = threshold_on.authority AND t.kind = threshold_on.kind
		AND (t.valid @> threshold_on.day) IS TRUE
	ORDER BY t.seeded
	LIMIT 1);

COMMENT ON FUNCTION regie.threshold_on(text, text, date) IS
'The threshold that holds for a procedure that begins on a day: from your own row if there is one, else from those that come with the extension. NULL if none is known. A value equal to it counts as above. Example: regie.threshold_on(''sub-central'', ''services'', ''2026-01-01'').';

/*
 * Units
 */
CREATE TABLE regie.contract_volume (
	contract_volume_id integer
		GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT contract_volume_id_key UNIQUE,
	contract text NOT NULL
		CONSTRAINT contract_volume_contract_fkey REFERENCES regie.contract
		ON UPDATE CASCADE,
	line integer NOT NULL
		CONSTRAINT contract_volume_line_check CHECK (line > 0),
	kind text NOT NULL CONSTRAINT contract_volume_kind_check
		CHECK (kind IN ('expected', 'counted')),
	period daterange NOT NULL
		CONSTRAINT contract_volume_period_check
		CHECK (regie.is_period(period)),
	quantity numeric NOT NULL
		CONSTRAINT contract_volume_quantity_check
		CHECK (quantity >= 0 AND quantity < 1e8
			   AND quantity = round(quantity, 6)),
	source_ref text,
	note text,
	CONSTRAINT contract_volume_pkey
		PRIMARY KEY (contract, line, kind, period),
	CONSTRAINT contract_volume_overlap EXCLUDE USING gist (
		regie.text_range(contract, contract, '[]') WITH &&,
		int4range(line, line, '[]') WITH &&,
		regie.text_range(kind, kind, '[]') WITH &&,
		period WITH &&)
);

COMMENT ON TABLE regie.contract_volume IS
'How many units of a price line per unit are used: one row per contract, line, kind and period. Expected volumes and counted ones stand side by side; the periods of each do not overlap.';
COMMENT ON COLUMN regie.contract_volume.contract_volume_id IS
'The row as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.contract_volume.contract IS 'Number of the contract.';
COMMENT ON COLUMN regie.contract_volume.line IS
'Number of the line within the contract, whose price is per unit.';
COMMENT ON COLUMN regie.contract_volume.kind IS
'expected (what the advance is based on) or counted (what it came to).';
COMMENT ON COLUMN regie.contract_volume.period IS
'Days that the quantity is for: the first included, the day after the last excluded. Its units are thought of as spread evenly over them.';
COMMENT ON COLUMN regie.contract_volume.quantity IS
'Number of units over the whole period. At most 6 decimals.';
COMMENT ON COLUMN regie.contract_volume.source_ref IS
'Where the number comes from, such as a monthly report. Empty where unknown.';
COMMENT ON COLUMN regie.contract_volume.note IS
'Remark. Empty where there is none.';

/*
 * unnest, but the planner counts on one piece per row instead of a hundred:
 * most price lines, and most volumes, stay in one piece.
 */
CREATE FUNCTION regie.pieces(days datemultirange) RETURNS SETOF daterange
AS 'multirange_unnest'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE ROWS 1;

COMMENT ON FUNCTION regie.pieces(datemultirange) IS
'The periods that a set of days consists of, in order. The same as unnest, planned for one row. Example: SELECT * FROM regie.pieces(''{[2026-01-01,2026-07-01),[2026-08-01,)}'').';

/*
 * What counts on each day: what was counted, and what is expected on the days
 * for which nothing was counted.
 */
CREATE VIEW regie.contract_volume_state AS
SELECT v.contract_volume_id, v.contract, v.line, v.kind, v.quantity, v.period,
	d.days
FROM regie.contract_volume AS v
CROSS JOIN LATERAL regie.pieces(
	CASE v.kind WHEN 'counted' THEN datemultirange(v.period)
		ELSE datemultirange(v.period) - coalesce((
			SELECT range_agg(c.period)
			FROM regie.contract_volume AS c
			WHERE c.contract = v.contract AND c.line = v.line
				AND c.kind = 'counted' AND (c.period && v.period) IS TRUE),
			datemultirange()) END) AS d (days);

COMMENT ON VIEW regie.contract_volume_state IS
'Which volume counts on which days: a counted one on all of its days, an expected one on those for which nothing was counted. One row per volume and unbroken stretch of such days.';
COMMENT ON COLUMN regie.contract_volume_state.contract_volume_id IS
'The row of regie.contract_volume that it comes from.';
COMMENT ON COLUMN regie.contract_volume_state.contract IS
'Number of the contract.';
COMMENT ON COLUMN regie.contract_volume_state.line IS
'Number of the line within the contract.';
COMMENT ON COLUMN regie.contract_volume_state.kind IS 'expected or counted.';
COMMENT ON COLUMN regie.contract_volume_state.quantity IS
'Number of units over the whole period of the volume, not only over days.';
COMMENT ON COLUMN regie.contract_volume_state.period IS
'Days that the quantity is for.';
COMMENT ON COLUMN regie.contract_volume_state.days IS
'Those of them on which this volume counts.';

/*
 * volume_cost(contract, line, price, days) -> numeric
 *
 * A volume at a price is worth quantity * price, rounded to cents as on an
 * invoice; that is spread over the days of its period, and those count that
 * are asked for.  So the cost of a stretch of days is the sum of its parts,
 * and that of a whole period at one price is the invoice.
 */
CREATE FUNCTION regie.volume_cost(contract text, line integer, price numeric,
								  days daterange)
RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
	SELECT coalesce(sum(regie.spread(round(v.quantity * price, 2), v.period,
									 v.days * volume_cost.days)), 0.00)
	FROM regie.contract_volume_state AS v
	WHERE v.contract = volume_cost.contract AND v.line = volume_cost.line
		AND (v.days && volume_cost.days) IS TRUE);

COMMENT ON FUNCTION regie.volume_cost(text, integer, numeric, daterange) IS
'What the units of a price line cost over some days at a price: by the counted volume where there is one, else by the expected one. Each volume is priced in cents and spread over its days, so that parts add up. Days without a volume count 0. Example: regie.volume_cost(''SERVICEDESK'', 2, 14.50, ''[2026-01-01,2027-01-01)'').';

GRANT SELECT ON regie.contract_volume_state TO PUBLIC;
