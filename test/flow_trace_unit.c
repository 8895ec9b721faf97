/*
 * flow_trace_unit.c
 *		Tests of traces: exact fractions by fraction-free elimination, the
 *		rounding of matrices by trial and by an independent look for a strict
 *		one, laws, and large networks.
 */
#include "flows.h"

#include <math.h>

#include "flow/matrix.h"
#include "flow/rounding.h"
#include "flow/trace.h"

#define MAX_CELLS (MAX_ROWS * MAX_ROWS)

/* ---- a trace --------------------------------------------------------- */

typedef struct element
{
	int		 source;
	int		 target;
	int		 via; /* -1: directly */
	int		 bearer;
	int128_t share;
	int128_t exact;
	int64_t	 units;
} element;

typedef struct traced
{
	int			 count;
	element		 element[MAX_CELLS];
	int64_t		 units[MAX_ROWS]; /* what flow gives for each row */
	flow_status	 flow;
	trace_status status;
} traced;

static void
collect(flow_trace *t, traced *out)
{
	out->count = 0;
	for (int p = 0; p < t->postings; p++)
	{
		const trace_posting *posting = &t->posting[p];
		int					 first = t->posting_first[p];

		trace_numbers(t, p);
		for (int i = first; i < t->posting_first[p + 1]; i++)
			out->element[out->count++] =
				(element){posting->source,
						  posting->target,
						  t->arrow[t->cell_arrow[i]].via,
						  t->arrow[t->cell_arrow[i]].bearer,
						  t->share[i - first],
						  t->exact[i - first],
						  t->cell_units[i]};
		if (trace_is_direct(t, p))
			out->element[out->count++] = (element){posting->source,
												   posting->target,
												   -1,
												   posting->target,
												   0,
												   0,
												   posting->units};
	}
}

static void
trace(const example *x, flow_method method, int64_t effort, traced *out)
{
	flow_row   row[MAX_ROWS];
	flow_net   net = {.nodes = x->nodes,
					  .rows = x->rows,
					  .row = row,
					  .method = method,
					  .effort = FLOW_EFFORT};
	flow_trace t = {.net = &net, .most_cells = MAX_CELLS, .effort = effort};
	void	  *memory = malloc(flow_memory(x->nodes, x->rows));
	void	  *counts = malloc(trace_count_memory(x->nodes, x->rows));
	void	  *parts = NULL;

	memcpy(row, x->row, sizeof(flow_row) * (size_t) x->rows);
	out->flow = flow_run(&net, memory);
	out->status = TRACE_NOT_ROUNDED;
	for (int i = 0; i < x->rows && out->flow == FLOW_OK; i++)
		out->units[i] = row[i].units;
	if (out->flow == FLOW_OK)
		out->status = trace_count(&t, counts);
	if (out->status == TRACE_OK)
	{
		parts = malloc(trace_memory(&t));
		out->status = trace_run(&t, parts);
	}
	if (out->status == TRACE_OK)
		collect(&t, out);
	free(parts);
	free(counts);
	free(memory);
}

/* ---- what is exact --------------------------------------------------- */

/* Parts of what enters at a node that run over each arrow, top / bottom. */
typedef struct parts
{
	__int128 bottom;
	__int128 top[MAX_NODES][MAX_NODES]; /* by via and bearer */
	bool	 reached[MAX_NODES][MAX_NODES];
} parts;

static bool
parts_of(const example *x, flow_method method, int node, parts *p)
{
	example	  one = {.nodes = x->nodes};
	fractions f;
	bool	  reached[MAX_NODES] = {false};

	memset(p, 0, sizeof(*p));
	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_WEIGHT)
			one.row[one.rows++] = x->row[i];
	add_posting(&one, x->nodes - 1, node, 1);
	if (!solve_exactly(&one, method, &f))
		return false;
	p->bottom = f.bottom;
	reached[node] = true;
	for (int pass = 0; pass < MAX_NODES; pass++)
		for (int i = 0; i < one.rows; i++)
			if (weight_of(&one, method, i) > 0 && reached[one.row[i].source])
				reached[one.row[i].target] = true;
	for (int i = 0; i < one.rows; i++)
	{
		int via = one.row[i].source;
		int bearer = one.row[i].target;

		if (weight_of(&one, method, i) == 0 || is_pool(&one, bearer))
			continue;
		p->top[via][bearer] += f.top[i];
		p->reached[via][bearer] |= reached[via];
	}
	return true;
}

static int64_t
posting_units(const example *x, int source, int target)
{
	int64_t units = 0;

	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_POSTING && x->row[i].source == source &&
			x->row[i].target == target)
			units += x->row[i].units;
	return units;
}

/* A matrix of fractions, postings by arrows, as the trace should have it. */
typedef struct table
{
	int		 rows;
	int		 source[MAX_ROWS];
	int		 target[MAX_ROWS];
	int64_t	 units[MAX_ROWS];
	__int128 bottom;
	__int128 top[MAX_ROWS][MAX_NODES][MAX_NODES]; /* parts of the posting */
	bool	 there[MAX_ROWS][MAX_NODES][MAX_NODES];
} table;

static bool
add_parts(const example *x, flow_method method, int node, int sign, table *t)
{
	parts p;
	int	  row = t->rows;

	if (!is_pool(x, node))
		return true;
	if (!parts_of(x, method, node, &p))
		return false;
	t->bottom = p.bottom;
	for (int v = 0; v < x->nodes; v++)
		for (int u = 0; u < x->nodes; u++)
			if (p.reached[v][u])
			{
				t->top[row][v][u] += sign * p.top[v][u];
				t->there[row][v][u] = true;
			}
	return true;
}

static bool
make_table(const example *x, flow_method method, table *t)
{
	memset(t, 0, sizeof(*t));
	t->bottom = 1;
	for (int s = 0; s < x->nodes; s++)
		for (int u = 0; u < x->nodes; u++)
		{
			int64_t units = posting_units(x, s, u);

			if (units == 0)
				continue;
			t->source[t->rows] = s;
			t->target[t->rows] = u;
			t->units[t->rows] = units;
			if (!add_parts(x, method, u, 1, t) ||
				!add_parts(x, method, s, -1, t))
				return false;
			t->rows++;
		}
	return true;
}

/* ---- is there a strict rounding? ------------------------------------- */

/*
 * Ford and Fulkerson by depth-first search over rows and columns: cells may
 * be rounded down or up, whole ones stay.
 */
typedef struct strict
{
	int	 rows;
	int	 columns;
	int	 missing[MAX_ROWS];			/* units that rows still ask for */
	int	 wanted[MAX_CELLS];			/* and columns */
	bool open[MAX_ROWS][MAX_CELLS]; /* may be rounded up */
	bool up[MAX_ROWS][MAX_CELLS];
	bool seen[MAX_ROWS];
} strict;

static bool
give(strict *s, int i)
{
	s->seen[i] = true;
	for (int j = 0; j < s->columns; j++)
	{
		if (!s->open[i][j] || s->up[i][j])
			continue;
		if (s->wanted[j] > 0)
		{
			s->wanted[j]--;
			s->up[i][j] = true;
			return true;
		}
		for (int k = 0; k < s->rows; k++)
			if (s->up[k][j] && !s->seen[k] && give(s, k))
			{
				s->up[k][j] = false;
				s->up[i][j] = true;
				return true;
			}
	}
	return false;
}

static bool
fill(strict *s)
{
	for (int j = 0; j < s->columns; j++)
		if (s->wanted[j] < 0)
			return false;
	for (int i = 0; i < s->rows; i++)
	{
		if (s->missing[i] < 0)
			return false;
		for (; s->missing[i] > 0; s->missing[i]--)
		{
			memset(s->seen, 0, sizeof(s->seen));
			if (!give(s, i))
				return false;
		}
	}
	return true;
}

static __int128
floor_of(__int128 top, __int128 bottom)
{
	__int128 whole = top / bottom;

	return whole * bottom > top ? whole - 1 : whole;
}

/* ---- laws of random networks ----------------------------------------- */

typedef struct tally
{
	int traced;
	int elements;
	int failed;
	int misplaced;
	int bad_share;
	int bad_exact;
	int bad_posting;
	int bad_arrow;
	int bad_sign;
	int beyond;
	int wrongly_beyond;
	int shuffled;
	int mirrored;
	int quick;
} tally;

/* Is |number * bottom - top * unit| below bottom? */
static bool
is_near(int128_t number, __int128 top, __int128 bottom, __int128 unit)
{
	__int128 off = number * bottom - top * unit;

	return off > -bottom && off < bottom;
}

static int
row_of(const table *t, const element *e)
{
	int row = 0;

	while (row < t->rows &&
		   (t->source[row] != e->source || t->target[row] != e->target))
		row++;
	return row;
}

static int
compare(const element *a, const element *b)
{
	if (a->source != b->source)
		return a->source - b->source;
	if (a->target != b->target)
		return a->target - b->target;
	if (a->via != b->via)
		return a->via < 0 ? 1 : b->via < 0 ? -1 : a->via - b->via;
	return a->bearer - b->bearer;
}

/* Each element is one of the table, and all of the table are there. */
static void
check_places(const example *x, const table *t, const traced *out, tally *sum)
{
	int expected = 0;

	for (int i = 0; i < out->count; i++)
	{
		const element *e = &out->element[i];
		int			   row = row_of(t, e);

		sum->misplaced += row == t->rows ||
						  (e->via >= 0 && !t->there[row][e->via][e->bearer]) ||
						  (e->via < 0 && (e->bearer != t->target[row] ||
										  e->units != t->units[row]));
		sum->misplaced += i > 0 && compare(&out->element[i - 1], e) >= 0;
	}
	for (int row = 0; row < t->rows; row++)
	{
		expected += !is_pool(x, t->target[row]);
		for (int v = 0; v < x->nodes; v++)
			for (int u = 0; u < x->nodes; u++)
				expected += t->there[row][v][u];
	}
	sum->misplaced += expected != out->count;
}

static void
check_numbers(const table *t, const traced *out, tally *sum)
{
	const __int128 ten20 = (__int128) 10000000000 * 10000000000;

	for (int i = 0; i < out->count; i++)
	{
		const element *e = &out->element[i];
		int			   row = row_of(t, e);
		__int128	   top;

		if (e->via < 0)
			continue;
		top = t->top[row][e->via][e->bearer];
		sum->bad_share += !is_near(e->share, top, t->bottom, ten20);
		sum->bad_exact +=
			!is_near(e->exact, top * t->units[row], t->bottom, 1000000);
		sum->elements++;
	}
}

/* Amounts, shares and exact amounts of each posting. */
static void
check_postings(const example *x, const table *t, const traced *out, tally *sum)
{
	const __int128 ten20 = (__int128) 10000000000 * 10000000000;

	for (int row = 0; row < t->rows; row++)
	{
		int64_t	 units = 0;
		__int128 share = 0;
		__int128 exact = 0;
		int		 out_of_pool = is_pool(x, t->source[row]);
		int		 into_pool = is_pool(x, t->target[row]);

		for (int i = 0; i < out->count; i++)
		{
			const element *e = &out->element[i];

			if (row_of(t, e) != row)
				continue;
			units += e->units;
			share += e->share;
			exact += e->exact;
			if (e->via >= 0 && into_pool != out_of_pool)
				sum->bad_sign += (t->units[row] < 0) == (into_pool != 0)
									 ? e->units > 0
									 : e->units < 0;
		}
		sum->bad_posting += units != (out_of_pool ? 0 : t->units[row]);
		sum->bad_posting += share != (into_pool - out_of_pool) * ten20;
		sum->bad_posting += exact != (__int128) t->units[row] * 1000000 *
										 (into_pool - out_of_pool);
	}
}

static void
add_arrows(const example *x, const traced *out, int64_t *arrow)
{
	for (int i = 0; i < x->rows; i++)
		if (!is_pool(x, x->row[i].target))
			arrow[(x->row[i].kind == FLOW_POSTING ? 0 : 1 + x->row[i].source) *
					  MAX_NODES +
				  x->row[i].target] += out->units[i];
}

/* What is traced over each arrow is what flow says. */
static void
check_arrows(const example *x, const traced *out, tally *sum)
{
	int64_t arrow[(MAX_NODES + 1) * MAX_NODES] = {0};

	add_arrows(x, out, arrow);
	for (int i = 0; i < out->count; i++)
		arrow[(out->element[i].via + 1) * MAX_NODES +
			  out->element[i].bearer] -= out->element[i].units;
	for (int i = 0; i < (MAX_NODES + 1) * MAX_NODES; i++)
		sum->bad_arrow += arrow[i] != 0;
}

static bool
can_be_strict(const example *x, const table *t, const traced *out)
{
	strict	s = {.rows = t->rows, .columns = MAX_NODES * MAX_NODES};
	int64_t arrow[(MAX_NODES + 1) * MAX_NODES] = {0};

	add_arrows(x, out, arrow);
	for (int row = 0; row < t->rows; row++)
		s.missing[row] =
			(int) ((is_pool(x, t->target[row]) - is_pool(x, t->source[row])) *
				   t->units[row]);
	for (int j = 0; j < s.columns; j++)
	{
		int via = j / MAX_NODES;
		int bearer = j % MAX_NODES;

		s.wanted[j] = (int) arrow[j + MAX_NODES];
		for (int row = 0; row < t->rows; row++)
		{
			__int128 top = t->top[row][via][bearer] * t->units[row];
			__int128 down = floor_of(top, t->bottom);

			s.missing[row] -= (int) down;
			s.wanted[j] -= (int) down;
			s.open[row][j] = down * t->bottom != top;
		}
	}
	return fill(&s);
}

static bool
is_strict(const table *t, const traced *out)
{
	for (int i = 0; i < out->count; i++)
	{
		const element *e = &out->element[i];
		int			   row = row_of(t, e);

		if (e->via >= 0 &&
			!is_near(e->units,
					 t->top[row][e->via][e->bearer] * t->units[row],
					 t->bottom,
					 1))
			return false;
	}
	return true;
}

/* The same elements with the same amounts, times a sign. */
static bool
is_same(const traced *a, const traced *b, int sign)
{
	bool same = a->count == b->count && a->status == b->status;

	for (int i = 0; i < a->count && same; i++)
		same = compare(&a->element[i], &b->element[i]) == 0 &&
			   a->element[i].share == b->element[i].share &&
			   a->element[i].exact == sign * b->element[i].exact &&
			   a->element[i].units == sign * b->element[i].units;
	return same;
}

static void
check_symmetry(const example *x, flow_method method, const traced *out,
			   tally *sum)
{
	static traced others;
	example		  changed = *x;
	int			  from[MAX_ROWS];

	shuffle(&changed, from);
	trace(&changed, method, TRACE_EFFORT, &others);
	sum->shuffled += !is_same(out, &others, 1);
	changed = *x;
	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_POSTING)
			changed.row[i].units = -x->row[i].units;
	trace(&changed, method, TRACE_EFFORT, &others);
	sum->mirrored += !is_same(out, &others, -1);
}

static void
check_one(const example *x, flow_method method, tally *sum)
{
	static traced out;
	static table  t;
	bool		  strict_one;

	trace(x, method, TRACE_EFFORT, &out);
	if (out.flow != FLOW_OK || !make_table(x, method, &t))
		return;
	sum->failed += out.status != TRACE_OK;
	if (out.status != TRACE_OK)
		return;
	sum->traced++;
	check_places(x, &t, &out, sum);
	check_numbers(&t, &out, sum);
	check_postings(x, &t, &out, sum);
	check_arrows(x, &out, sum);
	check_symmetry(x, method, &out, sum);
	strict_one = is_strict(&t, &out);
	sum->beyond += !strict_one;
	sum->wrongly_beyond += strict_one != can_be_strict(x, &t, &out);
	/* without effort the same laws hold */
	trace(x, method, 0, &out);
	check_postings(x, &t, &out, sum);
	check_arrows(x, &out, sum);
	sum->quick += is_strict(&t, &out) != strict_one;
}

/* Postings of a few units, so that many parts are whole. */
static void
make_small(example *x)
{
	make_random(x);
	while (x->rows < MAX_ROWS && tap_between(&seed, 0, 4) > 0)
	{
		int target = (int) tap_between(&seed, 0, x->nodes - 2);
		int source = (int) tap_between(&seed, 0, x->nodes - 1);

		if (source != target)
			add_posting(x, source, target, 0);
	}
	for (int i = 0; i < x->rows; i++)
		if (x->row[i].kind == FLOW_POSTING)
			x->row[i].units = tap_between(&seed, -3, 24);
		else if (x->row[i].weight.hi > 4)
			x->row[i].weight.hi -= 5;
}

static void
test_random(void (*make)(example *x), int networks, const char *what)
{
	static const char *name[] = {"direct", "step-down", "reciprocal"};

	for (int method = FLOW_DIRECT; method <= FLOW_RECIPROCAL; method++)
	{
		tally	t = {0};
		example x;

		for (int i = 0; i < networks; i++)
		{
			make(&x);
			check_one(&x, (flow_method) method, &t);
		}
		ok(t.traced > networks / 3 && t.elements > networks / 2,
		   "%s, %s: %d random networks traced, %d elements",
		   what,
		   name[method],
		   t.traced,
		   t.elements);
		is_int(t.failed, 0, "each that flows can be traced");
		is_int(t.misplaced, 0, "one element for each arrow that is reached");
		is_int(t.bad_share, 0, "shares are the exact fractions");
		is_int(t.bad_exact, 0, "exact amounts are the exact fractions");
		is_int(t.bad_posting, 0, "all of it adds up to the posting");
		is_int(t.bad_arrow, 0, "and amounts to what flow gives for the arrow");
		is_int(t.bad_sign, 0, "no amount leaves the sign of its posting");
		ok(t.beyond < t.traced / 20,
		   "%d have an amount a unit off or more",
		   t.beyond);
		is_int(t.wrongly_beyond, 0, "these are those where it cannot be else");
		is_int(t.quick, 0, "without effort they are the same");
		is_int(t.shuffled, 0, "the order of rows changes nothing");
		is_int(t.mirrored, 0, "credits mirror debits");
	}
}

/* ---- small matrices, by trial ---------------------------------------- */

#define MOST_SIDE 4

typedef struct trial
{
	int		rows;
	int		columns;
	int		count;
	int		column[MOST_SIDE * MOST_SIDE];
	int		row[MOST_SIDE * MOST_SIDE];
	int64_t top[MOST_SIDE * MOST_SIDE]; /* over bottom */
	int64_t bottom;
	int64_t row_total[MOST_SIDE];
	int64_t column_total[MOST_SIDE];
} trial;

/*
 * Whole rows: the last cell of each takes what the others leave of a whole
 * number.  Columns add up as the rows do, and may be rounded badly.
 */
static void
make_trial(trial *t)
{
	int64_t column[MOST_SIDE] = {0};
	int64_t missing = 0;

	memset(t, 0, sizeof(*t));
	t->rows = (int) tap_between(&seed, 1, 3);
	t->columns = (int) tap_between(&seed, 2, 3);
	t->bottom = tap_between(&seed, 2, 12);
	for (int i = 0; i < t->rows; i++)
	{
		int64_t rest;

		t->row_total[i] = tap_between(&seed, 1, 4);
		rest = t->bottom * t->row_total[i];
		for (int j = 0; j < t->columns; j++)
		{
			int64_t top = tap_between(&seed, 0, rest);

			if (tap_between(&seed, 0, 2) == 0)
				top -= top % t->bottom;
			if (j == t->columns - 1)
				top = rest;
			rest -= top;
			column[j] += top;
			t->row[t->count] = i;
			t->column[t->count] = j;
			t->top[t->count++] = top;
		}
		missing += t->row_total[i];
	}
	for (int j = 0; j < t->columns; j++)
	{
		t->column_total[j] = column[j] / t->bottom;
		missing -= t->column_total[j];
	}
	for (; missing > 0; missing--)
		t->column_total[tap_between(&seed, 0, t->columns - 1)]++;
	for (int64_t k = tap_between(&seed, -2, 2); k > 0; k--)
	{
		int64_t *from = t->column_total + tap_between(&seed, 0, 1);

		if (*from == 0)
			continue;
		(*from)--;
		t->column_total[t->columns - 1]++;
	}
}

/* What a rounding costs: units beyond first, then deviations, times bottom. */
static int64_t
cost_of(const trial *t, const int64_t *amount)
{
	int64_t cost = 0;

	for (int c = 0; c < t->count; c++)
	{
		int64_t off = amount[c] * t->bottom - t->top[c];
		int64_t size = off < 0 ? -off : off;
		int64_t beyond = size / t->bottom;

		cost += beyond * (beyond + 1) / 2 * 1000000 + size;
	}
	return cost;
}

/* All matrices of whole numbers with these sums; the smallest cost. */
static void
try_cells(const trial *t, int c, int64_t *amount, int64_t *best)
{
	int64_t left = 0;
	int		i;

	if (c == t->count)
	{
		int64_t cost;

		for (int j = 0; j < t->columns; j++)
		{
			left = t->column_total[j];
			for (int k = 0; k < t->count; k++)
				left -= t->column[k] == j ? amount[k] : 0;
			if (left != 0)
				return;
		}
		cost = cost_of(t, amount);
		if (*best < 0 || cost < *best)
			*best = cost;
		return;
	}
	i = t->row[c];
	left = t->row_total[i];
	for (int k = 0; k < c; k++)
		left -= t->row[k] == i ? amount[k] : 0;
	for (int64_t units = t->column[c] == t->columns - 1 ? left : 0;
		 units <= left;
		 units++)
	{
		amount[c] = units;
		try_cells(t, c + 1, amount, best);
	}
}

static bool
round_trial(const trial *t, int64_t effort, int64_t *amount)
{
	int32_t first[MOST_SIDE + 1];
	dd		part[MOST_SIDE * MOST_SIDE];
	int8_t	sign[MOST_SIDE];
	matrix	m = {.rows = t->rows,
				 .columns = t->columns,
				 .first = first,
				 .column = t->column,
				 .part = part,
				 .factor = t->row_total,
				 .row_total = t->row_total,
				 .column_total = t->column_total,
				 .sign = sign,
				 .effort = effort,
				 .amount = amount};
	size_t	bytes = matrix_memory(t->rows, t->columns, t->count);
	void   *memory = malloc(bytes);
	bool	done;

	for (int i = 0; i <= t->rows; i++)
		first[i] = i * t->columns;
	for (int c = 0; c < t->count; c++)
		part[c] =
			dd_divide(dd_from((double) t->top[c]),
					  dd_from((double) (t->bottom * t->row_total[t->row[c]])));
	memset(sign, 1, sizeof(sign));
	done = matrix_round(&m, (flow_block){memory, bytes});
	free(memory);
	return done;
}

static void
test_matrices(void)
{
	int failed = 0;
	int dearer = 0;
	int beyond = 0;
	int loose = 0;

	for (int n = 0; n < 10000; n++)
	{
		trial	t;
		int64_t amount[MOST_SIDE * MOST_SIDE];
		int64_t best = -1;
		int64_t cost;

		make_trial(&t);
		try_cells(&t, 0, amount, &best);
		failed += !round_trial(&t, TRACE_EFFORT, amount);
		cost = cost_of(&t, amount);
		dearer += cost != best;
		beyond += best >= 1000000;
		failed += !round_trial(&t, 0, amount);
		loose += (cost_of(&t, amount) >= 1000000) != (best >= 1000000);
	}
	is_int(failed, 0, "each matrix can be rounded");
	is_int(dearer, 0, "as near as any that trial finds");
	ok(beyond > 100, "%d of them with units beyond down and up", beyond);
	is_int(loose, 0, "without effort none of the others has some");
}

/* ---- larger matrices, by their residual costs ------------------------ */

#define SIDE 10

/* What one cell costs: units beyond first, then the deviation. */
static double
cell_cost(double exact, int64_t amount)
{
	double size = fabs((double) amount - exact);
	double beyond = floor(size + 1e-9);

	return beyond * (beyond + 1) / 2 * 1000 + size;
}

/*
 * Units that could be moved in a circle from cell to cell at a gain (R. W.
 * Floyd, "Algorithm 97: Shortest path", CACM 5(6), 1962).
 */
static bool
has_gain(int rows, int columns, const double *exact, const int64_t *amount)
{
	double d[2 * SIDE][2 * SIDE];

	for (int a = 0; a < rows + columns; a++)
		for (int b = 0; b < rows + columns; b++)
			d[a][b] = 1e30;
	for (int i = 0; i < rows; i++)
		for (int j = 0; j < columns; j++)
		{
			double	e = exact[i * columns + j];
			int64_t n = amount[i * columns + j];

			d[i][rows + j] = cell_cost(e, n + 1) - cell_cost(e, n);
			if (n > 0)
				d[rows + j][i] = cell_cost(e, n - 1) - cell_cost(e, n);
		}
	for (int k = 0; k < rows + columns; k++)
		for (int a = 0; a < rows + columns; a++)
			for (int b = 0; b < rows + columns; b++)
				if (d[a][k] + d[k][b] < d[a][b])
					d[a][b] = d[a][k] + d[k][b];
	for (int a = 0; a < rows + columns; a++)
		if (d[a][a] < -1e-4)
			return true;
	return false;
}

static void
test_larger_matrices(void)
{
	int gains = 0;
	int failed = 0;

	for (int n = 0; n < 2000; n++)
	{
		int		rows = (int) tap_between(&seed, 2, SIDE);
		int		columns = (int) tap_between(&seed, 2, SIDE);
		int32_t first[SIDE + 1];
		int32_t column[SIDE * SIDE];
		dd		part[SIDE * SIDE];
		double	exact[SIDE * SIDE];
		int64_t factor[SIDE];
		int64_t column_total[SIDE] = {0};
		double	column_exact[SIDE] = {0};
		int64_t amount[SIDE * SIDE];
		int8_t	sign[SIDE];
		int64_t left = 0;
		matrix	m = {.rows = rows,
					 .columns = columns,
					 .first = first,
					 .column = column,
					 .part = part,
					 .factor = factor,
					 .row_total = factor,
					 .column_total = column_total,
					 .sign = sign,
					 .effort = TRACE_EFFORT,
					 .amount = amount};
		size_t	bytes = matrix_memory(rows, columns, rows * columns);
		void   *memory = malloc(bytes);

		for (int i = 0; i < rows; i++)
		{
			int weight[SIDE];
			int sum = 0;

			factor[i] = tap_between(&seed, 1, 40);
			left += factor[i];
			sign[i] = 1;
			for (int j = 0; j < columns; j++)
				sum += weight[j] = (int) tap_between(&seed, 1, 9);
			for (int j = 0; j < columns; j++)
			{
				int c = i * columns + j;

				column[c] = j;
				part[c] = dd_divide(dd_from(weight[j]), dd_from(sum));
				exact[c] = (double) (weight[j] * factor[i]) / sum;
				column_exact[j] += exact[c];
			}
		}
		for (int i = 0; i <= rows; i++)
			first[i] = i * columns;
		for (int j = 0; j < columns; j++)
			left -= column_total[j] = (int64_t) floor(column_exact[j] + 1e-9);
		for (; left > 0; left--)
			column_total[tap_between(&seed, 0, columns - 1)]++;
		failed += !matrix_round(&m, (flow_block){memory, bytes});
		gains += has_gain(rows, columns, exact, amount);
		free(memory);
	}
	is_int(failed, 0, "larger matrices can be rounded");
	is_int(gains, 0, "no units can be moved at a gain");
}

/* 8 and 6 units over sixths and eighths, columns of two: see matrix.h. */
static void
test_not_strict(void)
{
	static traced out;
	example		  x = {.nodes = 8};
	int64_t		  total = 0;
	int			  off = 0;

	/* node 0 is the pool, 1 to 7 bear; sources are bearers of nothing */
	add_posting(&x, 1, 0, 8);
	add_posting(&x, 2, 0, 6);
	for (int i = 1; i <= 7; i++)
		add_weight(&x, 0, i, i <= 3 ? 4 : 3, 0);
	trace(&x, FLOW_RECIPROCAL, TRACE_EFFORT, &out);
	is_int(out.count, 14, "two postings over seven arrows");
	for (int i = 0; i < out.count; i++)
	{
		int128_t deviation =
			(int128_t) out.element[i].units * 1000000 - out.element[i].exact;

		off += deviation >= 999999 || deviation <= -999999;
		total += out.element[i].units;
	}
	is_int(off, 1, "one amount must be a unit off");
	is_int(total, 14, "and nothing is lost");
}

/* ---- large networks -------------------------------------------------- */

/*
 * Pools in clusters that serve each other and the next cluster, some bearers
 * each, postings for every pool and some from pools.
 */
typedef struct large
{
	int32_t	  nodes;
	int32_t	  rows;
	flow_row *row;
	flow_net  net;
} large;

static void
make_large(large *x, int32_t pools, int32_t bearers, int32_t postings,
		   double leak)
{
	int32_t capacity = 8 * pools + postings;

	memset(x, 0, sizeof(*x));
	x->nodes = pools + bearers + postings;
	x->row = calloc((size_t) capacity, sizeof(flow_row));
	for (int32_t v = 0; v < pools; v++)
		for (int k = 0; k < 8; k++)
		{
			flow_row *r = &x->row[x->rows++];
			int32_t	  near = v / 20 * 20 + (int32_t) tap_between(&seed, 0, 29);

			*r = (flow_row){.source = v, .kind = FLOW_WEIGHT};
			r->target =
				k < 3 ? pools + (int32_t) tap_between(&seed, 0, bearers - 1)
					  : (near < pools ? near : v);
			r->weight =
				dd_from(k < 3 ? leak : (double) tap_between(&seed, 1, 9));
		}
	for (int32_t i = 0; i < postings; i++)
		x->row[x->rows++] =
			(flow_row){.source = pools + bearers + i,
					   .target = i % pools,
					   .kind = FLOW_POSTING,
					   .units = tap_between(&seed, -2000000, 10000000)};
	x->net = (flow_net){.nodes = x->nodes,
						.rows = x->rows,
						.row = x->row,
						.method = FLOW_RECIPROCAL,
						.effort = FLOW_EFFORT};
}

static bool
adds_up(const large *x, const flow_trace *t)
{
	int64_t *left = calloc((size_t) t->arrows, sizeof(int64_t));
	bool	 same = true;

	for (int32_t a = 0; a < t->arrows; a++)
		left[a] = t->arrow_units[a];
	for (int32_t p = 0; p < t->postings; p++)
	{
		int64_t units = t->posting[p].units;

		for (int32_t i = t->posting_first[p]; i < t->posting_first[p + 1]; i++)
		{
			left[t->cell_arrow[i]] -= t->cell_units[i];
			units -= t->cell_units[i];
		}
		same = same && units == 0;
	}
	for (int32_t a = 0; a < t->arrows; a++)
		same = same && left[a] == 0;
	free(left);
	return same && x->net.rows > 0;
}

/* The largest deviation of an amount from its exact value, in units. */
static double
farthest(const flow_trace *t)
{
	double most = 0;

	for (int32_t p = 0; p < t->postings; p++)
		for (int32_t i = t->posting_first[p]; i < t->posting_first[p + 1]; i++)
		{
			double off =
				fabs((double) t->cell_units[i] -
					 t->cell_part[i].hi * (double) t->posting[p].units);

			most = off > most ? off : most;
		}
	return most;
}

static void
test_one_large(int32_t pools, int32_t bearers, int32_t postings, double leak,
			   const char *what)
{
	large	   x;
	flow_trace t = {.most_cells = TRACE_MAX, .effort = TRACE_EFFORT};
	void	  *memory;
	void	  *counts;
	void	  *parts;

	make_large(&x, pools, bearers, postings, leak);
	memory = malloc(flow_memory(x.nodes, x.rows));
	counts = malloc(trace_count_memory(x.nodes, x.rows));
	t.net = &x.net;
	is_int(flow_run(&x.net, memory), FLOW_OK, what);
	is_int(trace_count(&t, counts), TRACE_OK, "its cells are counted");
	parts = malloc(trace_memory(&t));
	is_int(trace_run(&t, parts), TRACE_OK, "it is traced");
	ok(adds_up(&x, &t),
	   "%d postings and %d arrows add up, %d cells",
	   t.postings,
	   t.arrows,
	   t.posting_first[t.postings]);
	ok(farthest(&t) < 1,
	   "the farthest amount is %.6f units off",
	   farthest(&t));
	t.most_cells = t.posting_first[t.postings] - 1;
	is_int(trace_count(&t, counts),
		   TRACE_TOO_MANY,
		   "one cell less is refused");
	free(parts);
	free(counts);
	free(memory);
	free(x.row);
}

/* Two postings cancel each other; each alone grows too large in the loop. */
static void
test_too_large(void)
{
	static traced out;
	example		  x = {.nodes = 5};

	add_posting(&x, 3, 0, 1000000000);
	add_posting(&x, 4, 0, -1000000000);
	add_weight(&x, 0, 1, 1000000, 0);
	add_weight(&x, 1, 0, 1000000, 0);
	add_weight(&x, 0, 2, 1, 0);
	trace(&x, FLOW_RECIPROCAL, TRACE_EFFORT, &out);
	is_int(out.status, TRACE_OK, "what comes back a million times is traced");
	ok(out.count == 2 && out.element[0].units == 1000000000 &&
		   out.element[1].units == -1000000000,
	   "all of it arrives");
	x.row[3].weight = dd_from(1e15);
	x.row[2].weight = dd_from(1e12);
	trace(&x, FLOW_RECIPROCAL, TRACE_EFFORT, &out);
	is_int(out.flow, FLOW_OK, "together they flow");
	is_int(out.status, TRACE_TOO_LARGE, "apart they are too large");
}

static void
test_large(void)
{
	test_one_large(40, 12, 300, 2, "some pools, many postings");
	test_one_large(300, 30, 300, 1, "many pools");
	test_one_large(60, 6, 100, 1e-9, "a loop that hardly leaks");
}

int
main(void)
{
	test_random(make_random, 12000, "amounts");
	test_random(make_small, 12000, "small amounts");
	test_matrices();
	test_larger_matrices();
	test_not_strict();
	test_too_large();
	test_large();
	return tap_finish();
}
