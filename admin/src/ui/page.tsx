import { styled } from '@mui/material/styles';
import { type ReactNode, useEffect } from 'react';

const phone = '@media (max-width: 760px)';

const Top = styled('header')`
  display: flex; align-items: center; gap: 8px 16px; padding: 15px 24px 12px; flex-wrap: wrap;
  & p { color: var(--text-2); flex: 1 1 240px; min-width: 0; }
  & .narrow { display: none; }
  & .actions { display: flex; gap: 8px; margin-left: auto; align-items: center; }
  ${phone} { padding: 14px 16px 10px; & p { order: 3; flex-basis: 100%; } & p:empty { display: none; } & .wide { display: none; } & .narrow { display: inline-flex; } }
`;

const Body = styled('div')`
  flex: 1; min-height: 0; overflow: auto;
  ${phone} { overflow: visible; padding-bottom: calc(74px + env(safe-area-inset-bottom)); }
`;

export interface PageProps {
  title: string;
  /** One sentence: what this page says right now. */
  says?: ReactNode;
  mark?: ReactNode;
  actions?: ReactNode;
  /** Bars between the head and what scrolls. */
  bars?: ReactNode;
  /** Stays under what scrolls. */
  foot?: ReactNode;
  children: ReactNode;
}

/** Sets the tab's title for as long as the caller is shown. */
export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Countersign`;
  }, [title]);
}

/** The frame of every page but the review: head, bars, and the one part that scrolls. */
export function Page({ title, says, mark, actions, bars, foot, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <>
      <Top>
        <h1 style={{ font: 'var(--cs-font-h1)', letterSpacing: '-.012em' }}>{title}</h1>
        {mark}
        <p>{says}</p>
        {actions && <div className="actions">{actions}</div>}
      </Top>
      {bars}
      <Body>{children}</Body>
      {foot}
    </>
  );
}
