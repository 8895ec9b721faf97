/*
 * netting.h
 *		Who pays whom so that all debts are settled, in the fewest payments.
 *
 * Parties have balances that add up to zero.  Payments go from those who owe
 * on balance to those who are owed, so that nobody both pays and receives and
 * nobody pays more than it owes.
 *
 * A group of parties whose balances add up to zero among themselves needs one
 * payment less than it has parties; so the fewest payments are those of the
 * partition into the most such groups (T. Verhoeff, "Settling multiple debts
 * efficiently: an invitation to computing science", Informatics in Education
 * 3(1), 2004).  Finding it is NP-hard.  Here:
 *
 * - Two parties with opposite balances are settled first: some best partition
 *   has them as a group, for a group that holds both can be parted, and two
 *   groups with one of them each can be exchanged for this one and the rest.
 * - What remains is solved exactly by trying all sets, parties with the same
 *   balance counted rather than told apart, if there are at most
 *   NETTING_STATES sets to try: 23 parties, or more where balances are equal.
 * - Of more parties, groups of three are taken out wherever they are met
 *   until the rest can be solved or has none; then who owes the most pays who
 *   is owed the most.  That is at most one payment less than parties.
 */
#ifndef REGIE_NETTING_H
#define REGIE_NETTING_H

#include "common/checked.h"
#include "network/graph.h"

/* Most parties of one network. */
#define NETTING_MAX (1 << 28)

/* Most sets of parties that are tried. */
#define NETTING_STATES (1 << 22)

/* Most steps of the search for groups of three. */
#define NETTING_EFFORT (INT64_C(1) << 28)

typedef struct netting_payment
{
	int32_t	 payer;
	int32_t	 payee;
	int128_t amount; /* above zero */
} netting_payment;

typedef struct netting
{
	/* given */
	int32_t			parties; /* numbered in the order of names */
	const int128_t *balance; /* what each has to pay; they add up to zero */
	net_tick		tick;

	/* made */
	int32_t			 payments;
	netting_payment *payment; /* by payer, then payee; in the memory */
	bool			 fewest;  /* it is known that no plan has fewer */
} netting;

/* Bytes that netting_run needs; 0 if over NETTING_MAX. */
extern size_t netting_memory(int64_t parties);

/*
 * Plans the payments.  False if those who owe owe more than 127 bits hold
 * together.
 */
extern bool netting_run(netting *n, void *memory);

#endif
