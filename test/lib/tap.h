/*
 * tap.h
 *		The few lines of the Test Anything Protocol that the unit tests need.
 */
#ifndef REGIE_TAP_H
#define REGIE_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tap_done = 0;
static int tap_failed = 0;

/* One test: a condition that must hold, and what it says. */
__attribute__((format(printf, 2, 3))) static inline bool
ok(bool condition, const char *format, ...)
{
	va_list args;

	printf("%sok %d - ", condition ? "" : "not ", ++tap_done);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	tap_failed += condition ? 0 : 1;
	return condition;
}

static inline bool
is_int(long long got, long long expected, const char *what)
{
	bool same = got == expected;

	ok(same, "%s", what);
	if (!same)
		printf("#   got %lld, expected %lld\n", got, expected);
	return same;
}

static inline bool
is_text(const char *got, const char *expected, const char *what)
{
	bool same = strcmp(got, expected) == 0;

	ok(same, "%s", what);
	if (!same)
		printf("#   got \"%s\", expected \"%s\"\n", got, expected);
	return same;
}

/* Prints the plan; the exit status of main. */
static inline int
tap_finish(void)
{
	printf("1..%d\n", tap_done);
	return tap_failed == 0 ? 0 : 1;
}

/*
 * A random stream that is the same on every machine (xorshift64*; Vigna,
 * ACM Transactions on Mathematical Software 42(4), 2016).
 */
static inline uint64_t
tap_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

/* A number from low to high, both included. */
static inline int64_t
tap_between(uint64_t *state, int64_t low, int64_t high)
{
	return low + (int64_t) (tap_random(state) % (uint64_t) (high - low + 1));
}

#endif
