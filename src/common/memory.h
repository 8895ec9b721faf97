/*
 * memory.h
 *		Working memory that is known, checked and said before it is taken.
 */
#ifndef REGIE_MEMORY_H
#define REGIE_MEMORY_H

#include "common/compat.h"

/* Setting regie.memory_limit, in kilobytes. */
extern int regie_memory_limit;

/*
 * Refuses with SQLSTATE 54000 what takes more bytes than regie.memory_limit,
 * where they are not allocated in one piece.
 */
extern void memory_check(Size bytes, const char *what, int64 count);

/*
 * Allocates bytes in the current memory context, more than 1 GB as well, or
 * refuses with SQLSTATE 54000 when they are more than regie.memory_limit.
 * "what" ends the sentence of the error's detail: "allocating 5 rows".
 */
extern void *memory_take(Size bytes, const char *what, int64 count);

#endif
