/*
 * network_agg_pg.c
 *		The aggregates that make a network of rows.
 *
 * The state keeps each name once.  Edges are kept as they come; when there is
 * no more room, equal ones become one, and their weights fewer with exactly
 * the same sum.  Only the final function sorts and rounds, so the value does
 * not depend on the order of the rows or on who collected which of them.
 */
#include "common/compat.h"

#include "common/aggregate_pg.h"
#include <math.h>

#include "common/memory.h"
#include "libpq/pqformat.h"
#include "network/network_pg.h"
#include "network/settle.h"

/* Its name in messages */
#define AGGREGATE "regie.network"

#define FIRST_NAMES 16
#define FIRST_EDGES 16
#define FIRST_CHUNK 256
#define LARGEST_CHUNK (1024 * 1024)

typedef struct network_state
{
	bool	weighted;
	names	nodes;
	char   *chunk; /* where the bytes of the next name go */
	size_t	chunk_left;
	size_t	chunk_size;
	int32	edges;
	int32	capacity;
	int32  *source;
	int32  *target;
	double *weight; /* NULL if not weighted */
} network_state;

static void
take_edges(network_state *s, int32 capacity)
{
	size_t	width = (s->weighted ? sizeof(double) : 0) + 2 * sizeof(int32);
	char   *memory = memory_take(width * capacity, "edges", capacity);
	double *weight = s->weighted ? (double *) (void *) memory : NULL;
	int32  *source =
		(int32 *) (memory + (s->weighted ? sizeof(double) * capacity : 0));
	int32 *target = source + capacity;

	if (s->edges > 0)
	{
		memcpy(source, s->source, sizeof(int32) * s->edges);
		memcpy(target, s->target, sizeof(int32) * s->edges);
		if (s->weighted)
			memcpy(weight, s->weight, sizeof(double) * s->edges);
	}
	/* one block, which begins with the weights if there are any */
	if (s->capacity > 0)
		pfree(s->weighted ? (void *) s->weight : (void *) s->source);
	s->weight = weight;
	s->source = source;
	s->target = target;
	s->capacity = capacity;
}

static void
take_names(network_state *s, int32 capacity)
{
	names old = s->nodes;
	bool  is_new;

	names_init(&s->nodes,
			   capacity,
			   network_memory(names_memory(capacity), capacity));
	for (int32 i = 0; i < old.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		names_add(&s->nodes, old.entry[i].text, old.entry[i].length, &is_new);
	}
	if (old.capacity > 0)
		pfree(old.entry);
}

static network_state *
new_state(MemoryContext context, bool weighted)
{
	MemoryContext  old = MemoryContextSwitchTo(context);
	network_state *s = palloc0(sizeof(network_state));

	s->weighted = weighted;
	s->chunk_size = FIRST_CHUNK;
	take_names(s, FIRST_NAMES);
	take_edges(s, FIRST_EDGES);
	MemoryContextSwitchTo(old);
	return s;
}

/* Copies the bytes of a name to where they stay; chunks grow, up to a point. */
static const char *
keep_name(network_state *s, const char *name, size_t length)
{
	char *kept;

	if (length > s->chunk_left)
	{
		if (s->chunk_size < LARGEST_CHUNK)
			s->chunk_size *= 2;
		s->chunk_left = Max(s->chunk_size, length);
		s->chunk = memory_take(s->chunk_left, "names", s->nodes.count);
	}
	kept = s->chunk;
	memcpy(kept, name, length);
	s->chunk += length;
	s->chunk_left -= length;
	return kept;
}

/* The number of a node, which becomes one if it is not yet. */
static int32
add_node(network_state *s, const char *name, size_t length)
{
	bool  is_new;
	int32 number = names_find(&s->nodes, name, length);

	if (number >= 0)
		return number;
	if (s->nodes.count == s->nodes.capacity)
		take_names(s, s->nodes.capacity * 2);
	return names_add(&s->nodes, keep_name(s, name, length), length, &is_new);
}

/*
 * Makes room for one more edge.  Settling takes less memory than growing, and
 * time in proportion to the edges and the nodes: with more nodes than edges
 * it would not pay.
 */
static void
make_room(network_state *s)
{
	if (s->edges < s->capacity)
		return;
	if (s->nodes.count <= s->capacity)
	{
		void *memory = memory_take(net_settle_memory(s->nodes.count, s->edges),
								   "edges",
								   s->edges);

		s->edges = net_settle(s->nodes.count,
							  s->edges,
							  s->source,
							  s->target,
							  s->weight,
							  memory,
							  network_tick);
		pfree(memory);
	}
	if (s->edges <= s->capacity / 2)
		return;
	if (s->capacity >= NET_MAX)
		network_memory(0, s->edges);
	take_edges(s, s->capacity * 2);
}

static void
add_edge(network_state *s, int32 source, int32 target, double weight)
{
	make_room(s);
	s->source[s->edges] = source;
	s->target[s->edges] = target;
	if (s->weighted)
		s->weight[s->edges] = weight;
	s->edges++;
}

static int32
add_argument(network_state *s, FunctionCallInfo fcinfo, int n)
{
	text *name = PG_GETARG_TEXT_PP(n);
	int32 number = add_node(s, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	PG_FREE_IF_COPY(name, n);
	return number;
}

/* For messages: an argument, or the word null. */
static char *
argument_text(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n)
			   ? "null"
			   : psprintf("\"%s\"", text_to_cstring(PG_GETARG_TEXT_PP(n)));
}

/* The weight of a row; an error where it is not one, or has no edge. */
static double
check_weight(FunctionCallInfo fcinfo)
{
	bool   edge = !PG_ARGISNULL(1) && !PG_ARGISNULL(2);
	double weight;

	if (PG_ARGISNULL(3))
	{
		if (edge)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("weight of an edge is null"),
					 errdetail("The edge leads from %s to %s.",
							   argument_text(fcinfo, 1),
							   argument_text(fcinfo, 2)),
					 errhint("Leave such rows out with FILTER, or say what "
							 "they weigh with coalesce().")));
		return 0;
	}
	weight = PG_GETARG_FLOAT8(3);
	if (!edge)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("weight without an edge"),
				 errdetail("The row leads from %s to %s and weighs %g.",
						   argument_text(fcinfo, 1),
						   argument_text(fcinfo, 2),
						   weight),
				 errhint("A row with one node only makes that a node of the "
						 "network; its weight must be null.")));
	if (!isfinite(weight))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight of an edge is not a finite number"),
				 errdetail("The edge leads from %s to %s.",
						   argument_text(fcinfo, 1),
						   argument_text(fcinfo, 2))));
	return weight;
}

static Datum
add_row(FunctionCallInfo fcinfo, bool weighted)
{
	MemoryContext  context = aggregate_context(fcinfo);
	network_state *s = PG_ARGISNULL(0)
						   ? new_state(context, weighted)
						   : (network_state *) PG_GETARG_POINTER(0);
	double		   weight = weighted ? check_weight(fcinfo) : 0;
	MemoryContext  old = MemoryContextSwitchTo(context);
	int32		   source = PG_ARGISNULL(1) ? -1 : add_argument(s, fcinfo, 1);
	int32		   target = PG_ARGISNULL(2) ? -1 : add_argument(s, fcinfo, 2);

	if (source >= 0 && target >= 0)
		add_edge(s, source, target, weight);
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_network_add);

/*
 * network_add(internal, source text, target text) -> internal
 *
 * Transition of network(source, target).  A row in which one of them is null
 * makes the other a node; one in which both are null says nothing.
 */
Datum
regie_network_add(PG_FUNCTION_ARGS)
{
	return add_row(fcinfo, false);
}

PG_FUNCTION_INFO_V1(regie_network_add_weighted);

/*
 * network_add_weighted(internal, source text, target text, weight float8)
 * -> internal
 *
 * Transition of network(source, target, weight).
 */
Datum
regie_network_add_weighted(PG_FUNCTION_ARGS)
{
	return add_row(fcinfo, true);
}

/* Takes over all of another state, which stays as it is. */
static void
absorb(network_state *s, const network_state *other)
{
	int32 *number =
		memory_take(sizeof(int32) * (Size) (other->nodes.count + 1),
					"nodes",
					other->nodes.count);

	for (int32 i = 0; i < other->nodes.count; i++)
	{
		const name *e = &other->nodes.entry[i];

		CHECK_FOR_INTERRUPTS();
		number[i] = add_node(s, e->text, e->length);
	}
	for (int32 e = 0; e < other->edges; e++)
	{
		CHECK_FOR_INTERRUPTS();
		add_edge(s,
				 number[other->source[e]],
				 number[other->target[e]],
				 other->weighted ? other->weight[e] : 0);
	}
	pfree(number);
}

PG_FUNCTION_INFO_V1(regie_network_combine);

/*
 * network_combine(internal, internal) -> internal
 *
 * The second state is copied: it does not live as long as the first.
 */
Datum
regie_network_combine(PG_FUNCTION_ARGS)
{
	MemoryContext  context = aggregate_context(fcinfo);
	MemoryContext  old;
	network_state *s;
	network_state *other;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = (network_state *) PG_GETARG_POINTER(1);
	s = PG_ARGISNULL(0) ? new_state(context, other->weighted)
						: (network_state *) PG_GETARG_POINTER(0);
	old = MemoryContextSwitchTo(context);
	absorb(s, other);
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(regie_network_serial);

/*
 * network_serial(internal) -> bytea
 *
 * Flag, numbers of nodes and edges, names with their lengths, edges.
 */
Datum
regie_network_serial(PG_FUNCTION_ARGS)
{
	network_state *s = (network_state *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	(void) aggregate_context(fcinfo);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, s->weighted ? NET_WEIGHTED : 0);
	pq_sendint32(&buf, s->nodes.count);
	pq_sendint32(&buf, s->edges);
	for (int32 i = 0; i < s->nodes.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&buf, s->nodes.entry[i].length);
		pq_sendbytes(&buf,
					 s->nodes.entry[i].text,
					 (int) s->nodes.entry[i].length);
	}
	for (int32 e = 0; e < s->edges; e++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&buf, s->source[e]);
		pq_sendint32(&buf, s->target[e]);
		if (s->weighted)
			pq_sendfloat8(&buf, s->weight[e]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
read_names(network_state *s, StringInfo buf, int32 count)
{
	for (int32 i = 0; i < count; i++)
	{
		int			length = (int) pq_getmsgint(buf, 4);
		const char *name = pq_getmsgbytes(buf, length);

		CHECK_FOR_INTERRUPTS();
		if (add_node(s, name, (size_t) length) != i)
			aggregate_refuse_state(AGGREGATE);
	}
}

static void
read_edges(network_state *s, StringInfo buf, int32 count)
{
	for (int32 e = 0; e < count; e++)
	{
		int32  source = (int32) pq_getmsgint(buf, 4);
		int32  target = (int32) pq_getmsgint(buf, 4);
		double weight = s->weighted ? pq_getmsgfloat8(buf) : 0;

		CHECK_FOR_INTERRUPTS();
		if (source < 0 || source >= s->nodes.count || target < 0 ||
			target >= s->nodes.count || !isfinite(weight))
			aggregate_refuse_state(AGGREGATE);
		add_edge(s, source, target, weight);
	}
}

PG_FUNCTION_INFO_V1(regie_network_deserial);

/*
 * network_deserial(bytea, internal) -> internal
 *
 * Takes nothing on trust: lengths, numbers and weights are checked.
 */
Datum
regie_network_deserial(PG_FUNCTION_ARGS)
{
	bytea		  *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData buf;
	network_state *s;
	int			   flags;
	int32		   nodes;
	int32		   edges;

	(void) aggregate_context(fcinfo);
	aggregate_bytes(&buf, bytes);
	flags = pq_getmsgbyte(&buf);
	nodes = (int32) pq_getmsgint(&buf, 4);
	edges = (int32) pq_getmsgint(&buf, 4);
	if ((flags & ~NET_WEIGHTED) != 0 || nodes < 0 || edges < 0)
		aggregate_refuse_state(AGGREGATE);
	s = new_state(CurrentMemoryContext, (flags & NET_WEIGHTED) != 0);
	read_names(s, &buf, nodes);
	read_edges(s, &buf, edges);
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(s);
}

net_image *
network_from_state(const void *state)
{
	const network_state *s = state;
	net_rows			 rows;

	rows.nodes = &s->nodes;
	rows.count = s->edges;
	rows.source = s->source;
	rows.target = s->target;
	rows.weight = s->weight;
	return network_from_rows(&rows, NULL);
}

PG_FUNCTION_INFO_V1(regie_network_final);

/*
 * network_final(internal) -> network
 *
 * Sorts and adds up, and leaves the state as it is.
 */
Datum
regie_network_final(PG_FUNCTION_ARGS)
{
	(void) aggregate_context(fcinfo);
	PG_RETURN_POINTER(network_from_state(PG_GETARG_POINTER(0)));
}
