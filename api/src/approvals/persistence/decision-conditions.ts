import { type DecisionFilters, UNDER_WAY } from '../rules/decision-search.js';

/** Conditions of a statement, and the values that they name by number. */
export class Conditions {
  private readonly said: string[] = [];

  constructor(readonly values: unknown[] = []) {}

  /** Takes a value; answers what it is called in the statement. */
  value(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  add(...conditions: string[]): void {
    this.said.push(...conditions);
  }

  toString(): string {
    return this.said.join(' AND ');
  }
}

const HOW_IT_ENDED = `CASE WHEN t.state IN ('approved', 'auto_allowed') THEN coalesce(e.state, t.state) ELSE t.state END`;

/**
 * What a decision has to be, over its ticket `t`, revision `r` and execution `e`.
 * @param leading a condition that comes first
 * @param values that the statement has already
 */
export function decisionConditions(
  filters: DecisionFilters,
  leading: (all: Conditions) => string,
  values: unknown[] = [],
): Conditions {
  const all = new Conditions([...values]);
  all.add(leading(all), 't.resolved_at IS NOT NULL');
  const { personId, role, outcome, amount, text } = filters;
  const equal = (column: string, value: unknown) => {
    if (value !== null) all.add(`${column} = ${all.value(value)}`);
  };
  equal('t.number', filters.number);
  equal('t.tool_name', filters.tool);
  equal('r.routing_policy_version', filters.routingPolicyVersion);
  equal('r.sign_off_policy_version', filters.signOffPolicyVersion);
  if (filters.from !== null) all.add(`t.resolved_at >= ${all.value(filters.from)}`);
  if (filters.to !== null) all.add(`t.resolved_at < ${all.value(filters.to)}`);
  if (outcome === 'running') all.add(`${HOW_IT_ENDED} = ANY(${all.value([...UNDER_WAY])})`);
  else equal(HOW_IT_ENDED, outcome);
  if (personId !== null || role !== null) {
    const signed = ['s.ticket_id = t.id', 's.revision = t.revision'];
    if (personId !== null) signed.push(`s.person_id = ${all.value(personId)}`);
    if (role !== null) signed.push(`${all.value(role)} = ANY(s.roles)`);
    all.add(`EXISTS (SELECT FROM sign_off s WHERE ${signed.join(' AND ')})`);
  }
  if (amount !== null) {
    // Only what the function can read has an amount; the digits themselves are exact where hundredths are rounded.
    const readable = `amount_hundredths(r.arguments_canonical) IS NOT NULL`;
    const minor = `(r.arguments_canonical::json->>'amount_minor')::numeric`;
    const conditions = [readable, `r.arguments_canonical::json->>'currency' = ${all.value(amount.currency)}`];
    if (amount.from !== null) conditions.push(`${minor} >= ${all.value(amount.from)}::numeric`);
    if (amount.to !== null) conditions.push(`${minor} <= ${all.value(amount.to)}::numeric`);
    // What cannot be read is not to be cast either, and AND promises no order.
    all.add(`CASE WHEN ${readable} THEN ${conditions.slice(1).join(' AND ')} ELSE false END`);
  }
  if (text !== null) {
    const like = all.value(`%${text.replace(/[\\%_]/g, '\\$&')}%`);
    all.add(`(r.arguments_raw ILIKE ${like} OR t.customer_ref ILIKE ${like} OR r.note ILIKE ${like}
      OR EXISTS (SELECT FROM sign_off s WHERE s.ticket_id = t.id AND s.revision = t.revision AND (s.note ILIKE ${like} OR s.reason ILIKE ${like}))
      OR EXISTS (SELECT FROM proposal p WHERE p.id = t.id AND p.request::json->>'text' ILIKE ${like}))`);
  }
  return all;
}
