/*
 * mermaid.h
 *		The drawing of a network as Mermaid text.
 */
#ifndef REGIE_MERMAID_H
#define REGIE_MERMAID_H

#include "network/network_image.h"
#include "network/net_writer.h"

/* One of LR, RL, TB, TD, BT (capitals). */
extern bool net_mermaid_direction(const char *text, size_t length);

/*
 * Writes "graph LR" and a line for each node and each edge.  Nodes are called
 * n0, n1, ... in the order of their names; the names stand in quoted labels,
 * the weights on the edges.  The last line does not end in a line break.
 */
extern void net_mermaid_write(net_writer *writer, const net_network *network,
							  const char *direction, size_t direction_length,
							  net_format format);

#endif
