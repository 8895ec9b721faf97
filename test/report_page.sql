/*
 * The page of HTML: it says what the reports say, can be read by everybody,
 * fetches nothing, and leaves the settings as they were.
 */
BEGIN;
SET LOCAL jit = off;
SET LOCAL datestyle = 'SQL, DMY';
SELECT plan(36);

/* Without an XML parser in the server, the rules that ask one are skipped. */
CREATE FUNCTION pg_temp.has_xml() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RETURN xml_is_well_formed_document('<a/>');
EXCEPTION WHEN feature_not_supported THEN
	RETURN false;
END
$$;
CREATE FUNCTION pg_temp.hits(doc text, path text) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
	IF NOT pg_temp.has_xml() THEN
		RETURN NULL;
	END IF;
	/* drawings have a namespace of their own; rules are the same in it */
	RETURN cardinality(xpath(path, xmlparse(document replace(doc, ' xmlns="http://www.w3.org/2000/svg"', ''))));
END
$$;
CREATE FUNCTION pg_temp.hits_none(docs text, path text, what text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	found integer;
BEGIN
	IF NOT pg_temp.has_xml() THEN
		RETURN skip(what || ': no XML parser in this server');
	END IF;
	EXECUTE format('SELECT sum(pg_temp.hits(html, %L)) FROM %I', path, docs) INTO found;
	RETURN is(found, 0, what);
END
$$;

/* --- an empty model --- */
CREATE TEMP TABLE empty_page AS
SELECT l AS language, regie.report_html('Nothing yet', '2026-11-23', l) AS html FROM unnest('{en,nl}'::text[]) AS l;
SELECT is((SELECT count(*) FROM empty_page WHERE html ~ '^<!DOCTYPE html>' AND html ~ '</html>\n$'), 2::bigint, 'without data there is a page too');

/* --- the example, with names that try to be markup --- */
SELECT FROM regie.load_example();
CREATE TEMP TABLE plain_page AS
SELECT l AS language, regie.report_html('The example', '2026-11-23', l) AS html FROM unnest('{en,nl}'::text[]) AS l;
UPDATE regie.party SET name = '<script>alert("' || code || '")</script> & ''' || chr(1);
UPDATE regie.roadmap_item SET title = '</svg><b>' || title || '</b>&';
UPDATE regie.service SET name = '<i title="x">' || name;
UPDATE regie.role SET name = '</td>' || name || '&amp;';
CREATE TEMP TABLE page AS
SELECT l AS language, regie.report_html('</title><script>"x"</script>', '2026-11-23', l) AS html FROM unnest('{en,nl}'::text[]) AS l
UNION ALL SELECT * FROM empty_page UNION ALL SELECT * FROM plain_page;

SELECT CASE WHEN pg_temp.has_xml() THEN is((SELECT count(*) FROM page WHERE NOT xml_is_well_formed_document(html)), 0::bigint, 'all are well-formed')
	ELSE skip('no XML parser in this server') END;
SELECT is((SELECT count(*) FROM page WHERE html ~* '<script|<b>[^<]*</b>&|<i title|javascript:| on[a-z]+='), 0::bigint, 'no name becomes markup, nothing runs');
SELECT is((SELECT count(*) FROM page WHERE replace(html, 'http://www.w3.org/2000/svg', '') ~* 'https?:|src=|url\(|@import|<link|<iframe|<object|<form'), 0::bigint, 'nothing is fetched or sent');
SELECT is((SELECT count(*) FROM page WHERE html ~ '&lt;script&gt;alert\(&quot;DDV&quot;\)&lt;/script&gt; &amp; &#39;\?'), 2::bigint, 'names stand there as they are');

/* --- rules that let everybody read it --- */
SELECT pg_temp.hits_none('page', '/html[not(@lang="en" or @lang="nl")]|/html/head[not(title)]|/html/head[not(meta/@charset)]', 'language, title and encoding');
SELECT pg_temp.hits_none('page', '/html/body[count(.//h1)!=1 or count(main)!=1 or count(header)!=1 or count(nav)!=1]', 'one heading of the page, one main part');
SELECT pg_temp.hits_none('page', '//h3|//h4|//h5|//h6|//main//h1', 'headings do not skip a level');
SELECT pg_temp.hits_none('page', '//section[count(h2)!=1 or not(@aria-labelledby=h2/@id)]', 'each section is named by its heading');
SELECT pg_temp.hits_none('page', '//table[count(caption)!=1 or normalize-space(caption)="" or not(thead) or not(tbody/tr)]', 'each table has a caption, heads and rows');
SELECT pg_temp.hits_none('page', '//thead//th[not(@scope="col") or normalize-space(.)=""]|//tbody//th[not(@scope="row") or normalize-space(.)=""]|//thead//td', 'each head says what it is the head of');
SELECT pg_temp.hits_none('page', '//tbody/tr[count(th)!=1]', 'each row has a head');
SELECT pg_temp.hits_none('page', '//table[thead/tr/th[last()][count(preceding-sibling::th)+1 != count(ancestor::table/tbody/tr[1]/*)]]', 'rows are as wide as the heads');
SELECT pg_temp.hits_none('page', '//tbody/tr[count(*) != count(../../thead/tr/th)]', 'all of them');
SELECT pg_temp.hits_none('page', '//svg[not(@role="img") or count(title)!=1 or count(desc)!=1 or normalize-space(title)="" or normalize-space(desc)=""]', 'each picture has a name and a description');
SELECT pg_temp.hits_none('page', '//svg[@aria-labelledby != concat(title/@id, " ", desc/@id)]', 'and says where they are');
SELECT pg_temp.hits_none('page', '//a[not(starts-with(@href, "#")) or not(//section/@id = substring(@href, 2))]', 'links lead to sections');
SELECT pg_temp.hits_none('page', '//*[@id][@id = preceding::*/@id]|//*[@id][@id = ancestor::*/@id]', 'no id stands there twice');
SELECT pg_temp.hits_none('page', '//*[@tabindex][@tabindex != "0" or not(@role="region") or normalize-space(@aria-label)=""]', 'what can be scrolled has a name');

/* contrast of text on what it stands on, as WCAG 2.1 counts it: at least 4.5 */
CREATE FUNCTION pg_temp.luminance(colour text) RETURNS double precision LANGUAGE sql AS $$
	SELECT sum(weight * CASE WHEN part <= 0.03928 THEN part / 12.92 ELSE power((part + 0.055) / 1.055, 2.4) END)
	FROM (SELECT get_byte(decode(substr(colour, 2 * i, 2), 'hex'), 0) / 255.0::double precision AS part, (ARRAY[0.2126, 0.7152, 0.0722])[i] AS weight FROM generate_series(1, 3) AS i) AS c
$$;
SELECT is((SELECT count(*) FROM (VALUES ('#1f2933', '#ffffff'), ('#1f2933', '#eef1f4'), ('#52606d', '#ffffff'), ('#52606d', '#eef1f4'), ('#52606d', '#f5f7f9'), ('#1d557f', '#eef1f4'), ('#173a56', '#ffffff'), ('#3e4c59', '#ffffff'),
	('#ffffff', '#173a56'), ('#1f2933', '#62a2d3'), ('#1f2933', '#9cc6e6'), ('#1f2933', '#fdf0dc'), ('#9b1c31', '#ffffff'), ('#8a4207', '#ffffff'), ('#1f2933', '#bfdaef')) AS c (ink, paper)
	WHERE (greatest(pg_temp.luminance(ink), pg_temp.luminance(paper)) + 0.05) / (least(pg_temp.luminance(ink), pg_temp.luminance(paper)) + 0.05) < 4.5), 0::bigint, 'text stands out from its ground');

/* --- what it says --- */
SELECT is((SELECT count(*) FROM plain_page WHERE pg_temp.hits(html, '//section') = 8 AND pg_temp.hits(html, '//svg') = 3 AND pg_temp.hits(html, '//p[@class="none"]') = 0), CASE WHEN pg_temp.has_xml() THEN 2 ELSE 0 END::bigint,
	'the example fills all sections, three of them with a picture');
SELECT is((SELECT html FROM plain_page WHERE language = 'en') ~ regie.page_number((SELECT sum(amount_eur) FROM regie_report.cost_payment WHERE year = 2026 AND kind = 'budget' AND flow = 'contribution'), 2, 'en'), true, 'the contributions of the year add up');
SET LOCAL regie.today = '2026-11-23';
SELECT is((SELECT count(*) FROM regie_report.contract_decision AS d, plain_page AS p WHERE d.due_on <= '2027-11-23' AND strpos(p.html, '<th scope="row">' || regie.page_day(d.due_on, p.language) || '</th><td class="n">' || d.days_left || '</td>') = 0), 0::bigint, 'every decision of the year is there');
SELECT is((SELECT count(*) FROM regie_report.contract_deadline AS d, plain_page AS p WHERE d.status <> 'ended' AND strpos(p.html, '<th scope="row">' || d.title || '</th>') = 0), 0::bigint, 'every contract');
SELECT is((SELECT count(*) FROM regie_report.report_finding AS f, plain_page AS p WHERE f.severity = 'error' AND p.language = 'en' AND strpos(p.html, f.problem) = 0), 0::bigint, 'every error');
SELECT is((SELECT count(*) FROM regie_rapport.bevinding AS f, plain_page AS p WHERE f.ernst = 'fout' AND p.language = 'nl' AND strpos(p.html, f.probleem) = 0), 0::bigint, 'every error in Dutch');
SELECT matches((SELECT html FROM plain_page WHERE language = 'nl'), 'Stand op <time datetime="2026-11-23">23 nov 2026</time>', 'the day, in Dutch');
SELECT is_empty($$SELECT DISTINCT m[1] FROM pg_proc AS p, regexp_matches(pg_get_functiondef(p.oid), 'page_word\(''([^'']+)''::text', 'g') AS m
	WHERE p.pronamespace = 'regie'::regnamespace AND p.prokind = 'f' AND p.proname LIKE 'page%' AND regie.page_word(m[1], 'nl') IS NULL$$, 'every word is known in Dutch');

/* --- the day --- */
SELECT isnt((SELECT regie.report_html('x', '2025-01-15')), (SELECT regie.report_html('x', '2026-11-23')), 'the page is that of its day');
SELECT is(regie.today(), '2026-11-23'::date, 'and leaves the setting as it was');
SELECT is(regie.report_html('x', NULL), regie.report_html('x', '2026-11-23'), 'without a day it is that of the setting');
SELECT throws_ok($$SELECT regie.report_html('x', '2026-11-23', 'de')$$, '22023', 'language is not known', 'another language is refused');
SELECT throws_ok($$SELECT regie.report_html('x', 'infinity')$$, '22008', 'day is outside of the years 1900 to 2299', 'a day that is none is refused');
SELECT throws_ok($$SELECT regie.report_html('x', '1899-12-31')$$, '22008', 'day is outside of the years 1900 to 2299', 'and one before 1900');

/* --- whose rights --- */
CREATE TEMP TABLE whole AS SELECT regie.report_html('x', '2026-11-23') AS html;
GRANT SELECT ON whole TO PUBLIC;
CREATE ROLE regie_page_reader;
GRANT USAGE ON SCHEMA regie TO regie_page_reader;
REVOKE SELECT ON ALL TABLES IN SCHEMA regie FROM PUBLIC;
SET LOCAL ROLE regie_page_reader;
SELECT throws_ok($$SELECT regie.report_html('x', '2026-11-23')$$, '42501', NULL, 'who may not read the tables does not get the page');
RESET ROLE;
GRANT SELECT ON ALL TABLES IN SCHEMA regie TO regie_page_reader;
SET LOCAL ROLE regie_page_reader;
SELECT is(regie.report_html('x', '2026-11-23'), (SELECT html FROM whole), 'who may, does, without rights on the schema of reports');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
