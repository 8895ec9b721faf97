/*
 * dot.h
 *		The drawing of a network in the language of Graphviz.
 */
#ifndef REGIE_DOT_H
#define REGIE_DOT_H

#include "network/network_image.h"
#include "network/net_writer.h"

/* Direction is LR, RL, TB or BT, as Graphviz has it in rankdir. */
extern bool net_dot_direction(const char *text, size_t length);

extern void net_dot_write(net_writer *writer, const net_network *network,
						  const char *direction, size_t direction_length,
						  net_format format);

#endif
