import { WordsDialog } from './words-dialog';

interface AskDialogProps {
  ticketId: string;
  onClose: () => void;
}

export default function AskDialog(props: AskDialogProps) {
  return <WordsDialog {...props} verb="ask" bodyOf={(question) => ({ question })} />;
}
