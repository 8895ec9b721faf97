/*
 * key_pg.h
 *		Allocation keys as values of the server.
 */
#ifndef REGIE_KEY_PG_H
#define REGIE_KEY_PG_H

#include "common/compat.h"

#include "allocation/key_image.h"
#include "utils/numeric.h"

#define PG_GETARG_KEY(n) ((key_image *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

extern void key_tick(void);

/* Room for so many participants. */
extern key_item *key_take_items(int64 count);

/*
 * The value of the items, in any order.  NULL after a soft error: a
 * participant that stands twice, of the SQLSTATE that is passed.
 */
extern key_image *key_make(const key_item *item, int64 count,
						   const char *factor, size_t factor_length,
						   int sqlstate_of_doubles, Node *context);

/* A number in shortest form as numeric, and back into an item's weight. */
extern Datum key_to_numeric(const char *number, size_t length);
extern void	 key_set_weight(key_item *item, Datum weight);

/* A finite number, not negative, as text in shortest form. */
extern char *key_from_numeric(Datum number, const char *what,
							  const char *participant);

extern Datum key_factor(const key_image *image);

/* The weights by place, in an array of the caller; returns their sum. */
extern Datum key_weights(const key_image *image, Datum *weight);

/* A participant's name for messages. */
extern char *key_name_text(const key_item *item);

extern Datum key_zero(void);

/* a / b (b above zero, a not below), rounded to so many decimals. */
extern Datum key_ratio(Datum a, Datum b, int decimals);

/* Decimals of a share. */
#define KEY_SHARE_DECIMALS 20

#endif
