/*
 * contract_fuzz_unit.c
 *		The seeds of contract_fuzz.c, and small changes of them: a breach of
 *		its laws ends the program.  With a folder as argument, writes the
 *		seeds there, one file for each, for test/fuzz.sh.
 */
#include "contract_fuzz.c"

#include "tap.h"

static bool
write_seeds(const char *folder)
{
	uint8_t data[FUZZ_SEED_SIZE] = {0};
	char	path[4096];

	for (int i = 0; i < 2 * FUZZ_SEEDS; i++)
	{
		size_t size = fuzz_seed(i / 2, i % 2, data);
		FILE  *file;

		snprintf(path, sizeof(path), "%s/seed%02d", folder, i);
		file = fopen(path, "wb");
		if (file == NULL || fwrite(data, 1, size, file) != size ||
			fclose(file) != 0)
			return false;
	}
	return true;
}

/* A block of the right size, so that reading past it is seen. */
static void
run(const uint8_t *data, size_t size)
{
	uint8_t *block = malloc(size);

	memcpy(block, data, size);
	(void) LLVMFuzzerTestOneInput(block, size);
	free(block);
}

static void
test_seeds(void)
{
	uint8_t data[FUZZ_SEED_SIZE] = {0};

	for (int i = 0; i < 2 * FUZZ_SEEDS; i++)
		run(data, fuzz_seed(i / 2, i % 2, data));
	ok(true, "%d seeds", 2 * FUZZ_SEEDS);
}

/* Each byte of each image, with all its values. */
static void
test_each_byte(void)
{
	uint8_t data[FUZZ_SEED_SIZE] = {0};
	int		sound = 0;
	int		bad = 0;

	for (int i = 0; i < FUZZ_SEEDS; i++)
	{
		size_t size = fuzz_seed(i, FUZZ_IMAGE, data);

		for (int at = 1; at <= TERM_IMAGE_SIZE; at++)
		{
			uint8_t kept = data[at];

			for (int value = 0; value < 256; value++)
			{
				term_value term;

				data[at] = (uint8_t) value;
				run(data, size);
				term = term_from_image(data + 1);
				switch (term_check(&term))
				{
					case TERM_SOUND:
						sound++;
						break;
					case TERM_BAD_FIELD:
						bad++;
						break;
					default:
						break;
				}
			}
			data[at] = kept;
		}
	}
	ok(sound > 10000 && bad > 50000,
	   "images with one byte changed: %d are terms, %d are none",
	   sound,
	   bad);
}

static void
test_changes(void)
{
	uint64_t seed = 31;

	for (int n = 0; n < 50000; n++)
	{
		uint8_t data[FUZZ_SEED_SIZE] = {0};
		size_t	size = fuzz_seed((int) tap_between(&seed, 0, FUZZ_SEEDS - 1),
								 n % 2,
								 data);

		for (int m = (int) tap_between(&seed, 1, 4); m > 0 && size > 1; m--)
			data[tap_between(&seed, 1, (int64_t) size - 1)] =
				(uint8_t) tap_between(&seed, 0, n % 4 < 2 ? 127 : 255);
		run(data, size);
	}
	ok(true, "50,000 seeds with some bytes changed");
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		return write_seeds(argv[1]) ? 0 : 1;
	test_seeds();
	test_each_byte();
	test_changes();
	return tap_finish();
}
