/*
 * network_image.h
 *		A network as one run of bytes: what stands in a table.
 *
 * The image is canonical: names ascend byte by byte and differ, the edges of
 * each node ascend by their target and differ, a weight of minus zero does
 * not occur.  So two networks are equal exactly when their bytes are.
 */
#ifndef REGIE_NETWORK_IMAGE_H
#define REGIE_NETWORK_IMAGE_H

#include "network/graph.h"

/* A network that can be asked: pointers into an image. */
typedef struct net_network
{
	net_graph		graph;
	const double   *weight;		/* of each edge, or NULL: they have none */
	const uint32_t *name_start; /* n + 1 places in name */
	const char	   *name;
} net_network;

/*
 * The header.  Behind it stand, without gaps: the weights (edges doubles, only
 * with NET_WEIGHTED), first (nodes + 1), target (edges), name_start
 * (nodes + 1), and the bytes of the names.
 */
typedef struct net_image
{
	uint32_t size; /* kept by PostgreSQL */
	uint8_t	 version;
	uint8_t	 flags;
	uint16_t spare;
	int32_t	 nodes;
	int32_t	 edges;
	uint32_t name_bytes;
	uint32_t spare_too;
} net_image;

#define NET_VERSION 1
#define NET_WEIGHTED 1 /* flag: the edges have weights */

/* Largest image; PostgreSQL's values end at 1 GB. */
#define NET_IMAGE_MAX ((size_t) 0x3FFFFFFF)

/* Bytes of an image; 0 if over NET_IMAGE_MAX. */
extern size_t net_image_size(int64_t nodes, int64_t edges, bool weighted,
							 size_t name_bytes);

/* Points into an image, as far as its header tells. */
extern net_network net_image_view(const net_image *image);

/*
 * True if an image of length bytes is what this file describes: sizes,
 * version, spare bits, ranges, order.
 */
extern bool net_image_check(const net_image *image, size_t length);

/* The name of a node, and its length. */
static inline const char *
net_name(const net_network *network, int32_t node, size_t *length)
{
	uint32_t start = network->name_start[node];

	*length = network->name_start[node + 1] - start;
	return network->name + start;
}

/* The order of names: byte by byte, a name before its continuations. */
extern int net_name_compare(const char *a, size_t a_length, const char *b,
							size_t b_length);

/* The node of that name, or -1. */
extern int32_t net_find(const net_network *network, const char *name,
						size_t length);

#endif
