import { keyframes, styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { StateName } from '../platform/theme/tokens';
import { initials } from '../words/names';
import { Icon, type IconName } from './icons';
import type { Seen } from './states';
import { words } from './words';

const colour = (state: StateName | 'none') => (state === 'none' ? 'var(--text-2)' : `var(--cs-palette-state-${state})`);

const turn = keyframes`to { transform: rotate(1turn) }`;

/** Stands before a glyph, so that the words beside it, not its lower edge, sit on the line of what is around. */
const ON_THE_LINE = `&::before { content: '\\200b'; margin-right: -5px; }`;

const Mark = styled('span')`
  ${ON_THE_LINE}
  display: inline-flex; align-items: center; gap: 5px; font-weight: 540; white-space: nowrap;
  & .running { animation: ${turn} 1.4s linear infinite; }
`;

/** A state: colour, glyph and word together. */
export const StateMark = ({ seen, children }: { seen: Seen; children?: ReactNode }) => (
  <Mark style={{ color: colour(seen.name) }}>
    <Icon name={seen.icon} size={14} className={seen.name === 'running' ? 'running' : undefined} />
    {children ?? seen.word}
  </Mark>
);

const TagBox = styled('span')`
  ${ON_THE_LINE}
  display: inline-flex; align-items: center; gap: 5px; font-weight: 560; font-size: 12px; line-height: 16px;
  padding: 2px 7px; border-radius: 5px; white-space: nowrap; color: var(--s);
  background: color-mix(in srgb, var(--s) 9%, var(--surface));
`;

interface TagProps {
  state?: StateName | 'none';
  icon?: IconName;
  children: ReactNode;
}

export const Tag = ({ state = 'none', icon, children }: TagProps) => (
  <TagBox style={{ ['--s' as string]: colour(state) }}>
    {icon && <Icon name={icon} size={14} />}
    {children}
  </TagBox>
);

const Face = styled('span')`
  width: 22px; height: 22px; border-radius: 50%; display: inline-grid; place-items: center; flex: none;
  font-size: 10px; line-height: 1; font-weight: 640; background: var(--sunken); color: var(--text-2); border: 1px solid var(--line);
`;

/** Initials beside a name; never alone, so hidden from readers. */
export const Avatar = ({ name, icon }: { name: string; icon?: IconName }) => (
  <Face aria-hidden="true">{icon ? <Icon name={icon} size={12} /> : initials(name)}</Face>
);

const Key = styled('kbd')`
  font: 560 11px/16px var(--cs-font-button, inherit); font-family: inherit; min-width: 18px; text-align: center; padding: 0 4px;
  border-radius: 4px; border: 1px solid color-mix(in srgb, currentColor 32%, transparent); color: inherit; display: inline-block;
  @media (max-width: 760px), (pointer: coarse) { display: none; }
`;

/** A key's hint. Hidden from readers (`aria-keyshortcuts` tells them) and from touch screens. */
export const Kbd = ({ children }: { children: ReactNode }) => <Key aria-hidden="true">{children}</Key>;

const Lines = styled('span')`
  display: inline-flex; align-items: center; gap: 8px; white-space: nowrap; font-size: 12px; color: var(--text-2);
  & i { width: 14px; height: 2px; border-radius: 1px; background: var(--line-2); }
  & i.given { background: var(--ink); }
  & span[aria-hidden] { display: inline-flex; gap: 4px; min-width: 32px; }
`;

/** One short line per signature needed, ink when given, and the same in words. */
export const SignatureMarks = ({ given, required }: { given: number; required: number }) => (
  <Lines>
    <span aria-hidden="true">
      {Array.from({ length: Math.max(given, required) }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <i key={n} className={n < given ? 'given' : undefined} />
      ))}
    </span>
    {required === 0 && given === 0 ? '' : words.given(given, Math.max(given, required))}
    <span className="hidden">{words.signed}</span>
  </Lines>
);

/** "Read only", dashed: what can be looked at and not changed. */
export const ReadOnly = styled(({ className, children }: { className?: string; children?: ReactNode }) => (
  <span className={className}>
    <Icon name="eye" size={14} />
    {children ?? words.readOnly}
  </span>
))`
  display: inline-flex; align-items: center; gap: 6px; height: 26px; padding: 0 9px; border-radius: 7px; white-space: nowrap;
  border: 1px dashed var(--line-2); color: var(--text-2); font-size: 12px; font-weight: 540;
`;
