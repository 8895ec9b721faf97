/*
 * dependency.h
 *		Dependencies as project planners write them: A12, A12 SS+3d,
 *		12FF-2d, "my activity" FS+2ed.
 *
 * A dependency names the predecessor, says which end of it counts for which
 * end of the successor, and by how many days.  The text forms are those of
 * the planners' tools (Microsoft Project's field "Predecessors"), the four
 * kinds those of the precedence diagramming method.
 */
#ifndef REGIE_DEPENDENCY_H
#define REGIE_DEPENDENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most days of lag, and of a duration: 270,000 years and more. */
#define DEP_MAX_DAYS 99999999

/*
 * Finish to start, start to start, finish to finish, start to finish.  The
 * bits say which end counts; the order is also the sort order.
 */
#define DEP_FS 0
#define DEP_SS 1
#define DEP_FF 2
#define DEP_SF 3
#define DEP_FROM_START 1
#define DEP_TO_FINISH 2

typedef struct dependency
{
	const char *activity; /* not terminated */
	size_t		length;
	int			kind;
	int32_t		lag;	 /* days, negative for a lead */
	bool		elapsed; /* calendar days, not working days; never at lag 0 */
} dependency;

typedef enum dep_status
{
	DEP_OK,
	DEP_NOTHING,	/* empty text */
	DEP_OPEN_QUOTE, /* a quote that is not closed */
	DEP_STRAY_QUOTE,
	DEP_SEPARATOR, /* a comma or semicolon in a name without quotes */
	DEP_LINK,	   /* what follows the activity is no kind and lag */
	DEP_AMBIGUOUS, /* 12SS FF: an activity 12SS, or two links? */
	DEP_LAG		   /* more than DEP_MAX_DAYS */
} dep_status;

/*
 * Reads a dependency.  The activity's name is written to "name", which has
 * room for length bytes.
 */
extern dep_status dep_parse(const char *text, size_t length, char *name,
							dependency *out);

/* The number of a kind by its two letters (any case), or -1. */
extern int dep_kind(const char *text, size_t length);

/* The two letters of a kind. */
extern const char *dep_kind_name(int kind);

/* Bytes that dep_format may write at most, terminator included. */
extern size_t dep_format_size(const dependency *dep);

/*
 * Writes the canonical text, which reads back as the same; returns its
 * length.  With "full", the kind is written even where it is plain FS.
 */
extern size_t dep_format(const dependency *dep, bool full, char *out);

/* Order: activity byte by byte, kind, lag, working days before elapsed. */
extern int dep_compare(const dependency *a, const dependency *b);

/* Order of names byte by byte, a shorter one before its continuations. */
extern int dep_compare_names(const char *a, size_t a_length, const char *b,
							 size_t b_length);

/* Whether there is nothing but white space. */
extern bool dep_is_blank(const char *text, const char *end);

/*
 * Cuts the next item off a list: up to the separator, which does not count
 * inside double quotes, or up to the end.  Moves *text behind the separator,
 * or sets it to NULL after the last item.
 */
extern void dep_next_item(const char **text, const char *end,
						  const char *separator, size_t separator_length,
						  const char **item, size_t *item_length);

#endif
