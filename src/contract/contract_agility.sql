
/*
 * contract: how much depends on few suppliers.
 *
 * The state is the sum and the sum of the squares, both exact, as a plain
 * array: parts of it can be made anywhere and added up in any order.
 */
CREATE FUNCTION regie.concentration_add(state numeric[], amount numeric)
RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF amount < 0 OR amount IN ('NaN', 'Infinity') THEN
		RAISE EXCEPTION 'amount % has no share in a whole', amount
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = 'A concentration is that of finite amounts of zero or more.',
				HINT = 'Leave credits out, or count them as zero: greatest(amount, 0).';
	END IF;
	RETURN ARRAY[state[1] + amount, state[2] + amount * amount];
END
$$;

COMMENT ON FUNCTION regie.concentration_add(numeric[], numeric) IS
'State of aggregate concentration with one amount more: the sum and the sum of the squares. Error: an amount below zero, NaN or infinite.';

CREATE FUNCTION regie.concentration_join(state numeric[], other numeric[])
RETURNS numeric[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY[state[1] + other[1], state[2] + other[2]];

COMMENT ON FUNCTION regie.concentration_join(numeric[], numeric[]) IS
'Two states of aggregate concentration as one.';

CREATE FUNCTION regie.concentration_of(state numeric[]) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN state[1] > 0
	THEN trim_scale(round(state[2] / (state[1] * state[1]), 16)) END;

COMMENT ON FUNCTION regie.concentration_of(numeric[]) IS
'What aggregate concentration answers from its state. NULL if the amounts add up to zero.';

CREATE AGGREGATE regie.concentration(amount numeric) (
	SFUNC = regie.concentration_add,
	STYPE = numeric[],
	INITCOND = '{0,0}',
	COMBINEFUNC = regie.concentration_join,
	FINALFUNC = regie.concentration_of,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.concentration(numeric) IS
'Herfindahl-Hirschman index of amounts, from 0 to 1: the sum of the squared shares in the whole, rounded to 16 decimals. 1: all with one; 1/n: n equal amounts. Times 10,000 it is the index that competition authorities use. NULL amounts are left out; NULL if the rest adds up to zero. Error: an amount below zero, NaN or infinite. Example: SELECT regie.concentration(spend) FROM (SELECT sum(amount) AS spend FROM bill GROUP BY supplier) AS s.';
