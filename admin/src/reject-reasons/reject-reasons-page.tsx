import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useMe } from '../identity/use-me';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { AddReasonDialog } from './add-reason-dialog';
import { ReasonRow } from './reason-row';
import { useReasonDraft } from './use-reason-draft';
import { useReasons } from './use-reasons';
import { words } from './words';

const Frame = styled('div')`
  padding: 4px 24px 24px; max-width: 860px;
  & ol, & ul { border-top: 1px solid var(--line); }
  & .foot { display: flex; gap: 8px; align-items: center; padding: 14px 0; flex-wrap: wrap; }
  @media (max-width: 760px) { padding: 4px 16px 24px; }
`;

/** The short list that everybody who rejects chooses from. Support leads keep it; others read it. */
export default function RejectReasonsPage() {
  const { roles } = useMe();
  const { data, error, refetch } = useReasons();
  const draft = useReasonDraft(data);
  const [adding, setAdding] = useState(false);
  const keeps = roles.includes('support_lead');
  const label = data && words.version(data.version);
  return (
    <Page title={words.title} says={words.says} mark={!keeps && <ReadOnly />}>
      {!data && (error ? <ErrorBlank error={error} retry={() => refetch()} /> : <LoadingRows />)}
      {data && (
        <Frame>
          <Section title={words.offered} right={label}>
            <ol>
              {draft.reasons.map((reason, n) => (
                <ReasonRow
                  key={reason.code}
                  reason={reason}
                  keeps={keeps}
                  onLabel={(text) => draft.relabel(reason.code, text)}
                  onUp={n > 0 ? () => draft.move(n, -1) : undefined}
                  onDown={n < draft.reasons.length - 1 ? () => draft.move(n, 1) : undefined}
                  onArchive={draft.reasons.length > 1 ? () => draft.archive(reason.code) : undefined}
                />
              ))}
            </ol>
            {keeps && (
              <div className="foot">
                <Button onClick={() => setAdding(true)}>{words.add}</Button>
                {draft.changed && (
                  <>
                    <span style={{ flex: 1 }} role="status">
                      {words.changed}
                    </span>
                    <Button variant="text" onClick={draft.discard} disabled={draft.busy}>
                      {words.discard}
                    </Button>
                    <Button variant="contained" color="primary" onClick={draft.save} disabled={draft.busy}>
                      {words.save}
                    </Button>
                  </>
                )}
              </div>
            )}
            {!!draft.error && <ErrorBlank error={draft.error} />}
          </Section>
          {draft.archived.length > 0 && (
            <Section title={words.archived}>
              <p className="quiet small" style={{ paddingBottom: 8 }}>
                {words.archivedSays}
              </p>
              <ul>
                {draft.archived.map((reason) => (
                  <ReasonRow key={reason.code} reason={reason} keeps={keeps} onOffer={() => draft.offer(reason)} />
                ))}
              </ul>
            </Section>
          )}
        </Frame>
      )}
      {adding && (
        <AddReasonDialog
          taken={[...draft.reasons, ...draft.archived].map(({ code }) => code)}
          onAdd={(reason) => {
            draft.offer(reason);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}
