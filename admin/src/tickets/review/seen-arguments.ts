import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SignedContent } from './signed-content';

export const signOffBarId = 'sign-off-bar';

export interface SeenArguments {
  /** How many parts of the frame have not yet been on screen. */
  unseen: number;
  /** Ref for a sentinel: a line's end, which counts as seen once it has been on screen. */
  watch: (part: string) => (element: HTMLElement | null) => void;
}

/** An answer without a tool call is what is signed, so its text counts as a line of its own. */
function partsOf(signed: SignedContent | null): string[] {
  if (!signed?.tool) return ['tool', 'draft'];
  const { observation, conditional } = signed;
  const sights = observation
    ? Object.keys(observation.seen).map((name) => `seen.${name}`)
    : conditional
      ? ['seen']
      : [];
  return ['tool', ...Object.keys(signed.arguments).map((key) => `args.${key}`), ...sights];
}

/**
 * Which lines of the ink frame have been on screen, to their end. A long text that was only half scrolled through has
 * not been seen. The columns scroll, so the browser's own intersection with all of them is asked.
 */
export function useSeenArguments(contentHash: string, signed: SignedContent | null): SeenArguments {
  const parts = useMemo(() => partsOf(signed), [signed]);
  const [seen, setSeen] = useState<{ of: string; parts: Set<string> }>({ of: contentHash, parts: new Set() });
  const observer = useRef<IntersectionObserver | null>(null);
  const names = useRef(new WeakMap<Element, string>());
  const waiting = useRef(new Set<Element>());

  useEffect(() => {
    // On a phone the sign-off bar is fixed over the page's foot: what is behind it has not been seen.
    const bar = document.getElementById(signOffBarId);
    const fixed = bar && getComputedStyle(bar).position === 'fixed';
    const behindBar = fixed ? `-${bar.offsetHeight}px` : '0px';
    observer.current = new IntersectionObserver(
      (entries) => {
        const found = entries.filter((entry) => entry.isIntersecting).map((entry) => names.current.get(entry.target)!);
        if (found.length === 0) return;
        setSeen((before) => ({
          of: contentHash,
          parts: new Set([...(before.of === contentHash ? before.parts : []), ...found]),
        }));
      },
      { rootMargin: `0px 0px ${behindBar} 0px` },
    );
    for (const element of waiting.current) observer.current.observe(element);
    return () => observer.current?.disconnect();
  }, [contentHash]);

  const watch = useCallback(
    (part: string) => (element: HTMLElement | null) => {
      if (!element) return;
      names.current.set(element, part);
      waiting.current.add(element);
      observer.current?.observe(element);
      return () => {
        waiting.current.delete(element);
        observer.current?.unobserve(element);
      };
    },
    [],
  );
  const known = seen.of === contentHash ? seen.parts : new Set<string>();
  return { unseen: parts.filter((part) => !known.has(part)).length, watch };
}
