/*
 * mermaid.c
 *		The drawing of a network as Mermaid text.
 *
 * In a quoted label Mermaid takes #NN; for the character with that number
 * (mermaid.js.org/syntax/flowchart.html, "Entity codes to escape
 * characters").  The label then still goes through a Markdown reader and into
 * a web page, so more must be escaped than the quote: all that could be a
 * tag, a directive, a style, a link, emphasis or a list ("1." or "1)" or "-"
 * with a space behind it).  What stands as it is: letters, digits, characters
 * outside ASCII, comma, slash, single spaces inside; parentheses, but not
 * where they could close a list number; a hyphen or underscore inside a word;
 * a point between digits.
 */
#include "network/mermaid.h"

bool
net_mermaid_direction(const char *text, size_t length)
{
	static const char *const known[] = {"LR", "RL", "TB", "TD", "BT"};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (length == 2 && memcmp(text, known[i], 2) == 0)
			return true;
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		   (unsigned char) c >= 0x80;
}

static bool
is_safe(const char *label, size_t length, size_t i)
{
	char c = label[i];
	char before = i > 0 ? label[i - 1] : ' ';
	char after = i + 1 < length ? label[i + 1] : ' ';

	switch (c)
	{
		case ',':
		case '/':
		case '(':
			return true;
		case ')':
			return !is_digit(before);
		case '.':
			return is_digit(before) && is_digit(after);
		case '-':
		case '_':
			return is_word(before) && is_word(after);
		case ' ':
			/* Mermaid takes "direction LR" for a statement even in quotes */
			return before != ' ' && i + 1 < length &&
				   (i + 2 >= length ||
					!net_mermaid_direction(label + i + 1, 2));
		default:
			return is_word(c);
	}
}

static void
write_label(net_writer *w, const char *label, size_t length)
{
	/* an empty label would be a syntax error */
	put_text(w, length == 0 ? "\" " : "\"");
	for (size_t i = 0; i < length; i++)
	{
		if (is_safe(label, length, i))
			put_char(w, label[i]);
		else if (label[i] == '\n' || label[i] == '\r')
		{
			/* a line break, once for the pair of the two */
			if (label[i] == '\r' || i == 0 || label[i - 1] != '\r')
				put_text(w, "<br/>");
		}
		else
		{
			put_char(w, '#');
			put_number(w, (unsigned char) label[i]);
			put_char(w, ';');
		}
	}
	put_char(w, '"');
}

static void
write_id(net_writer *w, int32_t node)
{
	put_char(w, 'n');
	put_number(w, node);
}

void
net_mermaid_write(net_writer *writer, const net_network *network,
				  const char *direction, size_t direction_length,
				  net_format format)
{
	const net_graph *g = &network->graph;

	put_text(writer, "graph ");
	put_bytes(writer, direction, direction_length);
	for (int32_t v = 0; v < g->n; v++)
	{
		size_t		length;
		const char *name = net_name(network, v, &length);

		put_text(writer, "\n    ");
		write_id(writer, v);
		put_char(writer, '[');
		write_label(writer, name, length);
		put_char(writer, ']');
	}
	for (int32_t v = 0; v < g->n; v++)
		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			put_text(writer, "\n    ");
			write_id(writer, v);
			put_text(writer, " -->");
			if (network->weight != NULL)
			{
				char text[NET_WEIGHT_SIZE];
				int	 n = format(network->weight[e], text);

				put_char(writer, '|');
				write_label(writer, text, (size_t) n);
				put_char(writer, '|');
			}
			put_char(writer, ' ');
			write_id(writer, g->target[e]);
		}
}
