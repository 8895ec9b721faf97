/*
 * network_build.h
 *		From rows in any order to a network.
 */
#ifndef REGIE_NETWORK_BUILD_H
#define REGIE_NETWORK_BUILD_H

#include "common/names.h"
#include "network/network_image.h"

/* Edges as they came: numbers in a table of names, and perhaps weights. */
typedef struct net_rows
{
	const names	  *nodes;
	int32_t		   count;
	const int32_t *source;
	const int32_t *target;
	const double  *weight; /* finite; or NULL: they have none */
} net_rows;

/* A network in the making. */
typedef struct net_build
{
	net_rows rows;
	int32_t	 edges; /* that differ */
	size_t	 name_bytes;
	int32_t *by_name; /* numbers of the names, ascending by name */
	int32_t *source;  /* of each row, by place in that order */
	int32_t *target;
	int32_t *first; /* rows of each source in row[] */
	int32_t *row;	/* rows by source and target */
	net_tick tick;
	uint32_t steps;
} net_build;

/* Bytes that net_build_sort needs; 0 if over NET_MAX. */
extern size_t net_build_memory(int64_t nodes, int64_t rows);

/*
 * Sorts names and edges, in memory of net_build_memory bytes; afterwards
 * edges and name_bytes tell the size of the image.
 */
extern void net_build_sort(net_build *build, const net_rows *rows,
						   void *memory, net_tick tick);

/*
 * Writes the network into an image of net_image_size bytes, but for the
 * size, which is PostgreSQL's.  Equal edges become one; their weights are
 * added exactly and rounded once, so that the order of the rows does not
 * count.  Calls the tick that sorting was given.  -1, or the edge whose sum is
 * out of range.
 */
extern int32_t net_build_write(net_build *build, net_image *image);

#endif
