/*
 * matrix.c
 *		Rounding with given margins by successive shortest paths.
 *
 * Corners: column j is corner j, row i is corner columns + i.  To take a unit
 * from a cell leads from its column to its row, to give it one from its row to
 * its column.
 */
#include "flow/matrix.h"

#include <math.h>
#include <string.h>

#include "flow/rounding.h"

/* The cost of a whole unit of deviation, in millionths. */
#define GRID 1048576

/* What a unit beyond the next whole number costs: more than any way. */
#define BEYOND ((int128_t) 1 << 64)

#define WHOLE INT32_MAX /* tilt of a cell that is a whole number */

typedef struct rounder
{
	const matrix *m;
	int32_t		  corners;

	/* cells */
	int32_t *tilt;	/* cost of going from down to up, or WHOLE */
	int32_t *above; /* units above the value rounded down */
	int32_t *row;
	int32_t *column_first;
	int32_t *column_cell;

	/* corners */
	int64_t	 *excess; /* of columns */
	int128_t *potential;

	/* search */
	int128_t *distance;
	int32_t	 *arrival; /* the cell by which the search came */
	int32_t	 *place;   /* in the heap, from 1; 0: not met; -1: settled */
	int32_t	 *heap;
	int32_t	  heaped;
	int32_t	 *met;
	int32_t	  met_count;
	int64_t	  effort;
	bool	  strict; /* balancing without costs stays within down and up */
	uint32_t  steps;
} rounder;

/* ---- memory ---------------------------------------------------------- */

size_t
matrix_memory(int64_t rows, int64_t columns, int64_t cells)
{
	int64_t corners = rows + columns;

	return 4 * flow_piece(cells, sizeof(int32_t)) +
		   flow_piece(columns + 1, sizeof(int32_t)) +
		   flow_piece(columns, sizeof(int64_t)) +
		   2 * flow_piece(corners, sizeof(int128_t)) +
		   4 * flow_piece(corners, sizeof(int32_t)) +
		   flow_piece(cells, sizeof(double));
}

static void
carve(rounder *r, flow_block *block)
{
	int32_t cells = r->m->first[r->m->rows];

	r->tilt = flow_carve(block, cells, sizeof(int32_t));
	r->above = flow_carve(block, cells, sizeof(int32_t));
	r->row = flow_carve(block, cells, sizeof(int32_t));
	r->column_cell = flow_carve(block, cells, sizeof(int32_t));
	r->column_first =
		flow_carve(block, (int64_t) r->m->columns + 1, sizeof(int32_t));
	r->excess = flow_carve(block, r->m->columns, sizeof(int64_t));
	r->potential = flow_carve(block, r->corners, sizeof(int128_t));
	r->distance = flow_carve(block, r->corners, sizeof(int128_t));
	r->arrival = flow_carve(block, r->corners, sizeof(int32_t));
	r->place = flow_carve(block, r->corners, sizeof(int32_t));
	r->heap = flow_carve(block, r->corners, sizeof(int32_t));
	r->met = flow_carve(block, r->corners, sizeof(int32_t));
}

/* ---- sorting --------------------------------------------------------- */

static bool
comes_before(int32_t a, int32_t b, const double *key)
{
	if (key != NULL && key[a] != key[b])
		return key[a] < key[b];
	return a < b;
}

/* J. W. J. Williams, "Algorithm 232: Heapsort", CACM 7(6), 1964. */
void
matrix_sort(int32_t *list, int32_t n, const double *key, net_tick tick)
{
	uint32_t steps = 0;

	for (int32_t start = n / 2 - 1, end = n; end > 1;)
	{
		int32_t at;
		int32_t moved;

		if (start >= 0)
			at = start--;
		else
		{
			int32_t top = list[0];

			list[0] = list[--end];
			list[end] = top;
			at = 0;
		}
		moved = list[at];
		for (int64_t child = 2 * (int64_t) at + 1; child < end;
			 child = 2 * (int64_t) at + 1)
		{
			net_step(&steps, tick);
			if (child + 1 < end &&
				comes_before(list[child], list[child + 1], key))
				child++;
			if (!comes_before(moved, list[child], key))
				break;
			list[at] = list[child];
			at = (int32_t) child;
		}
		list[at] = moved;
	}
}

/* ---- each row by itself ---------------------------------------------- */

/* The value rounded down, and what up costs. */
static void
set_cell(rounder *r, int32_t i, int32_t cell)
{
	const matrix *m = r->m;
	dd			  exact =
		dd_multiply(m->part[cell], dd_from_i128((int128_t) m->factor[i]));
	double above;

	r->row[cell] = i;
	r->above[cell] = 0;
	r->tilt[cell] = WHOLE;
	m->amount[cell] = dd_floor(exact, &above);
	if (above > 1 - FLOW_WHOLE)
		m->amount[cell]++;
	else if (above >= FLOW_WHOLE)
		r->tilt[cell] = (int32_t) floor((1 - 2 * above) * GRID + 0.5);
}

/* Rounds up as many as the row's sum asks for, the cheapest first. */
static bool
round_row(rounder *r, int32_t i, int32_t *list, double *key)
{
	const matrix *m = r->m;
	int64_t		  missing = m->row_total[i];
	int32_t		  open = 0;

	for (int32_t cell = m->first[i]; cell < m->first[i + 1]; cell++)
	{
		net_step(&r->steps, m->tick);
		set_cell(r, i, cell);
		missing -= m->amount[cell];
		key[cell] = r->tilt[cell];
		if (r->tilt[cell] != WHOLE)
			list[open++] = cell;
	}
	if (missing < 0 || missing > open)
		return false;
	matrix_sort(list, open, key, m->tick);
	for (int32_t k = 0; k < missing; k++)
	{
		r->above[list[k]] = 1;
		m->amount[list[k]]++;
	}
	return true;
}

static void
list_columns(rounder *r)
{
	const matrix *m = r->m;
	int32_t		  cells = m->first[m->rows];
	int32_t		 *next = r->met;

	memset(r->column_first, 0, ((size_t) m->columns + 1) * sizeof(int32_t));
	for (int32_t cell = 0; cell < cells; cell++)
		r->column_first[m->column[cell] + 1]++;
	for (int32_t j = 0; j < m->columns; j++)
	{
		r->column_first[j + 1] += r->column_first[j];
		next[j] = r->column_first[j];
	}
	for (int32_t cell = 0; cell < cells; cell++)
	{
		net_step(&r->steps, m->tick);
		r->column_cell[next[m->column[cell]]++] = cell;
	}
}

static void
find_excess(rounder *r)
{
	const matrix *m = r->m;

	for (int32_t j = 0; j < m->columns; j++)
		r->excess[j] = -m->column_total[j];
	for (int32_t cell = 0; cell < m->first[m->rows]; cell++)
	{
		net_step(&r->steps, m->tick);
		r->excess[m->column[cell]] += m->amount[cell];
	}
}

/* ---- what a unit costs ----------------------------------------------- */

/* From "above" units above the value rounded down to one more. */
static inline int128_t
cost_of_next(int32_t tilt, int32_t above)
{
	bool whole = tilt == WHOLE;

	if (above < 0)
		return (int128_t) above * BEYOND - GRID;
	if (above == 0 && !whole)
		return tilt;
	return ((int128_t) above + whole) * BEYOND + GRID;
}

static inline bool
can_give(const rounder *r, int32_t cell)
{
	return r->m->sign[r->row[cell]] >= 0 || r->m->amount[cell] < 0;
}

static inline bool
can_take(const rounder *r, int32_t cell)
{
	return r->m->sign[r->row[cell]] <= 0 || r->m->amount[cell] > 0;
}

/*
 * The i-th step that leads from a corner: its cell, the corner at the other
 * end and its cost; false where the cell's sign forbids it.
 */
static inline bool
step_at(const rounder *r, int32_t corner, int32_t i, int32_t *cell,
		int32_t *other, int128_t *cost)
{
	const matrix *m = r->m;

	if (corner < m->columns)
	{
		*cell = r->column_cell[r->column_first[corner] + i];
		*other = m->columns + r->row[*cell];
		*cost = -cost_of_next(r->tilt[*cell], r->above[*cell] - 1);
		return can_take(r, *cell);
	}
	*cell = m->first[corner - m->columns] + i;
	*other = m->column[*cell];
	*cost = cost_of_next(r->tilt[*cell], r->above[*cell]);
	return can_give(r, *cell);
}

static inline int32_t
steps_at(const rounder *r, int32_t corner)
{
	const matrix *m = r->m;
	int32_t		  i = corner - m->columns;

	return i < 0 ? r->column_first[corner + 1] - r->column_first[corner]
				 : m->first[i + 1] - m->first[i];
}

/*
 * Rows are rounded as cheaply as can be, so that no step costs less than zero
 * when a row's potential is the cheapest way to take a unit from it.
 */
static void
set_potentials(rounder *r)
{
	const matrix *m = r->m;

	memset(r->potential, 0, (size_t) r->corners * sizeof(int128_t));
	for (int32_t i = 0; i < m->rows; i++)
	{
		bool found = false;

		for (int32_t cell = m->first[i]; cell < m->first[i + 1]; cell++)
		{
			int128_t cost = -cost_of_next(r->tilt[cell], r->above[cell] - 1);

			net_step(&r->steps, m->tick);
			if (!can_take(r, cell) ||
				(found && cost >= r->potential[m->columns + i]))
				continue;
			r->potential[m->columns + i] = cost;
			found = true;
		}
	}
}

/* ---- the heap -------------------------------------------------------- */

static void
heap_put(rounder *r, int32_t at, int32_t corner)
{
	r->heap[at - 1] = corner;
	r->place[corner] = at;
}

static void
heap_rise(rounder *r, int32_t at, int32_t corner)
{
	int128_t distance = r->distance[corner];

	while (at > 1 && r->distance[r->heap[at / 2 - 1]] > distance)
	{
		heap_put(r, at, r->heap[at / 2 - 1]);
		at /= 2;
	}
	heap_put(r, at, corner);
}

static int32_t
heap_take(rounder *r)
{
	int32_t	 top = r->heap[0];
	int32_t	 last = r->heap[--r->heaped];
	int128_t distance = r->distance[last];
	int32_t	 at = 1;

	r->place[top] = -1;
	if (r->heaped == 0)
		return top;
	for (int32_t child = 2; child <= r->heaped; child = 2 * at)
	{
		if (child < r->heaped &&
			r->distance[r->heap[child]] < r->distance[r->heap[child - 1]])
			child++;
		if (r->distance[r->heap[child - 1]] >= distance)
			break;
		heap_put(r, at, r->heap[child - 1]);
		at = child;
	}
	heap_put(r, at, last);
	return top;
}

static void
reach(rounder *r, int32_t corner, int128_t distance, int32_t cell)
{
	if (r->place[corner] == 0)
	{
		r->met[r->met_count++] = corner;
		r->place[corner] = ++r->heaped;
	}
	else if (r->distance[corner] <= distance)
		return;
	r->distance[corner] = distance;
	r->arrival[corner] = cell;
	heap_rise(r, r->place[corner], corner);
}

/* ---- the cheapest ways ----------------------------------------------- */

/* The nearest column that lacks units; -1: the effort is used up. */
static int32_t
find_nearest(rounder *r, int32_t from)
{
	r->heaped = 0;
	r->met_count = 0;
	reach(r, from, 0, -1);
	while (r->heaped > 0)
	{
		int32_t corner = heap_take(r);
		int32_t steps = steps_at(r, corner);

		if (corner < r->m->columns && r->excess[corner] < 0)
			return corner;
		r->effort -= steps;
		if (r->effort < 0)
			return -1;
		for (int32_t i = 0; i < steps; i++)
		{
			int32_t	 cell;
			int32_t	 other;
			int128_t cost;

			net_step(&r->steps, r->m->tick);
			if (!step_at(r, corner, i, &cell, &other, &cost) ||
				r->place[other] < 0)
				continue;
			cost += r->potential[corner] - r->potential[other];
			reach(r, other, r->distance[corner] + cost, cell);
		}
	}
	return -1;
}

/* Keeps all costs under potentials from falling below zero. */
static void
end_search(rounder *r, int32_t nearest)
{
	for (int32_t i = 0; i < r->met_count; i++)
	{
		int32_t corner = r->met[i];

		net_step(&r->steps, r->m->tick);
		if (nearest >= 0 && r->place[corner] < 0 &&
			r->distance[corner] < r->distance[nearest])
			r->potential[corner] += r->distance[corner] - r->distance[nearest];
		r->place[corner] = 0;
	}
}

/* Moves a unit along the way that led there. */
static void
move_unit(rounder *r, int32_t from, int32_t to)
{
	const matrix *m = r->m;

	r->excess[from]--;
	r->excess[to]++;
	while (to != from)
	{
		int32_t cell = r->arrival[to];
		int		step = to < m->columns ? 1 : -1;

		m->amount[cell] += step;
		r->above[cell] += step;
		to = step > 0 ? m->columns + r->row[cell] : m->column[cell];
	}
}

static void
balance_cheaply(rounder *r)
{
	set_potentials(r);
	memset(r->place, 0, (size_t) r->corners * sizeof(int32_t));
	for (int32_t j = 0; j < r->m->columns; j++)
		while (r->excess[j] > 0)
		{
			int32_t nearest = find_nearest(r, j);

			end_search(r, nearest);
			if (nearest < 0)
				return;
			move_unit(r, j, nearest);
		}
}

/* ---- without costs --------------------------------------------------- */

/* place[] is a corner's level here, from 1, and met[] its step to look at. */

static bool
is_goal(const rounder *r, int32_t corner)
{
	return corner < r->m->columns && r->excess[corner] < 0;
}

static bool
is_open(const rounder *r, int32_t corner, int32_t i, int32_t *cell,
		int32_t *other)
{
	int128_t cost;

	return step_at(r, corner, i, cell, other, &cost) &&
		   (!r->strict || cost < BEYOND / 2);
}

/* Levels up to that of the nearest goal; false if there is none. */
static bool
find_levels(rounder *r)
{
	int32_t tail = 0;
	int32_t last = INT32_MAX;

	memset(r->place, 0, (size_t) r->corners * sizeof(int32_t));
	memset(r->met, 0, (size_t) r->corners * sizeof(int32_t));
	for (int32_t j = 0; j < r->m->columns; j++)
		if (r->excess[j] > 0)
		{
			r->place[j] = 1;
			r->heap[tail++] = j;
		}
	for (int32_t head = 0; head < tail && r->place[r->heap[head]] < last;
		 head++)
	{
		int32_t corner = r->heap[head];
		int32_t steps = steps_at(r, corner);

		for (int32_t i = 0; i < steps; i++)
		{
			int32_t cell;
			int32_t other;

			net_step(&r->steps, r->m->tick);
			if (!is_open(r, corner, i, &cell, &other) || r->place[other] != 0)
				continue;
			r->place[other] = r->place[corner] + 1;
			r->heap[tail++] = other;
			if (is_goal(r, other))
				last = r->place[other];
		}
	}
	return last < INT32_MAX;
}

/* Is there an open step to a corner one level on?  met[] then tells which. */
static bool
find_next(rounder *r, int32_t corner, int32_t *cell, int32_t *other)
{
	int32_t steps = steps_at(r, corner);

	for (; r->met[corner] < steps; r->met[corner]++)
	{
		net_step(&r->steps, r->m->tick);
		if (is_open(r, corner, r->met[corner], cell, other) &&
			r->place[*other] == r->place[corner] + 1)
			return true;
	}
	return false;
}

/* Sends one unit along the levels, if it can be done. */
static bool
send_unit(rounder *r, int32_t from)
{
	const matrix *m = r->m;
	int32_t		  corner = from;

	while (!is_goal(r, corner))
	{
		int32_t cell;
		int32_t other;

		if (find_next(r, corner, &cell, &other))
		{
			r->arrival[other] = cell;
			corner = other;
			continue;
		}
		if (corner == from)
			return false;
		cell = r->arrival[corner];
		corner =
			corner < m->columns ? m->columns + r->row[cell] : m->column[cell];
		r->met[corner]++;
	}
	move_unit(r, from, corner);
	return true;
}

/* As in rounding.c, by levels (E. A. Dinic, 1970). */
static void
balance_quickly(rounder *r, bool strict)
{
	r->strict = strict;
	while (find_levels(r))
		for (int32_t j = 0; j < r->m->columns; j++)
			while (r->excess[j] > 0 && send_unit(r, j))
				;
}

/* ---- all of it ------------------------------------------------------- */

static bool
is_balanced(const rounder *r)
{
	for (int32_t j = 0; j < r->m->columns; j++)
		if (r->excess[j] != 0)
			return false;
	return true;
}

bool
matrix_round(const matrix *m, flow_block block)
{
	rounder r = {.m = m, .corners = m->rows + m->columns, .effort = m->effort};
	int32_t cells = m->first[m->rows];
	double *key;

	carve(&r, &block);
	key = flow_carve(&block, cells, sizeof(double));
	for (int32_t i = 0; i < m->rows; i++)
		if (!round_row(&r, i, r.column_cell, key))
			return false;
	list_columns(&r);
	find_excess(&r);
	balance_cheaply(&r);
	if (!is_balanced(&r))
		balance_quickly(&r, true);
	if (!is_balanced(&r))
		balance_quickly(&r, false);
	return is_balanced(&r);
}
