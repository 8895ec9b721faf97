/*
 * amount_pg.h
 *		The amounts of aggregates over rows (state, name, name, amount): exact,
 *		as whole numbers of 10^-12.
 */
#ifndef REGIE_AMOUNT_PG_H
#define REGIE_AMOUNT_PG_H

#include "common/compat.h"

#include "common/checked.h"

/* Decimals of the units, and most digits of an amount before the point. */
#define AMOUNT_DECIMALS 12
#define AMOUNT_DIGITS 18

/* For messages: "from "A" to "B"", of what is not null. */
extern char *amount_row(FunctionCallInfo fcinfo);

/* For messages: the amount as it is written; it must not be null. */
extern char *amount_shown(FunctionCallInfo fcinfo);

/*
 * The row's amount in 10^-12, finite and not too long; *scale is how many
 * decimals it is written in.  It must not be null.
 */
extern int128_t amount_read(FunctionCallInfo fcinfo, int *scale);

#endif
