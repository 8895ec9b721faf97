/*
 * network_pg.c
 *		The type network: text and binary form, comparison.
 */
#include "common/compat.h"

#include <math.h>

#include "common/hashfn.h"
#include "common/memory.h"
#include "common/shortest_dec.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "network/network_pg.h"
#include "network/network_text.h"
#include "utils/memutils.h"

/* The image's size is the varlena header. */
StaticAssertDecl(sizeof(net_image) == 24, "header of a network");

void
network_tick(void)
{
	CHECK_FOR_INTERRUPTS();
}

int
network_format(double weight, char out[NET_WEIGHT_SIZE])
{
	return double_to_shortest_decimal_buf(weight, out);
}

void *
network_memory(size_t bytes, int64 nodes)
{
	if (bytes == 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("network is too large"),
				 errdetail("A network has at most %d nodes and as many "
						   "edges.",
						   NET_MAX)));
	return memory_take(bytes, "nodes", nodes);
}

char *
network_text_memory(size_t header, size_t text)
{
	if (text > MaxAllocSize - header - 1)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("network is too large for a text"),
				 errdetail("Its text takes %zu bytes, and a text holds at "
						   "most %zu.",
						   text,
						   (size_t) MaxAllocSize - header - 1)));
	return memory_take(header + text + 1, "bytes", (int64) text);
}

text *
network_name_text(const net_network *network, int32 node)
{
	size_t		length;
	const char *name = net_name(network, node, &length);

	return cstring_to_text_with_len(name, (int) length);
}

/* "A -> B" for messages, from places in the sorted names of a build. */
static char *
edge_text(const net_image *image, int32 edge)
{
	net_network v = net_image_view(image);
	int32		source = 0;

	while (v.graph.first[source + 1] <= edge)
		source++;
	return psprintf("%s -> %s",
					text_to_cstring(network_name_text(&v, source)),
					text_to_cstring(
						network_name_text(&v, v.graph.target[edge])));
}

/*
 * A value that cannot be written could be stored, but not dumped.  Few come
 * near the limit, so that the text need not be counted for most.
 */
static bool
text_fits(const net_image *image, char *scratch)
{
	net_network network = net_image_view(image);
	net_writer	writer = {NULL, 0, network_tick, 0};

	return net_text_bound(&network) <= NET_TEXT_MAX ||
		   net_text_write(&writer,
						  &network,
						  network_format,
						  scratch,
						  NET_TEXT_MAX);
}

net_image *
network_from_rows(const net_rows *rows, Node *context)
{
	int32 nodes = rows->nodes->count;
	void *memory = network_memory(net_build_memory(nodes, rows->count), nodes);
	net_build  build;
	net_image *image;
	size_t	   size;
	int32	   overflow;
	bool	   fits;

	net_build_sort(&build, rows, memory, network_tick);
	size = net_image_size(nodes,
						  build.edges,
						  rows->weight != NULL,
						  build.name_bytes);
	if (size == 0)
		ereturn(context,
				NULL,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("network is too large for a value"),
				 errdetail("It has %d nodes and %d edges, and a value holds "
						   "at most 1 GB.",
						   nodes,
						   build.edges)));
	image = memory_take(size, "nodes", nodes);
	SET_VARSIZE(image, size);
	overflow = net_build_write(&build, image);
	if (overflow >= 0)
		ereturn(context,
				NULL,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight out of range"),
				 errdetail("The sum of the weights from %s is over the range "
						   "of double precision.",
						   edge_text(image, overflow))));
	fits = text_fits(image, memory);
	pfree(memory);
	if (!fits)
		ereturn(context,
				NULL,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("network is too large for its text form"),
				 errdetail("Its text would take more than %zu bytes, the most "
						   "that a dump surely holds.",
						   NET_TEXT_MAX),
				 errhint("Use shorter names, or make several networks.")));
	Assert(net_image_check(image, VARSIZE(image)));
	return image;
}

/* Reports what net_text_read found wrong; NULL if that is a soft error. */
static net_image *
report_problem(const char *text, const net_text *read, Node *context)
{
	int place = pg_mbstrlen_with_len(text, (int) (read->place - text)) + 1;

	if (read->out_of_range)
		ereturn(context,
				NULL,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight out of range in type %s", "regie.network"),
				 errdetail("The number stands at character %d.", place)));
	ereturn(context,
			NULL,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s", "regie.network"),
			 errdetail("%s at character %d.", read->problem, place),
			 errhint("Write edges like a->b, \"with space\"->c or a->b:2.5, "
					 "a node without edges by its name, and {} for an empty "
					 "network.")));
}

PG_FUNCTION_INFO_V1(regie_network_in);

/*
 * network_in(cstring) -> network
 *
 * The text form (network/network_text.h).
 */
Datum
regie_network_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t		length = strlen(text);
	int64		nodes;
	int64		edges;
	names		table;
	net_text	read = {0};
	net_rows	rows;
	net_image  *image;
	char	   *memory;
	size_t		table_bytes;

	if (!net_text_bounds(text, length, &nodes, &edges, network_tick))
		network_memory(0, nodes);
	table_bytes = MAXALIGN(names_memory(nodes));
	memory = network_memory(table_bytes +
								(size_t) edges *
									(sizeof(double) + 2 * sizeof(int32)) +
								length,
							nodes);
	names_init(&table, nodes, memory);
	read.nodes = &table;
	read.weight = (double *) (void *) (memory + table_bytes);
	read.source = (int32 *) (read.weight + edges);
	read.target = read.source + edges;
	read.bytes = (char *) (read.target + edges);

	if (!net_text_read(text, length, &read, network_tick))
		PG_RETURN_POINTER(report_problem(text, &read, fcinfo->context));
	rows.nodes = &table;
	rows.count = read.edges;
	rows.source = read.source;
	rows.target = read.target;
	rows.weight = read.weighted ? read.weight : NULL;
	image = network_from_rows(&rows, fcinfo->context);
	pfree(memory);
	PG_RETURN_POINTER(image);
}

PG_FUNCTION_INFO_V1(regie_network_out);

/*
 * network_out(network) -> cstring
 *
 * The text form, which reads back as the same value under any setting.
 */
Datum
regie_network_out(PG_FUNCTION_ARGS)
{
	net_network network = net_image_view(PG_GETARG_NETWORK(0));
	char	   *scratch =
		memory_take((Size) network.graph.n + 1, "nodes", network.graph.n);
	net_writer writer = {NULL, 0, network_tick, 0};

	net_text_write(&writer, &network, network_format, scratch, SIZE_MAX);
	net_writer_begin(&writer, network_text_memory(0, writer.length));
	net_text_write(&writer, &network, network_format, scratch, SIZE_MAX);
	writer.out[writer.length] = '\0';
	pfree(scratch);
	PG_RETURN_CSTRING(writer.out);
}

/* A name in the client's encoding, its length before it. */
static void
send_name(StringInfo buf, const char *name, int length)
{
	const char *sent = pg_server_to_client(name, length);

	if (sent != name)
		length = (int) strlen(sent);
	pq_sendint32(buf, length);
	pq_sendbytes(buf, sent, length);
}

PG_FUNCTION_INFO_V1(regie_network_send);

/*
 * network_send(network) -> bytea
 *
 * Version and flags (a byte each), the numbers of nodes and edges, each name
 * with its length before it, then for each edge the places of its source and
 * target among the names and, with the flag, its weight.  All numbers have
 * four bytes, weights eight.
 */
Datum
regie_network_send(PG_FUNCTION_ARGS)
{
	const net_image *image = PG_GETARG_NETWORK(0);
	net_network		 network = net_image_view(image);
	StringInfoData	 buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, image->version);
	pq_sendbyte(&buf, image->flags);
	pq_sendint32(&buf, image->nodes);
	pq_sendint32(&buf, image->edges);
	for (int32 v = 0; v < image->nodes; v++)
	{
		size_t		length;
		const char *name = net_name(&network, v, &length);

		CHECK_FOR_INTERRUPTS();
		send_name(&buf, name, (int) length);
	}
	for (int32 v = 0; v < image->nodes; v++)
		for (int32 e = network.graph.first[v]; e < network.graph.first[v + 1];
			 e++)
		{
			CHECK_FOR_INTERRUPTS();
			pq_sendint32(&buf, v);
			pq_sendint32(&buf, network.graph.target[e]);
			if (network.weight != NULL)
				pq_sendfloat8(&buf, network.weight[e]);
		}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
refuse_binary(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary value for type %s", "regie.network"),
			 errdetail("%s.", what)));
}

/* Reads the header; nothing that it announces may be longer than the rest. */
static void
receive_header(StringInfo buf, int32 *nodes, int32 *edges, bool *weighted)
{
	int	  version = pq_getmsgbyte(buf);
	int	  flags = pq_getmsgbyte(buf);
	int64 rest;

	*nodes = (int32) pq_getmsgint(buf, 4);
	*edges = (int32) pq_getmsgint(buf, 4);
	*weighted = (flags & NET_WEIGHTED) != 0;
	rest = buf->len - buf->cursor;
	if (version != NET_VERSION)
		refuse_binary("Its version is not known here");
	if ((flags & ~NET_WEIGHTED) != 0)
		refuse_binary("It has flags that are not known here");
	if (*nodes < 0 || *edges < 0 || (*weighted && *edges == 0) ||
		rest < (int64) *nodes * 4 + (int64) *edges * (*weighted ? 16 : 8))
		refuse_binary("Its numbers of nodes and edges do not fit its length");
}

static void
receive_edges(StringInfo buf, int32 nodes, net_rows *rows, int32 *source,
			  int32 *target, double *weight)
{
	for (int32 e = 0; e < rows->count; e++)
	{
		CHECK_FOR_INTERRUPTS();
		source[e] = (int32) pq_getmsgint(buf, 4);
		target[e] = (int32) pq_getmsgint(buf, 4);
		if (source[e] < 0 || source[e] >= nodes || target[e] < 0 ||
			target[e] >= nodes)
			refuse_binary("An edge leads to a node that it does not have");
		if (rows->weight == NULL)
			continue;
		weight[e] = pq_getmsgfloat8(buf);
		if (!isfinite(weight[e]))
			refuse_binary("A weight is not a finite number");
	}
}

PG_FUNCTION_INFO_V1(regie_network_recv);

/*
 * network_recv(internal) -> network
 *
 * What network_send writes.  The order is not taken on trust (names may have
 * changed it on their way from one encoding to another): the value is built
 * anew.
 */
Datum
regie_network_recv(PG_FUNCTION_ARGS)
{
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	int32	   nodes;
	bool	   weighted;
	names	   table;
	net_rows   rows;
	int32	  *source;
	int32	  *target;
	double	  *weight;
	net_image *image;

	receive_header(buf, &nodes, &rows.count, &weighted);
	names_init(&table, nodes, network_memory(names_memory(nodes), nodes));
	for (int32 v = 0; v < nodes; v++)
	{
		int	  length;
		char *name;
		bool  is_new;

		CHECK_FOR_INTERRUPTS();
		length = (int) pq_getmsgint(buf, 4);
		name = pq_getmsgtext(buf, length, &length);
		names_add(&table, name, (size_t) length, &is_new);
		if (!is_new)
			refuse_binary("A node stands in it twice");
	}
	weight = memory_take((Size) (rows.count + 1) *
							 (sizeof(double) + 2 * sizeof(int32)),
						 "edges",
						 rows.count);
	source = (int32 *) (weight + rows.count);
	target = source + rows.count;
	rows.nodes = &table;
	rows.source = source;
	rows.target = target;
	rows.weight = weighted ? weight : NULL;
	receive_edges(buf, nodes, &rows, source, target, weight);
	image = network_from_rows(&rows, NULL);
	if (image->edges != rows.count)
		refuse_binary("An edge stands in it twice");
	PG_RETURN_POINTER(image);
}

/*
 * An order of the values: by their bytes.  It means nothing, but it is total,
 * and values are canonical, so that equal means equal.
 */
static int
compare(FunctionCallInfo fcinfo)
{
	net_image *a = PG_GETARG_NETWORK(0);
	net_image *b = PG_GETARG_NETWORK(1);
	int		   result = net_name_compare(VARDATA(a),
									 VARSIZE(a) - VARHDRSZ,
									 VARDATA(b),
									 VARSIZE(b) - VARHDRSZ);

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return result;
}

PG_FUNCTION_INFO_V1(regie_network_eq);
PG_FUNCTION_INFO_V1(regie_network_ne);
PG_FUNCTION_INFO_V1(regie_network_lt);
PG_FUNCTION_INFO_V1(regie_network_le);
PG_FUNCTION_INFO_V1(regie_network_ge);
PG_FUNCTION_INFO_V1(regie_network_gt);
PG_FUNCTION_INFO_V1(regie_network_cmp);
PG_FUNCTION_INFO_V1(regie_network_hash);
PG_FUNCTION_INFO_V1(regie_network_hash_extended);

/* network = network: the same nodes, the same edges, the same weights. */
Datum
regie_network_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) == 0);
}

/* network <> network */
Datum
regie_network_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) != 0);
}

/* network < network, in the order of the btree class */
Datum
regie_network_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) < 0);
}

/* network <= network, in the order of the btree class */
Datum
regie_network_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) <= 0);
}

/* network >= network, in the order of the btree class */
Datum
regie_network_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) >= 0);
}

/* network > network, in the order of the btree class */
Datum
regie_network_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) > 0);
}

/* network_cmp(network, network) -> -1, 0 or 1 */
Datum
regie_network_cmp(PG_FUNCTION_ARGS)
{
	int c = compare(fcinfo);

	PG_RETURN_INT32((c > 0) - (c < 0));
}

/* network_hash(network) -> int4 */
Datum
regie_network_hash(PG_FUNCTION_ARGS)
{
	net_image *image = PG_GETARG_NETWORK(0);
	Datum	   hash = hash_any((const unsigned char *) VARDATA(image),
						   (int) (VARSIZE(image) - VARHDRSZ));

	PG_FREE_IF_COPY(image, 0);
	PG_RETURN_DATUM(hash);
}

/* network_hash_extended(network, seed int8) -> int8 */
Datum
regie_network_hash_extended(PG_FUNCTION_ARGS)
{
	net_image *image = PG_GETARG_NETWORK(0);
	Datum	   hash = hash_any_extended((const unsigned char *) VARDATA(image),
									(int) (VARSIZE(image) - VARHDRSZ),
									(uint64) PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(image, 0);
	PG_RETURN_DATUM(hash);
}
