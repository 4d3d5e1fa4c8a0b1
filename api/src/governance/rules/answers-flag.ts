import { GROWING_CLUSTER } from '../../insights/rules/failure-pattern.js';
import { canonicalJson } from '../../platform/json/canonical.js';
import { type Mitigation, mitigate, type RoutingDocument } from '../../routing/rules/mitigations.js';

/** What a change answers: a warning sign, and what is to be done about it. */
export interface AnsweredFlag {
  measure: string;
  /** Null for all domains together. */
  domain: string | null;
  /** Of complaints that grow; null of every figure. */
  clusterId: string | null;
  mitigation: Mitigation;
}

/** Whether it names one sign and no more than one: complaints by their cluster, figures by their domain. */
export function namesOneSign({ measure, clusterId }: AnsweredFlag): boolean {
  return (measure === GROWING_CLUSTER) === (clusterId !== null);
}

/**
 * Whether a document is what the mitigation makes of the policy in force, and nothing besides: a change goes by the name of
 * its mitigation, so it must do that alone.
 * @param document RFC 8785 text
 */
export function doesWhatItSays(
  inForce: RoutingDocument,
  { mitigation, domain }: AnsweredFlag,
  document: string,
): boolean {
  const mitigated = mitigate(inForce, mitigation, domain);
  return 'document' in mitigated && canonicalJson(mitigated.document) === document;
}
