import type { RetryClass } from '../api-types';
import { Section } from '../ui/section';
import type { Written } from './read-tool';
import { words } from './words';

interface WhatWillHappenProps {
  written: Written;
  retryClass: RetryClass;
  changesWorld: boolean;
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : null);

/** What a proposal that calls the tool will go through, as the fields stand: before it is registered, not after. */
export function WhatWillHappen({ written, retryClass, changesWorld }: WhatWillHappenProps) {
  const { signed, routed, unsigned, calls, granted, anywhere } = words.willHappen;
  const host = hostOf(written.url) ?? anywhere;
  const steps = [
    words.willHappen.fits,
    written.signOff === 'none' ? unsigned : changesWorld ? signed : routed,
    written.runner === 'agent' ? granted : calls(host),
    ...(written.runner === 'agent' ? [] : [words.retrySays[retryClass]]),
  ];
  return (
    <Section title={words.willHappen.title}>
      <ol style={{ margin: 0, paddingLeft: 18, display: 'grid', gap: 4 }}>
        {steps.map((step) => (
          <li key={step} className="quiet" style={{ listStyle: 'decimal' }}>
            {step}
          </li>
        ))}
      </ol>
    </Section>
  );
}
