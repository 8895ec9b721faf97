/*
 * network_text.h
 *		The text form of a network: a -> b with a weight, one after another.
 *
 *		a->b, b->c, d
 *		"Service desk"->HR:2.5, HR->"Cloud ""broker""":1e+20
 *		{}
 *
 * Items are separated by commas: an edge, or a node that has none.  A name of
 * letters, digits and _ . / (and whatever is not ASCII), with single hyphens
 * before or between these, stands as it is; any other in double quotes, with
 * a quote inside written twice.  Either all
 * edges have a weight or none has.  The network without nodes is {}.
 *
 * Reading allows white space between the parts, quotes that are not needed,
 * edges in any order and more than once (as rows of the aggregate), and
 * chains: a->b->c is a->b, b->c.
 */
#ifndef REGIE_NETWORK_TEXT_H
#define REGIE_NETWORK_TEXT_H

#include "common/names.h"
#include "network/network_image.h"
#include "network/net_writer.h"

/* What a text says, for net_build; the arrays are the caller's. */
typedef struct net_text
{
	names	*nodes;
	int32_t	 edges;
	int32_t *source;
	int32_t *target;
	double	*weight;
	char	*bytes;	   /* room for names with doubled quotes */
	bool	 weighted; /* the edges have weights */

	/* If it cannot be read: what is wrong, and where. */
	const char *problem;
	const char *place;
	bool		out_of_range; /* it is a number that does not fit */
} net_text;

/*
 * The most names and edges that a text can hold; false if they are over
 * NET_MAX.  As many bytes as the text has are enough for net_text.bytes.
 */
extern bool net_text_bounds(const char *text, size_t length, int64_t *nodes,
							int64_t *edges, net_tick tick);

/*
 * Reads a text of length bytes, which must be followed by a zero.  The names
 * point into it.  False, with a problem, if it is not the text of a network.
 */
extern bool net_text_read(const char *text, size_t length, net_text *into,
						  net_tick tick);

/*
 * Longest text of a network.  A value holds 1 GB in PostgreSQL, and so does a
 * line of a dump, in which each byte of a text may have to stand twice.
 */
#define NET_TEXT_MAX ((size_t) 1 << 29)

/*
 * Writes the text of a network; scratch has room for its nodes in bytes.  If
 * it is longer than most bytes, it stops soon behind them: false.
 */
extern bool net_text_write(net_writer *writer, const net_network *network,
						   net_format format, char *scratch, size_t most);

/* A length that the text of a network does not exceed, without writing it. */
extern size_t net_text_bound(const net_network *network);

/* Writes a name, in quotes where it needs them. */
extern void net_text_write_name(net_writer *writer, const char *name,
								size_t length);

#endif
