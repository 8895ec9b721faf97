\echo Use "ALTER EXTENSION regie UPDATE TO '0.2.0'" to load this file. \quit

/* Nothing to do: only the library is another one. */
