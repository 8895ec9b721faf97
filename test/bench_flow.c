/*
 * bench_flow.c
 *		The calculation of flow alone, without a server: reads a network as
 *		COPY writes it (source, target, amount, weight), and prints CPU seconds
 *		for the graph, the exact flows and the rounding, each the shortest of
 *		some rounds, and whether it is right to the cent.
 *
 *		bench_flow FILE ROUNDS
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/names.h"
#include "flow/flow.h"
#include "flow/rounding.h"
#include "flow/solve.h"

#define MOST_NAMES (1 << 23)

enum
{
	PREPARE,
	SOLVE,
	ROUND,
	STAGES
};

static double
cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

static void *
take(size_t bytes)
{
	void *memory = malloc(bytes);

	if (memory == NULL)
	{
		fputs("bench_flow: out of memory\n", stderr);
		exit(1);
	}
	return memory;
}

/* ---- reading --------------------------------------------------------- */

static char *
read_file(const char *path, long *length)
{
	FILE *file = fopen(path, "r");
	char *text;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
	{
		perror(path);
		exit(1);
	}
	*length = ftell(file);
	rewind(file);
	text = take((size_t) *length + 1);
	if (fread(text, 1, (size_t) *length, file) != (size_t) *length)
	{
		perror(path);
		exit(1);
	}
	text[*length] = '\0';
	fclose(file);
	return text;
}

/* A number's digits without the point, and its decimals without last zeros. */
static int64_t
digits_of(const char *text, int *decimals)
{
	bool	negative = *text == '-';
	bool	behind = false;
	int64_t digits = 0;

	*decimals = 0;
	for (text += negative; *text != '\t' && *text != '\n'; text++)
	{
		if (*text == '.')
		{
			behind = true;
			continue;
		}
		digits = digits * 10 + (*text - '0');
		*decimals += behind;
	}
	for (; *decimals > 0 && digits % 10 == 0; --*decimals)
		digits /= 10;
	return negative ? -digits : digits;
}

static void
read_row(flow_row *row, const char *amount, const char *weight)
{
	bool	posting = *amount != '\\';
	int		decimals;
	int64_t digits = digits_of(posting ? amount : weight, &decimals);
	dd		divisor = dd_from(1);

	if (posting)
	{
		for (; decimals < 2; decimals++)
			digits *= 10;
		row->kind = FLOW_POSTING;
		row->units = digits;
		return;
	}
	for (; decimals > 0; decimals--)
		divisor = dd_multiply(divisor, dd_from(10));
	row->kind = FLOW_WEIGHT;
	row->weight = dd_divide(dd_from_i128(digits), divisor);
}

static names table;

static int
compare(const void *a, const void *b)
{
	const name *x = &table.entry[*(const int32_t *) a];
	const name *y = &table.entry[*(const int32_t *) b];
	size_t		least = x->length < y->length ? x->length : y->length;
	int			order = memcmp(x->text, y->text, least);

	return order != 0 ? order : (int) x->length - (int) y->length;
}

/* Numbers nodes by name. */
static void
number_nodes(flow_net *net)
{
	int32_t *list = take(sizeof(int32_t) * (size_t) table.count);
	int32_t *place = take(sizeof(int32_t) * (size_t) table.count);

	for (int32_t i = 0; i < table.count; i++)
		list[i] = i;
	qsort(list, (size_t) table.count, sizeof(int32_t), compare);
	for (int32_t i = 0; i < table.count; i++)
		place[list[i]] = i;
	for (int32_t i = 0; i < net->rows; i++)
	{
		net->row[i].source = place[net->row[i].source];
		net->row[i].target = place[net->row[i].target];
	}
	net->nodes = table.count;
	free(list);
	free(place);
}

static void
read_network(const char *path, flow_net *net)
{
	long  length;
	char *text = read_file(path, &length);
	char *p = text;

	for (long i = 0; i < length; i++)
		net->rows += text[i] == '\n';
	net->row = take(sizeof(flow_row) * (size_t) net->rows);
	memset(net->row, 0, sizeof(flow_row) * (size_t) net->rows);
	names_init(&table, MOST_NAMES, take(names_memory(MOST_NAMES)));
	for (int32_t i = 0; i < net->rows; i++)
	{
		char  *field[4];
		size_t size[4];
		bool   is_new;

		for (int k = 0; k < 4; k++)
		{
			field[k] = p;
			size[k] = strcspn(p, "\t\n");
			p += size[k] + 1;
		}
		net->row[i].source = names_add(&table, field[0], size[0], &is_new);
		net->row[i].target = names_add(&table, field[1], size[1], &is_new);
		read_row(&net->row[i], field[2], field[3]);
	}
	number_nodes(net);
	free(table.entry);
	free(text);
}

/* ---- running --------------------------------------------------------- */

/* As flow_run, with a look at the clock; its memory is carved the same way. */
static flow_status
run_stages(flow_net *net, void *memory, double *seconds)
{
	flow_block	block = {memory, flow_memory(net->nodes, net->rows)};
	double		start = cpu_seconds();
	flow_status status;

	flow_carve_lasting(net, &block);
	status = flow_prepare(net, block);
	seconds[PREPARE] = cpu_seconds() - start;
	start = cpu_seconds();
	if (status == FLOW_OK)
		status = flow_solve(net, block);
	seconds[SOLVE] = cpu_seconds() - start;
	start = cpu_seconds();
	if (status == FLOW_OK)
		status = flow_round(net, block);
	seconds[ROUND] = cpu_seconds() - start;
	return status;
}

/* Values, and totals of pools, that are not next to the exact ones. */
static int64_t
count_far(const flow_net *net)
{
	const flow_graph *g = &net->graph;
	int64_t			  far = 0;

	for (int32_t v = 0; v < g->n; v++)
	{
		double off = 0;

		for (int32_t e = g->first[v]; e < g->first[v + 1]; e++)
		{
			int64_t units = net->row[g->row[e]].units;
			dd		exact = dd_multiply(g->share[e], net->exact[v]);
			dd		more = dd_from_i128(net->negated ? -units : units);

			more = dd_subtract(more, exact);
			off += more.hi;
			far += !(fabs(more.hi) < 1);
		}
		far += !(fabs(off) < 1 + 1e-6);
	}
	return far;
}

/* Pools at which in does not equal out. */
static int64_t
count_unbalanced(const flow_net *net)
{
	int64_t *left = calloc((size_t) net->nodes, sizeof(int64_t));
	int64_t	 count = 0;

	if (left == NULL)
		return -1;
	for (int32_t i = 0; i < net->rows; i++)
	{
		left[net->row[i].source] -= net->row[i].units;
		left[net->row[i].target] += net->row[i].units;
	}
	for (int32_t v = 0; v < net->nodes; v++)
		count += (net->role[v] & FLOW_IS_POOL) != 0 && left[v] != 0;
	free(left);
	return count;
}

int
main(int argc, char **argv)
{
	flow_net  net = {.method = FLOW_RECIPROCAL, .effort = FLOW_EFFORT};
	int		  rounds = argc > 2 ? atoi(argv[2]) : 3;
	double	  best[STAGES] = {1e9, 1e9, 1e9};
	size_t	  bytes;
	void	 *memory;
	flow_row *rows;

	if (argc < 2)
		return 2;
	read_network(argv[1], &net);
	bytes = flow_memory(net.nodes, net.rows);
	memory = take(bytes);
	rows = take(sizeof(flow_row) * (size_t) net.rows);
	memcpy(rows, net.row, sizeof(flow_row) * (size_t) net.rows);
	for (int i = 0; i < rounds; i++)
	{
		double seconds[STAGES];

		memcpy(net.row, rows, sizeof(flow_row) * (size_t) net.rows);
		if (run_stages(&net, memory, seconds) != FLOW_OK)
		{
			fprintf(stderr, "%s does not flow\n", argv[1]);
			return 1;
		}
		for (int k = 0; k < STAGES; k++)
			best[k] = seconds[k] < best[k] ? seconds[k] : best[k];
	}
	printf("%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.1f\t%lld\t%lld\n",
		   net.rows,
		   best[PREPARE],
		   best[SOLVE],
		   best[ROUND],
		   best[PREPARE] + best[SOLVE] + best[ROUND],
		   (double) (bytes + sizeof(flow_row) * (size_t) net.rows) / 1048576,
		   (long long) count_unbalanced(&net),
		   (long long) count_far(&net));
	free(memory);
	free(rows);
	free(net.row);
	return 0;
}
