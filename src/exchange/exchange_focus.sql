/*
 * exchange: cloud bills in the FOCUS format (FinOps Open Cost and Usage
 * Specification, versions 1.0 to 1.2), taken in as they come.
 *
 * A bill comes as a CSV file whose columns differ in number and order from
 * provider to provider.  So the analyst copies it, as it comes, into a table
 * of text columns named by its own header, and import_focus() takes it from
 * there: the specification's columns by name, all others into "extra".
 */

/*
 * Numbers stay below what can be split exactly: 37 digits in all.  Programs
 * that write numbers as they hold them give small ones many decimals, such as
 * 1.2345678901234567E-10.
 */
CREATE FUNCTION regie.is_focus_number(number numeric) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.abs(number) < CASE
	WHEN pg_catalog.scale(number) <= 20
		OR pg_catalog.min_scale(number) <= 20 THEN 1e17
	WHEN pg_catalog.min_scale(number) <= 37
	THEN 10::numeric ^ (37 - pg_catalog.min_scale(number))
	ELSE 0 END;

COMMENT ON FUNCTION regie.is_focus_number(numeric) IS
'Whether a number of a cloud bill can be split exactly: finite, and below 10^17 with at most 20 decimals, or with d decimals, at most 37, below 10^(37 - d). Zeros at the end do not count. Example: regie.is_focus_number(0.00000080000).';

/*
 * The day whose rules and keys count.  A correction stands in the billing
 * period in which it is made, and its charge period says what it corrects
 * (FOCUS, ChargeClass; appendix on corrections of closed billing periods).
 * Bills are by the month, so the first day of that month leads to the rules
 * and keys that the charge was shared by: what is taken back goes back to
 * those who paid it, to the last decimal.
 */
CREATE FUNCTION regie.focus_day(charge_class text,
								charge_period_start timestamptz,
								billing_period_start timestamptz)
RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN charge_class = 'Correction'
		AND charge_period_start < billing_period_start
	THEN pg_catalog.date_trunc('month', charge_period_start AT TIME ZONE 'UTC')
	ELSE billing_period_start AT TIME ZONE 'UTC' END::date;

COMMENT ON FUNCTION regie.focus_day(text, timestamptz, timestamptz) IS
'The day (UTC) whose rules and keys count for a charge of a cloud bill: the first day of its billing period; of a correction, the first day of the month in which the charge period that it corrects began.';

CREATE TABLE regie.focus_bill (
	code text CONSTRAINT focus_bill_pkey PRIMARY KEY
		CONSTRAINT focus_bill_code_check CHECK (regie.is_code(code)),
	focus_bill_id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 999999)
		CONSTRAINT focus_bill_id_key UNIQUE,
	service text NOT NULL
		CONSTRAINT focus_bill_service_fkey REFERENCES regie.service
		ON UPDATE CASCADE,
	currency text NOT NULL
		CONSTRAINT focus_bill_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
	scale smallint NOT NULL
		CONSTRAINT focus_bill_scale_check CHECK (scale BETWEEN 0 AND 20),
	period daterange NOT NULL
		CONSTRAINT focus_bill_period_check CHECK (regie.is_period(period)),
	charges integer NOT NULL,
	billed_cost numeric NOT NULL,
	days date[] NOT NULL DEFAULT '{}'
);

COMMENT ON TABLE regie.focus_bill IS
'Cloud bills that were loaded with import_focus: one row per bill.';
COMMENT ON COLUMN regie.focus_bill.code IS
'Code that people know the bill by. Loading under a code that exists is refused.';
COMMENT ON COLUMN regie.focus_bill.focus_bill_id IS
'The same bill as an integer, for tools that want one. Given out by the database.';
COMMENT ON COLUMN regie.focus_bill.service IS
'Code of the service that the bill is for; the service''s rule says by which key it is allocated.';
COMMENT ON COLUMN regie.focus_bill.currency IS
'Currency of all amounts of the bill (ISO 4217), such as EUR or USD.';
COMMENT ON COLUMN regie.focus_bill.scale IS
'Decimals that charges are allocated at: the most that a billed cost is written with in the file, at least 2 and at most 20. A charge with more is allocated at its own.';
COMMENT ON COLUMN regie.focus_bill.period IS
'From the first day of the earliest billing period to the end of the latest, which is excluded.';
COMMENT ON COLUMN regie.focus_bill.charges IS
'Number of rows of the file.';
COMMENT ON COLUMN regie.focus_bill.billed_cost IS
'Sum of the billed cost of all charges, exact.';
COMMENT ON COLUMN regie.focus_bill.days IS
'Days whose rules and keys count for its charges, see focus_day; a charge of another day would reach nobody.';

CREATE TABLE regie.focus_charge (
	bill text NOT NULL
		CONSTRAINT focus_charge_bill_fkey REFERENCES regie.focus_bill
		ON UPDATE CASCADE ON DELETE CASCADE,
	charge integer NOT NULL,
	billed_cost numeric NOT NULL
		CONSTRAINT focus_charge_billed_cost_check
		CHECK (regie.is_focus_number(billed_cost)),
	billing_currency text NOT NULL,
	billing_period_start timestamptz NOT NULL,
	billing_period_end timestamptz NOT NULL,
	charge_period_start timestamptz,
	charge_period_end timestamptz,
	charge_category text,
	charge_class text,
	charge_description text,
	charge_frequency text,
	provider_name text,
	publisher_name text,
	invoice_issuer_name text,
	invoice_id text,
	billing_account_id text,
	billing_account_name text,
	sub_account_id text,
	sub_account_name text,
	service_category text,
	service_subcategory text,
	service_name text,
	resource_id text,
	resource_name text,
	resource_type text,
	region_id text,
	region_name text,
	availability_zone text,
	sku_id text,
	sku_price_id text,
	effective_cost numeric,
	list_cost numeric,
	contracted_cost numeric,
	list_unit_price numeric,
	contracted_unit_price numeric,
	pricing_category text,
	pricing_quantity numeric,
	pricing_unit text,
	consumed_quantity numeric,
	consumed_unit text,
	commitment_discount_category text,
	commitment_discount_id text,
	commitment_discount_name text,
	commitment_discount_status text,
	commitment_discount_type text,
	commitment_discount_quantity numeric,
	commitment_discount_unit text,
	capacity_reservation_id text,
	capacity_reservation_status text,
	billing_account_type text,
	sub_account_type text,
	sku_meter text,
	sku_price_details jsonb,
	pricing_currency text,
	pricing_currency_contracted_unit_price numeric,
	pricing_currency_effective_cost numeric,
	pricing_currency_list_unit_price numeric,
	tags jsonb,
	extra jsonb,
	CONSTRAINT focus_charge_pkey PRIMARY KEY (bill, charge),
	CONSTRAINT focus_charge_number_check CHECK (
		regie.is_focus_number(effective_cost)
		AND regie.is_focus_number(list_cost)
		AND regie.is_focus_number(contracted_cost)
		AND regie.is_focus_number(pricing_quantity)
		AND regie.is_focus_number(consumed_quantity)
		AND regie.is_focus_number(commitment_discount_quantity)
		AND regie.is_focus_number(pricing_currency_effective_cost)),
	CONSTRAINT focus_charge_price_check CHECK (
		abs(list_unit_price) < 'Infinity'
		AND abs(contracted_unit_price) < 'Infinity'
		AND abs(pricing_currency_contracted_unit_price) < 'Infinity'
		AND abs(pricing_currency_list_unit_price) < 'Infinity'),
	CONSTRAINT focus_charge_charge_period_check CHECK (
		charge_period_start >= '1900-01-01 00:00:00+00'
		AND charge_period_start < '2300-01-01 00:00:00+00'),
	CONSTRAINT focus_charge_periods_check CHECK (
		billing_period_start >= '1900-01-01 00:00:00+00'
		AND billing_period_end < '2300-01-01 00:00:00+00'
		AND billing_period_start < billing_period_end)
);

COMMENT ON TABLE regie.focus_charge IS
'Charges of cloud bills: one row per row of the file, in the columns of the FOCUS specification (BilledCost is billed_cost here, and so on).';

-- The specification's own words are the comments, by name.
COMMENT ON COLUMN regie.focus_charge.bill IS 'Code of the bill.';
COMMENT ON COLUMN regie.focus_charge.charge IS
'Number of the row in the file, from 1.';
COMMENT ON COLUMN regie.focus_charge.billed_cost IS
'BilledCost: what is invoiced for the charge, in the bill''s currency. Negative: a credit or a correction.';
COMMENT ON COLUMN regie.focus_charge.extra IS
'Columns of the file that the specification does not have, as name and text. Empty where there are none.';
COMMENT ON COLUMN regie.focus_charge.tags IS
'Tags: names and values that the customer put on the resource. Empty where there are none.';
DO $$
DECLARE
	a record;
BEGIN
	FOR a IN
		SELECT attname FROM pg_catalog.pg_attribute
		WHERE attrelid OPERATOR(pg_catalog.=)
				  'regie.focus_charge'::pg_catalog.regclass
		  AND attnum OPERATOR(pg_catalog.>) 0
		  AND pg_catalog.col_description(attrelid, attnum) IS NULL
	LOOP
		EXECUTE pg_catalog.format(
			'COMMENT ON COLUMN regie.focus_charge.%I IS %L', a.attname,
			pg_catalog.replace(
				pg_catalog.initcap(
					pg_catalog.replace(a.attname::text, '_', ' ')), ' ', '')
			OPERATOR(pg_catalog.||)
			' of the FOCUS specification. Empty where the bill does not say.');
	END LOOP;
END
$$;

SELECT pg_catalog.pg_extension_config_dump('regie.focus_bill', '');
SELECT pg_catalog.pg_extension_config_dump('regie.focus_bill_focus_bill_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('regie.focus_charge', '');
GRANT SELECT ON regie.focus_bill, regie.focus_charge TO PUBLIC;

/*
 * Column names as the specification, its users and databases write them are
 * one: BilledCost, billed_cost, "Billed Cost".
 */
CREATE FUNCTION regie.focus_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.lower(pg_catalog.regexp_replace(name, '[^A-Za-z0-9]', '', 'g'));

COMMENT ON FUNCTION regie.focus_name(text) IS
'A column name of a cloud bill without capitals, blanks and underscores, to recognise it by. Example: regie.focus_name(''BilledCost'') = regie.focus_name(''billed_cost'').';

/*
 * The expressions that read a staging table's columns into focus_charge's:
 * (target column, expression).  The text NULL stands for no value, as the
 * specification's samples write it.
 */
CREATE FUNCTION regie.focus_mapping(source regclass)
RETURNS TABLE (target name, is_needed boolean, expression text)
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT t.attname, t.attnotnull,
		pg_catalog.format('nullif(nullif(%s, ''''), ''NULL'')::%s',
			pg_catalog.format('s.%I::pg_catalog.text', s.attname),
			pg_catalog.format_type(t.atttypid, t.atttypmod))
	FROM pg_catalog.pg_attribute AS t
	JOIN pg_catalog.pg_attribute AS s
		ON regie.focus_name(s.attname::text) = regie.focus_name(t.attname::text)
	WHERE t.attrelid = 'regie.focus_charge'::regclass
	  AND t.attnum > 0 AND NOT t.attisdropped
	  AND t.attname NOT IN ('bill', 'charge', 'extra')
	  AND s.attrelid = source AND s.attnum > 0 AND NOT s.attisdropped
	ORDER BY t.attnum;
END;

COMMENT ON FUNCTION regie.focus_mapping(regclass) IS
'Which columns of a table are columns of a cloud bill: the column of focus_charge, whether it must have a value, and the expression (over alias s) that reads it. What import_focus uses.';

/*
 * focus_bad_page(source) -> number of a block
 *
 * The first block of a table that holds a value which cannot be read.  A file
 * has millions of rows, so halves are tried, each all at once; in all that is
 * reading the table about twice.  A whole row is counted so that every value
 * is read, and what the constraints ask for is asked in their own words.
 */
CREATE FUNCTION regie.focus_bad_page(source regclass) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET jit = off
AS $$
DECLARE
	query text;
	sound bigint := 0;
	bad bigint;
	middle bigint;
	is_bad boolean;
	rows bigint;
BEGIN
	SELECT format('SELECT count(q), bool_or(%s) FROM (SELECT %s FROM %s AS s WHERE s.ctid >= $1 AND s.ctid < $2 OFFSET 0) AS q',
		string_agg(d.condition, ' OR '),
		(SELECT string_agg(format('%s AS %I', coalesce(m.expression,
					format('NULL::%s', format_type(a.atttypid, a.atttypmod))),
					a.attname), ', ' ORDER BY a.attnum)
		 FROM pg_attribute AS a
		 LEFT JOIN regie.focus_mapping(source) AS m ON m.target = a.attname
		 WHERE a.attrelid = 'regie.focus_charge'::regclass AND a.attnum > 0
		   AND NOT a.attisdropped),
		source)
	INTO query
	FROM (
		SELECT format('(%s) IS FALSE', pg_get_expr(c.conbin, c.conrelid))
			AS condition
		FROM pg_constraint AS c
		WHERE c.conrelid = 'regie.focus_charge'::regclass
		  AND c.contype = 'c'
		UNION ALL
		SELECT format('%I IS NULL', m.target)
		FROM regie.focus_mapping(source) AS m
		WHERE m.is_needed
	) AS d;
	SELECT greatest(pg_relation_size(source), max(pg_relation_size(t.relid)))
		/ current_setting('block_size')::bigint + 1
	INTO bad
	FROM pg_partition_tree(source) AS t;
	WHILE bad - sound > 1 LOOP
		middle := (sound + bad) / 2;
		BEGIN
			EXECUTE query INTO rows, is_bad
			USING format('(%s,0)', sound)::tid, format('(%s,0)', middle)::tid;
		EXCEPTION WHEN data_exception THEN
			is_bad := true;
		END;
		IF is_bad THEN
			bad := middle;
		ELSE
			sound := middle;
		END IF;
	END LOOP;
	RETURN sound;
END
$$;

COMMENT ON FUNCTION regie.focus_bad_page(regclass) IS
'The first block of a table that holds a value which import_focus cannot read; the last one if there is none. A part of focus_blame.';

/*
 * Where a value cannot be read: tried value by value, within its block.
 */
CREATE FUNCTION regie.focus_blame(source regclass) RETURNS text
LANGUAGE plpgsql STABLE STRICT
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET jit = off
AS $$
DECLARE
	m record;
	r record;
	number bigint;
	value text;
	started timestamptz;
	page CONSTANT tid := format('(%s,0)', regie.focus_bad_page(source));
BEGIN
	EXECUTE format('SELECT count(*) FROM %s AS s WHERE s.ctid < $1', source)
	INTO number USING page;
	FOR r IN EXECUTE format('SELECT s.ctid AS place FROM %s AS s WHERE s.ctid >= $1 ORDER BY s.ctid',
							source) USING page LOOP
		number := number + 1;
		FOR m IN
			SELECT t.*, format_type(a.atttypid, a.atttypmod) = 'numeric'
					AS is_number
			FROM regie.focus_mapping(source) AS t
			JOIN pg_attribute AS a
				ON a.attrelid = 'regie.focus_charge'::regclass
					AND a.attname = t.target
			ORDER BY a.attnum
		LOOP
			BEGIN
				EXECUTE format('SELECT (%s)::text FROM %s AS s WHERE s.ctid = $1',
							   m.expression, source) INTO value USING r.place;
			EXCEPTION WHEN data_exception THEN
				RETURN format('Row %s, column %s: %s.', number, m.target, SQLERRM);
			END;
			IF value IS NULL AND m.is_needed THEN
				RETURN format('Row %s, column %s has no value.', number, m.target);
			END IF;
			IF m.is_number AND value IN ('NaN', 'Infinity', '-Infinity') THEN
				RETURN format('Row %s, column %s: %s is not an amount.', number,
							  m.target, value);
			END IF;
			IF m.is_number AND m.target NOT LIKE '%unit_price'
				AND NOT regie.is_focus_number(value::numeric) THEN
				RETURN format('Row %s, column %s: %s has too many digits.', number,
							  m.target, CASE WHEN length(value) > 60
								THEN left(value, 57) || '...' ELSE value END);
			END IF;
			IF m.target = 'charge_period_start'
				AND NOT (value::timestamptz >= '1900-01-01'
						 AND value::timestamptz < '2300-01-01') THEN
				RETURN format('Row %s, column %s: %s is no day between 1900 and 2299.',
							  number, m.target, value);
			END IF;
			IF m.target = 'billing_period_start' THEN
				started := value::timestamptz;
			END IF;
			IF m.target = 'billing_period_end'
				AND (started < '1900-01-01' OR value::timestamptz >= '2300-01-01'
					 OR started >= value::timestamptz) THEN
				RETURN format('Row %s: a billing period from %s to %s is none.',
							  number, started, value);
			END IF;
		END LOOP;
	END LOOP;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION regie.focus_blame(regclass) IS
'The first value of a table that import_focus cannot read, as row, column and reason; NULL if there is none.';


CREATE FUNCTION regie.import_focus(source regclass, bill text, service text)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET jit = off
AS $$
DECLARE
	missing text;
	doubled text;
	targets text;
	expressions text;
	extra text;
	found_currency text;
	rows integer;
BEGIN
	IF source IS NULL OR bill IS NULL OR service IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'table, bill and service must not be null';
	END IF;
	IF NOT EXISTS (SELECT FROM regie.service AS v WHERE v.code = service) THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('there is no service "%s"', service),
			HINT = 'Add it to regie.service, and its key to regie.allocation_rule.';
	END IF;
	IF NOT regie.is_code(bill) THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('"%s" cannot be the code of a bill', bill),
			DETAIL = 'A code has 1 to 60 characters, and no space around them.';
	END IF;
	SELECT string_agg(n.needed, ', ' ORDER BY n.needed) INTO missing
	FROM unnest(ARRAY['BilledCost', 'BillingCurrency', 'BillingPeriodStart',
					  'BillingPeriodEnd']) AS n (needed)
	WHERE NOT EXISTS (
		SELECT FROM pg_attribute AS a
		WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped
		  AND regie.focus_name(a.attname::text) = lower(n.needed));
	IF missing IS NOT NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = 'table lacks columns that a FOCUS bill must have',
			DETAIL = format('Table %s has no column %s.', source, missing),
			HINT = 'Give the table the columns of the file''s header.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_class AS c
				   WHERE c.oid = source AND c.relkind IN ('r', 'p', 'm')) THEN
		RAISE wrong_object_type USING
			MESSAGE = format('%s is not a table', source),
			HINT = 'Copy the file into a table; its rows are counted in their order there.';
	END IF;
	SELECT string_agg(format('%I', a.attname), ' and ' ORDER BY a.attnum)
	INTO doubled
	FROM pg_attribute AS a
	WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped
	  AND EXISTS (
		SELECT FROM regie.focus_mapping(source) AS m
		WHERE regie.focus_name(m.target::text)
			= regie.focus_name(a.attname::text))
	GROUP BY regie.focus_name(a.attname::text)
	HAVING count(*) > 1
	ORDER BY min(a.attnum) LIMIT 1;
	IF doubled IS NOT NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = 'two columns have the same name for a bill',
			DETAIL = format('Table %s has columns %s.', source, doubled);
	END IF;
	IF EXISTS (SELECT FROM regie.focus_bill AS b WHERE b.code = bill) THEN
		RAISE unique_violation USING
			MESSAGE = format('bill "%s" is loaded already', bill),
			HINT = 'DELETE FROM regie.focus_bill removes it with its charges.';
	END IF;
	EXECUTE format('SELECT string_agg(DISTINCT c COLLATE "C", '', '' ORDER BY c COLLATE "C") FROM (SELECT nullif(nullif(s.%I::text, ''NULL''), '''') AS c FROM %s AS s) AS q',
		(SELECT a.attname FROM pg_attribute AS a
		 WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped
		   AND regie.focus_name(a.attname::text) = 'billingcurrency' LIMIT 1),
		source) INTO found_currency;
	IF found_currency IS NULL OR found_currency !~ '^[A-Z]{3}$' THEN
		RAISE invalid_parameter_value USING
			MESSAGE = 'a bill must have one currency',
			DETAIL = format('BillingCurrency of table %s has: %s.', source,
							coalesce(found_currency, 'no value')),
			HINT = 'A currency is a code such as EUR; load the charges of each as a bill of its own.';
	END IF;

	SELECT string_agg(quote_ident(m.target), ', '), string_agg(m.expression, ', ')
	INTO targets, expressions FROM regie.focus_mapping(source) AS m;
	SELECT format(
			$q$nullif(jsonb_strip_nulls(jsonb_object(ARRAY[%s]::text[], ARRAY[%s]::text[])), '{}')$q$,
			string_agg(quote_literal(a.attname), ', ' ORDER BY a.attnum),
			string_agg(format($q$nullif(nullif(s.%I::text, ''), 'NULL')$q$,
							  a.attname), ', ' ORDER BY a.attnum))
	INTO extra
	FROM pg_attribute AS a
	WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped
	  AND regie.focus_name(a.attname::text) NOT IN (
		SELECT regie.focus_name(m.target::text)
		FROM regie.focus_mapping(source) AS m)
	HAVING count(*) > 0;

	-- The bill's own row needs sums over the charges, which refer to it.
	INSERT INTO regie.focus_bill
		(code, service, currency, scale, period, charges, billed_cost)
	VALUES (bill, service, found_currency, 0,
			daterange('2000-01-01', '2000-01-02'), 0, 0);
	BEGIN
		EXECUTE format(
			'INSERT INTO regie.focus_charge (bill, charge, extra, %s)
			 SELECT $1, row_number() OVER (ORDER BY s.ctid), %s, %s FROM %s AS s',
			targets, coalesce(extra, 'NULL'), expressions, source) USING bill;
		GET DIAGNOSTICS rows = ROW_COUNT;
	EXCEPTION
		WHEN data_exception OR not_null_violation OR check_violation THEN
			RAISE invalid_parameter_value USING
				MESSAGE = 'a value of the bill cannot be read',
				DETAIL = coalesce(regie.focus_blame(source), SQLERRM),
				HINT = 'Nothing was loaded. Set the value right.';
	END;
	UPDATE regie.focus_bill AS b
	SET (scale, period, charges, billed_cost, days) = (
		SELECT greatest(2, least(20, max(scale(c.billed_cost)))),
			daterange(min(c.billing_period_start)::date,
					  (max(c.billing_period_end)
					   - interval '1 microsecond')::date + 1),
			count(*), sum(c.billed_cost),
			array_agg(DISTINCT regie.focus_day(c.charge_class,
				c.charge_period_start, c.billing_period_start))
		FROM regie.focus_charge AS c WHERE c.bill = b.code)
	WHERE b.code = import_focus.bill;
	RETURN rows;
END
$$;

COMMENT ON FUNCTION regie.import_focus(regclass, text, text) IS
'Loads a cloud bill from a table that holds the file of a FOCUS bill as it came (columns named by its header, any order); returns the number of charges. Columns that the specification does not have go into extra. Errors: missing columns, several currencies, a bill loaded already, a service that does not exist, a value that is not a number or a moment. Example: SELECT regie.import_focus(''bill'', ''2024-09'', ''CLOUD'').';
