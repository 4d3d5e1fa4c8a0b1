import { styled } from '@mui/material/styles';
import type { Role, SignOff } from '../../../api-types';
import { useMe } from '../../../identity/use-me';
import { serverNow } from '../../../platform/clock';
import { Icon } from '../../../ui/icons';
import { Shown } from '../../../ui/shown';
import { orList, roleName } from '../../../words/names';
import { moment } from '../../../words/time';
import { visible } from '../../../words/visible';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const Lines = styled('ul')`
  display: flex; gap: 24px; min-width: 0;
  & li { width: max-content; min-width: 190px; max-width: 270px; }
  & .name { display: flex; align-items: center; gap: 7px; height: 25px; font-size: 14px; font-weight: 600; white-space: nowrap; color: var(--ink); border-bottom: 1.5px solid var(--ink); }
  & .name > span { overflow: hidden; text-overflow: ellipsis; }
  & .rejected .name { color: var(--cs-palette-state-rejected); border-color: var(--cs-palette-state-rejected); }
  & .open .name { color: var(--text-2); border-bottom: 1.5px dashed var(--line-2); font-weight: 500; }
  & .you .name { color: var(--text); border-color: var(--ink); }
  & small { display: block; font-size: 12px; line-height: 17px; color: var(--text-3); margin-top: 4px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  @media (max-width: 1180px) and (min-width: 761px) { gap: 14px; & li { min-width: 0; max-width: 170px; } }
  @media (max-width: 760px) { gap: 16px; & li { flex: 1; width: auto; min-width: 0; } & .name { font-size: 13px; } }
`;

/** A needed sign-off is a dashed line with a role under it; a given one is a name on a solid line. */
export function SignatureLines() {
  const { signOffs, signOffRequirement, allowedActions, state, revision } = useTicket();
  const { roles } = useMe();
  const given = signOffs.filter(
    (signOff) => signOff.counts || (signOff.verdict === 'reject' && signOff.revision === revision),
  );
  const open =
    state === 'pending_review'
      ? signOffRequirement.missing.flatMap(({ anyOf, count }) => Array.from({ length: count }, () => anyOf))
      : [];
  const mine = allowedActions.includes('approve')
    ? open.findIndex((anyOf) => anyOf.some((role) => roles.includes(role as Role)))
    : -1;
  if (given.length === 0 && open.length === 0)
    return <p className="quiet">{signOffRequirement.required === 0 ? words.noSignatures : ''}</p>;
  return (
    <Lines>
      {given.map((signOff) => (
        <Given key={`${signOff.personId}${signOff.revision}`} signOff={signOff} />
      ))}
      {open.map((anyOf, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: open lines are alike
        <Open key={index} anyOf={anyOf} yours={index === mine} last={open.length === 1} />
      ))}
    </Lines>
  );
}

function Given({ signOff: { personName, role, verdict, at, revision } }: { signOff: SignOff }) {
  const now = serverNow();
  const rejected = verdict === 'reject';
  const small = rejected
    ? words.rejectedAt(roleName(role), moment(at, now))
    : words.signedAt(roleName(role), revision, moment(at, now));
  return (
    <li className={rejected ? 'rejected' : undefined}>
      <div className="name">
        <Icon name={rejected ? 'cross' : 'check'} />
        <span title={visible(personName)}>
          <Shown text={personName} />
        </span>
      </div>
      <small title={small}>{small}</small>
    </li>
  );
}

function Open({ anyOf, yours, last }: { anyOf: string[]; yours: boolean; last: boolean }) {
  return (
    <li className={yours ? 'open you' : 'open'}>
      <div className="name">
        <span>{yours ? words.yourLine : words.openLine}</span>
      </div>
      <small>
        {orList(anyOf.map(roleName))}
        {last && `, ${words.lastNeeded}`}
      </small>
    </li>
  );
}
