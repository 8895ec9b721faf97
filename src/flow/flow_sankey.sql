/*
 * flow: who pays whom, as a picture.
 */
CREATE FUNCTION regie.sankey_add(internal, source text, target text, amount numeric) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_sankey_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.sankey_add(internal, source text, target text, amount numeric, title text, language text) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_sankey_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.sankey_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_sankey_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;

CREATE FUNCTION regie.sankey_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_sankey_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION regie.sankey_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_sankey_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

CREATE FUNCTION regie.sankey_svg_final(internal) RETURNS text
AS 'MODULE_PATHNAME', 'regie_sankey_svg_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;

COMMENT ON FUNCTION regie.sankey_add(internal, text, text, numeric) IS 'Step of sankey_svg(source, target, amount).';
COMMENT ON FUNCTION regie.sankey_add(internal, text, text, numeric, text, text) IS 'Step of sankey_svg(source, target, amount, title, language).';
COMMENT ON FUNCTION regie.sankey_combine(internal, internal) IS 'Joins two parts of a Sankey diagram.';
COMMENT ON FUNCTION regie.sankey_serial(internal) IS 'Packs a part of a Sankey diagram for another process.';
COMMENT ON FUNCTION regie.sankey_deserial(bytea, internal) IS 'Unpacks a part of a Sankey diagram, checked.';
COMMENT ON FUNCTION regie.sankey_svg_final(internal) IS 'End of the sankey_svg aggregates.';

CREATE AGGREGATE regie.sankey_svg(source text, target text, amount numeric) (
	SFUNC = regie.sankey_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.sankey_svg_final,
	COMBINEFUNC = regie.sankey_combine, SERIALFUNC = regie.sankey_serial, DESERIALFUNC = regie.sankey_deserial, PARALLEL = SAFE
);

CREATE AGGREGATE regie.sankey_svg(source text, target text, amount numeric, title text, language text) (
	SFUNC = regie.sankey_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.sankey_svg_final,
	COMBINEFUNC = regie.sankey_combine, SERIALFUNC = regie.sankey_serial, DESERIALFUNC = regie.sankey_deserial, PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.sankey_svg(text, text, numeric) IS
'A Sankey diagram of the rows as SVG: bars as high as the money that passes them, ribbons from source to target. Rows of one pair are added up; a row without amount says nothing, a pair that comes to zero is not drawn; money that runs in circles runs back beneath the bars. The order of the rows does not matter. Errors: no source or target, a pair whose amounts are negative together, more than 200 names or 1,000 pairs. Example: SELECT regie.sankey_svg(payer, payee, amount) FROM payment.';
COMMENT ON AGGREGATE regie.sankey_svg(text, text, numeric, text, text) IS
'The same with a title (null: none of its own), in a language (en or nl). The two must be the same in all rows. Example: SELECT regie.sankey_svg(payer, payee, amount, ''Who pays whom'', ''en'') FROM payment.';
