/*
 * network_measure_pg.c
 *		Networks in numbers, and without what says nothing new.
 */
#include "common/compat.h"

#include "catalog/pg_type.h"
#include "common/memory.h"
#include "network/betweenness.h"
#include "network/dot.h"
#include "network/network_pg.h"
#include "network/paths.h"
#include "network/reach.h"
#include "network/reduction.h"
#include "utils/array.h"

/* Edges that lead elsewhere, and of those the ones that have a reverse. */
static int64
count_edges(const net_graph *g, int64 *mutual)
{
	int64 count = 0;

	*mutual = 0;
	for (int32 v = 0; v < g->n; v++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int32 e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int32 u = g->target[e];
			int32 low = g->first[u];
			int32 high = g->first[u + 1];

			if (u == v)
				continue;
			count++;
			while (low < high)
			{
				int32 middle = low + (high - low) / 2;

				if (g->target[middle] < v)
					low = middle + 1;
				else
					high = middle;
			}
			if (low < g->first[u + 1] && g->target[low] == v)
				(*mutual)++;
		}
	}
	return count;
}

PG_FUNCTION_INFO_V1(regie_density);

/*
 * density(network) -> double precision
 *
 * Edges as a part of all that there could be: n x (n - 1) for n nodes, as
 * edges from a node to itself do not count.  NULL for fewer than two nodes.
 */
Datum
regie_density(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	double		n = network.graph.n;
	int64		mutual;

	if (n < 2)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) count_edges(&network.graph, &mutual) /
					 (n * (n - 1)));
}

PG_FUNCTION_INFO_V1(regie_reciprocity);

/*
 * reciprocity(network, variant text) -> double precision
 *
 * Edges from a node to itself do not count.  Of the edges (edgewise), the part
 * whose reverse is an edge as well; of the pairs of nodes, the part that is
 * joined both ways or not at all (dyadic); of the pairs that are joined, the
 * part that is joined both ways (dyadic.nonnull).  NULL where there is nothing
 * to take a part of.
 */
Datum
regie_reciprocity(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	/* before the variants there was one argument */
	char *variant =
		PG_NARGS() > 1 ? text_to_cstring(PG_GETARG_TEXT_PP(1)) : "edgewise";
	int64 mutual;
	int64 edges = count_edges(&network.graph, &mutual);
	int64 joined = edges - mutual / 2; /* pairs */
	int64 pairs = (int64) network.graph.n * (network.graph.n - 1) / 2;
	int64 part = mutual;
	int64 whole = edges;

	if (strcmp(variant, "dyadic") == 0)
	{
		part = pairs - joined + mutual / 2;
		whole = pairs;
	}
	else if (strcmp(variant, "dyadic.nonnull") == 0)
	{
		part = mutual / 2;
		whole = joined;
	}
	else if (strcmp(variant, "edgewise") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("variant of reciprocity is not known"),
				 errdetail("It is \"%s\".", variant),
				 errhint("Use edgewise, dyadic or dyadic.nonnull.")));
	if (whole == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) part / (double) whole);
}

PG_FUNCTION_INFO_V1(regie_betweenness);

/*
 * betweenness(network, starts int) -> (node, betweenness, share)
 *
 * See betweenness.h.  share is the part of all pairs of other nodes, from 0 to
 * 1; NULL for fewer than three nodes.
 */
Datum
regie_betweenness(PG_FUNCTION_ARGS)
{
	net_network	   network;
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int32		   n;
	int32		   starts;
	size_t		   scratch;
	double		  *value;
	double		   pairs;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	network = net_image_view(PG_GETARG_NETWORK(0));
	n = network.graph.n;
	starts = PG_ARGISNULL(1) ? n : PG_GETARG_INT32(1);
	if (starts < 1 && !PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("starts must be above zero"),
				 errdetail("It is %d.", starts),
				 errhint("Leave it out to start at every node.")));
	scratch = net_betweenness_memory(n);
	value = network_memory(scratch + sizeof(double) * ((size_t) n + 1), n);
	net_betweenness(&network.graph,
					Min(starts, n),
					value,
					value + n + 1,
					network_tick);
	pairs = ((double) n - 1) * ((double) n - 2);
	for (int32 v = 0; v < n; v++)
	{
		text *name = network_name_text(&network, v);
		Datum values[3] = {PointerGetDatum(name),
						   Float8GetDatum(value[v]),
						   Float8GetDatum(pairs > 0 ? value[v] / pairs : 0)};
		bool  nulls[3] = {false, false, n < 3};

		CHECK_FOR_INTERRUPTS();
		tuplestore_putvalues(rsinfo->setResult,
							 rsinfo->setDesc,
							 values,
							 nulls);
		pfree(name);
	}
	pfree(value);
	return (Datum) 0;
}

/* The network with the same nodes and only the edges that are kept. */
static net_image *
keep_edges(const net_image *image, const uint8 *keep)
{
	net_network old = net_image_view(image);
	int32		n = old.graph.n;
	int32		edges = 0;
	bool		weighted;
	size_t		size;
	net_image  *result;
	net_network new;
	int32 at = 0;

	for (int32 e = 0; e < image->edges; e++)
		edges += keep[e];
	weighted = old.weight != NULL && edges > 0;
	size = net_image_size(n, edges, weighted, image->name_bytes);
	result = memory_take(size, "nodes", n);
	memset(result, 0, sizeof(net_image));
	SET_VARSIZE(result, size);
	result->version = NET_VERSION;
	result->flags = weighted ? NET_WEIGHTED : 0;
	result->nodes = n;
	result->edges = edges;
	result->name_bytes = image->name_bytes;
	new = net_image_view(result);
	memcpy(unconstify(uint32 *, new.name_start),
		   old.name_start,
		   sizeof(uint32) * ((Size) n + 1));
	memcpy(unconstify(char *, new.name), old.name, image->name_bytes);
	for (int32 v = 0; v < n; v++)
	{
		unconstify(int32 *, new.graph.first)[v] = at;
		for (int32 e = old.graph.first[v]; e < old.graph.first[v + 1]; e++)
		{
			if (keep[e] == 0)
				continue;
			unconstify(int32 *, new.graph.target)[at] = old.graph.target[e];
			if (weighted)
				unconstify(double *, new.weight)[at] = old.weight[e];
			at++;
		}
	}
	unconstify(int32 *, new.graph.first)[n] = at;
	Assert(net_image_check(result, size));
	return result;
}

PG_FUNCTION_INFO_V1(regie_transitive_reduction);

/*
 * transitive_reduction(network) -> network
 *
 * Without the edges that a longer path makes superfluous (reduction.h).  A
 * network with a cycle has no single answer: an error that shows a cycle.
 */
Datum
regie_transitive_reduction(PG_FUNCTION_ARGS)
{
	net_image  *image = PG_GETARG_NETWORK(0);
	net_network network = net_image_view(image);
	int32		n = network.graph.n;
	void  *scratch = network_memory(net_reduction_memory(n, image->edges), n);
	uint8 *keep = memory_take((Size) image->edges + 1, "edges", image->edges);
	net_image *result;

	if (!net_reduction(&network.graph, keep, scratch, network_tick))
		network_refuse_cycle(&network);
	pfree(scratch);
	result = keep_edges(image, keep);
	pfree(keep);
	PG_RETURN_POINTER(result);
}

/* Which nodes a path to "to" begins at, itself included. */
static uint8 *
mark_leading(const net_graph *g, int32 to)
{
	int32 *first =
		memory_take(sizeof(int32) * ((Size) g->n + 1 + (Size) g->first[g->n]),
					"edges",
					g->first[g->n]);
	net_graph back = {g->n, first, first + g->n + 1};
	int32	 *distance = network_memory(net_arrays_memory(g->n, 2), g->n);
	uint8	 *leads = memory_take((Size) g->n + 1, "nodes", g->n);

	net_reverse(g, first, first + g->n + 1, network_tick);
	net_reach(&back, to, distance, distance + g->n + 1, network_tick);
	for (int32 v = 0; v < g->n; v++)
		leads[v] = v == to || distance[v] >= 0;
	pfree(first);
	pfree(distance);
	return leads;
}

/* One row: number, length, the nodes. */
static void
put_path(FunctionCallInfo fcinfo, const net_network *network, int32 number,
		 const net_walk *walk)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int32		   count = walk->length + 1;
	Datum *item = memory_take(sizeof(Datum) * (Size) count, "nodes", count);
	ArrayType *array;
	Datum	   values[3];
	bool	   nulls[3] = {false, false, false};

	for (int32 i = 0; i < count; i++)
		item[i] = PointerGetDatum(network_name_text(network, walk->path[i]));
	array = construct_array(item, count, TEXTOID, -1, false, TYPALIGN_INT);
	values[0] = Int32GetDatum(number);
	values[1] = Int32GetDatum(walk->length);
	values[2] = PointerGetDatum(array);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	for (int32 i = 0; i < count; i++)
		pfree(DatumGetPointer(item[i]));
	pfree(item);
	pfree(array);
}

PG_FUNCTION_INFO_V1(regie_paths);

/*
 * paths(network, from_node, to_node, at_most int) -> (path, length, nodes)
 *
 * All paths on which no node comes twice, in the order of their nodes; for a
 * node and itself the circles through it.  There can be exponentially many:
 * more than at_most is an error.
 */
Datum
regie_paths(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	int32		from = network_find(&network, PG_GETARG_TEXT_PP(1));
	int32		to = network_find(&network, PG_GETARG_TEXT_PP(2));
	int32		at_most = PG_GETARG_INT32(3);
	int32		n = network.graph.n;
	uint8	   *leads;
	void	   *scratch;
	net_walk	walk;
	int32		number = 0;

	InitMaterializedSRF(fcinfo, 0);
	leads = mark_leading(&network.graph, to);
	scratch = network_memory(net_walk_memory(n), n);
	net_walk_begin(&walk,
				   &network.graph,
				   leads,
				   from,
				   to,
				   scratch,
				   network_tick);
	while (net_walk_next(&walk))
	{
		if (number >= at_most)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("there are more than %d paths", at_most),
					 errdetail("They lead from \"%s\" to \"%s\".",
							   text_to_cstring(PG_GETARG_TEXT_PP(1)),
							   text_to_cstring(PG_GETARG_TEXT_PP(2))),
					 errhint("Allow more with the argument at_most, or ask "
							 "the transitive reduction of the network.")));
		put_path(fcinfo, &network, ++number, &walk);
	}
	pfree(scratch);
	pfree(leads);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(regie_dot);

/*
 * dot(network, direction text) -> text
 *
 * The network in the language of Graphviz (network/dot.h).
 */
Datum
regie_dot(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	text	   *direction = PG_GETARG_TEXT_PP(1);
	const char *word = VARDATA_ANY(direction);
	size_t		length = VARSIZE_ANY_EXHDR(direction);
	net_writer	writer = {NULL, 0, network_tick, 0};
	char	   *result;

	if (!net_dot_direction(word, length))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("direction is not known"),
				 errdetail("It is \"%s\".", text_to_cstring(direction)),
				 errhint("Use LR (left to right), RL, TB (top to bottom) or "
						 "BT.")));
	net_dot_write(&writer, &network, word, length, network_format);
	result = network_text_memory(VARHDRSZ, writer.length);
	SET_VARSIZE(result, VARHDRSZ + writer.length);
	net_writer_begin(&writer, VARDATA(result));
	net_dot_write(&writer, &network, word, length, network_format);
	PG_RETURN_POINTER(result);
}
