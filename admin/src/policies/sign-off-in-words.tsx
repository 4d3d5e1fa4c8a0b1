import type { Role } from '../api-types';
import { Facts } from '../ui/facts';
import { orList, roleName } from '../words/names';
import { words } from './words';

interface Requirement {
  all?: Requirement[];
  any?: Requirement[];
  any_of?: Role[];
  count?: number;
}

interface Rule {
  name?: string;
  tool?: string;
  when?: string;
  because?: string;
  require?: Requirement;
  step_up?: boolean;
}

interface Document {
  sign_off_policy?: { rules?: Rule[]; otherwise?: Requirement; expires_after_seconds?: number };
}

/** "1 operator and 1 support lead", "2 of operator or support lead" */
function requirementWords({ all, any, any_of: anyOf, count: needed = 1 }: Requirement): string {
  if (all) return all.map(requirementWords).join(words.all);
  if (any) return any.map(requirementWords).join(words.any);
  if (!anyOf) return '';
  const roles = anyOf.map(roleName);
  return roles.length === 1 ? words.some(needed, roles[0]!) : words.anyOf(needed, orList(roles));
}

/** A sign-off policy read out: which call, who signs. */
export function SignOffInWords({ document }: { document: unknown }) {
  const policy = (document as Document | null)?.sign_off_policy;
  if (!policy) return null;
  return (
    <>
      <Facts style={{ fontSize: 13, lineHeight: '19px' }}>
        {(policy.rules ?? []).map((rule) => (
          <div key={rule.name ?? rule.tool}>
            <dt>{rule.name ?? rule.tool}</dt>
            <dd>
              <b>
                {rule.require && requirementWords(rule.require)}
                {rule.step_up && words.stepUp}
              </b>{' '}
              <span className="quiet">{rule.because ?? rule.tool}</span>
              {rule.when && (
                <div className="faint mono">
                  {words.when} {rule.when}
                </div>
              )}
            </dd>
          </div>
        ))}
        {policy.otherwise && (
          <div>
            <dt>{words.otherwiseSigns}</dt>
            <dd>
              <b>{requirementWords(policy.otherwise)}</b>
            </dd>
          </div>
        )}
      </Facts>
      {policy.expires_after_seconds && (
        <p className="quiet" style={{ marginTop: 6 }}>
          {words.lapse(policy.expires_after_seconds / 3600)}
        </p>
      )}
    </>
  );
}
