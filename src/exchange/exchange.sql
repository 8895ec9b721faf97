/*
 * exchange: data in and out.  So far: cloud bills in the FOCUS format
 * (exchange_focus.sql), and how they are allocated (exchange_focus_rule.sql,
 * exchange_focus_split.sql, exchange_focus_to_cost.sql).
 */
