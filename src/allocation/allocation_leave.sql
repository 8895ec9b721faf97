/*
 * allocation: what leaving costs by a falling scale.
 *
 * Percentages of one contribution, one for each year.  The amounts are parts
 * of the whole sum, so that they add up to it to the cent; rounding each year
 * by itself would not.
 *
 * What checks the arguments is PL/pgSQL and names nothing of schema regie, so
 * that a report over exit_sum needs no right on it.
 */
CREATE FUNCTION regie.exit_percentages(contribution numeric, percentages numeric[])
RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	culprit integer;
BEGIN
	IF NOT abs(contribution) < 1e12 THEN
		RAISE numeric_value_out_of_range USING
			MESSAGE = 'contribution is out of range',
			DETAIL = format('It is %s, and must be a number below 1000000000000.', contribution);
	END IF;
	SELECT p.place INTO culprit
	FROM unnest(percentages) WITH ORDINALITY AS p (pct, place)
	WHERE NOT coalesce(p.pct >= 0 AND p.pct <= 1000
					   AND p.pct = round(p.pct, 6), false)
	ORDER BY p.place LIMIT 1;
	IF FOUND OR array_ndims(percentages) > 1 THEN
		RAISE invalid_parameter_value USING
			MESSAGE = 'percentages must be numbers from 0 to 1000',
			DETAIL = CASE WHEN culprit IS NULL
				THEN 'They are a list in more than one dimension.'
				ELSE format('That of year %s is %s.', culprit,
							coalesce((SELECT p.pct::text
									  FROM unnest(percentages) WITH ORDINALITY
										AS p (pct, place)
									  WHERE p.place = culprit), 'empty')) END,
			HINT = 'Write per cent, such as ARRAY[100, 80, 60, 40, 20], with at most 6 decimals.';
	END IF;
	RETURN percentages;
END
$$;

COMMENT ON FUNCTION regie.exit_percentages(numeric, numeric[]) IS
'The percentages of an exit schedule as they are, once they and the contribution have been checked. Errors: a percentage that is empty, negative, above 1000 or of more than 6 decimals; a contribution of 1000000000000 or more. Used by exit_sum.';

CREATE FUNCTION regie.exit_sum(contribution numeric, percentages numeric[])
RETURNS TABLE (year_no integer, pct numeric, amount numeric)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 5
BEGIN ATOMIC
	SELECT p.place::integer, p.pct,
		regie.allocate(round(exit_sum.contribution * p.total / 100, 2), p.pct)
			OVER (ORDER BY p.place)
	FROM (SELECT q.pct, q.place, sum(q.pct) OVER () AS total
		  FROM unnest(regie.exit_percentages(exit_sum.contribution,
											 exit_sum.percentages))
			WITH ORDINALITY AS q (pct, place)) AS p
	ORDER BY p.place;
END;


COMMENT ON FUNCTION regie.exit_sum(numeric, numeric[]) IS
'What a contribution comes to by the percentages of an exit schedule: a row per year after leaving with its percentage and amount in euro; the amounts add up to the rounded total. Errors: those of exit_percentages. Example: SELECT * FROM regie.exit_sum(100000, ARRAY[100, 80, 60, 40, 20]).';
