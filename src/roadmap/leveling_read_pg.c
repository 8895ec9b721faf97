/*
 * leveling_read_pg.c
 *		Reads a partition of the window function level: what schedule() reads
 *		as well, and capacities and demands, by the names of resources (jsonb)
 *		or by their positions (arrays).
 *
 * The capacity comes first, since it says which resources there are.
 */
#include "common/compat.h"

#include "common/civil.h"
#include "roadmap/dependency.h"
#include "roadmap/leveling_pg.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include <math.h>

/* ---- numbers of units --------------------------------------------------- */

/* Whether a JSON value is a whole number from 0 to LVL_MOST_UNITS. */
static bool
units_of(const JsonbValue *value, int32 *units)
{
	float8 number;

	if (value->type != jbvNumeric)
		return false;
	number = DatumGetFloat8(
		DirectFunctionCall1(numeric_float8_no_overflow,
							NumericGetDatum(value->val.numeric)));
	if (!(number >= 0 && number <= LVL_MOST_UNITS) || number != floor(number))
		return false;
	*units = (int32) number;
	return true;
}

static void
refuse_capacity(const char *resource)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("capacity of resource \"%s\" must be a whole number from "
					"0 to %d, or such numbers by date",
					resource,
					LVL_MOST_UNITS),
			 errhint("For example {\"architect\": 2} or {\"architect\": "
					 "{\"2026-09-01\": 2, \"2027-01-01\": 1}}.")));
}

static void
refuse_demand(const level *l, int64 row, const char *resource)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("demand of activity \"%s\" for resource \"%s\" must be a "
					"whole number from 0 to %d",
					schedule_name(&l->s, row),
					resource,
					LVL_MOST_UNITS),
			 errhint("Where less than one unit is needed, count capacities "
					 "and demands in smaller units, such as tenths.")));
}

/* ---- capacity ----------------------------------------------------------- */

static int
compare_steps(const void *a, const void *b)
{
	const level_step *x = a;
	const level_step *y = b;

	return x->day < y->day ? -1 : x->day > y->day ? 1 : 0;
}

static void
close_resource(level_resource *r)
{
	qsort(r->step, r->steps, sizeof(level_step), compare_steps);
	r->most = 0;
	for (int32 i = 0; i < r->steps; i++)
		r->most = Max(r->most, r->step[i].units);
}

static void
take_constant_units(level *l, level_resource *r, int32 units)
{
	r->step = schedule_take(&l->s, sizeof(level_step));
	r->steps = 1;
	r->step[0] = (level_step){PG_INT32_MIN, units};
	close_resource(r);
}

/* {"2026-09-01": 2, "2027-01-01": 1} */
static void
take_dated_units(level *l, level_resource *r, JsonbContainer *dates,
				 const char *resource)
{
	JsonbIterator	  *it = JsonbIteratorInit(dates);
	JsonbValue		   value;
	JsonbIteratorToken token;

	r->step = schedule_take(&l->s,
							(Size) (JsonContainerSize(dates) + 1) *
								sizeof(level_step));
	r->steps = 0;
	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
	{
		level_step *step = &r->step[r->steps];

		if (token == WJB_KEY)
		{
			const char *text = value.val.string.val;
			const char *end = text + value.val.string.len;

			if (!civil_parse(&text, end, &step->day) || text != end)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_DATETIME_FORMAT),
						 errmsg("capacity of resource \"%s\" has \"%s\" for a "
								"date",
								resource,
								pnstrdup(value.val.string.val,
										 value.val.string.len)),
						 errhint("Write dates as 2026-09-01.")));
		}
		else if (token == WJB_VALUE)
		{
			if (!units_of(&value, &step->units))
				refuse_capacity(resource);
			r->steps++;
		}
	}
	close_resource(r);
}

static int
compare_keys(const void *a, const void *b)
{
	const JsonbValue *x = a;
	const JsonbValue *y = b;

	return dep_compare_names(x->val.string.val,
							 x->val.string.len,
							 y->val.string.val,
							 y->val.string.len);
}

static void
take_resources(level *l, int64 count)
{
	if (count > LEVEL_MOST_RESOURCES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many resources in one partition"),
				 errdetail("One partition holds at most %d.",
						   LEVEL_MOST_RESOURCES)));
	l->resources = (int32) count;
	l->words = (l->resources + LVL_LANES - 1) / LVL_LANES;
	l->words = Max(l->words, 1);
	l->resource =
		schedule_take(&l->s, (Size) (count + 1) * sizeof(level_resource));
	names_init(&l->resource_names,
			   count + 1,
			   schedule_take(&l->s, names_memory(count + 1)));
}

static void
refuse_capacity_form(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("capacity must be a JSON object with a number for each "
					"resource"),
			 errhint("For example {\"architect\": 2} or {\"architect\": "
					 "{\"2026-09-01\": 2, \"2027-01-01\": 1}}.")));
}

/* The names of the resources, in order. */
static JsonbValue *
sorted_keys(JsonbContainer *object, int32 count)
{
	JsonbIterator	  *it = JsonbIteratorInit(object);
	JsonbValue		  *keys = palloc((Size) (count + 1) * sizeof(JsonbValue));
	JsonbValue		   value;
	JsonbIteratorToken token;
	int32			   n = 0;

	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
		if (token == WJB_KEY)
			keys[n++] = value;
	qsort(keys, n, sizeof(JsonbValue), compare_keys);
	return keys;
}

static void
read_capacity_json(level *l, Jsonb *capacity)
{
	JsonbContainer *root = &capacity->root;
	JsonbValue	   *keys;

	if (!JsonContainerIsObject(root))
		refuse_capacity_form();
	take_resources(l, JsonContainerSize(root));
	keys = sorted_keys(root, l->resources);
	for (int32 i = 0; i < l->resources; i++)
	{
		const char *name = keys[i].val.string.val;
		int			length = keys[i].val.string.len;
		char	   *words = pnstrdup(name, length);
		JsonbValue	value;
		int32		units;
		bool		is_new;

		names_add(&l->resource_names, name, length, &is_new);
		getKeyJsonValueFromContainer(root, name, length, &value);
		if (units_of(&value, &units))
			take_constant_units(l, &l->resource[i], units);
		else if (value.type == jbvBinary &&
				 JsonContainerIsObject(value.val.binary.data))
			take_dated_units(l, &l->resource[i], value.val.binary.data, words);
		else
			refuse_capacity(words);
	}
}

/* An array of whole numbers, without nulls. */
static const int32 *
open_units(ArrayType *array, const char *what, int64 *count)
{
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s must be a one-dimensional array", what)));
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not contain nulls", what)));
	*count = ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
	return (const int32 *) ARR_DATA_PTR(array);
}

/* Resources by position are called "1", "2" and so on. */
static void
read_capacity_array(level *l, ArrayType *array)
{
	int64		 count;
	const int32 *units = open_units(array, "capacity", &count);

	take_resources(l, count);
	for (int32 i = 0; i < l->resources; i++)
	{
		char *name = schedule_take(&l->s, 12);
		bool  is_new;

		snprintf(name, 12, "%d", i + 1);
		names_add(&l->resource_names, name, strlen(name), &is_new);
		if (units[i] < 0 || units[i] > LVL_MOST_UNITS)
			refuse_capacity(name);
		take_constant_units(l, &l->resource[i], units[i]);
	}
}

/* Capacity as the first row has it; NULL: no resources. */
static void
read_capacity(level *l, WindowObject window, int at)
{
	bool			isnull;
	bool			isout;
	Datum			value;
	struct varlena *copy;
	MemoryContext	old;

	value = WinGetFuncArgInPartition(window,
									 at,
									 0,
									 WINDOW_SEEK_HEAD,
									 false,
									 &isnull,
									 &isout);
	if (isnull)
	{
		take_resources(l, 0);
		return;
	}
	copy = PG_DETOAST_DATUM(value);
	l->capacity = PointerGetDatum(schedule_take(&l->s, VARSIZE(copy)));
	memcpy(DatumGetPointer(l->capacity), copy, VARSIZE(copy));
	old = MemoryContextSwitchTo(l->s.context);
	if (l->by_position)
		read_capacity_array(l, DatumGetArrayTypeP(l->capacity));
	else
		read_capacity_json(l, DatumGetJsonbP(l->capacity));
	MemoryContextSwitchTo(old);
}

static void
check_capacity(const level *l, Datum value, bool isnull)
{
	bool same = isnull == (l->capacity == (Datum) 0);

	if (same && !isnull)
	{
		struct varlena *given = PG_DETOAST_DATUM(value);
		struct varlena *first =
			(struct varlena *) DatumGetPointer(l->capacity);

		same = VARSIZE(given) == VARSIZE(first) &&
			   memcmp(given, first, VARSIZE(first)) == 0;
		if (!same && !l->by_position)
			same = compareJsonbContainers(&((Jsonb *) given)->root,
										  &((Jsonb *) first)->root) == 0;
	}
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("capacity differs inside the partition"),
				 errhint("Give all rows of the partition the same; what is "
						 "not shared is a resource with a name of its "
						 "own.")));
}

/* ---- demands ------------------------------------------------------------ */

static void
set_demand(level *l, int64 row, int32 resource, int32 units)
{
	lvl_set(l->row_demand + (Size) row * l->words, resource, units);
}

static int32
find_resource(const level *l, int64 row, const JsonbValue *key)
{
	int32 found = names_find(&l->resource_names,
							 key->val.string.val,
							 key->val.string.len);

	if (found < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("activity \"%s\" needs resource \"%s\", of which the "
						"capacity is not given",
						schedule_name(&l->s, row),
						pnstrdup(key->val.string.val, key->val.string.len))));
	return found;
}

static void
take_demand_json(level *l, int64 row, Jsonb *demand)
{
	JsonbIterator	  *it;
	JsonbValue		   key = {.type = jbvNull};
	JsonbValue		   value;
	JsonbIteratorToken token;
	int32			   units;

	if (!JsonContainerIsObject(&demand->root))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("demand of activity \"%s\" must be a JSON object with "
						"a number for each resource",
						schedule_name(&l->s, row)),
				 errhint("For example {\"architect\": 1, \"tester\": 2}.")));
	it = JsonbIteratorInit(&demand->root);
	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			key = value;
		if (token != WJB_VALUE)
			continue;
		if (!units_of(&value, &units))
			refuse_demand(l,
						  row,
						  pnstrdup(key.val.string.val, key.val.string.len));
		set_demand(l, row, find_resource(l, row, &key), units);
	}
}

static void
take_demand_array(level *l, int64 row, ArrayType *array)
{
	int64		 count;
	const int32 *units;

	units = open_units(array,
					   psprintf("demand of activity \"%s\"",
								schedule_name(&l->s, row)),
					   &count);
	if (count > l->resources)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("activity \"%s\" needs resource \"%d\", of which the "
						"capacity is not given",
						schedule_name(&l->s, row),
						l->resources + 1)));
	for (int32 i = 0; i < count; i++)
	{
		if (units[i] < 0 || units[i] > LVL_MOST_UNITS)
			refuse_demand(l, row, psprintf("%d", i + 1));
		set_demand(l, row, i, units[i]);
	}
}

static void
take_demand(level *l, int64 row, Datum value, bool isnull)
{
	if (isnull)
		return;
	if (l->by_position)
		take_demand_array(l, row, DatumGetArrayTypeP(value));
	else
		take_demand_json(l, row, DatumGetJsonbP(value));
}

/* ---- the other arguments ------------------------------------------------ */

static void
take_earliest(level *l, int64 row, Datum value, bool isnull)
{
	con_dates *dates = &l->s.dates[row];

	if (isnull)
		return;
	dates->kind = CON_SNET;
	dates->has_day = true;
	dates->day = schedule_finite_day(&l->s, row, value, "earliest date");
}

static void
take_weight(level *l, int64 row, Datum value, bool isnull)
{
	int32 weight = isnull ? 0 : DatumGetInt32(value);

	if (weight < 0 || weight > LEVEL_MOST_WEIGHT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight %d of activity \"%s\" is out of range",
						weight,
						schedule_name(&l->s, row)),
				 errdetail("A weight is 0 to %d.", LEVEL_MOST_WEIGHT)));
	l->row_weight[row] = weight;
}

static int64
objective_of(Datum value)
{
	char *objective = TextDatumGetCString(value);

	if (strcmp(objective, "duration") == 0)
		return 0;
	if (strcmp(objective, "lateness") == 0)
		return 1;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown objective \"%s\"", objective),
			 errhint("Use duration or lateness.")));
	return 0;
}

static const char *const whole_words[] = {"objective",
										  "schedules",
										  "seed",
										  "milliseconds"};

static void
check_whole(int arg, int64 number, bool isnull)
{
	const char *words = whole_words[arg - ARG_OBJECTIVE];

	if (isnull && (arg == ARG_OBJECTIVE || arg == ARG_SEED))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be null", words)));
	if (!isnull && number < 1 &&
		(arg == ARG_SCHEDULES || arg == ARG_MILLISECONDS))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be 1 or more", words)));
}

static void
take_whole(level *l, int arg, Datum value, bool isnull)
{
	int	  i = arg - ARG_OBJECTIVE;
	int64 number = 0;

	if (!isnull)
		number = arg == ARG_OBJECTIVE ? objective_of(value)
									  : (int64) DatumGetInt32(value);
	check_whole(arg, number, isnull);
	if (l->has_whole[i] &&
		(l->whole_null[i] != isnull || l->whole[i] != number))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" differs inside the partition",
						whole_words[i])));
	l->has_whole[i] = true;
	l->whole_null[i] = isnull;
	l->whole[i] = number;
}

static void
take_argument(void *with, int arg, int64 row, Datum value, bool isnull)
{
	level *l = with;

	if (arg < MORE_ARGS)
		more_take(&l->s, arg, row, value, isnull);
	else if (arg == ARG_DEMAND)
		take_demand(l, row, value, isnull);
	else if (arg == ARG_CAPACITY)
		check_capacity(l, value, isnull);
	else if (arg == ARG_EARLIEST)
		take_earliest(l, row, value, isnull);
	else if (arg == ARG_WEIGHT)
		take_weight(l, row, value, isnull);
	else
		take_whole(l, arg, value, isnull);
}

/* Where the call has the arguments, in the order of ARG_*. */
static const schedule_args arguments = {
	.count = LEVEL_ARGS,
	.at = {0,  1,  2,  3,  6, -1, -1, 8, 14, 15, 16, 17,
		   -1, -1, -1, -1, 4, 5,  7,  9, 10, 11, 12, 13},
	.whole = 1 << ARG_STATUS_DAY | 1 << ARG_CAPACITY | 1 << ARG_OBJECTIVE |
			 1 << ARG_SCHEDULES | 1 << ARG_SEED | 1 << ARG_MILLISECONDS,
	.take = take_argument,
	.dated = true,
};

void
level_read(level *l, WindowObject window, FmgrInfo *flinfo)
{
	schedule_args args = arguments;
	int64		  rows = WinGetPartitionRowCount(window);
	Size		  bytes;

	args.with = l;
	read_capacity(l, window, args.at[ARG_CAPACITY]);
	bytes = (Size) rows * l->words * sizeof(uint64);
	l->row_demand = schedule_take(&l->s, bytes);
	memset(l->row_demand, 0, bytes);
	l->row_weight = schedule_take(&l->s, (Size) rows * sizeof(int32));
	more_open(&l->s, &args, window, flinfo);
	schedule_read(&l->s, window, flinfo, &args);
	level_settle(l);
	if (l->whole_null[ARG_SCHEDULES - ARG_OBJECTIVE] &&
		l->whole_null[ARG_MILLISECONDS - ARG_OBJECTIVE])
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("schedules and milliseconds must not both be null"),
				 errhint("One of them must end the search.")));
}
