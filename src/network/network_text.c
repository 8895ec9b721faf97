/*
 * network_text.c
 *		The text form of a network, read and written.
 */
#include "network/network_text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where the reading stands. */
typedef struct reader
{
	const char *p;
	const char *end;
	net_text   *into;
	size_t		bytes; /* used of into->bytes */
	bool		plain; /* an edge without a weight was met */
	net_tick	tick;
	uint32_t	steps;
} reader;

/* May this byte stand in a name without quotes, wherever in the name? */
static bool
is_plain(char byte)
{
	unsigned char c = (unsigned char) byte;

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		   (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '/' ||
		   c >= 0x80;
}

/*
 * How much from p on can be a name without quotes.  A hyphen must have
 * something behind it, so that no arrow, long or short, ends up in a name.
 */
static size_t
plain_length(const char *p, const char *end)
{
	const char *start = p;

	while (p < end &&
		   (is_plain(*p) || (*p == '-' && p + 1 < end && is_plain(p[1]))))
		p++;
	return (size_t) (p - start);
}

static void
skip_space(reader *r)
{
	while (r->p < r->end &&
		   (*r->p == ' ' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r'))
		r->p++;
}

static bool
problem(reader *r, const char *what)
{
	r->into->problem = what;
	r->into->place = r->p;
	return false;
}

static bool
at_arrow(const reader *r)
{
	return r->end - r->p >= 2 && r->p[0] == '-' && r->p[1] == '>';
}

/* A name in double quotes; only one with a quote inside must be copied. */
static bool
read_quoted(reader *r, const char **name, size_t *length)
{
	const char *open = r->p++;
	char	   *copy = r->into->bytes + r->bytes;
	size_t		n = 0;
	bool		doubled = false;

	while (r->p < r->end &&
		   (*r->p != '"' || (r->p + 1 < r->end && r->p[1] == '"')))
	{
		doubled = doubled || *r->p == '"';
		copy[n++] = *r->p;
		r->p += *r->p == '"' ? 2 : 1;
	}
	if (r->p == r->end)
	{
		r->p = open;
		return problem(r, "The quote is not closed");
	}
	r->p++;
	*name = doubled ? copy : open + 1;
	*length = n;
	r->bytes += doubled ? n : 0;
	return true;
}

static bool
read_name(reader *r, int32_t *node)
{
	const char *name;
	size_t		length;
	bool		is_new;

	net_step(&r->steps, r->tick);
	skip_space(r);
	name = r->p;
	if (r->p < r->end && *r->p == '"')
	{
		if (!read_quoted(r, &name, &length))
			return false;
	}
	else
	{
		length = plain_length(r->p, r->end);
		r->p += length;
		if (length == 0)
			return problem(r, "A name is missing");
	}
	*node = names_add(r->into->nodes, name, length, &is_new);
	skip_space(r);
	return true;
}

/* A decimal number; strtod alone would take words and hexadecimals as well. */
static bool
read_weight(reader *r, double *weight)
{
	const char *p;
	char	   *number_end;

	skip_space(r);
	p = r->p;
	if (p < r->end && (*p == '-' || *p == '+'))
		p++;
	if (p < r->end && *p == '.')
		p++;
	if (p == r->end || *p < '0' || *p > '9' ||
		(*p == '0' && (p[1] == 'x' || p[1] == 'X')))
		return problem(r, "A number is missing");
	errno = 0;
	*weight = strtod(r->p, &number_end);
	if (errno == ERANGE && (*weight == 0 || !isfinite(*weight)))
	{
		r->into->out_of_range = true;
		return problem(r, "The weight is out of range");
	}
	r->p = number_end;
	skip_space(r);
	return true;
}

/* The rest of an edge, behind its arrow. */
static bool
read_edge(reader *r, int32_t source, int32_t *target)
{
	net_text *t = r->into;
	bool	  weighted;

	if (!read_name(r, target))
		return false;
	weighted = r->p < r->end && *r->p == ':';
	if (weighted ? r->plain : t->weighted)
		return problem(r, "Edges with and without a weight are mixed");
	if (weighted)
	{
		r->p++;
		if (!read_weight(r, &t->weight[t->edges]))
			return false;
	}
	t->weighted = weighted;
	r->plain = !weighted;
	t->source[t->edges] = source;
	t->target[t->edges++] = *target;
	return true;
}

/* A node, or a chain of edges. */
static bool
read_item(reader *r)
{
	int32_t node;

	if (!read_name(r, &node))
		return false;
	while (at_arrow(r))
	{
		r->p += 2;
		if (!read_edge(r, node, &node))
			return false;
	}
	return true;
}

/* The network without nodes. */
static bool
read_empty(reader *r)
{
	r->p++;
	skip_space(r);
	if (r->p == r->end || *r->p != '}')
		return problem(r, "A closing brace is missing");
	r->p++;
	skip_space(r);
	return r->p == r->end || problem(r, "Text follows the braces");
}

bool
net_text_bounds(const char *text, size_t length, int64_t *nodes,
				int64_t *edges, net_tick tick)
{
	uint32_t steps = 0;

	*nodes = 1;
	*edges = 0;
	for (size_t i = 0; i < length; i++)
	{
		net_step(&steps, tick);
		if (text[i] == ',')
			++*nodes;
		if (text[i] == '>')
		{
			++*nodes;
			++*edges;
		}
	}
	return *nodes <= NET_MAX;
}

bool
net_text_read(const char *text, size_t length, net_text *into, net_tick tick)
{
	reader r = {text, text + length, into, 0, false, tick, 0};

	into->edges = 0;
	into->weighted = false;
	into->problem = NULL;
	into->place = NULL;
	into->out_of_range = false;
	skip_space(&r);
	if (r.p < r.end && *r.p == '{')
		return read_empty(&r);
	for (;;)
	{
		if (!read_item(&r))
			return false;
		if (r.p == r.end)
			return true;
		if (*r.p != ',')
			return problem(&r, "A comma or an arrow (->) is missing");
		r.p++;
	}
}

void
net_text_write_name(net_writer *writer, const char *name, size_t length)
{
	if (length > 0 && plain_length(name, name + length) == length)
	{
		put_bytes(writer, name, length);
		return;
	}
	put_char(writer, '"');
	for (size_t i = 0; i < length; i++)
	{
		if (name[i] == '"')
			put_char(writer, '"');
		put_char(writer, name[i]);
	}
	put_char(writer, '"');
}

static void
write_node(net_writer *writer, const net_network *network, int32_t node)
{
	size_t		length;
	const char *name = net_name(network, node, &length);

	net_text_write_name(writer, name, length);
}

/* Notes in scratch which nodes an edge leads to. */
static void
mark_targets(const net_writer *writer, const net_graph *g, char *scratch)
{
	uint32_t steps = 0;

	memset(scratch, 0, (size_t) g->n);
	for (int32_t e = 0; e < g->first[g->n]; e++)
	{
		net_step(&steps, writer->tick);
		scratch[g->target[e]] = 1;
	}
}

bool
net_text_write(net_writer *writer, const net_network *network,
			   net_format format, char *scratch, size_t most)
{
	const net_graph *g = &network->graph;
	const char		*between = "";
	uint32_t		 steps = 0;

	if (g->n == 0)
		put_text(writer, "{}");
	mark_targets(writer, g, scratch);
	for (int32_t v = 0; v < g->n; v++)
	{
		net_step(&steps, writer->tick);
		if (g->first[v] == g->first[v + 1] && !scratch[v])
		{
			put_text(writer, between);
			write_node(writer, network, v);
			between = ", ";
		}
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			put_text(writer, between);
			write_node(writer, network, v);
			put_text(writer, "->");
			write_node(writer, network, g->target[e]);
			if (network->weight != NULL)
			{
				put_char(writer, ':');
				put_weight(writer, network->weight[e], format);
			}
			between = ", ";
			if (writer->length > most)
				return false;
		}
	}
	return writer->length <= most;
}

size_t
net_text_bound(const net_network *network)
{
	const net_graph *g = &network->graph;
	size_t			 longest = 0;

	for (int32_t v = 0; v < g->n; v++)
	{
		size_t length;

		net_name(network, v, &length);
		longest = length > longest ? length : longest;
	}
	/* in quotes, each of its bytes twice, and a comma and a space behind it */
	longest = 2 * longest + 4;
	return 2 + (size_t) g->n * longest +
		   (size_t) g->first[g->n] * (2 * longest + 1 + NET_WEIGHT_SIZE);
}
