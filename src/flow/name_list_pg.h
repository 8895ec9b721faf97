/*
 * name_list_pg.h
 *		Names that are numbered as they come, with their bytes, and the
 *		memory for what hangs on them.
 */
#ifndef REGIE_NAME_LIST_PG_H
#define REGIE_NAME_LIST_PG_H

#include "common/compat.h"

#include "common/names.h"

/* Memory that a calculation has taken, all blocks together. */
typedef struct work
{
	MemoryContext context;
	Size		  taken; /* bytes */
	const char	 *what;	 /* for errors: what there are so many of */
	int64		  count;
} work;

typedef struct name_list
{
	work *work;
	names table; /* entries by number */
	char *chunk; /* where the bytes of the next name go */
	Size  chunk_left;
	Size  chunk_size;
} name_list;

/*
 * A block in the work's context; 54000 if all together are more than
 * regie.memory_limit allows.
 */
extern void *work_take(work *w, Size bytes);

/* Gives one back. */
extern void work_release(work *w, void *memory, Size bytes);

/* The number of a name, which is copied if it is new. */
extern int32 name_list_add(name_list *list, const char *bytes, Size length,
						   bool *is_new);

/* A name, terminated, in the current memory context. */
extern char *name_list_text(const name_list *list, int32 number);

/*
 * Numbers in the order of their names' bytes; *place, if not NULL, is made
 * to tell where each number stands among them.
 */
extern int32 *name_list_sort(const name_list *list, int32 **place);

#endif
