/*
 * network_pg.h
 *		What the bindings of the room share: the type network as a datum.
 */
#ifndef REGIE_NETWORK_PG_H
#define REGIE_NETWORK_PG_H

#include "common/compat.h"

#include "network/network_build.h"
#include "network/network_image.h"
#include "network/net_writer.h"

/* An argument of the type, as an image that may be read. */
#define PG_GETARG_NETWORK(n)                                                  \
	((net_image *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/* CHECK_FOR_INTERRUPTS as a net_tick. */
extern void network_tick(void);

/* Text of a weight that does not depend on any setting; a net_format. */
extern int network_format(double weight, char out[NET_WEIGHT_SIZE]);

/*
 * Memory whose size an algorithm told: refuses a size of 0, which says that
 * the numbers are over the limits, and what regie.memory_limit does not allow.
 */
extern void *network_memory(size_t bytes, int64 nodes);

/*
 * Memory for a value with text: header bytes, text bytes, a zero.  Refuses
 * what PostgreSQL's 1 GB for a value cannot hold.
 */
extern char *network_text_memory(size_t header, size_t text);

/*
 * The value that rows lead to.  Errors (a sum of weights out of range, too
 * large for a value) go to context if it takes soft errors; NULL then.
 */
extern net_image *network_from_rows(const net_rows *rows, Node *context);

/* The same of an aggregate's state, which stays as it is. */
extern net_image *network_from_state(const void *state);

/* The node that an argument names; an error if there is none. */
extern int32 network_find(const net_network *network, const text *name);

/* The error of questions that a network with a cycle has no answer to. */
extern void network_refuse_cycle(const net_network *network)
	pg_attribute_noreturn();

/* A name as a new text datum. */
extern text *network_name_text(const net_network *network, int32 node);

#endif
