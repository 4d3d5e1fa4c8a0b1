import { styled } from '@mui/material/styles';
import { Tag } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { visible } from '../../../words/visible';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { CitationLine, CitedText } from './cited-text';
import { Confidence, confidenceOf } from './confidence';

const Draft = styled('div')`
  padding-left: 12px; border-left: 2px solid var(--line-2); font: var(--cs-font-body1); overflow-wrap: anywhere; white-space: pre-wrap;
`;

/** The answer the customer would read, and how much the model itself thinks of it. */
export function DraftPanel() {
  const ticket = useTicket();
  const { draft, state } = ticket;
  const { seen } = useReview();
  const { low } = confidenceOf(ticket);
  const model = words.model(draft.model && visible(draft.model), draft.promptVersion && visible(draft.promptVersion));
  return (
    <Section
      title={words.draft}
      className="s-draft"
      right={model}
      mark={
        state === 'pending_review' && (
          <>
            <Tag state="pending" icon="pen">
              {words.requiresReview}
            </Tag>
            {low && (
              <Tag state="pending" icon="triangle">
                {words.low}
              </Tag>
            )}
          </>
        )
      }
    >
      <Confidence />
      {draft.answer ? (
        <Draft>
          <CitedText text={draft.answer} />
        </Draft>
      ) : (
        <p className="faint">{words.noDraft}</p>
      )}
      <i ref={seen.watch('draft')} style={{ display: 'block', height: 1 }} />
      <CitationLine />
    </Section>
  );
}
