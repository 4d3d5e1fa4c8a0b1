import { styled } from '@mui/material/styles';
import { Tag } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Findings, Shown } from '../../../ui/shown';
import { Sentinels } from '../sentinels';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { CitationLine, CitedText } from './cited-text';
import { Confidence, confidenceOf } from './confidence';

const Draft = styled('div')`
  padding-left: 12px; border-left: 2px solid var(--line-2); font: var(--cs-font-body1); overflow-wrap: anywhere; white-space: pre-wrap; position: relative;
`;

/** The answer the customer would read, and how much the model itself thinks of it. */
export function DraftPanel() {
  const ticket = useTicket();
  const { draft, state, erasure } = ticket;
  const { low } = confidenceOf(ticket);
  const model = words.model(draft.model, draft.promptVersion);
  return (
    <Section
      title={words.draft}
      className="s-draft"
      right={<Shown text={model} />}
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
      {!erasure && <Confidence />}
      <Findings prose={[draft.answer]} />
      {draft.answer ? (
        <Draft data-part="draft">
          <CitedText text={draft.answer} />
          <Sentinels part="draft" />
        </Draft>
      ) : (
        <p className="faint" style={{ position: 'relative' }}>
          {erasure ? words.erased : words.noDraft}
          <Sentinels part="draft" />
        </p>
      )}
      {!erasure && <CitationLine />}
    </Section>
  );
}
