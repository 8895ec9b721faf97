/*
 * report: one page of HTML.  Here is what its sections share: words, numbers,
 * days, cells and tables.  Text that comes from a table goes through
 * regie.page_text(), so that it cannot be taken for markup.
 *
 * The page is well-formed XML too, so that it can be checked; its sources are
 * plain ASCII, and signs beyond that are written as references.
 */
CREATE FUNCTION regie.page_text(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(replace(
	regexp_replace(value, E'[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]', '?', 'g'),
	'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');

COMMENT ON FUNCTION regie.page_text(text) IS
'A text as it stands in HTML, between tags or in an attribute: & < > and quotes as references, control characters as question marks. Example: regie.page_text(''a<b'') is a&lt;b.';

/*
 * The page's own few words.  What reports call things comes from the list of
 * labels.
 */
CREATE FUNCTION regie.page_word(english text, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE language WHEN 'nl' THEN (
	SELECT w.dutch
	FROM (VALUES
		('Shared ICT', 'Gedeelde ICT'),
		('As of', 'Stand op'),
		('On this page', 'Op deze pagina'),
		('At a glance', 'In een oogopslag'),
		('participants', 'deelnemers'),
		('contracts that run', 'lopende contracten'),
		('euro a year', 'euro per jaar'),
		('euro committed', 'euro vastgelegd'),
		('decisions within 60 days', 'besluiten binnen 60 dagen'),
		('findings that are errors', 'bevindingen met ernst fout'),
		('What to decide by when', 'Wat wanneer besloten moet zijn'),
		('Decisions and obligations up to twelve months ahead',
			'Besluiten en verplichtingen tot twaalf maanden vooruit'),
		('Who pays whom', 'Wie betaalt wie'),
		('in euro', 'in euro'),
		('nobody', 'niemand'),
		('others', 'overige'),
		('Contribution per participant', 'Bijdrage per deelnemer'),
		('Total', 'Totaal'),
		('Contracts', 'Contracten'),
		('Contract calendar', 'Contractkalender'),
		('up to', 'tot en met'),
		('Terms that run or begin within 24 months, and the last days to give notice or to lift the option',
			'Termijnen die lopen of binnen 24 maanden beginnen, en de laatste dagen om op te zeggen of de optie te lichten'),
		('Terms of contracts', 'Termijnen van contracten'),
		('bound', 'gebonden'),
		('may be extended', 'kan verlengd worden'),
		('goes on in silence', 'loopt door bij stilzwijgen'),
		('last day to act', 'laatste dag om te beslissen'),
		('Roadmap', 'Routekaart'),
		('Steps that are not finished yet', 'Stappen die nog niet af zijn'),
		('Ambitions', 'Ambities'),
		('Themes that two participants both have goals on, of all themes that either has',
			'Thema''s waarop twee deelnemers allebei doelen hebben, van alle thema''s die een van beide heeft'),
		('of', 'van'),
		('Participant', 'Deelnemer'),
		('Responsibilities', 'Verantwoordelijkheden'),
		('Who does what in', 'Wie doet wat in'),
		('Activity', 'Activiteit'),
		('Findings', 'Bevindingen'),
		('What the checks found, errors first',
			'Wat de controles vonden, fouten eerst'),
		('Nothing is recorded here.', 'Hier is niets vastgelegd.'),
		('Nothing was found: all is well.',
			'Er is niets gevonden: alles klopt.'),
		('more, see report', 'meer, zie rapportage'),
		('All amounts in euro; last days are included. From the reports of regie',
			'Alle bedragen in euro; laatste dagen tellen mee. Uit de rapportages van regie')
	) AS w (english, dutch)
	WHERE w.english = page_word.english)
	ELSE english END;

COMMENT ON FUNCTION regie.page_word(text, text) IS
'One of the page''s own words or sentences in a language: en gives it back, nl looks it up; NULL if it is not known. Example: regie.page_word(''Findings'', ''nl'') is Bevindingen.';

CREATE FUNCTION regie.page_value(column_name text, value text, language text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(CASE language WHEN 'nl' THEN (
	SELECT l.dutch_name FROM regie.label AS l
	WHERE l.kind = 'value' AND l.object = page_value.column_name
		AND l.item = page_value.value) END, value);

COMMENT ON FUNCTION regie.page_value(text, text, text) IS
'A coded value of a report''s column in a language, by the list of labels; as it is if it has no label. Example: regie.page_value(''if_silent'', ''renews'', ''nl'') is verlengt.';

CREATE FUNCTION regie.page_heading(view_name text, column_name text,
	language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT upper(left(h.words, 1)) || substr(h.words, 2)
	FROM (SELECT replace(regexp_replace(regexp_replace(n.name,
			'_(name|naam|datum|label|title|titel)$', ''),
			'_eur$', ' (&#8364;)'), '_', ' ') AS words
		FROM (SELECT coalesce(CASE language WHEN 'nl' THEN (
				SELECT l.dutch_name FROM regie.label AS l
				WHERE l.kind = 'column' AND l.item = column_name
					AND l.object IN (view_name, '*')
				ORDER BY l.object = '*' LIMIT 1) END, column_name) AS name)
			AS n) AS h);

COMMENT ON FUNCTION regie.page_heading(text, text, text) IS
'The name of a report''s column as a heading, by the list of labels. Example: regie.page_heading(''contract_deadline'', ''days_left'', ''nl'') is Dagen over.';

CREATE FUNCTION regie.page_number(number numeric, decimals integer,
	language text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT CASE language WHEN 'nl' THEN translate(t.text, ',.', '.,')
		ELSE t.text END
	FROM (SELECT regexp_replace(round(number, decimals)::text,
			'(\d)(?=(\d{3})+($|\.))', '\1,', 'g') AS text) AS t);

COMMENT ON FUNCTION regie.page_number(numeric, integer, text) IS
'A number with so many decimals and thousands apart, as a language writes it. Example: regie.page_number(1234.5, 2, ''nl'') is 1.234,50.';

CREATE FUNCTION regie.page_day(day date, language text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN format('%s %s %s', extract(day FROM day),
	(CASE language WHEN 'nl'
		THEN '{jan,feb,mrt,apr,mei,jun,jul,aug,sep,okt,nov,dec}'
		ELSE '{Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec}'
		END::text[])[extract(month FROM day)::integer],
	extract(year FROM day));

COMMENT ON FUNCTION regie.page_day(date, text) IS
'A day with its month in a language. Example: regie.page_day(''2026-03-01'', ''nl'') is 1 mrt 2026.';

/* Cells: words, numbers, days; the head of a row. */
CREATE FUNCTION regie.page_cell(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<td>' || coalesce(regie.page_text(value), '') || '</td>';

CREATE FUNCTION regie.page_cell(number numeric, decimals integer,
	language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<td class="n">'
	|| coalesce(regie.page_number(number, decimals, language), '') || '</td>';

CREATE FUNCTION regie.page_cell(day date, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<td class="d">' || coalesce(regie.page_day(day, language), '')
	|| '</td>';

CREATE FUNCTION regie.page_row_head(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<th scope="row">' || coalesce(regie.page_text(value), '') || '</th>';

COMMENT ON FUNCTION regie.page_cell(text) IS
'A cell with a text; empty for NULL. Example: regie.page_cell(''x'') is <td>x</td>.';
COMMENT ON FUNCTION regie.page_cell(numeric, integer, text) IS
'A cell with a number, see page_number; empty for NULL. Example: regie.page_cell(1.5, 2, ''en'') is <td class="n">1.50</td>.';
COMMENT ON FUNCTION regie.page_cell(date, text) IS
'A cell with a day, see page_day; empty for NULL. Example: regie.page_cell(''2026-03-01'', ''en'').';
COMMENT ON FUNCTION regie.page_row_head(text) IS
'The cell that names its row. Example: regie.page_row_head(''x'') is <th scope="row">x</th>.';

/*
 * Column names that begin with # have numbers.  Without rows there is no
 * table.  The box around it can be scrolled, by keyboard too.
 */
CREATE FUNCTION regie.page_table(caption text, view_name text,
	columns text[], body text, language text, foot text DEFAULT NULL)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN body IS NULL
	THEN '<p class="none">'
		|| regie.page_word('Nothing is recorded here.', language) || '</p>'
	ELSE format('<div class="wide" tabindex="0" role="region" aria-label="%1$s"><table><caption>%1$s</caption><thead><tr>%2$s</tr></thead><tbody>%3$s</tbody>%4$s</table></div>',
		caption, (
		SELECT string_agg(format('<th scope="col"%s>%s</th>',
				CASE WHEN c.name ~ '^#' THEN ' class="n"' ELSE '' END,
				regie.page_heading(view_name, ltrim(c.name, '#'), language)),
			'' ORDER BY c.place)
		FROM unnest(columns) WITH ORDINALITY AS c (name, place)),
		body, coalesce('<tfoot>' || foot || '</tfoot>', '')) END;

COMMENT ON FUNCTION regie.page_table(text, text, text[], text, text, text) IS
'A table of HTML: caption, headings from the labels of a report''s columns (those that begin with # have numbers), rows, and a foot; a sentence instead if there are no rows. Example: regie.page_table(''Terms'', ''contract_deadline'', ''{contract}'', ''<tr>...</tr>'', ''en'').';

CREATE FUNCTION regie.page_more(total bigint, shown integer, view_name text,
	language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN total > shown THEN format('<p class="more">+ %s %s %s</p>',
	total - shown, regie.page_word('more, see report', language),
	CASE language WHEN 'nl' THEN (
		SELECT 'regie_rapport.' || l.dutch_name FROM regie.label AS l
		WHERE l.kind = 'view' AND l.object = view_name)
	ELSE 'regie_report.' || view_name END) ELSE '' END;

COMMENT ON FUNCTION regie.page_more(bigint, integer, text, text) IS
'What stands below a table that shows the first rows only: how many more there are, and in which report. Example: regie.page_more(60, 40, ''report_finding'', ''en'').';

CREATE FUNCTION regie.page_section(id text, heading text, content text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<section id="%1$s" aria-labelledby="%1$s-h"><h2 id="%1$s-h">%2$s</h2>%3$s</section>' || chr(10),
	id, heading, content);

COMMENT ON FUNCTION regie.page_section(text, text, text) IS
'A section of the page with its heading. Example: regie.page_section(''money'', ''Who pays whom'', ''<p>...</p>'').';

/*
 * Names that tell parties apart, where two have the same.
 */
CREATE VIEW regie.page_party AS
SELECT p.code, CASE WHEN count(*) OVER (PARTITION BY p.name) > 1
	THEN p.name || ' (' || p.code || ')' ELSE p.name END AS name
FROM regie.party AS p;

COMMENT ON VIEW regie.page_party IS
'Parties by names that differ: with the code behind a name that two have. One row per party.';
COMMENT ON COLUMN regie.page_party.code IS 'Code of the party.';
COMMENT ON COLUMN regie.page_party.name IS 'Its name, told apart.';

/*
 * A matrix: its columns are names from a table, and all its cells are alike.
 */
CREATE FUNCTION regie.page_matrix(caption text, corner text, heads text[],
	body text, class text, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN body IS NULL
	THEN '<p class="none">'
		|| regie.page_word('Nothing is recorded here.', language) || '</p>'
	ELSE format('<div class="wide" tabindex="0" role="region" aria-label="%1$s"><table class="matrix %2$s"><caption>%1$s</caption><thead><tr><th scope="col">%3$s</th>%4$s</tr></thead><tbody>%5$s</tbody></table></div>',
		caption, class, corner, (
		SELECT string_agg('<th scope="col">' || regie.page_text(h.name)
			|| '</th>', '' ORDER BY h.place)
		FROM unnest(heads) WITH ORDINALITY AS h (name, place)), body) END;

COMMENT ON FUNCTION regie.page_matrix(text, text, text[], text, text, text) IS
'A matrix of HTML: caption (as HTML), what names the rows, the heads of the columns (as texts), rows, a class, and the language of the sentence that stands there without rows. Example: regie.page_matrix(''Who does what'', ''Activity'', ''{Director}'', ''<tr>...</tr>'', ''rasci'', ''en'').';
