import { styled } from '@mui/material/styles';
import { Fragment } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { Icon } from '../ui/icons';
import { Logo } from '../ui/logo';
import { words as common } from '../words/words';
import { AccountMenu } from './account-menu';
import { destinations, isCurrent } from './destinations';
import { useCounts } from './use-counts';
import { words } from './words';

const Side = styled('nav')`
  border-right: 1px solid var(--line); background: var(--canvas); padding: 12px 10px; min-width: 0; overflow: auto;
  display: flex; flex-direction: column; gap: 1px;
  & .brand { display: flex; align-items: center; gap: 9px; font-weight: 660; font-size: 14px; padding: 4px 8px 16px; letter-spacing: -.01em; }
  & a { display: flex; align-items: center; gap: 10px; height: 30px; flex: none; padding: 0 8px; border-radius: 7px; color: var(--text-2); text-decoration: none; font-weight: 500; position: relative; }
  & a:hover { background: var(--hover); }
  & a[aria-current] { background: var(--surface); color: var(--text); font-weight: 600; box-shadow: 0 0 0 1px var(--line); }
  & a .n { margin-left: auto; font-size: 12px; color: var(--text-3); }
  & a.alarm, & a.alarm .n { color: var(--cs-palette-state-unknown); font-weight: 600; }
  & .group { font-size: 12px; color: var(--text-3); padding: 14px 8px 4px; }
  & .me { margin-top: auto; padding-top: 12px; min-width: 0; }
  &.rail { align-items: center; padding: 12px 0; gap: 3px; }
  &.rail .brand { padding: 2px 0 14px; }
  &.rail a { width: 36px; height: 36px; padding: 0; justify-content: center; }
  &.rail a .n, &.rail .group { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  &.rail hr { width: 20px; border: 0; border-top: 1px solid var(--line); margin: 8px 0; }
  &.rail .alarm::after { content: ''; position: absolute; top: 6px; right: 5px; width: 7px; height: 7px; border-radius: 50%; background: var(--cs-palette-state-unknown); box-shadow: 0 0 0 2px var(--canvas); }
  @media (max-width: 760px) { display: none; }
`;

/** 208 px of words; on the review screen, where width is for the case, a rail of 56 px. */
export function Nav({ rail }: { rail: boolean }) {
  const { roles } = useMe();
  const { pathname } = useLocation();
  const counts = useCounts();
  const unknownPage = pathname === '/unknown-outcomes';
  let group = 'work';
  return (
    <Side className={rail ? 'rail' : undefined} aria-label={words.main}>
      <div className="brand">
        <Logo />
        {!rail && 'Countersign'}
      </div>
      {destinations(roles).map((place) => {
        const opens = place.group !== group;
        group = place.group;
        const current = isCurrent(place.to, pathname);
        return (
          <Fragment key={place.to}>
            {opens && (rail ? <hr /> : <div className="group">{administers(roles) ? words.setUp : words.rules}</div>)}
            <Link
              to={place.to}
              aria-current={current ? 'page' : undefined}
              title={rail ? place.label : undefined}
              aria-label={rail ? place.label : undefined}
            >
              <Icon name={place.icon} />
              {!rail && place.label}
              {place.to === '/' && counts && (
                <span className="n">{counts.needsMySignature ? common.orMore(counts.needsMySignature) : ''}</span>
              )}
            </Link>
            {place.to === '/' && !!counts?.unknown && (
              <Link
                to="/unknown-outcomes"
                className="alarm"
                aria-current={unknownPage ? 'page' : undefined}
                title={rail ? words.unknown : undefined}
                aria-label={rail ? words.unknown : undefined}
              >
                <Icon name="unknown" />
                {!rail && words.unknown}
                <span className="n">{common.orMore(counts.unknown)}</span>
              </Link>
            )}
          </Fragment>
        );
      })}
      <div className="me">
        <AccountMenu compact={rail} />
      </div>
    </Side>
  );
}
