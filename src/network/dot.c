/*
 * dot.c
 *		The drawing of a network in the language of Graphviz.
 *
 * A quoted string takes \" for a quote (graphviz.org/doc/info/lang.html).  In
 * a label a backslash begins an escape such as \N or \l, so it is doubled, and
 * a line break is \n.  Names are node identifiers as they are, so that the
 * text can be read back by other tools.
 */
#include "network/dot.h"

bool
net_dot_direction(const char *text, size_t length)
{
	static const char *const known[] = {"LR", "RL", "TB", "BT"};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (length == 2 && memcmp(text, known[i], 2) == 0)
			return true;
	return false;
}

static void
write_quoted(net_writer *w, const char *text, size_t length)
{
	put_char(w, '"');
	for (size_t i = 0; i < length; i++)
	{
		if (text[i] == '\n')
			put_text(w, "\\n");
		else if (text[i] == '\r')
			put_text(w, "\\r");
		else
		{
			if (text[i] == '"' || text[i] == '\\')
				put_char(w, '\\');
			put_char(w, text[i]);
		}
	}
	put_char(w, '"');
}

static void
write_node(net_writer *w, const net_network *network, int32_t node)
{
	size_t		length;
	const char *name = net_name(network, node, &length);

	write_quoted(w, name, length);
}

void
net_dot_write(net_writer *writer, const net_network *network,
			  const char *direction, size_t direction_length,
			  net_format format)
{
	const net_graph *g = &network->graph;

	put_text(writer, "digraph {\n    rankdir=");
	put_bytes(writer, direction, direction_length);
	put_text(writer, ";\n    node [shape=box];");
	for (int32_t v = 0; v < g->n; v++)
	{
		put_text(writer, "\n    ");
		write_node(writer, network, v);
		put_char(writer, ';');
	}
	for (int32_t v = 0; v < g->n; v++)
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			put_text(writer, "\n    ");
			write_node(writer, network, v);
			put_text(writer, " -> ");
			write_node(writer, network, g->target[e]);
			if (network->weight != NULL)
			{
				put_text(writer, " [label=\"");
				put_weight(writer, network->weight[e], format);
				put_text(writer, "\"]");
			}
			put_char(writer, ';');
		}
	put_text(writer, "\n}");
}
