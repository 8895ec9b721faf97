/*
 * net_writer.h
 *		The texts of networks: common/writer.h, and weights.
 */
#ifndef REGIE_NET_WRITER_H
#define REGIE_NET_WRITER_H

#include "common/writer.h"
#include "network/graph.h"

typedef writer net_writer;

static inline void
net_writer_begin(net_writer *w, char *out)
{
	writer_begin(w, out);
}

/* Room for the text of one weight, and the terminator. */
#define NET_WEIGHT_SIZE 32

/* Writes the shortest text that reads back as the same number. */
typedef int (*net_format)(double weight, char out[NET_WEIGHT_SIZE]);

static inline void
put_weight(net_writer *w, double weight, net_format format)
{
	char text[NET_WEIGHT_SIZE];

	put_bytes(w, text, (size_t) format(weight, text));
}

#endif
