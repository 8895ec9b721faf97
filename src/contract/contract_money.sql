
/*
 * contract: money over the term, and over any days.
 */
CREATE FUNCTION regie.remaining_commitment(
	term regie.term,
	amount numeric,
	per interval,
	as_of date
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_term_remaining_commitment'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION regie.remaining_commitment(regie.term, numeric, interval, date) IS
'What must still be paid: the price of the days from as_of (or the start, if later) up to locked_in_until, at amount for each month, year... counted from the start, parts of it by days. Exact, rounded once to the decimals of the amount, at least two. 0 once the term is over.';

CREATE FUNCTION regie.accrual(
	amount numeric,
	per interval,
	valid daterange,
	period daterange
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_term_accrual'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.accrual(numeric, interval, daterange, daterange) IS
'What of an amount for each month, year... belongs to the days of valid that lie in period. Counted from the first day of valid, parts by days; the difference of two sums from that day on, each rounded once, so that parts add up to the whole to the cent. Example: regie.accrual(60000, ''1 year'', ''[2025-01-15,2029-01-15)'', ''[2026-01-01,2027-01-01)'').';

CREATE FUNCTION regie.accruals(
	amount numeric,
	per interval,
	valid daterange,
	period daterange
) RETURNS TABLE (month date, period daterange, amount numeric)
AS 'MODULE_PATHNAME', 'regie_term_accruals'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 12;

COMMENT ON FUNCTION regie.accruals(numeric, interval, daterange, daterange) IS
'accrual month by month: one row per calendar month that has days in valid and in period, with its first day, those days and their amount. The amounts add up to accrual.';

CREATE FUNCTION regie.spread(
	amount numeric,
	valid daterange,
	period daterange
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_term_spread'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.spread(numeric, daterange, daterange) IS
'What of one amount for all the days of valid, in equal parts per day, belongs to those that lie in period; rounded so that parts add up to the whole. Example: regie.spread(30000, ''[2025-01-01,2028-01-01)'', ''[2026-01-01,2027-01-01)'').';

CREATE FUNCTION regie.spreads(
	amount numeric,
	valid daterange,
	period daterange
) RETURNS TABLE (month date, period daterange, amount numeric)
AS 'MODULE_PATHNAME', 'regie_term_spreads'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 12;

COMMENT ON FUNCTION regie.spreads(numeric, daterange, daterange) IS
'spread month by month: one row per calendar month that has days in valid and in period, with its first day, those days and their amount. The amounts add up to spread.';

CREATE FUNCTION regie.contract_value(
	term regie.term,
	amount numeric,
	per interval
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_term_contract_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.contract_value(regie.term, numeric, interval) IS
'The price over the whole term with all renewals and options, up to maximum_extent. NULL where no maximum is stated.';

CREATE FUNCTION regie.procurement_period(
	term regie.term,
	total_price boolean DEFAULT false
) RETURNS daterange
AS 'MODULE_PATHNAME', 'regie_term_procurement_period'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.procurement_period(regie.term, boolean) IS
'The days that count for the estimated value of a purchase (Aanbestedingswet 2012, articles 2.15 and 2.17): with all renewals and options if that is at most 48 months or a total price was agreed, else 48 months. A recorded end does not shorten them.';

CREATE FUNCTION regie.procurement_value(
	term regie.term,
	amount numeric,
	per interval,
	total_price boolean DEFAULT false
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_term_procurement_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION regie.procurement_value(regie.term, numeric, interval, boolean) IS
'The estimated value of a purchase: the price of the days of procurement_period. Error: a total price for a term without a stated maximum. Example: regie.procurement_value(''2025-01-01 evergreen notice P1M'', 4550, ''1 month'') is 218400.00.';
