SET datestyle = ISO, YMD;
\set SHOW_CONTEXT never

-- index_change
SELECT regie.index_change(0, 1);
SELECT regie.index_change(-1, 1);
SELECT regie.index_change(1, 0);
SELECT regie.index_change('NaN', 1);
SELECT regie.index_change(1, 'infinity');
SELECT regie.index_change('-infinity', 1);
SELECT regie.index_change(1, 2, -1);
SELECT regie.index_change(1, 2, 21);

-- indexed
SELECT regie.indexed('NaN', 1);
SELECT regie.indexed('infinity', 1);
SELECT regie.indexed(1, 'NaN');
SELECT regie.indexed(1, '-infinity');
SELECT regie.indexed(1, -100);
SELECT regie.indexed(1, -100.5);
SELECT regie.indexed(100, 1, cap => 2, floor => 3);
SELECT regie.indexed(NULL, 1, cap => 2, floor => 3);
SELECT regie.indexed(100, 1, cap => 'NaN');
SELECT regie.indexed(100, 1, cap => 'infinity');
SELECT regie.indexed(100, 1, cap => -100);
SELECT regie.indexed(100, 1, floor => '-infinity');
SELECT regie.indexed(100, 1, scale => -1);
SELECT regie.indexed(100, 1, scale => 21);
SELECT regie.indexed(100, 1, scale => NULL);
SELECT regie.indexed(100, 1, share => -0.1);
SELECT regie.indexed(100, 1, share => 100.1);
SELECT regie.indexed(100, 1, share => 'NaN');
SELECT regie.indexed(100, 1, share => NULL);

-- indexed_by
SELECT regie.indexed_by(100, 0, 1);
SELECT regie.indexed_by(100, 1, -1);
SELECT regie.indexed_by(100, 1, 'NaN');
SELECT regie.indexed_by('NaN', 1, 1);
SELECT regie.indexed_by(NULL, 1, 1, cap => 1, floor => 2);
SELECT regie.indexed_by(100, 1, 1, share => 101);

-- price_chain
SELECT regie.price_chain('NaN', NULL, NULL, NULL, NULL, 2, 100);
SELECT regie.price_chain(a, 1, 0, NULL, NULL, 2, 100 ORDER BY a NULLS LAST) FROM (VALUES (1.00), (NULL)) AS v (a);
SELECT regie.price_chain(a, 1, 1, NULL, NULL, NULL, 100 ORDER BY a NULLS LAST) FROM (VALUES (1.00), (NULL)) AS v (a);

-- What the tables refuse.
\set VERBOSITY terse
BEGIN;
\set ON_ERROR_ROLLBACK on
INSERT INTO regie.party (code, kind, name) VALUES ('K', 'other', 'Customer'), ('L', 'supplier', 'Supplier');
INSERT INTO regie.contract (code, title, customer, supplier, start_on, renewal) VALUES ('C', 'Contract', 'K', 'L', '2024-01-01', 'evergreen');
INSERT INTO regie.index_series (code, title) VALUES ('A', 'Series'), ('B', 'Series');
INSERT INTO regie.index_series (code, title) VALUES ('A ', 'space at the end');
INSERT INTO regie.index_series (code, title) VALUES ('D', ' ');
INSERT INTO regie.index_link (series, successor, from_on, linking, old_value, new_value) VALUES ('A', 'A', '2024-01-01', 'factor', 1, 1);
INSERT INTO regie.index_link (series, successor, from_on, linking) VALUES ('A', 'B', '2024-01-01', 'factor');
INSERT INTO regie.index_link (series, successor, from_on, linking, old_value) VALUES ('A', 'B', '2024-01-01', 'restated', 1);
INSERT INTO regie.index_link (series, successor, from_on, linking, old_value, new_value) VALUES ('A', 'B', '2024-01-01', 'restated', 1, 1);
INSERT INTO regie.index_link (series, successor, from_on, linking, old_value, new_value) VALUES ('A', 'B', '2024-01-01', 'factor', 0, 1);
INSERT INTO regie.index_link (series, successor, from_on, linking, old_value, new_value) VALUES ('A', 'B', '2024-01-01', 'factor', 1, 'NaN');
INSERT INTO regie.index_link (series, successor, from_on, linking) VALUES ('A', 'B', '2024-01-01', 'spliced');
INSERT INTO regie.index_link (series, successor, from_on, linking) VALUES ('A', 'B', 'infinity', 'restated');

INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'quarter', '2024-02-01', 100, 'final', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'year', '2024-02-01', 100, 'final', '2025-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'month', '2024-02-02', 100, 'final', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'week', '2024-02-01', 100, 'final', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'month', '2024-02-01', 0, 'final', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'month', '2024-02-01', 'NaN', 'final', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, change_pct, status, published_on) VALUES ('A', 'month', '2024-02-01', -100, 'final', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, change_pct, status, published_on) VALUES ('A', 'month', '2024-02-01', 1000, 'final', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, status, published_on) VALUES ('A', 'month', '2024-02-01', 'final', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'month', '2024-02-01', 100, 'expected', '2024-08-01');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'month', '2024-02-01', 100, 'final', '2024-01-31');
INSERT INTO regie.price_index (series, granularity, period_from, value, status, published_on) VALUES ('A', 'month', '2024-02-01', 100, 'final', 'infinity');

INSERT INTO regie.index_rule (contract, basis) VALUES ('C', 'published change');
INSERT INTO regie.index_rule (contract, basis, series) VALUES ('C', 'ratio', 'A');
INSERT INTO regie.index_rule (contract, basis, series, granularity) VALUES ('C', 'none', 'A', 'year');
INSERT INTO regie.index_rule (contract, basis) VALUES ('C', 'fixed change');
INSERT INTO regie.index_rule (contract, basis, fixed_pct) VALUES ('C', 'none', 3);
INSERT INTO regie.index_rule (contract, basis, fixed_pct) VALUES ('C', 'fixed change', -100);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, lag) VALUES ('C', 'fixed change', 3, 1);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, line) VALUES ('C', 'fixed change', 3, 0);
INSERT INTO regie.index_rule (contract, basis, series, granularity, lag) VALUES ('C', 'ratio', 'A', 'year', 0);
INSERT INTO regie.index_rule (contract, basis, series, granularity, compounding) VALUES ('C', 'ratio', 'A', 'year', 'base price');
INSERT INTO regie.index_rule (contract, basis, series, granularity, base_from) VALUES ('C', 'ratio', 'A', 'year', '2024-01-01');
INSERT INTO regie.index_rule (contract, basis, series, granularity, compounding, base_from) VALUES ('C', 'published change', 'A', 'year', 'base price', '2024-01-01');
INSERT INTO regie.index_rule (contract, basis, series, granularity, compounding, base_from) VALUES ('C', 'ratio', 'A', 'year', 'base price', '2024-02-01');
INSERT INTO regie.index_rule (contract, basis, fixed_pct, apply_month, apply_day) VALUES ('C', 'fixed change', 3, 2, 29);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, apply_month, apply_day) VALUES ('C', 'fixed change', 3, 4, 31);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, apply_month) VALUES ('C', 'fixed change', 3, 13);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, announce_by) VALUES ('C', 'fixed change', 3, '-1 month');
INSERT INTO regie.index_rule (contract, basis, fixed_pct, announce_by) VALUES ('C', 'fixed change', 3, '1 month 1 hour');
INSERT INTO regie.index_rule (contract, basis, fixed_pct, announce_by) VALUES ('C', 'fixed change', 3, '3 years');
INSERT INTO regie.index_rule (contract, basis, fixed_pct, cap, floor) VALUES ('C', 'fixed change', 3, 1, 2);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, cap) VALUES ('C', 'fixed change', 3, 'NaN');
INSERT INTO regie.index_rule (contract, basis, fixed_pct, share) VALUES ('C', 'fixed change', 3, 101);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, scale) VALUES ('C', 'fixed change', 3, 7);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, valid) VALUES ('C', 'fixed change', 3, 'empty');
INSERT INTO regie.index_rule (contract, basis, fixed_pct, first_apply_on) VALUES ('C', 'fixed change', 3, 'infinity');
INSERT INTO regie.index_rule (contract, basis, fixed_pct) VALUES ('NOBODY', 'fixed change', 3);
-- one rule for all lines, one per line, on any day; those that do not meet are fine
INSERT INTO regie.index_rule (contract, basis, fixed_pct, valid) VALUES ('C', 'fixed change', 3, '[2024-01-01,2026-01-01)');
INSERT INTO regie.index_rule (contract, basis, fixed_pct) VALUES ('C', 'fixed change', 4);
INSERT INTO regie.index_rule (contract, basis, fixed_pct, valid) VALUES ('C', 'fixed change', 4, '[2026-01-01,)');
INSERT INTO regie.index_rule (contract, line, basis, fixed_pct) VALUES ('C', 1, 'fixed change', 5), ('C', 2, 'fixed change', 5);
INSERT INTO regie.index_rule (contract, line, basis, fixed_pct) VALUES ('C', 1, 'fixed change', 6);

INSERT INTO regie.index_announcement (contract, apply_on, announced_on, change_pct) VALUES ('C', '2025-01-01', '2024-11-01', -100);
INSERT INTO regie.index_announcement (contract, apply_on, announced_on, change_pct) VALUES ('C', '2025-01-01', '2024-11-01', 'NaN');
INSERT INTO regie.index_announcement (contract, apply_on, announced_on) VALUES ('C', 'infinity', '2024-11-01');
INSERT INTO regie.index_announcement (contract, apply_on, announced_on) VALUES ('C', '2025-01-01', '2024-11-01'), ('C', '2025-01-01', '2024-11-01');
INSERT INTO regie.index_announcement (contract, apply_on, announced_on) VALUES ('NOBODY', '2025-01-01', '2024-11-01');
ROLLBACK;
