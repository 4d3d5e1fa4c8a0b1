import { styled } from '@mui/material/styles';
import { Fragment } from 'react';
import { Findings, Shown } from '../ui/shown';

const Text = styled('div')`
  font: var(--cs-font-body1); white-space: pre-wrap; overflow-wrap: anywhere; max-width: 72ch;
`;

/** Headings apart, as the text they are; everything else in one piece. */
function linesOf(text: string): { at: number; line: string; heading: string | null }[] {
  let at = 0;
  return text.split(/^(#{1,6}[ \t]+\S.*)$/m).map((line) => {
    const heading = /^#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1] ?? null;
    at += line.length + 1;
    return { at, line, heading };
  });
}

/** A passage as it was written: no markup but bold headings, with what is hidden in it shown. */
export const PassageText = ({ text }: { text: string }) => (
  <>
    <Findings prose={[text]} />
    <Text>
      {linesOf(text.trim()).map(({ at, line, heading }) => (
        <Fragment key={at}>
          {heading ? (
            <b data-raw={line}>{<Shown text={heading} reading="prose" />}</b>
          ) : (
            <Shown text={line} reading="prose" />
          )}
        </Fragment>
      ))}
    </Text>
  </>
);
