import { styled } from '@mui/material/styles';
import type { CoreLayoutProps } from 'ra-core';
import { Suspense, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { readsTickets } from '../identity/roles';
import { useKeepSession } from '../identity/use-keep-session';
import { MeProvider, useMe } from '../identity/use-me';
import { useKeys } from '../platform/keys';
import { LiveFeed } from '../platform/live-feed';
import { ApiProvider } from '../platform/use-api';
import { LoadingRows } from '../ui/blanks';
import { ConnectionBanner } from './connection-banner';
import { FindTicket } from './find-ticket';
import { KeyHelp } from './key-help';
import { Nav } from './nav';
import { Notifications } from './notifications';
import { PageBoundary } from './page-boundary';
import { ShellContext } from './shell-context';
import { StopBanner } from './stop-banner';
import { TabBar } from './tab-bar';
import { words } from './words';

const Frame = styled('div')`
  display: grid; grid-template-columns: 208px minmax(0, 1fr); height: 100dvh; overflow: hidden;
  &.review { grid-template-columns: 56px minmax(0, 1fr); }
  & > main { min-width: 0; min-height: 0; display: flex; flex-direction: column; background: var(--surface); position: relative; }
  & > main:focus { outline: none; }
  & > .skip { position: absolute; left: -999px; }
  & > .skip:focus { left: 8px; top: 8px; z-index: 10; background: var(--surface); padding: 8px 12px; border-radius: 8px; }
  @media (max-width: 760px) { &, &.review { display: block; height: auto; overflow: visible; & > main { min-height: 100dvh; } } }
`;

/** What every page stands in: who is asking, whom they ask, and everything around it. */
export const Shell = ({ children }: CoreLayoutProps) => (
  <ApiProvider>
    <MeProvider>
      <Around>{children}</Around>
    </MeProvider>
  </ApiProvider>
);

/** The way around, the live feed, what the shell can open, and what it has to say. */
function Around({ children }: CoreLayoutProps) {
  const [open, setOpen] = useState<'keys' | 'find' | null>(null);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const { roles } = useMe();
  useKeepSession();
  const review = /^\/(tickets|focus)\//.test(pathname);
  const close = () => setOpen(null);
  const shell = useMemo(() => ({ showKeys: () => setOpen('keys'), showFind: () => setOpen('find') }), []);
  useKeys({ '?': shell.showKeys, '/': shell.showFind, Escape: pathname === '/' ? undefined : () => navigate('/') });
  return (
    <ShellContext value={shell}>
      <LiveFeed follows={readsTickets(roles)}>
        <Frame className={review ? 'review' : undefined}>
          <a className="skip" href="#page">
            {words.skip}
          </a>
          <Nav rail={review} />
          <main id="page" tabIndex={-1}>
            <ConnectionBanner />
            {readsTickets(roles) && <StopBanner />}
            <PageBoundary at={pathname}>
              <Suspense fallback={<LoadingRows />}>{children}</Suspense>
            </PageBoundary>
          </main>
          {!review && <TabBar />}
        </Frame>
        {open === 'keys' && <KeyHelp onClose={close} />}
        {open === 'find' && <FindTicket onClose={close} />}
        <Notifications />
      </LiveFeed>
    </ShellContext>
  );
}
