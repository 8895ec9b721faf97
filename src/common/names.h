/*
 * names.h
 *		Texts to numbers: gives each distinct name the next number.
 *
 * Names are compared byte by byte, never by a collation, so that the answer
 * is the same in every database.  The table does not copy names; their bytes
 * must stay where they are for as long as it is used.
 */
#ifndef REGIE_NAMES_H
#define REGIE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct name
{
	const char *text; /* not terminated */
	uint32_t	length;
	uint32_t	hash;
} name;

/* The hash stands here too: most of those that differ are passed over so. */
typedef struct name_slot
{
	uint32_t hash;
	int32_t	 number; /* + 1, or 0 for a free slot */
} name_slot;

typedef struct names
{
	int32_t	   count;	 /* names so far, numbered 0 .. count - 1 */
	int32_t	   capacity; /* most that fit */
	uint32_t   mask;	 /* slots - 1 */
	name	  *entry;	 /* by number */
	name_slot *slot;
} names;

/* Most names one table can hold. */
#define NAMES_MAX (1 << 29)

/* Bytes that names_init needs for so many names; 0 if over NAMES_MAX. */
extern size_t names_memory(int64_t capacity);

/* Sets up a table in memory of names_memory(capacity) bytes, any content. */
extern void names_init(names *table, int64_t capacity, void *memory);

/* The number of a name, or -1. */
extern int32_t names_find(const names *table, const char *text, size_t length);

/*
 * The number of a name, which is added if it is new; *is_new says so.  -1 if
 * the table is full.
 */
extern int32_t names_add(names *table, const char *text, size_t length,
						 bool *is_new);

/*
 * The same in two steps, for names that come one by one: what the first asks
 * memory for is near when the second needs it, if something else is done in
 * between.  names_ask sets the hash of a name whose text and length are given.
 */
extern void	   names_ask(const names *table, name *n);
extern int32_t names_add_asked(names *table, const name *n, bool *is_new);

/*
 * Fills a table that was just set up with the names of another, which must
 * fit; their numbers stay.
 */
extern void names_copy(names *table, const names *from);

/*
 * Adds a list of names, of which text and length are given, and writes their
 * numbers: quicker than one by one, as what it looks at is fetched for all at
 * once.  There must be room for all of them.
 */
extern void names_add_all(names *table, name *list, int32_t count,
						  int32_t *number);

/*
 * Looks up a list of names, of which text and length are given, and writes
 * their numbers, or -1: quicker than one by one for the same reason.
 */
extern void names_find_all(const names *table, name *list, int32_t count,
						   int32_t *number);

#endif
