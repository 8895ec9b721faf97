
/*
 * network: graphs as values.
 */
CREATE TYPE regie.network;

CREATE FUNCTION regie.network_in(cstring) RETURNS regie.network
AS 'MODULE_PATHNAME', 'regie_network_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

CREATE FUNCTION regie.network_out(regie.network) RETURNS cstring
AS 'MODULE_PATHNAME', 'regie_network_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

CREATE FUNCTION regie.network_recv(internal) RETURNS regie.network
AS 'MODULE_PATHNAME', 'regie_network_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

CREATE FUNCTION regie.network_send(regie.network) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_network_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

CREATE TYPE regie.network (
	INPUT = regie.network_in,
	OUTPUT = regie.network_out,
	RECEIVE = regie.network_recv,
	SEND = regie.network_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE regie.network IS
'A directed graph as a value: nodes with names, edges between them, perhaps with a weight each. Text: a->b, "with space"->c, d (a node without edges); with weights a->b:2.5; {} if empty. Equal networks are equal values. Example: ''a->b, b->c''::regie.network.';
COMMENT ON FUNCTION regie.network_in(cstring) IS 'Reads the text form of a network.';
COMMENT ON FUNCTION regie.network_out(regie.network) IS 'Writes the text form of a network; it does not depend on settings.';
COMMENT ON FUNCTION regie.network_recv(internal) IS 'Reads the binary form of a network.';
COMMENT ON FUNCTION regie.network_send(regie.network) IS 'Writes the binary form of a network.';

/* Comparison: equality is what counts, the order only serves sorting. */
CREATE FUNCTION regie.network_eq(regie.network, regie.network) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_network_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_ne(regie.network, regie.network) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_network_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_lt(regie.network, regie.network) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_network_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_le(regie.network, regie.network) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_network_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_ge(regie.network, regie.network) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_network_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_gt(regie.network, regie.network) RETURNS boolean
AS 'MODULE_PATHNAME', 'regie_network_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_cmp(regie.network, regie.network) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_network_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_hash(regie.network) RETURNS integer
AS 'MODULE_PATHNAME', 'regie_network_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_hash_extended(regie.network, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'regie_network_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.network_eq(regie.network, regie.network) IS 'Same nodes, same edges, same weights.';
COMMENT ON FUNCTION regie.network_ne(regie.network, regie.network) IS 'Not the same nodes, edges or weights.';
COMMENT ON FUNCTION regie.network_lt(regie.network, regie.network) IS 'Less, in an order that only serves sorting.';
COMMENT ON FUNCTION regie.network_le(regie.network, regie.network) IS 'Less or equal, in an order that only serves sorting.';
COMMENT ON FUNCTION regie.network_ge(regie.network, regie.network) IS 'Greater or equal, in an order that only serves sorting.';
COMMENT ON FUNCTION regie.network_gt(regie.network, regie.network) IS 'Greater, in an order that only serves sorting.';
COMMENT ON FUNCTION regie.network_cmp(regie.network, regie.network) IS 'Order of two networks for sorting: -1, 0 or 1.';
COMMENT ON FUNCTION regie.network_hash(regie.network) IS 'Hash of a network.';
COMMENT ON FUNCTION regie.network_hash_extended(regie.network, bigint) IS 'Hash of a network, with a seed.';

CREATE OPERATOR regie.= (
	LEFTARG = regie.network,
	RIGHTARG = regie.network,
	FUNCTION = regie.network_eq,
	COMMUTATOR = OPERATOR(regie.=),
	NEGATOR = OPERATOR(regie.<>),
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);

CREATE OPERATOR regie.<> (
	LEFTARG = regie.network,
	RIGHTARG = regie.network,
	FUNCTION = regie.network_ne,
	COMMUTATOR = OPERATOR(regie.<>),
	NEGATOR = OPERATOR(regie.=),
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);

CREATE OPERATOR regie.< (
	LEFTARG = regie.network,
	RIGHTARG = regie.network,
	FUNCTION = regie.network_lt,
	COMMUTATOR = OPERATOR(regie.>),
	NEGATOR = OPERATOR(regie.>=),
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);

CREATE OPERATOR regie.<= (
	LEFTARG = regie.network,
	RIGHTARG = regie.network,
	FUNCTION = regie.network_le,
	COMMUTATOR = OPERATOR(regie.>=),
	NEGATOR = OPERATOR(regie.>),
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);

CREATE OPERATOR regie.>= (
	LEFTARG = regie.network,
	RIGHTARG = regie.network,
	FUNCTION = regie.network_ge,
	COMMUTATOR = OPERATOR(regie.<=),
	NEGATOR = OPERATOR(regie.<),
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);

CREATE OPERATOR regie.> (
	LEFTARG = regie.network,
	RIGHTARG = regie.network,
	FUNCTION = regie.network_gt,
	COMMUTATOR = OPERATOR(regie.<),
	NEGATOR = OPERATOR(regie.<=),
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR regie.= (regie.network, regie.network) IS 'Same nodes, same edges, same weights.';
COMMENT ON OPERATOR regie.<> (regie.network, regie.network) IS 'Not the same nodes, edges or weights.';
COMMENT ON OPERATOR regie.< (regie.network, regie.network) IS 'Less, in an order that only serves sorting.';
COMMENT ON OPERATOR regie.<= (regie.network, regie.network) IS 'Less or equal, in an order that only serves sorting.';
COMMENT ON OPERATOR regie.>= (regie.network, regie.network) IS 'Greater or equal, in an order that only serves sorting.';
COMMENT ON OPERATOR regie.> (regie.network, regie.network) IS 'Greater, in an order that only serves sorting.';

CREATE OPERATOR CLASS regie.network_ops
DEFAULT FOR TYPE regie.network USING btree AS
	OPERATOR 1 regie.< ,
	OPERATOR 2 regie.<= ,
	OPERATOR 3 regie.= ,
	OPERATOR 4 regie.>= ,
	OPERATOR 5 regie.> ,
	FUNCTION 1 regie.network_cmp(regie.network, regie.network);

CREATE OPERATOR CLASS regie.network_hash_ops
DEFAULT FOR TYPE regie.network USING hash AS
	OPERATOR 1 regie.= ,
	FUNCTION 1 regie.network_hash(regie.network),
	FUNCTION 2 regie.network_hash_extended(regie.network, bigint);

COMMENT ON OPERATOR CLASS regie.network_ops USING btree IS 'Sorting, DISTINCT and UNION of networks.';
COMMENT ON OPERATOR CLASS regie.network_hash_ops USING hash IS 'Grouping and joining by networks.';

/* The aggregates. */
CREATE FUNCTION regie.network_add(internal, source text, target text) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_network_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.network_add_weighted(internal, source text, target text, weight double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_network_add_weighted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.network_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_network_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION regie.network_serial(internal) RETURNS bytea
AS 'MODULE_PATHNAME', 'regie_network_serial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_deserial(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'regie_network_deserial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION regie.network_final(internal) RETURNS regie.network
AS 'MODULE_PATHNAME', 'regie_network_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION regie.network_add(internal, text, text) IS 'Step of the aggregate network(source, target).';
COMMENT ON FUNCTION regie.network_add_weighted(internal, text, text, double precision) IS 'Step of the aggregate network(source, target, weight).';
COMMENT ON FUNCTION regie.network_combine(internal, internal) IS 'Joins two parts of a network aggregate.';
COMMENT ON FUNCTION regie.network_serial(internal) IS 'Packs a part of a network aggregate for another process.';
COMMENT ON FUNCTION regie.network_deserial(bytea, internal) IS 'Unpacks a part of a network aggregate.';
COMMENT ON FUNCTION regie.network_final(internal) IS 'End of the network aggregates.';

CREATE AGGREGATE regie.network(source text, target text) (
	SFUNC = regie.network_add,
	STYPE = internal,
	SSPACE = 65536,
	FINALFUNC = regie.network_final,
	COMBINEFUNC = regie.network_combine,
	SERIALFUNC = regie.network_serial,
	DESERIALFUNC = regie.network_deserial,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.network(text, text) IS
'The network whose edges are the rows, from source to target. Rows that occur twice count once. A row with one null makes the other a node; one with two nulls says nothing. Example: SELECT regie.network(application, needs) FROM dependency.';

CREATE AGGREGATE regie.network(source text, target text, weight double precision) (
	SFUNC = regie.network_add_weighted,
	STYPE = internal,
	SSPACE = 65536,
	FINALFUNC = regie.network_final,
	COMBINEFUNC = regie.network_combine,
	SERIALFUNC = regie.network_serial,
	DESERIALFUNC = regie.network_deserial,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE regie.network(text, text, double precision) IS
'The network whose edges are the rows, from source to target, each with a weight. Weights of rows with the same source and target are added exactly, whatever the order. A row with one null and no weight makes the other a node. Example: SELECT regie.network(payer, payee, amount) FROM payment.';

/* Questions. */
CREATE FUNCTION regie.nodes(network regie.network)
RETURNS TABLE (node text, incoming integer, outgoing integer)
AS 'MODULE_PATHNAME', 'regie_nodes'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;

COMMENT ON FUNCTION regie.nodes(regie.network) IS
'The nodes by name, and how many edges end (incoming) and begin (outgoing) at each. Example: SELECT * FROM regie.nodes(''a->b, b->c'').';

CREATE FUNCTION regie.edges(network regie.network)
RETURNS TABLE (source text, target text, weight double precision)
AS 'MODULE_PATHNAME', 'regie_edges'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 200;

COMMENT ON FUNCTION regie.edges(regie.network) IS
'The edges by source and target, with their weights (null if they have none). Example: SELECT * FROM regie.edges(''a->b, b->c'').';

CREATE FUNCTION regie.descendants(network regie.network, node text)
RETURNS TABLE (node text, distance integer)
AS 'MODULE_PATHNAME', 'regie_descendants'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 50;

COMMENT ON FUNCTION regie.descendants(regie.network, text) IS
'All nodes that can be reached from a node along the edges, nearest first, with the fewest edges it takes. The node itself only if it lies on a cycle, with the length of the shortest. Example: SELECT * FROM regie.descendants(''a->b, b->c'', ''a'').';

CREATE FUNCTION regie.ancestors(network regie.network, node text)
RETURNS TABLE (node text, distance integer)
AS 'MODULE_PATHNAME', 'regie_ancestors'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 50;

COMMENT ON FUNCTION regie.ancestors(regie.network, text) IS
'All nodes from which a node can be reached along the edges, nearest first, with the fewest edges it takes. The node itself only if it lies on a cycle, with the length of the shortest. Example: SELECT * FROM regie.ancestors(''a->b, b->c'', ''c'').';

CREATE FUNCTION regie.cycles(network regie.network)
RETURNS TABLE (component integer, members integer, length integer, shortest boolean, cycle text, nodes text[])
AS 'MODULE_PATHNAME', 'regie_cycles'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;

COMMENT ON FUNCTION regie.cycles(regie.network) IS
'Where a network runs in circles: one row for each largest set of nodes that all reach each other (members: how many they are), with a shortest cycle in it, as text and as a list of nodes. In very large sets it is a shortest one through the first node by name, and shortest is false. Example: SELECT cycle FROM regie.cycles(''a->b, b->a'').';

CREATE FUNCTION regie.topological_order(network regie.network)
RETURNS TABLE (node text, place integer)
AS 'MODULE_PATHNAME', 'regie_topological_order'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;

COMMENT ON FUNCTION regie.topological_order(regie.network) IS
'The nodes in an order in which every edge leads to a later one; where there is a choice, the first by name. A network with a cycle has no such order: an error that shows a cycle. Example: SELECT * FROM regie.topological_order(''a->b, b->c'').';

CREATE FUNCTION regie.levels(network regie.network)
RETURNS TABLE (node text, level integer)
AS 'MODULE_PATHNAME', 'regie_levels'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;

COMMENT ON FUNCTION regie.levels(regie.network) IS
'The level of each node: 0 if no edge leads to it, else one more than the highest level that leads to it. A network with a cycle has none: an error that shows a cycle. Example: SELECT * FROM regie.levels(''a->b, b->c, a->c'').';

CREATE FUNCTION regie.components(network regie.network)
RETURNS TABLE (node text, component integer, members integer)
AS 'MODULE_PATHNAME', 'regie_components'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;

COMMENT ON FUNCTION regie.components(regie.network) IS
'Which nodes hang together, whichever way the edges point: the number of the component of each node, and how many members that has. Example: SELECT * FROM regie.components(''a->b, c->b, d'').';

CREATE FUNCTION regie.mermaid(network regie.network, direction text DEFAULT 'LR')
RETURNS text
AS 'MODULE_PATHNAME', 'regie_mermaid'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION regie.mermaid(regie.network, text) IS
'The network as Mermaid text, to be drawn by whatever draws Mermaid; names are escaped. Direction: LR (left to right), RL, TB or TD (top to bottom), BT. Example: SELECT regie.mermaid(''a->b''::regie.network).';
