/*
 * dependency_pg.h
 *		The stored form of the SQL type regie.dependency.
 *
 * Behind the varlena header, without any alignment: the lag (four bytes), a
 * byte with the kind and whether the lag is elapsed, and the activity's name.
 */
#ifndef REGIE_DEPENDENCY_PG_H
#define REGIE_DEPENDENCY_PG_H

#include "common/compat.h"

#include "roadmap/dependency.h"

/* The byte of flags: bits 0 and 1 the kind; the bits above 2 are zero. */
#define DEP_KIND_BITS 3
#define DEP_ELAPSED_BIT 4

/* Bytes before the name. */
#define DEP_HEADER 5

/* Opens what stands behind the varlena header; the name stays where it is. */
static inline void
dep_open(const char *stored, Size size, dependency *dep)
{
	unsigned char flags = (unsigned char) stored[sizeof(int32)];

	memcpy(&dep->lag, stored, sizeof(int32));
	dep->kind = flags & DEP_KIND_BITS;
	dep->elapsed = (flags & DEP_ELAPSED_BIT) != 0;
	dep->activity = stored + DEP_HEADER;
	dep->length = size - DEP_HEADER;
}

/* The canonical text, in the current memory context. */
extern char *dep_text(const dependency *dep, bool full);

#endif
