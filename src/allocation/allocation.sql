/*
 * allocation: exact splits of money and of whole things.
 */
CREATE FUNCTION regie.allocate(amount numeric, weight numeric,
							   scale int DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_allocate'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocate(numeric, numeric, int) IS
'Window function: the row''s part of its partition''s one amount, in proportion to weight, at scale decimals. The parts add up to the amount exactly (largest remainder; ties: larger weight, then window order); a credit mirrors a debit. Weight NULL takes no part and gets NULL, weight 0 gets 0. Errors: amounts that differ inside the partition, negative or non-finite weights, weights that sum to zero, an amount with more decimals than scale. Example: regie.allocate(total, inhabitants) OVER (PARTITION BY bill ORDER BY municipality).';

CREATE FUNCTION regie.allocate_units(units bigint, weight bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'regie_allocate_units'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocate_units(bigint, bigint) IS
'Window function: like allocate, for whole things (cents, seats, licences): the row''s part of its partition''s one number of units, in proportion to weight, adding up exactly. Errors: units that differ inside the partition, a negative weight, weights that sum to zero with units left. Example: regie.allocate_units(licences, staff) OVER (PARTITION BY product ORDER BY municipality).';

CREATE FUNCTION regie.allocate_bounded(amount numeric, weight numeric,
									   lower numeric, upper numeric,
									   scale int DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_allocate_bounded'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION regie.allocate_bounded(numeric, numeric, numeric, numeric, int) IS
'Window function: like allocate, each row''s part being no less than lower and no more than upper (NULL: no such bound); what rows at a bound leave or take is spread over the others in proportion to weight. The parts add up to the amount exactly. Without lower a row gets no less than 0 of an amount above zero, without upper no more than 0 of one below zero. Errors: as allocate; lower above upper, floors above the amount, caps below it, each with the difference. Example: regie.allocate_bounded(total, inhabitants, 0.95 * last_year, 1.05 * last_year) OVER (PARTITION BY bill ORDER BY municipality).';
