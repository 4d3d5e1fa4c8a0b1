import { WordsDialog } from './words-dialog';

interface EscalateDialogProps {
  ticketId: string;
  onClose: () => void;
}

export default function EscalateDialog(props: EscalateDialogProps) {
  return <WordsDialog {...props} verb="escalate" bodyOf={(note) => ({ note })} />;
}
