/*
 * Labels of what has become of the steps of roadmaps.
 */
INSERT INTO regie.label (kind, object, item, dutch_name, english, dutch) VALUES
('column', 'roadmap_step', 'progress', 'voortgang',
 'not started, under way, overdue (under way, and all days that it was to take are used up), finished, or dated ahead (an actual day comes after today and does not count yet).',
 'niet begonnen, onderweg, uitgelopen (onderweg, en alle dagen die hij zou duren zijn op), gereed, of vooruit gedateerd (een werkelijke dag ligt na vandaag en telt nog niet mee).'),
('column', 'roadmap_step', 'actual_start', 'werkelijk_begin_datum',
 'Day on which it really started. Empty: it has not by today.',
 'Dag waarop de stap werkelijk begon. Leeg: vandaag nog niet.'),
('column', 'roadmap_step', 'actual_finish', 'werkelijk_einde_datum',
 'Last day on which it was really worked on. Empty: it is not finished by today.',
 'Laatste dag waarop er werkelijk aan gewerkt is. Leeg: vandaag nog niet gereed.'),
('column', 'roadmap_step', 'remaining_days', 'resterende_werkdagen',
 'Working days that it still needs from today on: as stated less the working days since then, or the duration less those since it started, at least 1. Empty: not under way.',
 'Werkdagen die de stap vanaf vandaag nog nodig heeft: zoals opgegeven min de werkdagen sindsdien, of de duur min die sinds het begin, minstens 1. Leeg: niet onderweg.'),
('column', 'roadmap_step', 'progress_percent', 'voortgang_percentage',
 'Working days since it started, in whole per cent of these and the remaining ones: 0 before it starts, 100 when it is finished.',
 'Werkdagen sinds het begin, in hele procenten van die en de resterende samen: 0 voordat de stap begint, 100 als hij gereed is.');

INSERT INTO regie.label (kind, object, item, dutch_name, english, dutch) VALUES
('value', 'progress', 'not started', 'niet begonnen',
 'It has no actual start.', 'Er is geen werkelijk begin.'),
('value', 'progress', 'under way', 'onderweg',
 'It has started and is not finished.', 'Begonnen en nog niet gereed.'),
('value', 'progress', 'overdue', 'uitgelopen',
 'It is under way, and all days that it was to take, by its duration or as last stated, are used up: it is taken to need one more working day.',
 'Onderweg, en alle dagen die hij zou duren, volgens de duur of zoals het laatst opgegeven, zijn op: er wordt met een werkdag gerekend.'),
('value', 'progress', 'finished', 'gereed',
 'It has an actual finish, or is a milestone that has passed.',
 'Er is een werkelijk einde, of het is een mijlpaal die gepasseerd is.'),
('value', 'progress', 'dated ahead', 'vooruit gedateerd',
 'An actual day comes after today; it does not count yet.',
 'Een werkelijke dag ligt na vandaag; die telt nog niet mee.');
