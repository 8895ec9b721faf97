/*
 * network: in numbers, and without what says nothing new.
 */
CREATE FUNCTION regie.transitive_reduction(network regie.network)
RETURNS regie.network
AS 'MODULE_PATHNAME', 'regie_transitive_reduction'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;

COMMENT ON FUNCTION regie.transitive_reduction(regie.network) IS
'The network without the edges that a longer path makes superfluous: the fewest edges with which everything is reached that was. Weights stay with their edges. A network with a cycle has no single answer: an error that shows a cycle. Example: regie.transitive_reduction(''a->b, b->c, a->c'') = ''a->b, b->c''.';

CREATE FUNCTION regie.paths(network regie.network, from_node text, to_node text, at_most integer DEFAULT 1000)
RETURNS TABLE (path integer, length integer, nodes text[])
AS 'MODULE_PATHNAME', 'regie_paths'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 10;

COMMENT ON FUNCTION regie.paths(regie.network, text, text, integer) IS
'All paths from a node to another on which no node comes twice, in the order of their nodes: number, edges, nodes. For a node and itself: the circles through it. Errors: a node that is not there, more than at_most paths. Example: SELECT * FROM regie.paths(''a->b, b->c, a->c'', ''a'', ''c'').';

CREATE FUNCTION regie.density(network regie.network)
RETURNS double precision
AS 'MODULE_PATHNAME', 'regie_density'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION regie.density(regie.network) IS
'Edges as a part of all that there could be between different nodes, from 0 to 1; NULL for fewer than two nodes. Example: regie.density(''a->b, b->c'') is 2 of 6.';

CREATE FUNCTION regie.reciprocity(network regie.network, variant text DEFAULT 'edgewise')
RETURNS double precision
AS 'MODULE_PATHNAME', 'regie_reciprocity'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION regie.reciprocity(regie.network, text) IS
'How far edges go both ways, from 0 to 1. Variants: edgewise, the part of the edges whose reverse is an edge as well; dyadic, the part of all pairs of nodes that are joined both ways or not at all; dyadic.nonnull, of the pairs that are joined, the part that is joined both ways. Edges from a node to itself do not count; NULL without edges (or pairs). Example: regie.reciprocity(''a->b, b->a, a->c'') is 2 of 3.';

CREATE FUNCTION regie.betweenness(network regie.network, starts integer DEFAULT NULL)
RETURNS TABLE (node text, betweenness double precision, share double precision)
AS 'MODULE_PATHNAME', 'regie_betweenness'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 100;

COMMENT ON FUNCTION regie.betweenness(regie.network, integer) IS
'On how many shortest paths between two others each node lies, the shortest paths of a pair counting as one together; and that as a share of all pairs. With starts the paths from only so many nodes, spread evenly by name, are looked at: an estimate for networks of many thousands. Example: SELECT * FROM regie.betweenness(''a->b, b->c'').';

CREATE FUNCTION regie.dot(network regie.network, direction text DEFAULT 'LR')
RETURNS text
AS 'MODULE_PATHNAME', 'regie_dot'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION regie.dot(regie.network, text) IS
'The network in the language of Graphviz. Direction: LR (left to right), RL, TB (top to bottom), BT. Example: SELECT regie.dot(''a->b''::regie.network).';
