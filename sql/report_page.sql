\pset format unaligned
\pset tuples_only on
SET datestyle = 'SQL, DMY';
-- Texts, numbers and days as they stand on the page.
SELECT regie.page_text(E'a<b> & "c" \'d\'\x01\t' || chr(127));
SELECT regie.page_text(NULL) IS NULL;
SELECT n, d, regie.page_number(n, d, 'en') AS en, regie.page_number(n, d, 'nl') AS nl
FROM (VALUES (0, 0), (0.005, 2), (-0.004, 2), (999.995, 2), (999, 0), (1000, 0), (-1234567.891, 2), (12345678901234567890.5, 1)) v(n, d);
SELECT regie.page_day(d, 'en'), regie.page_day(d, 'nl') FROM generate_series(date '2026-01-31', '2026-12-31', interval '1 month') g(x), LATERAL (SELECT x::date AS d) q;
SELECT regie.page_cell('a<b'), regie.page_cell(NULL::text), regie.page_cell(1234.5, 2, 'nl'), regie.page_cell(NULL, 2, 'nl'), regie.page_cell(date '2026-03-01', 'nl'), regie.page_row_head('x&y');
-- Headings and values by the list of labels.
SELECT c, regie.page_heading('contract_deadline', c, 'en'), regie.page_heading('contract_deadline', c, 'nl')
FROM unnest('{last_notice_day,days_left,yearly_eur,supplier_name,critical_label,no such column}'::text[]) c;
SELECT regie.page_value('if_silent', 'renews', 'en'), regie.page_value('if_silent', 'renews', 'nl'), regie.page_value('if_silent', 'no such value', 'nl');
-- Tables; what stands there without rows; how many rows are not shown.
SELECT regie.page_table('Terms', 'contract_deadline', '{contract,#yearly_eur}', '<tr>...</tr>', 'nl', '<tr>..</tr>');
SELECT regie.page_table('Terms', 'contract_deadline', '{contract}', NULL, 'nl');
SELECT regie.page_matrix('Who', 'Activity', '{A&B,C}', '<tr>...</tr>', 'rasci', 'en');
SELECT regie.page_matrix('Who', 'Activity', '{}', NULL, 'rasci', 'en');
SELECT regie.page_more(41, 40, 'contract_deadline', 'nl'), regie.page_more(40, 40, 'contract_deadline', 'nl') = '';
SELECT regie.page_section('x', 'Heading', '<p>text</p>');
-- The calendar runs from the month before to 25 months after its first day.
SELECT d, regie.page_calendar_x(d, '2026-11-23') FROM unnest('{2026-09-30,2026-10-01,2026-10-02,2026-11-23,2028-11-30,2028-12-01,2030-01-01}'::date[]) d;
