/*
 * network: pictures.
 */
CREATE FUNCTION regie.network_svg(network regie.network, title text DEFAULT NULL, language text DEFAULT 'en', direction text DEFAULT 'LR', marked regie.network DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'regie_network_svg'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;

COMMENT ON FUNCTION regie.network_svg(regie.network, text, text, text, regie.network) IS
'The network as a picture in SVG: nodes in layers, edges from one layer to a later one; where they run in circles some go back, dashed. Language en or nl; direction LR (left to right), RL, TB or TD (top to bottom), BT. Nodes and edges of marked stand out. Errors: more than 2,000 nodes or 10,000 edges, marked is no part of the network. Example: SELECT regie.network_svg(''a->b, b->c'', title => ''Who needs whom'').';

CREATE FUNCTION regie.network_svg_final(internal) RETURNS text
AS 'MODULE_PATHNAME', 'regie_network_svg_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.network_svg_final(internal) IS 'End of the network_svg aggregates.';

CREATE AGGREGATE regie.network_svg(source text, target text) (
	SFUNC = regie.network_add, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.network_svg_final,
	COMBINEFUNC = regie.network_combine, SERIALFUNC = regie.network_serial, DESERIALFUNC = regie.network_deserial, PARALLEL = SAFE
);

CREATE AGGREGATE regie.network_svg(source text, target text, weight double precision) (
	SFUNC = regie.network_add_weighted, STYPE = internal, SSPACE = 65536, FINALFUNC = regie.network_svg_final,
	COMBINEFUNC = regie.network_combine, SERIALFUNC = regie.network_serial, DESERIALFUNC = regie.network_deserial, PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.network_svg(text, text) IS
'The picture of the network whose edges are the rows (see the function of that name, which also takes a title). Example: SELECT regie.network_svg(application, needs) FROM dependency.';
COMMENT ON AGGREGATE regie.network_svg(text, text, double precision) IS
'The picture of the network whose edges are the rows, each with a weight: the more, the thicker; written beside the edge where there are at most 80. Example: SELECT regie.network_svg(payer, payee, amount) FROM payment.';
