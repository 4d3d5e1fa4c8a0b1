import { styled } from '@mui/material/styles';
import { Findings, Shown } from '../../../ui/shown';
import { findingsOf, piecesOf, type Reading } from '../../../words/visible';

const Box = styled(
  'div',
)`overflow-wrap: anywhere; white-space: pre-wrap; max-height: 120px; overflow: auto; color: var(--text-2);`;

/** A field shows what is typed in it with nothing marked: where that hides something, it is said and shown below. */
export function typedText(text: string, reading: Reading) {
  if (findingsOf(piecesOf(text, reading)).length === 0) return null;
  return (
    <>
      <Findings {...{ [reading]: [text] }} />
      <Box>
        <Shown text={text} reading={reading} />
      </Box>
    </>
  );
}
