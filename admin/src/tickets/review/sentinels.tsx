import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import { useSeen } from './review-context';
import { sentinel, sentinelEvery, sentinelsFor } from './seen-parts';

const Point = styled('i')`position: absolute; left: 0; width: 1px; height: 1px;`;

interface SentinelsProps {
  part: string;
  /** Not all of the part is on the page: it cannot have been seen. */
  folded?: boolean;
}

/** Stand along the part that they are in, which must be positioned, and notice when it has been on screen. */
export function Sentinels({ part, folded = false }: SentinelsProps) {
  const seen = useSeen();
  const first = useRef<HTMLElement>(null);
  const [height, setHeight] = useState(0);
  const count = sentinelsFor(height);
  const { lay } = seen;

  // Once it is painted: asking for a size before would have the browser lay the page out for each part anew.
  useEffect(() => {
    const around = first.current?.offsetParent;
    if (!around) return;
    const observer = new ResizeObserver(() => setHeight((around as HTMLElement).offsetHeight));
    observer.observe(around);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    lay(part, folded ? 0 : count);
    return () => lay(part, 0);
  }, [lay, part, folded, count]);

  return (
    <>
      <Point ref={first} style={{ top: 0 }} />
      {Array.from({ length: count }, (_, step) => (
        <Point
          key={sentinel(part, step)}
          ref={seen.watch(sentinel(part, step))}
          style={step === count - 1 ? { bottom: 0 } : { top: (step + 1) * sentinelEvery }}
        />
      ))}
    </>
  );
}
