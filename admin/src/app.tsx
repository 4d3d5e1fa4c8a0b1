import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import { CoreAdminContext, CoreAdminUI, CustomRoutes, type DataProvider, Resource } from 'ra-core';
import { lazy, useMemo } from 'react';
import { BrowserRouter, Route } from 'react-router-dom';
import { authProvider } from './identity/auth-provider';
import { SignInPage } from './identity/sign-in-page';
import { Crashed, NotFound } from './layout/dead-ends';
import { Home } from './layout/home';
import { Shell } from './layout/shell';
import type { Api } from './platform/api';
import { queryClient } from './platform/query-client';
import { Baseline } from './platform/theme/global-styles';
import { theme, themeStorageKey } from './platform/theme/theme';
import { FocusPage } from './tickets/focus/focus-page';
import { Review } from './tickets/review/review';
import { LoadingRows } from './ui/blanks';

const Approvals = lazy(() => import('./approvals/approvals-page'));
const AuditLog = lazy(() => import('./audit-log/audit-log-page'));
const Decisions = lazy(() => import('./decisions/decisions-page'));
const Story = lazy(() => import('./decisions/story-page'));
const People = lazy(() => import('./people/people-page'));
const Agents = lazy(() => import('./agents/agents-page'));
const Tools = lazy(() => import('./tools/tools-page'));
const Account = lazy(() => import('./account/account-page'));
const UnknownOutcomes = lazy(() => import('./unknown-outcomes/unknown-outcomes-page'));
const Overview = lazy(() => import('./insights/overview-page'));
const Insights = lazy(() => import('./insights/insights-page'));
const RejectReasons = lazy(() => import('./reject-reasons/reject-reasons-page'));
const Notifications = lazy(() => import('./notifications/notifications-page'));
const Witnesses = lazy(() => import('./witnesses/witnesses-page'));
const Knowledge = lazy(() => import('./knowledge/knowledge-page'));
const Document = lazy(() => import('./knowledge/document-page'));
const Changes = lazy(() => import('./changes/changes-page'));
const Change = lazy(() => import('./changes/change-page'));
const Policies = lazy(() => import('./policies/policies-page'));
const Prompts = lazy(() => import('./prompts/prompts-page'));
/** Styles are written at run time; the page's policy takes those that carry its nonce. */
const styles = createCache({
  key: 'css',
  nonce: document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce,
});

const Waiting = () => <LoadingRows />;

/**
 * The console. What an operator needs first (inbox, review) comes in the first load, the rest when it is opened.
 * @param api the contract with the server; the tests hand in another
 */
export function App({ api }: { api: Api }) {
  const auth = useMemo(() => authProvider(api), [api]);
  return (
    <CacheProvider value={styles}>
      <ThemeProvider theme={theme} modeStorageKey={themeStorageKey} defaultMode="system">
        <Baseline />
        {/* The next ticket is drawn at once and as a whole, not in pieces between other work. */}
        <BrowserRouter useTransitions={false}>
          <CoreAdminContext authProvider={auth} dataProvider={api as unknown as DataProvider} queryClient={queryClient}>
            <CoreAdminUI
              dashboard={Home}
              layout={Shell}
              loginPage={SignInPage}
              loading={Waiting}
              catchAll={NotFound}
              error={Crashed}
              requireAuth
              disableTelemetry
              title="Countersign"
            >
              <CustomRoutes>
                <Route path="/tickets/:id" element={<Review />} />
                <Route path="/focus/:id?" element={<FocusPage />} />
                <Route path="/decisions/:id" element={<Story />} />
                <Route path="/knowledge/:id" element={<Document />} />
                <Route path="/changes/:id" element={<Change />} />
                <Route path="/account" element={<Account />} />
              </CustomRoutes>
              <Resource name="overview" list={<Overview />} />
              <Resource name="insights" list={<Insights />} />
              <Resource name="approvals" list={<Approvals />} />
              <Resource name="audit-log" list={<AuditLog />} />
              <Resource name="decisions" list={<Decisions />} />
              <Resource name="knowledge" list={<Knowledge />} />
              <Resource name="people" list={<People />} />
              <Resource name="agents" list={<Agents />} />
              <Resource name="tools" list={<Tools />} />
              <Resource name="unknown-outcomes" list={<UnknownOutcomes />} />
              <Resource name="reject-reasons" list={<RejectReasons />} />
              <Resource name="policies" list={<Policies />} />
              <Resource name="prompts" list={<Prompts />} />
              <Resource name="changes" list={<Changes />} />
              <Resource name="notifications" list={<Notifications />} />
              <Resource name="witnesses" list={<Witnesses />} />
            </CoreAdminUI>
          </CoreAdminContext>
        </BrowserRouter>
      </ThemeProvider>
    </CacheProvider>
  );
}
