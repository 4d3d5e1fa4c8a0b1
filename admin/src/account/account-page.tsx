import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../identity/use-me';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { PasswordDialog } from './password-dialog';
import { Row } from './row';
import { SessionsSection } from './sessions-section';
import { TotpSection } from './totp-section';
import { words } from './words';

const Column = styled('div')`
  max-width: 760px; padding: 6px 24px 32px; display: grid; gap: 4px;
  @media (max-width: 760px) { padding: 6px 16px 24px; }
`;

/** What is one's own: password, second factor, sessions. */
export default function AccountPage() {
  const { email } = useMe();
  const queryClient = useQueryClient();
  const [changing, setChanging] = useState(false);
  return (
    <Page title={words.title} says={words.says}>
      <Column>
        <Section title={words.password.title}>
          <Row>
            <p className="quiet">{words.password.says}</p>
            <Button onClick={() => setChanging(true)}>{words.password.change}</Button>
          </Row>
        </Section>
        <TotpSection />
        <SessionsSection />
      </Column>
      {changing && (
        <PasswordDialog
          email={email}
          onClose={() => setChanging(false)}
          onDone={() => {
            setChanging(false);
            void queryClient.invalidateQueries({ queryKey: ['sessions'] });
          }}
        />
      )}
    </Page>
  );
}
