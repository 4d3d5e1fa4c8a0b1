import { Facts } from '../../../ui/facts';
import { Findings, Shown } from '../../../ui/shown';
import { shortHash } from '../../../words/hash';
import { amountOf, decisionOf } from '../../decision';
import { useReview } from '../review-context';
import { useApproval } from '../sign-off/use-approval';
import { useTicket } from '../use-ticket';
import { words as reviewWords } from '../words';
import { NoteField } from './note-field';
import { StepUpFields } from './step-up-fields';
import { useTyped } from './typed';
import { useSigning } from './use-signing';
import { useStepUp } from './use-step-up';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

const say = words.approve;

/** The last look: tool, amount and hash once more, and Enter signs. */
export function ApproveDialog({ onClose }: { onClose: () => void }) {
  const ticket = useTicket();
  const { signed, knowingRepeat } = useReview();
  const [note, setNote, forget] = useTyped(ticket.id, 'approve.note');
  const { send, busy, error, stale, shown } = useSigning('approve', say.done, onClose);
  const stepUp = useStepUp(error);
  const { ready, because } = useApproval();
  if (!signed) return null;
  const call = signed.tool && { name: signed.tool.name, arguments: signed.arguments };
  const amount = call && amountOf(call.arguments)?.text;
  const sign = () => send({ note: note.trim() || undefined, knowingRepeat: knowingRepeat || undefined }, forget);
  return (
    <VerbDialog
      title={<Shown text={say.title(call ? decisionOf(call).clause : reviewWords.answerTitle.toLowerCase())} />}
      confirm={say.confirm}
      busy={busy || stepUp.busy}
      error={stepUp.asked ? stepUp.error : error}
      disabled={!ready || (stepUp.asked && !stepUp.ready)}
      waits={ready || busy ? null : because}
      stale={stale}
      focusConfirm
      onConfirm={stepUp.asked ? () => stepUp.prove(sign) : sign}
      onClose={onClose}
    >
      <p className="quiet">{call ? say.says : say.saysAnswer}</p>
      <Facts style={{ fontSize: 13, lineHeight: '19px' }}>
        {call && (
          <Fact
            name={say.tool}
            value={
              <b>
                <Shown text={call.name} />
              </b>
            }
          />
        )}
        {amount && <Fact name={say.amount} value={<b style={{ fontSize: 20, lineHeight: '24px' }}>{amount}</b>} />}
        <Fact name={say.revision} value={shown.revision} />
        <Fact
          name={say.hash}
          value={
            <b className="mono" style={{ color: 'var(--ink)', fontWeight: 600 }}>
              {shortHash(shown.contentHash)}
            </b>
          }
        />
      </Facts>
      {call && <Findings exact={[call.name, JSON.stringify(call.arguments)]} />}
      {knowingRepeat && (
        <p>
          <b>{say.repeat}</b>
        </p>
      )}
      {stepUp.asked && <StepUpFields stepUp={stepUp} because={ticket.signOffRequirement.stepUp} />}
      <NoteField label={words.optional(words.note)} help={words.noteHelp} value={note} onChange={setNote} />
    </VerbDialog>
  );
}

const Fact = ({ name, value }: { name: string; value: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
