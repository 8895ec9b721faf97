/*
 * money_pg.h
 *		What the bindings about money over time share.
 */
#ifndef REGIE_MONEY_PG_H
#define REGIE_MONEY_PG_H

#include "contract/term_pg.h"

#include "common/decimal_pg.h"

/*
 * An amount in its smallest unit, at its own decimals or at two if it has
 * fewer.  What is not finite or too long is an error.
 */
extern decimal term_amount_argument(Numeric amount);

/* How often an amount is paid: a length that is not zero. */
extern term_length term_per_argument(const Interval *per);

/* A sum as answer; "fits" says whether it could be calculated. */
extern Datum term_money_answer(bool fits, int128_t sum, int scale);

/* The price of the days [from, to) of cells that are counted from start. */
extern Datum term_price_answer(const decimal *amount, int32_t start,
							   term_length per, int64_t from, int64_t to);

#endif
