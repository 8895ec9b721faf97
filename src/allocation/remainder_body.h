/*
 * remainder_body.h
 *		The split itself, written once for 64-bit and for 128-bit units.
 *
 * Included by remainder.c with UNIT, UNSIGNED, SUFFIX and MUL_DIV defined; no
 * include guard on purpose.
 */

/* Does row a come before row b when units left over are handed out? */
static inline bool
SUFFIX(before)(const UNSIGNED *remainder, const UNIT *weight, int32_t a,
			   int32_t b)
{
	if (remainder[a] != remainder[b])
		return remainder[a] > remainder[b];
	if (weight[a] != weight[b])
		return weight[a] > weight[b];
	return a < b;
}

/* Orders row[0 .. count - 1] by insertion. */
static void
SUFFIX(insertion_sort)(const UNSIGNED *remainder, const UNIT *weight,
					   int32_t *row, int64_t count)
{
	for (int64_t i = 1; i < count; i++)
	{
		int32_t moving = row[i];
		int64_t j = i;

		while (j > 0 && SUFFIX(before)(remainder, weight, moving, row[j - 1]))
		{
			row[j] = row[j - 1];
			j--;
		}
		row[j] = moving;
	}
}

/*
 * Splits row[0 .. count - 1] around one of its rows; returns where that row
 * ended up: those before it come first.  The row is chosen by a fixed random
 * stream, so no order of the input is a bad one.
 */
static int64_t
SUFFIX(partition)(const UNSIGNED *remainder, const UNIT *weight, int32_t *row,
				  int64_t count, uint64_t *state)
{
	int64_t chosen;
	int64_t store = 0;
	int32_t pivot;

	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	chosen = (int64_t) ((*state >> 33) % (uint64_t) count);
	pivot = row[chosen];
	row[chosen] = row[count - 1];
	for (int64_t i = 0; i < count - 1; i++)
	{
		if (SUFFIX(before)(remainder, weight, row[i], pivot))
		{
			int32_t swap = row[i];

			row[i] = row[store];
			row[store++] = swap;
		}
	}
	row[count - 1] = row[store];
	row[store] = pivot;
	return store;
}

/* Brings the first "wanted" rows of the order to the front. */
static void
SUFFIX(select_first)(const UNSIGNED *remainder, const UNIT *weight,
					 int32_t *row, int64_t count, int64_t wanted,
					 remainder_tick tick)
{
	uint64_t state = 42;

	while (count > 24)
	{
		int64_t place =
			SUFFIX(partition)(remainder, weight, row, count, &state);

		if (tick != NULL && count > TICK_ROWS)
			tick();
		if (wanted <= place)
			count = place;
		else
		{
			row += place + 1;
			count -= place + 1;
			wanted -= place + 1;
		}
	}
	SUFFIX(insertion_sort)(remainder, weight, row, count);
}

/*
 * Cuts each exact share to whole units; returns how many units that leaves,
 * and lists the rows with a remainder.
 */
static UNSIGNED
SUFFIX(cut)(UNSIGNED total, int64_t rows, const UNIT *weight, UNSIGNED sum,
			UNIT *share, UNSIGNED *remainder, int32_t *row, int64_t *count,
			remainder_tick tick)
{
	UNSIGNED left = total;

	*count = 0;
	for (int64_t i = 0; i < rows; i++)
	{
		share[i] = 0;
		if (weight[i] > 0)
		{
			share[i] = (UNIT)
				MUL_DIV(total, (UNSIGNED) weight[i], sum, &remainder[i]);
			left -= (UNSIGNED) share[i];
			if (remainder[i] != 0)
				row[(*count)++] = (int32_t) i;
		}
		if (tick != NULL && i % TICK_ROWS == TICK_ROWS - 1)
			tick();
	}
	return left;
}

static remainder_status
SUFFIX(split)(UNIT total, int64_t rows, const UNIT *weight, UNIT sum,
			  UNIT *share, void *scratch, remainder_tick tick)
{
	UNSIGNED *remainder = scratch;
	int32_t	 *row = (int32_t *) (remainder + rows);
	UNSIGNED  size = total < 0 ? -(UNSIGNED) total : (UNSIGNED) total;
	UNSIGNED  left;
	int64_t	  count;

	if (sum == 0 || total == 0)
	{
		memset(share, 0, (size_t) rows * sizeof(UNIT));
		return total == 0 ? REMAINDER_OK : REMAINDER_NO_WEIGHT;
	}
	left = SUFFIX(cut)(size,
					   rows,
					   weight,
					   (UNSIGNED) sum,
					   share,
					   remainder,
					   row,
					   &count,
					   tick);

	/*
	 * The remainders sum to left * sum and each is below sum, so fewer units
	 * are left than there are rows with a remainder.
	 */
	SUFFIX(select_first)(remainder, weight, row, count, (int64_t) left, tick);
	for (int64_t i = 0; i < (int64_t) left; i++)
		share[row[i]]++;
	if (total < 0)
		for (int64_t i = 0; i < rows; i++)
			share[i] = -share[i];
	return REMAINDER_OK;
}
