/*
 * summary.c
 *		The tree of summaries above the activities.
 */
#include "roadmap/summary.h"

#include <string.h>

size_t
sum_memory(int64_t n)
{
	return ((size_t) n + 2) * 5 * sizeof(int32_t);
}

/* Lists the children of each: a counting sort by parent, roots first. */
static void
list_children(const sum_tree *tree, int32_t *first, int32_t *child)
{
	memset(first, 0, ((size_t) tree->n + 2) * sizeof(int32_t));
	for (int32_t i = 0; i < tree->n; i++)
		first[tree->parent[i] + 1]++;
	for (int32_t i = 0, sum = 0; i < tree->n + 2; i++)
	{
		int32_t count = first[i];

		first[i] = sum;
		sum += count;
	}
	for (int32_t i = 0; i < tree->n; i++)
		child[first[tree->parent[i] + 1]++] = i;
	memmove(first + 1, first, ((size_t) tree->n + 1) * sizeof(int32_t));
	first[0] = 0;
}

/* From one that is never reached, upwards until one comes again. */
static int32_t
find_loop(const sum_tree *tree)
{
	int32_t i = 0;

	while (tree->place[i] >= 0)
		i++;
	for (int32_t steps = 0; steps < tree->n; steps++)
		i = tree->parent[i];
	return i;
}

int32_t
sum_build(sum_tree *tree, void *memory, net_tick tick)
{
	size_t	 room = (size_t) tree->n + 2;
	int32_t *first = memory;
	int32_t *child = first + room;
	uint32_t steps = 0;
	int32_t	 top = 0;
	int32_t	 k = 0;
	int32_t *stack;

	tree->order = child + room;
	tree->place = tree->order + room;
	tree->behind = tree->place + room;
	stack = tree->behind; /* which is not needed until the end */
	list_children(tree, first, child);
	for (int32_t i = 0; i < tree->n; i++)
		tree->place[i] = -1;
	for (int32_t l = first[1]; l > 0; l--)
		stack[top++] = child[l - 1];
	while (top > 0)
	{
		int32_t i = stack[--top];

		tree->place[i] = k;
		tree->order[k++] = i;
		for (int32_t l = first[i + 2]; l > first[i + 1]; l--)
			stack[top++] = child[l - 1];
		net_step(&steps, tick);
	}
	if (k < tree->n)
		return find_loop(tree);
	for (int32_t i = 0; i < tree->n; i++)
		tree->behind[i] = tree->place[i] + 1;
	for (k = tree->n - 1; k >= 0; k--)
	{
		int32_t i = tree->order[k];
		int32_t p = tree->parent[i];

		if (p >= 0 && tree->behind[i] > tree->behind[p])
			tree->behind[p] = tree->behind[i];
	}
	return -1;
}

/* Steps so far, and what is called now and then. */
typedef struct stepper
{
	uint32_t steps;
	net_tick tick;
} stepper;

/* Puts a link from all activities in or below one; returns how many. */
static int64_t
put_from(const sum_tree *tree, const cpm_link *l, cpm_link *out, stepper *s)
{
	int64_t count = 0;

	net_steps(&s->steps,
			  tree->behind[l->node] - tree->place[l->node],
			  s->tick);
	for (int32_t k = tree->place[l->node]; k < tree->behind[l->node]; k++)
		if (!sum_is_summary(tree, tree->order[k]))
		{
			if (out != NULL)
				out[count] = (cpm_link){tree->order[k], l->code};
			count++;
		}
	return count;
}

/* The links of an activity and of all that is above it. */
static int64_t
put_links(const sum_tree *tree, const cpm *c, int32_t i, cpm_link *out,
		  stepper *s)
{
	int64_t count = 0;

	if (sum_is_summary(tree, i))
		return 0;
	for (int32_t to = i; to >= 0; to = tree->parent[to])
	{
		net_step(&s->steps, s->tick);
		for (int32_t l = c->first[to]; l < c->first[to + 1]; l++)
			count += put_from(tree,
							  &c->link[l],
							  out == NULL ? NULL : out + count,
							  s);
	}
	return count;
}

int64_t
sum_count_links(const sum_tree *tree, const cpm *c, net_tick tick)
{
	stepper s = {0, tick};
	int64_t count = 0;

	for (int32_t i = 0; i < tree->n && count <= CPM_MAX; i++)
		count += put_links(tree, c, i, NULL, &s);
	return count;
}

void
sum_put_links(const sum_tree *tree, const cpm *c, int32_t *first,
			  cpm_link *link, net_tick tick)
{
	stepper s = {0, tick};
	int32_t at = 0;

	for (int32_t i = 0; i < tree->n; i++)
	{
		first[i] = at;
		at += (int32_t) put_links(tree, c, i, link + at, &s);
	}
	first[tree->n] = at;
}
