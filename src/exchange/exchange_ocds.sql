/*
 * exchange: contracts from the Open Contracting Data Standard (OCDS 1.1,
 * standard.open-contracting.org), release packages and record packages.
 *
 * A release says what was known on its day; what it does not repeat stays.  So
 * the first release with a contract makes it, and each later one that says
 * something else of title, period, value or supplier an amendment.  The answer
 * is a regie document, which can be read before it is imported.
 */

/*
 * Days.  An end that is only a day, or a moment of a day, includes that day; an end
 * at midnight exactly is the beginning of its day.
 */
CREATE FUNCTION regie.ocds_day(moment text, is_end boolean DEFAULT false) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN ocds_day.moment COLLATE pg_catalog."C"
			~ '^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?$'
		AND substr(ocds_day.moment, 9, 2)::integer <= extract(day FROM
			make_date(substr(ocds_day.moment, 1, 4)::integer, substr(ocds_day.moment, 6, 2)::integer, 1)
			+ interval '1 month - 1 day')
	THEN make_date(substr(ocds_day.moment, 1, 4)::integer, substr(ocds_day.moment, 6, 2)::integer,
				   substr(ocds_day.moment, 9, 2)::integer)
		+ CASE WHEN ocds_day.is_end AND ocds_day.moment !~ 'T00:00(:00([.]0+)?)?(Z|[+-]|$)' THEN 1 ELSE 0 END
	END;

COMMENT ON FUNCTION regie.ocds_day(text, boolean) IS
'The day of a date or moment of OCDS as it is written, its time zone not looked at; with is_end the first day after it, unless it is midnight exactly. NULL if it is none. Example: regie.ocds_day(''2011-06-30T23:59:00Z'', true) is 2011-07-01.';

/* From a day to another, in whole months and the days that are left. */
CREATE FUNCTION regie.ocds_length(from_on date, until date) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	months integer := (extract(year FROM until) - extract(year FROM from_on)) * 12
		+ extract(month FROM until) - extract(month FROM from_on);
BEGIN
	IF (from_on + make_interval(months => months))::date > until THEN
		months := months - 1;
	END IF;
	RETURN make_interval(months => months,
		days => until - (from_on + make_interval(months => months))::date);
END
$$;

COMMENT ON FUNCTION regie.ocds_length(date, date) IS
'The time from a day to another as an interval that leads there: whole months, then days. Example: regie.ocds_length(''2010-07-01'', ''2011-08-02'') is 13 months 1 day.';

/*
 * What has to be added to the length up to the end to get to the latest
 * extension: as many months as leave no day too many.
 */
CREATE FUNCTION regie.ocds_extension(from_on date, end_on date, extent_on date) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	length interval := regie.ocds_length(from_on, end_on);
	whole interval := regie.ocds_length(from_on, extent_on);
	months integer := extract(year FROM whole) * 12 + extract(month FROM whole);
BEGIN
	IF extract(day FROM whole) < extract(day FROM length) THEN
		months := months - 1;
	END IF;
	RETURN make_interval(
		months => (months - extract(year FROM length) * 12 - extract(month FROM length))::integer,
		days => extent_on - (from_on + make_interval(months => months))::date
			- extract(day FROM length)::integer);
END
$$;

COMMENT ON FUNCTION regie.ocds_extension(date, date, date) IS
'The renewal period that takes a contract from its end to its latest extension, counted from its start as contracts are: months, then days. Example: regie.ocds_extension(''2010-07-01'', ''2011-07-01'', ''2012-01-01'') is 6 months.';

/*
 * Releases in the order of their days.  Of a record with its releases in it
 * these count, since they tell what was known when; else the compiled one.
 */
CREATE FUNCTION regie.ocds_release(package jsonb)
RETURNS TABLE (pointer text, ocid text, released_on date, release jsonb)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
	WITH list AS (
		SELECT format('/releases/%s', r.no - 1) AS pointer, r.release
		FROM jsonb_array_elements(CASE WHEN jsonb_typeof(ocds_release.package -> 'releases') = 'array'
			THEN ocds_release.package -> 'releases' ELSE '[]' END) WITH ORDINALITY AS r (release, no)
		UNION ALL
		SELECT CASE WHEN e.embedded THEN format('/records/%s/releases/%s', r.no - 1, l.no - 1)
				ELSE format('/records/%s/compiledRelease', r.no - 1) END,
			l.release
		FROM jsonb_array_elements(CASE WHEN jsonb_typeof(ocds_release.package -> 'records') = 'array'
			THEN ocds_release.package -> 'records' ELSE '[]' END) WITH ORDINALITY AS r (record, no)
		CROSS JOIN LATERAL (
			SELECT jsonb_path_exists(r.record, '$.releases[*].ocid') AS embedded) AS e
		CROSS JOIN LATERAL jsonb_array_elements(CASE
			WHEN e.embedded THEN r.record -> 'releases'
			WHEN r.record ? 'compiledRelease' THEN jsonb_build_array(r.record -> 'compiledRelease')
			ELSE '[]' END) WITH ORDINALITY AS l (release, no)
	)
	SELECT l.pointer, l.release ->> 'ocid', regie.ocds_day(l.release ->> 'date'), l.release
	FROM list AS l
	ORDER BY l.release ->> 'date' COLLATE "C", l.pointer COLLATE "C";
END;

COMMENT ON FUNCTION regie.ocds_release(jsonb) IS
'The releases of an OCDS release or record package: JSON pointer, contracting process, day, the release. Example: SELECT * FROM regie.ocds_release(package::jsonb).';

CREATE FUNCTION regie.ocds_contract(package jsonb)
RETURNS TABLE (pointer text, ocid text, contract text, released_on date, status text,
			   title text, buyer text, supplier text, suppliers bigint,
			   start_on date, end_on date, extent_on date, signed_on date,
			   cpv text, amount numeric, currency text, rationale text,
			   no bigint, place bigint, period jsonb)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
	WITH said AS (
		SELECT r.pointer || format('/contracts/%s', c.no - 1) AS pointer, r.ocid,
			c.contract ->> 'id' AS contract, r.released_on, c.contract ->> 'status' AS status,
			coalesce(c.contract ->> 'title', a.award ->> 'title', r.release #>> '{tender,title}') AS title,
			coalesce(r.release #>> '{buyer,id}', r.release #>> '{tender,procuringEntity,id}') AS buyer,
			a.award #>> '{suppliers,0,id}' AS supplier,
			CASE WHEN jsonb_typeof(a.award -> 'suppliers') = 'array'
				THEN jsonb_array_length(a.award -> 'suppliers') END::bigint AS suppliers,
			coalesce(c.contract -> 'period', a.award -> 'contractPeriod') AS period,
			c.contract ->> 'dateSigned' AS signed,
			jsonb_path_query_first(c.contract, '$.items[*].classification ? (@.scheme == "CPV").id') #>> '{}' AS cpv,
			c.contract -> 'value' AS value,
			jsonb_path_query_first(c.contract, '$.amendments[last].rationale') #>> '{}' AS rationale,
			row_number() OVER (ORDER BY r.released_on, r.release ->> 'date' COLLATE "C", r.pointer COLLATE "C", c.no) AS place
		FROM regie.ocds_release(ocds_contract.package) AS r
		CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(r.release -> 'contracts') = 'array'
			THEN r.release -> 'contracts' ELSE '[]' END) WITH ORDINALITY AS c (contract, no)
		LEFT JOIN LATERAL (
			SELECT w.award FROM jsonb_array_elements(CASE WHEN jsonb_typeof(r.release -> 'awards') = 'array'
				THEN r.release -> 'awards' ELSE '[]' END) AS w (award)
			WHERE w.award ->> 'id' = c.contract ->> 'awardID' LIMIT 1
		) AS a ON true
	), filled AS (
		/* what is not repeated is what was said last */
		SELECT s.*, row_number() OVER w AS no,
			max(s.place) FILTER (WHERE s.title IS NOT NULL) OVER w AS title_at,
			max(s.place) FILTER (WHERE s.buyer IS NOT NULL) OVER w AS buyer_at,
			max(s.place) FILTER (WHERE s.supplier IS NOT NULL) OVER w AS supplier_at,
			max(s.place) FILTER (WHERE s.period IS NOT NULL) OVER w AS period_at,
			max(s.place) FILTER (WHERE s.signed IS NOT NULL) OVER w AS signed_at,
			max(s.place) FILTER (WHERE s.cpv IS NOT NULL) OVER w AS cpv_at,
			max(s.place) FILTER (WHERE s.value IS NOT NULL) OVER w AS value_at
		FROM said AS s
		WINDOW w AS (PARTITION BY s.ocid, s.contract ORDER BY s.place)
	)
	SELECT f.pointer, f.ocid, f.contract, f.released_on, f.status, t.title, b.buyer,
		p.supplier, p.suppliers,
		coalesce(regie.ocds_day(d.period ->> 'startDate'), regie.ocds_day(g.signed)),
		coalesce(regie.ocds_day(d.period ->> 'endDate', true),
			CASE WHEN d.period ->> 'durationInDays' ~ '^[0-9]{1,5}$'
				THEN coalesce(regie.ocds_day(d.period ->> 'startDate'), regie.ocds_day(g.signed))
					+ (d.period ->> 'durationInDays')::integer END),
		regie.ocds_day(d.period ->> 'maxExtentDate', true),
		regie.ocds_day(g.signed),
		(regexp_match(k.cpv, '^([0-9]{8}(-[0-9])?)([.]0)?$'))[1],
		CASE WHEN jsonb_typeof(v.value -> 'amount') = 'number' THEN (v.value ->> 'amount')::numeric END,
		v.value ->> 'currency', f.rationale, f.no, f.place, d.period
	FROM filled AS f
	LEFT JOIN said AS t ON t.place = f.title_at
	LEFT JOIN said AS b ON b.place = f.buyer_at
	LEFT JOIN said AS p ON p.place = f.supplier_at
	LEFT JOIN said AS d ON d.place = f.period_at
	LEFT JOIN said AS g ON g.place = f.signed_at
	LEFT JOIN said AS k ON k.place = f.cpv_at
	LEFT JOIN said AS v ON v.place = f.value_at
	ORDER BY f.place;
END;

COMMENT ON FUNCTION regie.ocds_contract(jsonb) IS
'The contracts of an OCDS package as they stand after each release that speaks of them: JSON pointer, process, contract, day of the release, status, title, buyer and supplier (their ids), number of suppliers, first day, first day after the end and after the latest extension, day signed, CPV code, value, currency, reason of the last amendment, number of the release of this contract, number of the row, the period as it is written. What a release does not repeat is what was said last. Example: SELECT * FROM regie.ocds_contract(package::jsonb).';

/*
 * Parties: one that is there already, by its code, its number in the trade
 * register or, if only one has it, its name; else a new one by the id.
 */
CREATE FUNCTION regie.ocds_party(package jsonb)
RETURNS TABLE (id text, code text, is_new boolean, kind text, name text, kvk text, pointer text)
LANGUAGE sql STABLE STRICT ROWS 10
BEGIN ATOMIC
	WITH said AS (
		SELECT DISTINCT ON (p.party ->> 'id') p.party ->> 'id' AS id,
			coalesce(p.party ->> 'name', p.party #>> '{identifier,legalName}') AS name,
			CASE WHEN upper(p.party #>> '{identifier,scheme}') = 'NL-KVK'
				AND p.party #>> '{identifier,id}' ~ '^[0-9]{8}$' THEN p.party #>> '{identifier,id}' END AS kvk,
			(p.party -> 'roles') ?| ARRAY['supplier', 'tenderer', 'payee'] AS sells,
			r.pointer || format('/parties/%s', p.no - 1) AS pointer
		FROM regie.ocds_release(ocds_party.package) AS r
		CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(r.release -> 'parties') = 'array'
			THEN r.release -> 'parties' ELSE '[]' END) WITH ORDINALITY AS p (party, no)
		ORDER BY p.party ->> 'id', r.released_on DESC
	)
	SELECT s.id, coalesce(c.code, k.code, n.code, s.id),
		coalesce(c.code, k.code, n.code) IS NULL,
		CASE WHEN s.sells THEN 'supplier' ELSE 'other' END, s.name, s.kvk, s.pointer
	FROM said AS s
	LEFT JOIN regie.party AS c ON c.code = s.id
	LEFT JOIN LATERAL (SELECT min(p.code) AS code FROM regie.party AS p
					   WHERE p.kvk = s.kvk HAVING count(*) = 1) AS k ON true
	LEFT JOIN LATERAL (SELECT min(p.code) AS code FROM regie.party AS p
					   WHERE p.name = s.name HAVING count(*) = 1) AS n ON true;
END;

COMMENT ON FUNCTION regie.ocds_party(jsonb) IS
'The parties of an OCDS package and the codes that they have in the model: a party that is there, by its code, its trade register number or its name if only one has that; else a new one, whose code is the id. Example: SELECT * FROM regie.ocds_party(package::jsonb).';

/*
 * What a package says that the model cannot take as it is.
 */
CREATE FUNCTION regie.ocds_problem(package jsonb, service text)
RETURNS TABLE (pointer text, problem text)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	WITH contract AS MATERIALIZED (
		SELECT c.pointer, c.ocid, c.contract, c.released_on, c.status, c.title, c.buyer, c.supplier,
			c.suppliers, c.start_on, c.end_on, c.extent_on, c.amount, c.currency
		FROM regie.ocds_contract(ocds_problem.package) AS c
	)
	SELECT '', 'a release package or a record package of OCDS is expected'
	WHERE jsonb_typeof(ocds_problem.package) IS DISTINCT FROM 'object'
		OR (jsonb_typeof(ocds_problem.package -> 'releases') IS DISTINCT FROM 'array'
			AND jsonb_typeof(ocds_problem.package -> 'records') IS DISTINCT FROM 'array')
	UNION ALL
	SELECT r.pointer, p.problem
	FROM regie.ocds_release(ocds_problem.package) AS r
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN r.ocid IS NULL THEN 'the release has no ocid' END),
		(CASE WHEN r.released_on IS NULL THEN 'the release has no date' END)) AS p (problem)
	WHERE p.problem IS NOT NULL
	UNION ALL
	SELECT c.pointer, p.problem
	FROM contract AS c
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN regie.is_code(c.contract) IS NOT TRUE
			THEN format('"%s" cannot be the code of a contract', c.contract) END),
		(CASE WHEN c.title IS NULL THEN 'the contract has no title' END),
		(CASE WHEN c.buyer IS NULL THEN 'it is not said who the buyer is' END),
		(CASE WHEN c.supplier IS NULL THEN 'it is not said who the supplier is: no award with awardID has one' END),
		(CASE WHEN c.suppliers > 1
			THEN format('it has %s suppliers, and a contract of the model has one', c.suppliers) END),
		(CASE WHEN c.start_on IS NULL THEN 'it has neither a start date nor a date on which it was signed' END),
		(CASE WHEN c.end_on IS NULL THEN 'it has neither an end date nor a duration' END),
		(CASE WHEN c.end_on <= c.start_on THEN 'it ends before it starts' END),
		(CASE WHEN c.extent_on < c.end_on THEN 'its latest extension lies before its end' END),
		(CASE WHEN ocds_problem.service IS NOT NULL AND c.amount IS NOT NULL AND c.currency <> 'EUR'
			THEN format('its value is in %s, and prices of the model are in EUR', c.currency) END),
		(CASE WHEN ocds_problem.service IS NOT NULL AND c.amount <> round(c.amount, 2)
			THEN format('its value %s has more than 2 decimals', c.amount) END),
		(CASE WHEN EXISTS (SELECT FROM contract AS o WHERE o.contract = c.contract AND o.ocid <> c.ocid)
			THEN format('another process has a contract "%s" as well', c.contract) END)) AS p (problem)
	WHERE p.problem IS NOT NULL AND c.status IS DISTINCT FROM 'cancelled'
	UNION ALL
	SELECT r.pointer || format('/contracts/%s/implementation/transactions/%s', c.no - 1, t.no - 1), q.problem
	FROM regie.ocds_release(ocds_problem.package) AS r
	CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(r.release -> 'contracts') = 'array'
		THEN r.release -> 'contracts' ELSE '[]' END) WITH ORDINALITY AS c (contract, no)
	CROSS JOIN LATERAL jsonb_array_elements(
		CASE WHEN jsonb_typeof(c.contract #> '{implementation,transactions}') = 'array'
			THEN c.contract #> '{implementation,transactions}' ELSE '[]' END) WITH ORDINALITY AS t (transaction, no)
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN regie.is_code(t.transaction ->> 'id') IS NOT TRUE
			THEN format('"%s" cannot be the code of a cost', t.transaction ->> 'id') END),
		(CASE WHEN regie.ocds_day(t.transaction ->> 'date') IS NULL THEN 'the transaction has no date' END),
		(CASE WHEN jsonb_typeof(t.transaction #> '{value,amount}') IS DISTINCT FROM 'number'
			THEN 'the transaction has no amount' END),
		(CASE WHEN t.transaction #>> '{value,currency}' <> 'EUR'
			THEN format('it is in %s, and costs of the model are in EUR', t.transaction #>> '{value,currency}') END),
		(CASE WHEN t.transaction #>> '{payer,id}' IS NULL OR t.transaction #>> '{payee,id}' IS NULL
			THEN 'it is not said who pays whom' END)) AS q (problem)
	WHERE q.problem IS NOT NULL AND ocds_problem.service IS NOT NULL
	UNION ALL
	SELECT p.pointer, q.problem
	FROM regie.ocds_party(ocds_problem.package) AS p
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN p.is_new AND regie.is_code(p.id) IS NOT TRUE
			THEN format('"%s" cannot be the code of a party', p.id) END),
		(CASE WHEN p.is_new AND p.name IS NULL THEN 'the party has no name' END)) AS q (problem)
	WHERE q.problem IS NOT NULL
	UNION ALL
	SELECT DISTINCT c.pointer, format('party "%s" is not in the list of parties', i.id)
	FROM contract AS c
	CROSS JOIN LATERAL (VALUES (c.buyer), (c.supplier)) AS i (id)
	WHERE i.id IS NOT NULL AND c.status IS DISTINCT FROM 'cancelled'
		AND i.id NOT IN (SELECT p.id FROM regie.ocds_party(ocds_problem.package) AS p WHERE p.id IS NOT NULL)
	UNION ALL
	SELECT '', format('there is no service "%s"', ocds_problem.service)
	WHERE ocds_problem.service IS NOT NULL
		AND NOT EXISTS (SELECT FROM regie.service AS s WHERE s.code = ocds_problem.service);
END;

COMMENT ON FUNCTION regie.ocds_problem(jsonb, text) IS
'What an OCDS package says that the model cannot take as it is: JSON pointer and problem. Contracts that were cancelled are not looked at. Example: SELECT * FROM regie.ocds_problem(package::jsonb, NULL).';
