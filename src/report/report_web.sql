/*
 * report: the page of HTML as a whole.
 *
 * It stands behind report_todo.sql, which makes the list of all findings.
 */
CREATE FUNCTION regie.page_findings(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH found AS (
		SELECT f.severity, f.object_kind, f.object, f.party_name, f.detail,
			CASE page_findings.language WHEN 'nl' THEN l.dutch
				ELSE f.problem END AS problem,
			CASE page_findings.language WHEN 'nl' THEN k.remedy_nl
				ELSE f.remedy END AS remedy,
			count(*) OVER () AS total,
			row_number() OVER (ORDER BY f.severity_order,
				f.report_finding_id) AS place
		FROM regie_report.report_finding AS f
		JOIN regie.finding_kind AS k ON k.finding = f.finding
		JOIN regie.label AS l ON l.kind = 'value' AND l.object = 'finding'
			AND l.item = f.finding
	)
	SELECT regie.page_section('findings',
		regie.page_word('Findings', page_findings.language),
		CASE WHEN count(*) = 0 THEN '<p class="none">' || regie.page_word(
			'Nothing was found: all is well.', page_findings.language)
			|| '</p>'
		ELSE regie.page_table(
			regie.page_word('What the checks found, errors first',
				page_findings.language),
			'report_finding', '{severity,problem,object,party_name,remedy}',
			string_agg('<tr>' || format('<th scope="row" class="s-%s">%s</th>',
					f.severity, regie.page_text(regie.page_value('severity',
						f.severity, page_findings.language)))
				|| regie.page_cell(f.problem)
				|| regie.page_cell(concat_ws(': ',
					regie.page_value('object_kind', f.object_kind,
						page_findings.language)
						|| ' ' || f.object, f.detail))
				|| regie.page_cell(f.party_name)
				|| regie.page_cell(f.remedy)
				|| '</tr>', '' ORDER BY f.place), page_findings.language)
		|| regie.page_more(max(f.total), 40, 'report_finding',
			page_findings.language) END)
	FROM found AS f
	WHERE f.place <= 40;
END;

COMMENT ON FUNCTION regie.page_findings(text) IS
'The section of the page on findings: the first 40 rows of report_finding. Example: regie.page_findings(''en'').';

/*
 * The figures at the head of the page.
 */
CREATE FUNCTION regie.page_glance(language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH figure AS (
		SELECT 1 AS place, 'participants' AS word,
			count(DISTINCT p.party)::numeric AS number, '#money' AS target
		FROM regie.participation AS p
		WHERE (p.valid @> regie.today()) IS TRUE
		UNION ALL
		SELECT 2, 'contracts that run', count(*), '#contracts'
		FROM regie_report.contract_deadline AS d
		WHERE d.status NOT IN ('ended', 'upcoming')
		UNION ALL
		SELECT 3, 'euro a year', coalesce(sum(d.yearly_eur), 0), '#contracts'
		FROM regie_report.contract_deadline AS d
		WHERE d.status NOT IN ('ended', 'upcoming')
		UNION ALL
		SELECT 4, 'euro committed', coalesce(sum(d.commitment_eur), 0),
			'#contracts'
		FROM regie_report.contract_deadline AS d
		UNION ALL
		SELECT 5, 'decisions within 60 days', count(*), '#decide'
		FROM regie_report.contract_decision AS d
		WHERE d.days_left <= 60
		UNION ALL
		SELECT 6, 'findings that are errors', count(*), '#findings'
		FROM regie_report.report_finding AS f
		WHERE f.severity = 'error'
	)
	SELECT regie.page_section('glance',
		regie.page_word('At a glance', page_glance.language),
		'<ul class="tiles">' || string_agg(format(
			'<li><a href="%s"><b>%s</b> <span>%s</span></a></li>', f.target,
			regie.page_number(f.number, 0, page_glance.language),
			regie.page_word(f.word, page_glance.language)), ''
			ORDER BY f.place) || '</ul>')
	FROM figure AS f;
END;

COMMENT ON FUNCTION regie.page_glance(text) IS
'The figures at the head of the page. Example: regie.page_glance(''en'').';

CREATE FUNCTION regie.page_contents(language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<nav aria-label="%s"><ul>',
		regie.page_word('On this page', language))
	|| (SELECT string_agg(format('<li><a href="#%s">%s</a></li>', s.id,
			regie.page_word(s.heading, language)), '' ORDER BY s.place)
		FROM (VALUES (1, 'decide', 'What to decide by when'),
			(2, 'money', 'Who pays whom'), (3, 'contracts', 'Contracts'),
			(4, 'roadmap', 'Roadmap'), (5, 'ambitions', 'Ambitions'),
			(6, 'rasci', 'Responsibilities'), (7, 'findings', 'Findings'))
			AS s (place, id, heading))
	|| '</ul></nav>' || chr(10);

COMMENT ON FUNCTION regie.page_contents(text) IS
'The links to the sections of the page. Example: regie.page_contents(''en'').';

/*
 * How it looks: on a screen of any width, and on A4.  Nothing is fetched.
 */
CREATE FUNCTION regie.page_style() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN $css$
*{box-sizing:border-box}
html{font:16px/1.5 Helvetica,Arial,sans-serif;color:#1f2933;background:#eef1f4;-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0}
header,main,footer,nav{max-width:70rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1{font-size:2.1rem;line-height:1.15;letter-spacing:-.01em;margin:0;color:#173a56}
header p{margin:.35rem 0 0;color:#52606d}
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem;color:#173a56}
p{margin:0 0 .75rem}
a{color:#1d557f}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid #b45309;outline-offset:2px}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0 0;padding:0;font-size:.95rem}
nav a{display:inline-block;padding:.15rem 0}
section{background:#fff;border:1px solid #dde2e7;border-radius:10px;padding:1.4rem 1.5rem 1.25rem;margin:1.25rem 0}
#glance{background:none;border:0;padding:0}
#glance h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.tiles{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem}
.tiles a{display:block;height:100%;background:#fff;border:1px solid #dde2e7;border-top:4px solid #2b6593;border-radius:8px;padding:.7rem .9rem .8rem;text-decoration:none;color:#1f2933}
.tiles a:hover{border-color:#2b6593}
.tiles b{display:block;font-size:1.6rem;line-height:1.25;color:#173a56;font-variant-numeric:tabular-nums}
.tiles span{display:block;font-size:.88rem;line-height:1.35;color:#52606d}
.picture,.wide{overflow-x:auto;margin:0 0 1rem}
.picture svg{display:block;max-width:100%;min-width:44rem;height:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4}
caption{text-align:left;color:#52606d;padding:0 0 .5rem;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.42rem .6rem;border-bottom:1px solid #e6e9ed}
th:first-child,td:first-child{padding-left:.3rem}
thead th{border-bottom:2px solid #9aa5b1;font-size:.82rem;color:#3e4c59;vertical-align:bottom}
tbody th{font-weight:600}
tfoot th,tfoot td{border-bottom:0;border-top:2px solid #9aa5b1;font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.d{white-space:nowrap}
.bad th:first-child{box-shadow:inset 4px 0 #9b1c31}
.soon th:first-child{box-shadow:inset 4px 0 #b45309}
.bad th:first-child,.soon th:first-child{padding-left:.7rem}
.bar{width:30%;min-width:9rem;background-repeat:no-repeat;background-size:calc(100% - 5rem) 60%;background-position:0 50%}
#decide tbody th{white-space:nowrap}
.matrix{width:auto}
.matrix caption{white-space:nowrap}
.matrix td,.matrix tbody th{vertical-align:middle}
.matrix td{text-align:center;border:1px solid #dde2e7}
.matrix thead th{font-weight:600;border-bottom:1px solid #9aa5b1}
.heat td{min-width:7rem;padding:.9rem .5rem}
.heat thead th:not(:first-child){text-align:center}
.self{color:#52606d;background:#f5f7f9}
.h0{background:#f3f8fc}.h1{background:#dcebf7}.h2{background:#bfdaef}.h3{background:#9cc6e6}.h4{background:#7cb2dc}.h5{background:#62a2d3}
.rasci thead th:not(:first-child){writing-mode:vertical-rl;transform:rotate(180deg);padding:.5rem .3rem;line-height:1.2;max-height:16rem;border-bottom:0;border-top:1px solid #9aa5b1}
.rasci td{width:2.6rem;font-weight:600}
.rA{background:#173a56;color:#fff}.rR{background:#9cc6e6}.rS{background:#dcebf7}.rC{background:#fdf0dc}.rI{background:#f5f7f9}
.key{font-size:.9rem;color:#3e4c59}
.s-error,.s-warning,.s-notice{white-space:nowrap}
.s-error{color:#9b1c31}.s-warning{color:#8a4207}.s-notice{color:#3e4c59}
.none,.more{color:#52606d;font-size:.9rem}
footer{padding-bottom:2.5rem;color:#52606d;font-size:.85rem}
@media screen{
.wide,.picture{background:linear-gradient(90deg,#fff 40%,#fff0) local 0/2.5rem 100% no-repeat,linear-gradient(270deg,#fff 40%,#fff0) local 100%/2.5rem 100% no-repeat,linear-gradient(90deg,#1f293340,#1f293300) scroll 0/.8rem 100% no-repeat,linear-gradient(270deg,#1f293340,#1f293300) scroll 100%/.8rem 100% no-repeat}
}
@media screen and (max-width:48rem){
header,main,footer,nav{padding-left:.75rem;padding-right:.75rem}
h1{font-size:1.7rem}
section{padding:1.1rem .9rem .9rem}
.wide table:not(.matrix){min-width:60rem}
caption,.matrix caption{position:sticky;left:0;max-width:calc(100vw - 3.5rem);white-space:normal}
}
@media print{
@page{size:A4;margin:14mm 12mm}
html{font-size:10.5px;background:#fff}
header,main,footer{max-width:none;padding:0}
nav{display:none}
header{padding:0 0 1.2rem}
section{border:0;border-radius:0;padding:0;margin:0 0 1.6rem}
h2{border-bottom:1px solid #9aa5b1;padding-bottom:.2rem}
h2,caption{break-after:avoid}
tr,.picture,.tiles li,.matrix{break-inside:avoid}
thead{display:table-header-group}
tfoot{display:table-row-group}
.picture,.wide{overflow:visible}
.picture svg{min-width:0;width:100%}
.tiles{grid-template-columns:repeat(6,1fr)}
a{color:inherit;text-decoration:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
$css$;

COMMENT ON FUNCTION regie.page_style() IS
'The style sheet of the page. Example: regie.page_style().';

/*
 * The day is set for as long as the function runs; then the setting is what it
 * was.
 */
CREATE FUNCTION regie.page_html(title text, as_of date, language text)
RETURNS text
LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000000
SET search_path = pg_catalog, pg_temp
SET regie.today = ''
SET jit = off
AS $$
DECLARE
	heading text := regie.page_text(coalesce(title,
		regie.page_word('Shared ICT', language)));
BEGIN
	IF language IS NULL OR language NOT IN ('en', 'nl') THEN
		RAISE EXCEPTION 'language is not known'
			USING ERRCODE = 'invalid_parameter_value',
				DETAIL = format('It is %s.', coalesce(language, 'null')),
				HINT = 'Use en (English) or nl (Dutch).';
	END IF;
	IF NOT as_of BETWEEN '1900-01-01' AND '2299-12-31' THEN
		RAISE EXCEPTION 'day is outside of the years 1900 to 2299'
			USING ERRCODE = 'datetime_field_overflow',
				DETAIL = format('It is %s.', as_of);
	END IF;
	PERFORM set_config('regie.today', regie.day_text(as_of), true);
	RETURN '<!DOCTYPE html>' || chr(10)
		|| format('<html lang="%s"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>%s, %s</title><style>%s</style></head>',
			language, heading, regie.page_day(as_of, language),
			regie.page_style())
		|| chr(10) || format('<body><header><h1>%s</h1><p>%s <time datetime="%s">%s</time></p></header>',
			heading, regie.page_word('As of', language),
			regie.day_text(as_of),
			regie.page_day(as_of, language))
		|| chr(10) || regie.page_contents(language)
		|| '<main>' || chr(10)
		|| regie.page_glance(language)
		|| regie.page_decisions(language)
		|| regie.page_money(language)
		|| regie.page_contracts(language)
		|| regie.page_roadmap(language)
		|| regie.page_ambitions(language)
		|| regie.page_rasci(language)
		|| regie.page_findings(language)
		|| '</main><footer><p>' || regie.page_word('All amounts in euro; last days are included. From the reports of regie',
			language) || '.</p></footer></body></html>' || chr(10);
END
$$;

COMMENT ON FUNCTION regie.page_html(text, date, text) IS
'The page of report_html, which says what it is; as_of must not be NULL. Example: regie.page_html(''Our cooperation'', ''2026-11-23'', ''en'').';

CREATE FUNCTION regie.report_html(title text, as_of date,
	language text DEFAULT 'en') RETURNS text
LANGUAGE sql STABLE PARALLEL UNSAFE COST 1000000
RETURN regie.page_html(title, coalesce(as_of, regie.today()), language);

COMMENT ON FUNCTION regie.report_html(text, date, text) IS
'One page of HTML with the main reports and pictures as of a day: what to decide by when, who pays whom, contracts, roadmap, ambitions, responsibilities, findings. It stands by itself, without scripts, and prints on A4. title NULL: a plain one; as_of NULL: regie.today(); language en or nl. Reads with the caller''s rights. Errors: another language, a day before 1900 or after 2299. Example: SELECT regie.report_html(''Our cooperation'', ''2026-11-23'', ''en'').';
