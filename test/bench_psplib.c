/*
 * bench_psplib.c
 *		The search of level() on published instances, which the user has in a
 *		directory of the following form; the project ships none of them.
 *
 *	DIR/j30/ *.sm			PSPLIB, single mode (R. Kolisch and A. Sprecher,
 *							European Journal of Operational Research 96, 1996)
 *	DIR/mplib1_set3/ *.txt	MPLIB1, projects that share resources (R. Van Eynde
 *							and M. Vanhoucke, 2020)
 *	DIR/mpsplib/ *.json		MPSPLIB (J. Homberger, International Transactions
 *							in Operational Research 14, 2007) as resources
 *							[{name, capacity}] and activities [{id, duration,
 *							pred [[id, lag]], req {resource: units}}]
 *	DIR/<folder>_bounds.csv	what is known: columns instance, and ub, best_known
 *							or msproject_psgs_minslk_tms for the best length;
 *							bks_2023 for an older one
 *
 * Any folder will do; what a file is, its name's end tells.  Each schedule is
 * checked by lvl_verify.  A schedule is one pass of a list through the serial
 * or the parallel scheme, forward or backward: each pass of a justification
 * counts.  Usage: bench_psplib DIR [folder...]; SEEDS=5 in the environment
 * takes the mean over the seeds 1 to 5 instead of seed 1 alone.
 */
#include "common/json.h"
#include "roadmap/search.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_RESOURCES 64
#define TEXT 512

typedef struct edge
{
	int32_t from;
	int32_t to;
	int32_t lag; /* behind the end of "from" */
} edge;

typedef struct instance
{
	int32_t	 activities;
	int32_t	 resources;
	int32_t *duration;
	int32_t *release;
	int32_t *units; /* of each activity, by resource */
	int32_t	 capacity[MOST_RESOURCES];
	edge	*edge;
	int32_t	 edges;
} instance;

static void
fail(const char *what, const char *where)
{
	fprintf(stderr, "bench_psplib: %s: %s\n", what, where);
	exit(1);
}

static void *
take(size_t count, size_t size)
{
	void *memory = calloc(count + 1, size);

	if (memory == NULL)
		fail("no memory", "");
	return memory;
}

/* ---- reading ------------------------------------------------------------- */

static char *
read_all(const char *path)
{
	FILE  *file = fopen(path, "rb");
	char  *text = NULL;
	size_t size = 0;
	size_t more;

	if (file == NULL)
		fail("cannot read", path);
	do
	{
		text = realloc(text, size + 65537);
		if (text == NULL)
			fail("no memory", path);
		more = fread(text + size, 1, 65536, file);
		size += more;
	} while (more > 0);
	text[size] = 0;
	fclose(file);
	return text;
}

/* The next number in a text, which moves behind it. */
static int32_t
number(const char **text, const char *path)
{
	char *end = NULL;
	long  value = strtol(*text, &end, 10);

	if (end == *text)
		fail("a number is missing", path);
	*text = end;
	return (int32_t) value;
}

static const char *
behind(const char *text, const char *words, const char *path)
{
	const char *found = strstr(text, words);

	if (found == NULL)
		fail(words, path);
	return found + strlen(words);
}

static void
take_activities(instance *in, int32_t activities, int32_t resources)
{
	in->activities = activities;
	in->resources = resources;
	in->duration = take(activities, sizeof(int32_t));
	in->release = take(activities, sizeof(int32_t));
	in->units = take((size_t) activities * resources, sizeof(int32_t));
}

static void
add_edge(instance *in, int32_t from, int32_t to, int32_t lag)
{
	if ((in->edges & (in->edges - 1)) == 0) /* full, or the first */
	{
		size_t room = in->edges == 0 ? 1 : 2 * (size_t) in->edges;

		in->edge = realloc(in->edge, room * sizeof(edge));
		if (in->edge == NULL)
			fail("no memory", "");
	}
	in->edge[in->edges++] = (edge){from, to, lag};
}

static void
read_sm(instance *in, const char *path)
{
	char	   *all = read_all(path);
	const char *at = behind(all, "supersource/sink ):", path);
	int32_t		n = number(&at, path);
	int32_t		resources;

	at = behind(at, "- renewable", path);
	at = behind(at, ":", path);
	resources = number(&at, path);
	take_activities(in, n, resources);
	at = behind(at, "#successors", path);
	at = strchr(at, '\n');
	for (int32_t i = 0; i < n; i++)
	{
		int32_t count;

		number(&at, path);
		number(&at, path);
		count = number(&at, path);
		while (count-- > 0)
			add_edge(in, i, number(&at, path) - 1, 0);
	}
	at = behind(at, "------", path);
	at = strchr(at, '\n');
	for (int32_t i = 0; i < n; i++)
	{
		number(&at, path);
		number(&at, path);
		in->duration[i] = number(&at, path);
		for (int32_t r = 0; r < resources; r++)
			in->units[i * resources + r] = number(&at, path);
	}
	at = strchr(behind(at, "RESOURCEAVAIL", path), '\n') + 1;
	at = strchr(at, '\n');
	for (int32_t r = 0; r < resources; r++)
		in->capacity[r] = number(&at, path);
	free(all);
}

/* Projects, resources, capacities; then project by project. */
static void
read_txt(instance *in, const char *path)
{
	char	   *all = read_all(path);
	const char *at = all;
	int32_t		projects = number(&at, path);
	int32_t		resources = number(&at, path);
	int32_t	   *first = take(projects, sizeof(int32_t));
	int32_t		n = 0;

	take_activities(in, 100000, resources);
	for (int32_t r = 0; r < resources; r++)
		in->capacity[r] = number(&at, path);
	for (int32_t k = 0; k < projects; k++)
	{
		int32_t count = number(&at, path);
		int32_t release = number(&at, path);

		first[k] = n;
		for (int32_t r = 0; r < resources; r++)
			number(&at, path); /* whether the project uses it */
		for (int32_t i = n; i < n + count; i++)
		{
			int32_t successors;

			in->release[i] = release;
			in->duration[i] = number(&at, path);
			for (int32_t r = 0; r < resources; r++)
				in->units[i * resources + r] = number(&at, path);
			successors = number(&at, path);
			while (successors-- > 0)
			{
				if (number(&at, path) != k + 1)
					fail("a successor in another project", path);
				at++;
				add_edge(in, i, first[k] + number(&at, path) - 1, 0);
			}
		}
		n += count;
	}
	in->activities = n;
	free(first);
	free(all);
}

static int32_t
resource_called(const json_t *resources, const char *name, const char *path)
{
	for (size_t r = 0; r < json_array_size(resources); r++)
	{
		const json_t *one = json_array_get(resources, r);

		if (strcmp(json_string_value(json_object_get(one, "name")), name) == 0)
			return (int32_t) r;
	}
	fail("an unknown resource", path);
	return -1;
}

static int32_t
whole(const json_t *value)
{
	return (int32_t) json_integer_value(value);
}

/* Activities have the numbers 1, 2, ... as "id", in order. */
static void
read_json(instance *in, const char *path)
{
	json_error_t error;
	json_t		*all = json_load_file(path, 0, &error);
	json_t		*resources = json_object_get(all, "resources");
	json_t		*activities = json_object_get(all, "activities");
	size_t		 i;
	json_t		*one;

	take_activities(in,
					(int32_t) json_array_size(activities),
					(int32_t) json_array_size(resources));
	if (in->activities == 0 || in->resources > MOST_RESOURCES)
		fail("not an instance", path);
	for (int32_t r = 0; r < in->resources; r++)
		in->capacity[r] =
			whole(json_object_get(json_array_get(resources, r), "capacity"));
	json_array_foreach(activities, i, one)
	{
		json_t	   *pred = json_object_get(one, "pred");
		json_t	   *req = json_object_get(one, "req");
		const char *name;
		json_t	   *units;

		in->duration[i] = whole(json_object_get(one, "duration"));
		if (whole(json_object_get(one, "id")) != (int32_t) i + 1)
			fail("activities are not numbered from 1", path);
		for (size_t k = 0; k < json_array_size(pred); k++)
		{
			json_t *link = json_array_get(pred, k);

			add_edge(in,
					 whole(json_array_get(link, 0)) - 1,
					 (int32_t) i,
					 whole(json_array_get(link, 1)));
		}
		json_object_foreach(req, name, units)
			in->units[(int32_t) i * in->resources +
					  resource_called(resources, name, path)] = whole(units);
	}
	json_decref(all);
}

static bool
ends_with(const char *text, const char *end)
{
	size_t a = strlen(text);
	size_t b = strlen(end);

	return a > b && strcmp(text + a - b, end) == 0;
}

static bool
read_instance(instance *in, const char *path)
{
	memset(in, 0, sizeof(*in));
	if (ends_with(path, ".sm"))
		read_sm(in, path);
	else if (ends_with(path, ".txt"))
		read_txt(in, path);
	else if (ends_with(path, ".json"))
		read_json(in, path);
	else
		return false;
	return true;
}

/* ---- solving ------------------------------------------------------------- */

typedef struct solution
{
	int32_t length;
	int32_t bound;
	double	ms;
} solution;

static void
set_links(lvl_problem *p, const instance *in)
{
	int32_t *next = take(p->activities, sizeof(int32_t));

	for (int d = 0; d < 2; d++)
	{
		p->side[d].first = take(p->activities, sizeof(int32_t));
		p->side[d].link = take(in->edges, sizeof(lvl_link));
	}
	for (int32_t k = 0; k < in->edges; k++)
		p->side[0].first[in->edge[k].to + 1]++;
	for (int32_t j = 0; j < p->activities; j++)
	{
		p->side[0].first[j + 1] += p->side[0].first[j];
		next[j] = p->side[0].first[j];
	}
	for (int32_t k = 0; k < in->edges; k++)
	{
		const edge *e = &in->edge[k];

		p->side[0].link[next[e->to]++] =
			(lvl_link){e->from, in->duration[e->from] + e->lag};
	}
	free(next);
}

static void
set_problem(lvl_problem *p, const instance *in, const char *path)
{
	int32_t	  n = in->activities;
	int32_t	  words = (in->resources + LVL_LANES - 1) / LVL_LANES;
	uint64_t *demand = take((size_t) n * words, sizeof(uint64_t));
	uint64_t *capacity = take(words, sizeof(uint64_t));
	int32_t	 *spare = take(n, sizeof(int32_t));

	memset(p, 0, sizeof(*p));
	p->activities = n;
	p->words = words;
	p->duration = in->duration;
	for (int32_t r = 0; r < in->resources; r++)
	{
		lvl_set(capacity, r, in->capacity[r]);
		for (int32_t j = 0; j < n; j++)
			lvl_set(demand + (size_t) j * words,
					r,
					in->units[j * in->resources + r]);
	}
	p->demand = demand;
	p->capacity = capacity;
	for (int32_t j = 0; j < n; j++)
		if (in->release[j] > 0)
			p->release = in->release;
	set_links(p, in);
	p->rank = take(n, sizeof(int32_t));
	if (!lvl_prepare(p, spare) || !lvl_measure(p, 0, 0))
		fail("a cycle, or too long", path);
	free(spare);
}

/* Time on the processor, which others on the machine do not lengthen. */
static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

typedef struct watch
{
	double begun;
	double ms;
} watch;

static int32_t
used_of(void *with)
{
	const watch *w = with;
	double		 used = (now() - w->begun) / w->ms;

	return used >= 1 ? 65536 : (int32_t) (used * 65536);
}

/* So many schedules, or (0) so many milliseconds. */
static solution
solve(const lvl_problem *p, int64_t schedules, double ms, uint64_t seed,
	  const char *path)
{
	lvl_search s = {.schedules = schedules, .seed = seed};
	watch	   w = {now(), ms};
	void	  *memory = take(lvl_memory(p), 1);
	uint64_t  *spare = take((size_t) p->placed * p->words, sizeof(uint64_t));
	lvl_desk   desk;
	solution   found;

	s.start = take(p->activities, sizeof(int32_t));
	if (schedules == 0)
	{
		s.schedules = INT64_MAX;
		s.used = used_of;
		s.with = &w;
	}
	lvl_run(&s, p, memory, &desk);
	found = (solution){s.length, s.bound, now() - w.begun};
	if (!lvl_verify(p, s.start, spare))
		fail("a wrong schedule", path);
	free(s.start);
	free(spare);
	free(memory);
	return found;
}

/* ---- what is known ------------------------------------------------------- */

/* The number in a column of the line of an instance; -1 if there is none. */
static int32_t
known(const char *csv, const char *column, const char *instance)
{
	char	line[TEXT];
	int		place = -1;
	FILE   *file = fopen(csv, "r");
	int32_t found = -1;

	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
	{
		char *rest = line;
		char *field;
		bool  here = false;

		for (int i = 0; (field = strsep(&rest, ",\r\n")) != NULL; i++)
		{
			size_t length = strlen(field);

			if (strcmp(field, column) == 0)
				place = i;
			if (i == 0)
				here = length > 0 && strncmp(field, instance, length) == 0 &&
					   (instance[length] == 0 || instance[length] == '.');
			if (here && i == place)
				found = atoi(field);
		}
	}
	if (file != NULL)
		fclose(file);
	return found;
}

/* ---- the table ----------------------------------------------------------- */

typedef struct column
{
	double deviation; /* per cent, summed */
	double ms;
	int	   best; /* instances at the best known or below */
} column;

static void
count(column *c, solution found, int32_t best)
{
	c->deviation += 100.0 * (found.length - best) / best;
	c->ms += found.ms;
	c->best += found.length <= best ? 1 : 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/* The names in a directory, sorted. */
static int
list(const char *path, char ***names)
{
	DIR			  *dir = opendir(path);
	struct dirent *entry;
	int			   n = 0;

	*names = NULL;
	while (dir != NULL && (entry = readdir(dir)) != NULL)
	{
		if (entry->d_name[0] == '.')
			continue;
		*names = realloc(*names, (n + 1) * sizeof(char *));
		(*names)[n++] = strdup(entry->d_name);
	}
	if (dir != NULL)
		closedir(dir);
	if (n > 0)
		qsort(*names, n, sizeof(char *), by_name);
	return n;
}

static int32_t
best_known(const char *csv, const char *name)
{
	static const char *const columns[] = {"ub",
										  "best_known",
										  "msproject_psgs_minslk_tms"};

	for (int i = 0; i < 3; i++)
	{
		int32_t best = known(csv, columns[i], name);

		if (best > 0)
			return best;
	}
	return -1;
}

static void
bench_folder(const char *dir, const char *folder, int seeds)
{
	char   path[TEXT];
	char   csv[TEXT];
	char **names;
	int	   n;
	int	   solved = 0;
	column c[2] = {{0}};
	double older = 0;
	int	   olds = 0;

	snprintf(csv, sizeof(csv), "%s/%s_bounds.csv", dir, folder);
	snprintf(path, sizeof(path), "%s/%s", dir, folder);
	n = list(path, &names);
	for (int i = 0; i < n; i++)
	{
		instance	in;
		lvl_problem p;
		int32_t		best = best_known(csv, names[i]);
		int32_t		old = known(csv, "bks_2023", names[i]);
		bool		large;
		solution	found;

		snprintf(path, sizeof(path), "%s/%s/%s", dir, folder, names[i]);
		if (best <= 0 || !read_instance(&in, path))
			continue;
		set_problem(&p, &in, path);
		large = !ends_with(path, ".sm");
		for (int seed = 1; seed <= seeds; seed++)
		{
			count(&c[0], solve(&p, 5000, 0, seed, path), best);
			found = solve(&p, large ? 0 : 50000, 2000, seed, path);
			count(&c[1], found, best);
			if (old > 0)
			{
				older += 100.0 * (found.length - old) / old;
				olds++;
			}
			solved++;
		}
	}
	if (solved == 0)
		return;
	printf("%-14s %4d  %7.3f %% %8.1f ms %4d  %7.3f %% %8.1f ms %4d",
		   folder,
		   solved,
		   c[0].deviation / solved,
		   c[0].ms / solved,
		   c[0].best,
		   c[1].deviation / solved,
		   c[1].ms / solved,
		   c[1].best);
	if (olds > 0)
		printf("  %+.3f %%", older / olds);
	printf("\n");
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	char **names;
	int	   n;
	int	   seeds = getenv("SEEDS") == NULL ? 1 : atoi(getenv("SEEDS"));

	if (argc < 2)
		fail("say where the instances are", "make bench-psplib DATA=dir");
	printf("mean deviation from the best known length, time of each, how many "
		   "reach it; every schedule verified\n");
	printf("%-14s %4s  %-27s %-27s %s\n",
		   "instances",
		   "",
		   "5,000 schedules",
		   "50,000, or 2 s if shared",
		   "from 2023's best");
	n = list(argv[1], &names);
	for (int i = 0; i < n; i++)
	{
		bool wanted = argc == 2;

		for (int k = 2; k < argc; k++)
			wanted = wanted || strcmp(argv[k], names[i]) == 0;
		if (wanted)
			bench_folder(argv[1], names[i], seeds);
	}
	return 0;
}
