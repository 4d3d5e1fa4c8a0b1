import { canonicalJson, sha256 } from '../../platform/json/canonical.js';

/** A tool call as an agent or a reviewer wrote it, with the canonical form that is hashed and sent. */
export interface ToolCall {
  name: string;
  /** The arguments byte for byte as submitted. */
  raw: string;
  /** RFC 8785 text of the same arguments. */
  canonical: string;
}

export function toolCall(name: string, raw: string): ToolCall {
  return { name, raw, canonical: canonicalJson(JSON.parse(raw)) };
}

/**
 * Whom a tool call is about. Without a customer it is the agent: all its anonymous calls count as
 * one customer's, which is the stricter reading for duplicates and for sums.
 */
export function subjectOf(customerRef: string | null, agentId: string): string {
  return customerRef === null ? `agent:${agentId}` : `customer:${customerRef}`;
}

/** 64 hex characters, equal for equal calls about the same subject: how repeats are found. */
export function callDigest(subject: string, call: Pick<ToolCall, 'name' | 'canonical'>): string {
  return sha256(canonicalJson([subject, call.name]), call.canonical).toString('hex');
}
