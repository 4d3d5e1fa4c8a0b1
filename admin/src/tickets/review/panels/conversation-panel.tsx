import Button from '@mui/material/Button';
import { useState } from 'react';
import { Section } from '../../../ui/section';
import { Findings, Shown } from '../../../ui/shown';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { MessageView } from './message-view';

const shownAtFirst = 12;

/** What was asked, in the words it was asked in. */
export function ConversationPanel() {
  const { proposal, customerRef } = useTicket();
  const [all, setAll] = useState(false);
  const { text = '', conversation = [] } = proposal.request ?? {};
  const said = conversation.some(({ role, content }) => role === 'user' && content.trim() === text.trim());
  const messages =
    said || !proposal.request ? conversation : [...conversation, { role: 'user' as const, content: text }];
  const shown = all ? messages : messages.slice(-shownAtFirst);
  return (
    <Section
      title={words.request}
      right={
        customerRef && (
          <span className="mono">
            <Shown text={customerRef} />
          </span>
        )
      }
      className="s-request"
    >
      <Findings exact={[customerRef]} prose={messages.map(({ content }) => content)} />
      {shown.length < messages.length && (
        <Button size="small" sx={{ mb: 3 }} onClick={() => setAll(true)}>
          {words.showAllMessages(messages.length)}
        </Button>
      )}
      {!proposal.request && <p className="faint">{words.erased}</p>}
      <ol>
        {shown.map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a conversation as taken in never changes
          <MessageView key={index} message={message} />
        ))}
      </ol>
    </Section>
  );
}
