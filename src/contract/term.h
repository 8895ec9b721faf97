/*
 * term.h
 *		The term of a contract: when it runs, how it renews, by which day
 *		notice must be given, how long one is locked in.
 *
 * Four rules carry all of it.
 *
 * 1. Periods are half-open: [start, boundary 0), [boundary 0, boundary 1)...
 *	  A boundary is the first day after a period, not its last one.
 * 2. Boundary k = start + (initial + k * renewal), always counted from the
 *	  start: the months of the sum are added at once, clamped to the month's
 *	  last day, and then the days.  Adding period by period drifts: 31 January
 *	  + 1 month + 1 month is 28 March, 31 January + 2 months is 31 March.
 * 3. The last day to give notice for boundary k is (boundary k - notice) - 1
 *	  day, where months are taken off first (clamped), and then days.  It may
 *	  be a Sunday: no law moves it.
 * 4. What silence does depends on the kind: a tacit term renews, an explicit
 *	  one (an option) ends, one without renewal ends, an evergreen one goes on.
 *
 * Days are numbers as in common/civil.h.  The functions return 64-bit days
 * that cannot wrap, and that may lie outside civil_in_range: the caller
 * checks each day that it hands out.
 */
#ifndef REGIE_TERM_H
#define REGIE_TERM_H

#include <stdbool.h>
#include <stdint.h>

/* A length of time: months first, then days.  Never negative. */
typedef struct term_length
{
	int32_t months;
	int32_t days;
} term_length;

#define TERM_MAX_MONTHS 120000 /* 10,000 years */
#define TERM_MAX_DAYS 3650000

/* What happens at a boundary; the numbers are stored.  0 is none of them. */
typedef enum term_kind
{
	TERM_FIXED = 1, /* "none": it ends, nothing renews it */
	TERM_EXPLICIT,	/* an option: it ends unless somebody lifts the option */
	TERM_TACIT,		/* it renews unless somebody gives notice */
	TERM_EVERGREEN	/* it runs on without boundaries until notice is given */
} term_kind;

/*
 * A term as it is stored, compared and hashed: 44 bytes, no padding, one form
 * for each meaning (term_check).
 */
typedef struct term_value
{
	int32_t		start_on; /* first day */
	int32_t		ended_on; /* first day it no longer runs, or TERM_NOT_ENDED */
	term_length initial;  /* zero only where evergreen: no minimum term */
	term_length renewal;  /* zero only where nothing renews */
	term_length notice;
	int32_t		max_renewals; /* or TERM_NOT_STATED */
	int32_t		lifted;		  /* explicit: options lifted so far */
	uint8_t		kind;
	uint8_t		spare[3]; /* zero; room for flags */
} term_value;

#define TERM_NOT_ENDED INT32_MAX
#define TERM_NOT_STATED (-1)

/* Answers that are not days. */
#define TERM_NO_DAY INT64_MIN
#define TERM_FOREVER INT64_MAX

typedef enum term_fault
{
	TERM_SOUND,
	TERM_BAD_FIELD,		  /* kind, spare, range of a day or a length */
	TERM_NO_INITIAL,	  /* not evergreen, and no initial period */
	TERM_NO_RENEWAL,	  /* can be renewed, and no renewal period */
	TERM_NOT_RENEWED,	  /* none or evergreen, and renewal or maximum */
	TERM_NO_OPTIONS,	  /* not explicit, and options lifted */
	TERM_TOO_MANY_LIFTED, /* more options lifted than there are */
	TERM_ENDED_EARLY,	  /* ended before the start */
	TERM_ENDED_LATE,	  /* ended after the end that it has by itself */
	TERM_OUT_OF_RANGE,	  /* its end is no valid day */
	TERM_FAULTS
} term_fault;

/*
 * What is wrong with a term.  All functions below expect a sound one.  The end
 * of a sound term, with all its renewals, is a valid day where it has one.
 */
extern term_fault term_check(const term_value *term);

extern bool term_length_is_valid(int64_t months, int64_t days);

/* Rule 2 and rule 3 for one length: months, clamped, and then days. */
extern int64_t term_add(int64_t day, term_length length);
extern int64_t term_subtract(int64_t day, term_length length);

/* Rule 2.  For k >= 0, whether or not the term gets that far. */
extern int64_t term_boundary(const term_value *term, int64_t k);

/* Rule 3: the last day to give notice for boundary k, or to lift an option. */
extern int64_t term_notice_day(const term_value *term, int64_t k);

/*
 * The first boundary that is later than day after notice is taken off it: the
 * smallest k >= 0 with boundary k - notice > day, whether or not the term gets
 * that far.  With the term's own notice it is the first boundary for which
 * notice on that day is in time; with no notice it is the next boundary.
 */
extern int64_t term_next_boundary(const term_value *term, int64_t day,
								  term_length notice);

/*
 * The first day it certainly no longer runs, or TERM_FOREVER: the recorded
 * end, or the last boundary that it reaches as it stands.
 */
extern int64_t term_end(const term_value *term);

/* The end with all renewals and options, TERM_NO_DAY where not stated. */
extern int64_t term_maximum_extent(const term_value *term);

/* It no longer runs on that day, or never ran at all. */
extern bool term_is_over(const term_value *term, int64_t day);

/*
 * Period k, [from, to), cut off at a recorded end; to can be TERM_FOREVER.
 * False if the term does not get that far.
 */
extern bool term_period(const term_value *term, int64_t k, int64_t *from,
						int64_t *to);

/* The period that holds a day; false if it does not run on that day. */
extern bool term_period_of(const term_value *term, int64_t day, int64_t *from,
						   int64_t *to);

/*
 * The last day to decide about what follows period k, which exists;
 * TERM_NO_DAY if there is nothing to decide.
 */
extern int64_t term_period_notice_day(const term_value *term, int64_t k);

/* How things stand on a day for somebody who can still decide on that day. */
typedef struct term_outlook
{
	int64_t locked_in_until; /* first day one can be free of it */
	int64_t last_notice_day; /* the next day that matters, from as_of on */
} term_outlook;

/* Both days are TERM_NO_DAY where there is none, as once it is over. */
extern term_outlook term_look_ahead(const term_value *term, int64_t as_of);

/* The second of them alone, quicker where the kind of the term has none. */
extern int64_t term_next_notice_day(const term_value *term, int64_t as_of);

typedef enum term_silence
{
	TERM_SILENCE_OVER,
	TERM_SILENCE_RENEWS,
	TERM_SILENCE_ENDS,
	TERM_SILENCE_CONTINUES
} term_silence;

/*
 * Where silence leads from that day on: to a renewal, to the certain end, or
 * just on.
 */
extern term_silence term_if_silent(const term_value *term, int64_t as_of);

/* The first of these that holds. */
typedef enum term_state
{
	TERM_STATE_ENDED,	   /* it is over */
	TERM_STATE_UPCOMING,   /* as_of is before the start */
	TERM_STATE_NOTICE_DUE, /* a day to decide comes within the window */
	TERM_STATE_ENDING,	   /* nobody can prolong it any more, and its end is
							* recorded, or an option was let go, or the end
							* comes within the window */
	TERM_STATE_RUNNING
} term_state;

/* warn is the length of the window before a day. */
extern term_state term_state_on(const term_value *term, int64_t as_of,
								term_length warn);

/* A total order: negative, zero, positive.  Zero means equal bytes. */
extern int term_compare(const term_value *a, const term_value *b);

#endif
