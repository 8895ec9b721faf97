/*
 * allocate_table: many pots over the same participants, exact both ways.
 */
CREATE FUNCTION regie.allocate_table(
	pot text,
	amount numeric,
	participant text,
	weight numeric,
	scale integer DEFAULT 2
) RETURNS numeric
AS 'MODULE_PATHNAME', 'regie_allocate_table'
LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;

COMMENT ON FUNCTION regie.allocate_table(text, numeric, text, numeric, integer) IS
'Window function: the row''s cell of a table of pots by participants, at scale decimals. Each pot''s amount is split in proportion to weight; its cells add up to it exactly, and each cell and each participant''s total over all pots is its exact value rounded down or up, so nobody''s bill is a cent or more off. Of all such roundings one with the smallest deviations. Credits mirror debits, the order of the rows does not count. Weight NULL takes no part and gets NULL, weight 0 gets 0, a pot without amount gets NULL. Errors: amounts that differ inside a pot, negative or non-finite weights, weights of a pot that sum to zero, an amount with more decimals than scale. Example: regie.allocate_table(service, cost, municipality, inhabitants) OVER (PARTITION BY year).';
