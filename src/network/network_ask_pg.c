/*
 * network_ask_pg.c
 *		Questions to a network that are answered in rows.
 */
#include "common/compat.h"

#include "catalog/pg_type.h"
#include "common/memory.h"
#include "lib/stringinfo.h"
#include "network/cycle.h"
#include "network/network_pg.h"
#include "network/topological.h"
#include "network/reach.h"
#include "utils/array.h"

/* In messages a cycle is shown up to so many nodes. */
#define SHOWN_NODES 20

/* One row of the answer; the first column is the name of a node. */
static void
put_node(FunctionCallInfo fcinfo, const net_network *network, int32 node,
		 int columns, const int32 *column)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	text		  *name = network_name_text(network, node);
	Datum		   values[3];
	bool		   nulls[3] = {false, false, false};

	values[0] = PointerGetDatum(name);
	for (int i = 0; i < columns; i++)
		values[i + 1] = Int32GetDatum(column[i]);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(name);
}

/* "A -> B -> A"; with a limit, a longer one only says how many follow. */
static void
append_cycle(StringInfo buf, const net_network *network, const int32 *cycle,
			 int32 length, int32 limit)
{
	int32 shown = Min(length, limit);

	for (int32 i = 0; i <= shown; i++)
	{
		size_t		n;
		const char *name =
			net_name(network, i < shown ? cycle[i] : cycle[0], &n);

		if (i == shown && shown < length)
			appendStringInfo(buf, "(%d more) -> ", length - shown);
		appendBinaryStringInfo(buf, name, (int) n);
		if (i < shown)
			appendStringInfoString(buf, " -> ");
	}
}

void
network_refuse_cycle(const net_network *network)
{
	const net_graph *graph = &network->graph;
	size_t			 bytes = net_cycle_memory(graph->n);
	int32			*cycle =
		network_memory(bytes + sizeof(int32) * (size_t) graph->n, graph->n);
	int32 length = net_cycle(graph, cycle, cycle + graph->n, network_tick);
	StringInfoData buf;

	initStringInfo(&buf);
	append_cycle(&buf, network, cycle, length, SHOWN_NODES);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("network has a cycle"),
			 errdetail("One runs %s.", buf.data),
			 errhint(
				 "regie.cycles() lists where a network runs in circles.")));
}

PG_FUNCTION_INFO_V1(regie_nodes);

/*
 * nodes(network) -> (node, incoming, outgoing)
 *
 * The nodes by name, and how many edges end and begin at each.
 */
Datum
regie_nodes(PG_FUNCTION_ARGS)
{
	net_network		 network = net_image_view(PG_GETARG_NETWORK(0));
	const net_graph *g = &network.graph;
	int32 *incoming = network_memory(net_arrays_memory(g->n, 1), g->n);

	InitMaterializedSRF(fcinfo, 0);
	memset(incoming, 0, sizeof(int32) * (size_t) g->n);
	for (int32 e = 0; e < g->first[g->n]; e++)
	{
		CHECK_FOR_INTERRUPTS();
		incoming[g->target[e]]++;
	}
	for (int32 v = 0; v < g->n; v++)
	{
		int32 column[2] = {incoming[v], g->first[v + 1] - g->first[v]};

		CHECK_FOR_INTERRUPTS();
		put_node(fcinfo, &network, v, 2, column);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(regie_edges);

/*
 * edges(network) -> (source, target, weight)
 *
 * The edges by source and target; weight is null where they have none.
 */
Datum
regie_edges(PG_FUNCTION_ARGS)
{
	net_network		 network = net_image_view(PG_GETARG_NETWORK(0));
	const net_graph *g = &network.graph;
	ReturnSetInfo	*rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (int32 v = 0; v < g->n; v++)
	{
		text *source = network_name_text(&network, v);

		for (int32 e = g->first[v]; e < g->first[v + 1]; e++)
		{
			text *target = network_name_text(&network, g->target[e]);
			Datum values[3] = {PointerGetDatum(source),
							   PointerGetDatum(target),
							   (Datum) 0};
			bool  nulls[3] = {false, false, network.weight == NULL};

			CHECK_FOR_INTERRUPTS();
			if (network.weight != NULL)
				values[2] = Float8GetDatum(network.weight[e]);
			tuplestore_putvalues(rsinfo->setResult,
								 rsinfo->setDesc,
								 values,
								 nulls);
			pfree(target);
		}
		pfree(source);
	}
	return (Datum) 0;
}

int32
network_find(const net_network *network, const text *name)
{
	int32 node = net_find(network, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	if (node < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("node is not in the network"),
				 errdetail("No node is called \"%s\".", text_to_cstring(name)),
				 errhint("Names are compared exactly, with capitals and "
						 "spaces. regie.nodes() lists them.")));
	return node;
}

/* Rows (node, distance), nearest first, then by name. */
static void
put_reached(FunctionCallInfo fcinfo, const net_network *network,
			const net_graph *graph, int32 node)
{
	int32 n = graph->n;
	/* the node itself may be n edges away: one group more than nodes */
	int32 *distance = network_memory(net_arrays_memory((int64) n + 1, 3), n);
	int32 *start = distance + n + 2;
	int32 *list = start + n + 2;
	int32  farthest = net_reach(graph, node, distance, list, network_tick);

	net_group(n, distance, farthest + 1, start, list, network_tick);
	for (int32 i = 0; i < start[farthest + 1]; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_node(fcinfo, network, list[i], 1, &distance[list[i]]);
	}
	pfree(distance);
}

PG_FUNCTION_INFO_V1(regie_descendants);

/*
 * descendants(network, node) -> (node, distance)
 *
 * All nodes that a path leads to from the node, with the fewest edges of such
 * a path.  The node itself is among them only if it lies on a cycle; its
 * distance is then the length of the shortest.
 */
Datum
regie_descendants(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	int32		node = network_find(&network, PG_GETARG_TEXT_PP(1));

	InitMaterializedSRF(fcinfo, 0);
	put_reached(fcinfo, &network, &network.graph, node);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(regie_ancestors);

/*
 * ancestors(network, node) -> (node, distance)
 *
 * The same against the direction of the edges: all nodes from which a path
 * leads to the node.
 */
Datum
regie_ancestors(PG_FUNCTION_ARGS)
{
	net_network		 network = net_image_view(PG_GETARG_NETWORK(0));
	const net_graph *g = &network.graph;
	int32			 node = network_find(&network, PG_GETARG_TEXT_PP(1));
	int32			*first =
		memory_take(sizeof(int32) * ((Size) g->n + 1 + g->first[g->n]),
					"edges",
					g->first[g->n]);
	net_graph back = {g->n, first, first + g->n + 1};

	InitMaterializedSRF(fcinfo, 0);
	net_reverse(g, first, first + g->n + 1, network_tick);
	put_reached(fcinfo, &network, &back, node);
	pfree(first);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(regie_topological_order);

/*
 * topological_order(network) -> (node, place)
 *
 * An order in which every edge leads to a later place; of the nodes that may
 * come next the first by name does.  Places count from 1.  A network with a
 * cycle has none: an error that shows a cycle.
 */
Datum
regie_topological_order(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	int32		n = network.graph.n;
	size_t		scratch = net_order_memory(n);
	int32 *order = network_memory(scratch + sizeof(int32) * (size_t) n, n);

	InitMaterializedSRF(fcinfo, 0);
	if (net_order(&network.graph, order, order + n, network_tick) < n)
		network_refuse_cycle(&network);
	for (int32 i = 0; i < n; i++)
	{
		int32 place = i + 1;

		CHECK_FOR_INTERRUPTS();
		put_node(fcinfo, &network, order[i], 1, &place);
	}
	pfree(order);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(regie_levels);

/*
 * levels(network) -> (node, level)
 *
 * Level 0 for nodes that no edge leads to; else one more than the highest
 * level among those that lead to it.  By level, then by name.  A network with
 * a cycle has none: an error that shows a cycle.
 */
Datum
regie_levels(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	int32		n = network.graph.n;
	size_t		scratch = net_order_memory(n);
	int32 *level = network_memory(scratch + sizeof(int32) * (size_t) n, n);
	int32 *start = level + n;
	int32 *list = start + n + 1;
	int32  levels;

	InitMaterializedSRF(fcinfo, 0);
	levels = net_levels(&network.graph, level, start, network_tick);
	if (levels < 0)
		network_refuse_cycle(&network);
	net_group(n, level, levels, start, list, network_tick);
	for (int32 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_node(fcinfo, &network, list[i], 1, &level[list[i]]);
	}
	pfree(level);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(regie_components);

/*
 * components(network) -> (node, component, members)
 *
 * What hangs together, whichever way the edges point.  Components are
 * numbered from 1 by their first name; members is the size.  By component,
 * then by name.
 */
Datum
regie_components(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	int32		n = network.graph.n;
	int32	   *component = network_memory(net_arrays_memory(n, 3), n);
	int32	   *start = component + n + 1;
	int32	   *list = start + n + 1;
	int32		count;

	InitMaterializedSRF(fcinfo, 0);
	count = net_components(&network.graph, component, network_tick);
	net_group(n, component, count, start, list, network_tick);
	for (int32 i = 0; i < n; i++)
	{
		int32 c = component[list[i]];
		int32 column[2] = {c + 1, start[c + 1] - start[c]};

		CHECK_FOR_INTERRUPTS();
		put_node(fcinfo, &network, list[i], 2, column);
	}
	pfree(component);
	return (Datum) 0;
}

/* The nodes of a cycle as text[]. */
static ArrayType *
cycle_array(const net_network *network, const int32 *cycle, int32 length)
{
	Datum *item = memory_take(sizeof(Datum) * (Size) length, "nodes", length);
	ArrayType *array;

	for (int32 i = 0; i < length; i++)
		item[i] = PointerGetDatum(network_name_text(network, cycle[i]));
	array = construct_array(item, length, TEXTOID, -1, false, TYPALIGN_INT);
	for (int32 i = 0; i < length; i++)
		pfree(DatumGetPointer(item[i]));
	pfree(item);
	return array;
}

static void
put_cycle(FunctionCallInfo fcinfo, const net_network *network, int32 component,
		  int32 members, const int32 *cycle, int32 length, bool shortest)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	StringInfoData buf;
	ArrayType	  *array = cycle_array(network, cycle, length);
	text		  *shown;
	Datum		   values[6];
	bool		   nulls[6] = {false, false, false, false, false, false};

	initStringInfo(&buf);
	append_cycle(&buf, network, cycle, length, length);
	shown = cstring_to_text_with_len(buf.data, buf.len);
	values[0] = Int32GetDatum(component);
	values[1] = Int32GetDatum(members);
	values[2] = Int32GetDatum(length);
	values[3] = BoolGetDatum(shortest);
	values[4] = PointerGetDatum(shown);
	values[5] = PointerGetDatum(array);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(buf.data);
	pfree(shown);
	pfree(array);
}

PG_FUNCTION_INFO_V1(regie_cycles);

/*
 * cycles(network) -> (component, members, length, shortest, cycle, nodes)
 *
 * One row for each largest set of nodes that all reach each other in a circle
 * (strong component with a cycle), numbered from 1 by their first name, with
 * one of its cycles.  That is a shortest one, the first by names if there are
 * several; in a set whose nodes times edges are over NET_CYCLE_WORK it is a
 * shortest one through its first node, and shortest is false.
 */
Datum
regie_cycles(PG_FUNCTION_ARGS)
{
	net_network		 network = net_image_view(PG_GETARG_NETWORK(0));
	const net_graph *g = &network.graph;
	char			*memory = network_memory(net_strong_memory(g->n), g->n);
	void			*scratch = network_memory(net_cycle_in_memory(g->n), g->n);
	int32			*cycle = network_memory(net_arrays_memory(g->n, 1), g->n);
	net_strong		 strong;
	int32			 component = 0;

	InitMaterializedSRF(fcinfo, 0);
	net_strong_find(g, &strong, memory, network_tick);
	for (int32 c = 0; c < strong.count; c++)
	{
		bool  shortest;
		int32 length = net_cycle_in(g,
									&strong,
									c,
									cycle,
									&shortest,
									scratch,
									network_tick);

		CHECK_FOR_INTERRUPTS();
		if (length > 0)
			put_cycle(fcinfo,
					  &network,
					  ++component,
					  strong.start[c + 1] - strong.start[c],
					  cycle,
					  length,
					  shortest);
	}
	pfree(cycle);
	pfree(scratch);
	pfree(memory);
	return (Datum) 0;
}
