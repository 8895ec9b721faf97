/*
 * contract: did the supplier deliver?
 */
CREATE FUNCTION regie.misses(met boolean, periods int) RETURNS int
AS 'MODULE_PATHNAME', 'regie_misses'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 3;

COMMENT ON FUNCTION regie.misses(boolean, int) IS
'Window function: how many of the last rows of the partition, this one among them, were missed (met is false). NULL for met is not measured: it counts as a period, and not as a miss. NULL for periods gives NULL. Error: periods outside 1 to 1024. Example: regie.misses(met, 6) OVER (PARTITION BY level ORDER BY period).';

CREATE FUNCTION regie.breached(met boolean, misses int, periods int)
RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_breached'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 3;

COMMENT ON FUNCTION regie.breached(boolean, int, int) IS
'Window function: whether at least so many (misses) of the last rows of the partition (periods), this one among them, were missed (met is false). NULL for met is not measured: it counts as a period, and not as a miss. Each row goes by its own rule; without one (misses and periods NULL) the answer is NULL. Errors: misses under 1 or over periods, periods over 1024, one of the two NULL. Example: regie.breached(met, 3, 6) OVER (PARTITION BY level ORDER BY period).';

CREATE FUNCTION regie.availability(
	hours_down numeric,
	workdays int,
	hours_per_day numeric DEFAULT 8
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_availability'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.availability(numeric, int, numeric) IS
'Availability in per cent: (workdays * hours - hours down) / (workdays * hours), with ten decimals, cut off and never rounded up to a norm. Errors: negative or infinite hours, no workdays, hours per day outside 0 to 24, more hours down than there are. Example: regie.availability(8.4, 21).';

CREATE FUNCTION regie.availability(down interval, agreed interval)
RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_availability_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3;

COMMENT ON FUNCTION regie.availability(interval, interval) IS
'Availability in per cent: (agreed - down) / agreed, with ten decimals, cut off and never rounded up to a norm; for times as working_time gives them. Errors: an interval with days or months or a negative one, no agreed time, more time down than there is. Example: regie.availability(interval ''8:24'', interval ''168:00'').';

CREATE FUNCTION regie.working_time(
	calendar regie.calendar,
	during tsrange,
	opens time DEFAULT '08:00',
	closes time DEFAULT '17:00'
) RETURNS interval
AS 'MODULE_PATHNAME', 'regie_working_time'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION regie.working_time(regie.calendar, tsrange, time, time) IS
'The part of a range, such as an outage, within service hours on working days: hours, minutes and seconds, never days. Times are those of the local clock; closes may be 24:00. 0 if the range is empty. Errors: a range without begin or end, hours that do not open before they close. Example: regie.working_time(''Mon-Fri'', ''[2026-11-20 16:00,2026-11-23 09:30)'').';

/*
 * Not inlined, so that the planner knows of about 36 rows and not of a
 * thousand, for which it would compile every report that asks for periods.
 */
CREATE FUNCTION regie.calendar_periods(kind text, first_day date, last_day date)
RETURNS TABLE (period_from date, period_to date)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 36
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	step interval := CASE kind WHEN 'month' THEN INTERVAL '1 month'
		WHEN 'quarter' THEN INTERVAL '3 months'
		WHEN 'year' THEN INTERVAL '1 year' END;
BEGIN
	IF step IS NULL THEN
		RAISE EXCEPTION 'kind of period must be month, quarter or year'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('The argument kind is "%s".', kind);
	END IF;
	IF NOT isfinite(first_day) OR NOT isfinite(last_day) THEN
		RAISE EXCEPTION 'days must be finite'
			USING ERRCODE = 'datetime_field_overflow',
				DETAIL = format('The argument %s is infinite.',
					CASE WHEN isfinite(first_day) THEN 'last_day'
						ELSE 'first_day' END);
	END IF;
	RETURN QUERY
	SELECT g.at::date, (g.at + step)::date
	FROM generate_series(date_trunc(kind, first_day::timestamp),
						 last_day::timestamp, step) AS g (at);
END
$$;

COMMENT ON FUNCTION regie.calendar_periods(text, date, date) IS
'The months, quarters or years of the calendar that hold a day from the first to the last: first day, and first day of the next one. No rows if the last day is before the first period. Errors: another kind, an infinite day. Example: SELECT * FROM regie.calendar_periods(''quarter'', ''2026-01-15'', ''2026-11-23'').';
