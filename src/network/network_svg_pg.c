/*
 * network_svg_pg.c
 *		Networks as pictures.
 */
#include "common/compat.h"

#include "common/memory.h"
#include "common/picture_pg.h"
#include "mb/pg_wchar.h"
#include "network/drawing.h"
#include "network/network_pg.h"

static void
refuse_size(const char *what, int64 count, int most)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("network has too many %s for a picture", what),
			 errdetail("It has " INT64_FORMAT
					   ", and a picture has at most %d, as more could not be "
					   "read.",
					   count,
					   most),
			 errhint("Draw a part: what a node reaches "
					 "(regie.descendants()), one of regie.components(), or "
					 "the regie.transitive_reduction().")));
}

static svg_text
to_utf8(const char *bytes, size_t length)
{
	svg_text t = {bytes, length};
	char	*converted = pg_server_to_any(bytes, (int) length, PG_UTF8);

	if (converted != bytes)
		t = svg_string(converted);
	return t;
}

static svg_text *
take_names(const net_network *network)
{
	int32	  n = network->graph.n;
	svg_text *name =
		memory_take(sizeof(svg_text) * ((Size) n + 1), "nodes", n);

	for (int32 v = 0; v < n; v++)
	{
		size_t		length;
		const char *bytes = net_name(network, v, &length);

		name[v] = to_utf8(bytes, length);
	}
	return name;
}

/* The weights as texts, if they are few enough to be read. */
static svg_text *
take_labels(const net_network *network)
{
	int32	  edges = network->graph.first[network->graph.n];
	svg_text *label;

	if (network->weight == NULL || edges > NET_DRAW_LABELS)
		return NULL;
	label = memory_take(sizeof(svg_text) * ((Size) edges + 1), "edges", edges);
	for (int32 e = 0; e < edges; e++)
	{
		char *text = palloc(NET_WEIGHT_SIZE);
		int	  length = network_format(network->weight[e], text);

		label[e].bytes = text;
		label[e].length = (size_t) length;
	}
	return label;
}

static net_direction
read_direction(const text *direction)
{
	static const char *const word[] = {"LR", "RL", "TB", "BT", "TD"};

	for (int i = 0; i < 5; i++)
		if (VARSIZE_ANY_EXHDR(direction) == 2 &&
			memcmp(VARDATA_ANY(direction), word[i], 2) == 0)
			return i == 4 ? NET_TOP_BOTTOM : (net_direction) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("direction is not known"),
			 errdetail("It is \"%s\".", text_to_cstring(direction)),
			 errhint("Use LR (left to right), RL, TB or TD (top to bottom), "
					 "or BT.")));
}

/* The edge between two nodes, or -1. */
static int32
find_edge(const net_graph *g, int32 v, int32 u)
{
	int32 low = g->first[v];
	int32 high = g->first[v + 1];

	while (low < high)
	{
		int32 middle = low + (high - low) / 2;

		if (g->target[middle] < u)
			low = middle + 1;
		else
			high = middle;
	}
	return low < g->first[v + 1] && g->target[low] == u ? low : -1;
}

/* The nodes and edges that another network names are marked. */
static void
take_marks(net_drawing *d, const net_network *network,
		   const net_network *marked)
{
	int32  edges = network->graph.first[network->graph.n];
	Size   bytes = (Size) network->graph.n + (Size) edges + 2;
	uint8 *node = memory_take(bytes, "nodes", network->graph.n);
	uint8 *edge = node + network->graph.n + 1;
	int32 *number = memory_take(sizeof(int32) * ((Size) marked->graph.n + 1),
								"nodes",
								marked->graph.n);

	memset(node, 0, bytes);
	for (int32 m = 0; m < marked->graph.n; m++)
	{
		CHECK_FOR_INTERRUPTS();
		number[m] = network_find(network, network_name_text(marked, m));
		node[number[m]] = 1;
	}
	for (int32 m = 0; m < marked->graph.n; m++)
		for (int32 k = marked->graph.first[m]; k < marked->graph.first[m + 1];
			 k++)
		{
			int32 u = marked->graph.target[k];
			int32 e = find_edge(&network->graph, number[m], number[u]);

			if (e < 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("an edge to be marked is not in the network"),
						 errdetail("It leads from \"%s\" to \"%s\".",
								   text_to_cstring(
									   network_name_text(marked, m)),
								   text_to_cstring(
									   network_name_text(marked, u)))));
			edge[e] = 1;
		}
	d->strong_node = node;
	d->strong_edge = edge;
}

/* Writes twice: to know the length, and to have it. */
static text *
write_picture(const net_drawing *d, const net_layout *layout)
{
	net_writer writer = {NULL, 0, network_tick, 0};
	char	  *result;
	char	  *converted;

	net_drawing_write(&writer, d, layout);
	result = network_text_memory(VARHDRSZ, writer.length);
	SET_VARSIZE(result, VARHDRSZ + writer.length);
	net_writer_begin(&writer, VARDATA(result));
	net_drawing_write(&writer, d, layout);
	VARDATA(result)[writer.length] = '\0';
	converted =
		pg_any_to_server(VARDATA(result), (int) writer.length, PG_UTF8);
	return converted == VARDATA(result) ? (text *) result
										: cstring_to_text(converted);
}

/* Lays it out within the limits, and draws. */
static text *
draw(net_drawing *d, const net_network *network)
{
	int32	   n = network->graph.n;
	int32	   edges = network->graph.first[n];
	net_layers layers;
	net_layout layout;
	int64	   bends;

	d->graph = &network->graph;
	d->weight = network->weight;
	net_layers_find(d->graph,
					&layers,
					network_memory(net_layers_memory(n, edges), n),
					network_tick);
	bends = net_layout_bends(d->graph, &layers, NET_DRAW_STRETCH(d));
	if (bends > NET_DRAW_BENDS)
		refuse_size("bends of edges", bends, NET_DRAW_BENDS);
	net_layout_begin(&layout,
					 d->graph,
					 &layers,
					 NET_DRAW_STRETCH(d),
					 memory_take(net_layout_memory(d->graph,
												   &layers,
												   NET_DRAW_STRETCH(d)),
								 "nodes",
								 n),
					 network_tick);
	net_drawing_measure(d, &layout);
	net_layout_order(&layout);
	net_layout_place(&layout, net_drawing_sideways(d));
	return write_picture(d, &layout);
}

static void
check_size(const net_network *network)
{
	int32 n = network->graph.n;

	if (n > NET_DRAW_NODES)
		refuse_size("nodes", n, NET_DRAW_NODES);
	if (network->graph.first[n] > NET_DRAW_EDGES)
		refuse_size("edges", network->graph.first[n], NET_DRAW_EDGES);
}

PG_FUNCTION_INFO_V1(regie_network_svg);

/*
 * network_svg(network, title text, language text, direction text, marked
 * network) -> text
 *
 * The network as SVG (network/drawing.h).  NULL without a network; title and
 * marked may be NULL.
 */
Datum
regie_network_svg(PG_FUNCTION_ARGS)
{
	net_drawing d = {0};
	net_network network;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	network = net_image_view(PG_GETARG_NETWORK(0));
	check_size(&network);
	if (!PG_ARGISNULL(1))
	{
		text *title = PG_GETARG_TEXT_PP(1);

		d.title = to_utf8(VARDATA_ANY(title), VARSIZE_ANY_EXHDR(title));
	}
	d.dutch = picture_word_is_dutch(text_to_cstring(PG_GETARG_TEXT_PP(2)));
	d.direction = read_direction(PG_GETARG_TEXT_PP(3));
	if (!PG_ARGISNULL(4))
	{
		net_network marked = net_image_view(PG_GETARG_NETWORK(4));

		take_marks(&d, &network, &marked);
	}
	d.name = take_names(&network);
	d.label = take_labels(&network);
	PG_RETURN_TEXT_P(draw(&d, &network));
}

PG_FUNCTION_INFO_V1(regie_network_svg_final);

/*
 * network_svg_final(internal) -> text
 *
 * The network of an aggregate's rows as SVG, from left to right.
 */
Datum
regie_network_svg_final(PG_FUNCTION_ARGS)
{
	net_drawing d = {0};
	net_network network;

	if (!AggCheckCallContext(fcinfo, NULL))
		elog(ERROR, "aggregate function called in non-aggregate context");
	network = net_image_view(network_from_state(PG_GETARG_POINTER(0)));
	check_size(&network);
	d.name = take_names(&network);
	d.label = take_labels(&network);
	PG_RETURN_TEXT_P(draw(&d, &network));
}
