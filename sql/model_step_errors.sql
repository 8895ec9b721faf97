\set SHOW_CONTEXT never
\set VERBOSITY terse
\set ON_ERROR_ROLLBACK on
SET datestyle = ISO, YMD;
BEGIN;
INSERT INTO regie.party (code, kind, name) VALUES ('GM0001', 'municipality', 'One'), ('A', 'cooperation', 'A'), ('S', 'supplier', 'S');
INSERT INTO regie.service (code, name) VALUES ('X', 'Service');

-- Numbers of organisations.
INSERT INTO regie.party (code, kind, name, oin) VALUES ('B', 'other', 'B', '00000001002564441000');
INSERT INTO regie.party (code, kind, name, kvk, oin) VALUES ('B', 'other', 'B', '12345679', '00000003123456780000');
INSERT INTO regie.party (code, kind, name, tooi) VALUES ('GM0002', 'municipality', 'Two', 'https://identifier.overheid.nl/tooi/id/gemeente/gm0001');
INSERT INTO regie.party (code, kind, name, sbi) VALUES ('B', 'other', 'B', '62.02');

-- What comes with the extension.
UPDATE regie.legal_form SET name = 'x' WHERE code = 'contract';
INSERT INTO regie.delivery_model (code, name, name_nl) VALUES ('own', 'Own', 'Eigen');

-- Goals and plans.
INSERT INTO regie.theme (code, name) VALUES ('T', 'Theme');
INSERT INTO regie.goal (code, party, theme, title, kind, status) VALUES ('G', 'GM0001', 'T', 'Adopted, but when?', 'ambition', 'adopted');
INSERT INTO regie.goal (code, party, theme, title, kind, status, adopted_on, horizon) VALUES ('G', 'GM0001', 'T', 'Over before it began', 'ambition', 'adopted', '2026-01-01', '2025-12-31');
INSERT INTO regie.goal (code, party, theme, title, kind) VALUES ('G', 'GM0001', 'T', 'Goal', 'ambition');
INSERT INTO regie.goal_share (goal, owner, party, shared_on) VALUES ('G', 'GM0001', 'GM0001', '2026-01-01');
INSERT INTO regie.goal_share (goal, owner, party, shared_on) VALUES ('G', 'A', 'S', '2026-01-01');
INSERT INTO regie.plan (code, party, kind, title, valid) VALUES ('P', 'GM0001', 'vision', 'Plan', '[2026-01-01,)');
INSERT INTO regie.plan (code, party, kind, title, valid) VALUES ('Q', 'GM0001', 'vision', 'Plan', '[2025-01-01,2026-01-02)');

-- Architecture: parts in a circle.
INSERT INTO regie.element (code, kind, name) VALUES ('E', 'component', 'E'), ('F', 'component', 'F'), ('H', 'component', 'H');
INSERT INTO regie.element (code, kind, name, gemma_id) VALUES ('I', 'component', 'I', 'id-4711');
INSERT INTO regie.element_part (part, element) VALUES ('E', 'F'), ('F', 'H');
\set VERBOSITY default
INSERT INTO regie.element_part (part, element) VALUES ('H', 'E');
\set VERBOSITY terse
INSERT INTO regie.goal_link (goal, plan, element) VALUES ('G', 'P', 'E');
INSERT INTO regie.goal_link (goal) VALUES ('G');
INSERT INTO regie.goal_link (goal, element) VALUES ('G', 'E'), ('G', 'E');

-- Demand and supply.
INSERT INTO regie.offer (code, party, title, delivery_model, available) VALUES ('O', 'S', 'Nothing', 'saas', '[2026-01-01,)');
INSERT INTO regie.offer (code, party, element, service, title, delivery_model, available) VALUES ('O', 'S', 'E', 'X', 'Both', 'saas', '[2026-01-01,)');
INSERT INTO regie.offer (code, party, element, title, delivery_model, available) VALUES ('O', 'S', 'E', 'Form', 'faas', '[2026-01-01,)');

-- Sourcing: one current option, one chosen; scores on their scale.
INSERT INTO regie.sourcing_option (code, service, party, delivery_model, title, current, chosen_on) VALUES ('O1', 'X', 'A', 'saas', 'One', true, '2026-01-01');
INSERT INTO regie.sourcing_option (code, service, party, delivery_model, title, current) VALUES ('O2', 'X', 'A', 'paas', 'Two', true);
INSERT INTO regie.sourcing_option (code, service, party, delivery_model, title, chosen_on) VALUES ('O2', 'X', 'A', 'paas', 'Two', '2026-01-01');
INSERT INTO regie.criterion (code, name, weight) VALUES ('C', 'Criterion', 'NaN');
INSERT INTO regie.criterion (code, name, weight, scale_low, scale_high) VALUES ('C', 'Criterion', 1, 5, 1);
INSERT INTO regie.criterion (code, name, weight) VALUES ('C', 'Criterion', 1);
\set VERBOSITY default
INSERT INTO regie.score (option, criterion, value) VALUES ('O1', 'C', 6);
INSERT INTO regie.score (option, criterion, value) VALUES ('O1', 'C', 5);
UPDATE regie.criterion SET scale_high = 4;
\set VERBOSITY terse
INSERT INTO regie.sourcing_cost (option, year_no, kind, amount) VALUES ('O1', 6, 'running', 1);
ROLLBACK;
