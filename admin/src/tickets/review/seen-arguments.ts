import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { firstUnseen, unseenParts } from './seen-parts';
import type { SignedContent } from './signed-content';

export const signOffBarId = 'sign-off-bar';

export interface SeenArguments {
  /** How many parts of the frame have not yet been on screen from beginning to end. */
  unseen: number;
  /** Ref for a sentinel, which counts as seen once it has been on screen. */
  watch: (sentinel: string) => (element: HTMLElement | null) => void;
  /** Says how many sentinels a part has on the page now; 0 while it is folded away. */
  lay: (part: string, count: number) => void;
  /** Brings what has not been on screen yet to it. */
  showNext: () => void;
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

/** How much of the window's foot the sign-off bar covers, which it does on a phone: what is behind it is not seen. */
function useCoveredFoot(): number {
  const [covered, setCovered] = useState(0);
  useEffect(() => {
    const bar = document.getElementById(signOffBarId);
    if (!bar) return;
    const measure = () => setCovered(getComputedStyle(bar).position === 'fixed' ? bar.offsetHeight : 0);
    const observer = new ResizeObserver(measure);
    observer.observe(bar);
    return () => observer.disconnect();
  }, []);
  return covered;
}

/**
 * Which parts of the ink frame have been on screen, all of them. A long text that was only half scrolled through, or
 * skipped to its end, has not been seen. The columns scroll, so the browser's own intersection with all of them is
 * asked. What was seen belongs to one hash, and counts for no other.
 */
export function useSeenArguments(contentHash: string, signed: SignedContent | null): SeenArguments {
  const parts = useMemo(() => partsOf(signed), [signed]);
  const [seen, setSeen] = useState<{ of: string; sentinels: Set<string> }>({ of: contentHash, sentinels: new Set() });
  const [laid, setLaid] = useState<ReadonlyMap<string, number>>(new Map());
  const observer = useRef<IntersectionObserver | null>(null);
  const elements = useRef(new Map<string, HTMLElement>());
  const names = useRef(new WeakMap<Element, string>());
  const refs = useRef(new Map<string, (element: HTMLElement | null) => void>());
  const covered = useCoveredFoot();

  useEffect(() => {
    observer.current = new IntersectionObserver(
      (entries) => {
        const found = entries.filter((entry) => entry.isIntersecting).map((entry) => names.current.get(entry.target)!);
        setSeen((before) => {
          const known = before.of === contentHash ? before.sentinels : new Set<string>();
          if (before.of === contentHash && found.every((sentinel) => known.has(sentinel))) return before;
          return { of: contentHash, sentinels: new Set([...known, ...found]) };
        });
      },
      { rootMargin: `0px 0px -${covered}px 0px` },
    );
    for (const element of elements.current.values()) observer.current.observe(element);
    return () => observer.current?.disconnect();
  }, [contentHash, covered]);

  // One ref for each sentinel, for ever: a new one at every render would be taken off and put on again each time.
  const watch = useCallback((sentinel: string) => {
    const known = refs.current.get(sentinel);
    if (known) return known;
    const ref = (element: HTMLElement | null) => {
      const before = elements.current.get(sentinel);
      if (before) observer.current?.unobserve(before);
      elements.current.delete(sentinel);
      if (!element) return;
      names.current.set(element, sentinel);
      elements.current.set(sentinel, element);
      observer.current?.observe(element);
    };
    refs.current.set(sentinel, ref);
    return ref;
  }, []);

  const lay = useCallback(
    (part: string, count: number) =>
      setLaid((before) => (before.get(part) === count ? before : new Map(before).set(part, count))),
    [],
  );

  const known = seen.of === contentHash ? seen.sentinels : new Set<string>();
  const unseen = unseenParts(parts, laid, known);
  const showNext = () => {
    const next = unseen[0] && firstUnseen(unseen[0], laid, known);
    if (next) elements.current.get(next)?.scrollIntoView({ block: 'center' });
  };
  return { unseen: unseen.length, watch, lay, showNext };
}
