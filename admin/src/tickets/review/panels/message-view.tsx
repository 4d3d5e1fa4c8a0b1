import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { Message } from '../../../api-types';
import type { IconName } from '../../../ui/icons';
import { Avatar } from '../../../ui/marks';
import { Shown } from '../../../ui/shown';
import { TextButton } from '../../../ui/text-button';
import { beginningOf } from '../../../words/visible';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const Item = styled('li')`
  padding: 0 0 10px 30px; position: relative; overflow-wrap: anywhere;
  & > span:first-of-type { position: absolute; left: 0; top: 1px; }
  & .who { font-size: 12px; line-height: 17px; color: var(--text-3); & b { color: var(--text); } }
  & .said { white-space: pre-wrap; }
  & .said.tool { font: var(--cs-font-code); font-size: 11.5px; line-height: 17px; color: var(--text-2); }
  & .said.system { color: var(--text-2); font-size: 12px; line-height: 17px; }
`;

const icons: Partial<Record<Message['role'], IconName>> = { tool: 'tool', system: 'lock' };
/** How much of a message is shown at once; instructions and tool results are seldom what is decided on. */
const limits: Record<Message['role'], number> = { user: 4000, assistant: 1500, tool: 320, system: 140 };

export function MessageView({ message: { role, content } }: { message: Message }) {
  const { agent } = useTicket();
  const [all, setAll] = useState(false);
  const name = role === 'assistant' ? agent.name : words.roles[role];
  const long = content.length > limits[role];
  return (
    <Item>
      <Avatar name={name} icon={icons[role]} />
      <div className="who">
        <b>
          <Shown text={name} />
        </b>
      </div>
      <div className={`said ${role}`}>
        <Shown text={long && !all ? `${beginningOf(content, limits[role])}…` : content} reading="prose" />
      </div>
      {long && !all && <TextButton onClick={() => setAll(true)}>{words.showAll}</TextButton>}
    </Item>
  );
}
