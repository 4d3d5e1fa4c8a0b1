import { useEffect, useRef } from 'react';
import { useLocalSetting } from './local-setting';

/** An action answers `false` where the key is not for it: then it does what it does in any page. */
export type KeyMap = Record<string, ((event: KeyboardEvent) => unknown) | undefined>;

/** Where a letter is text, or picks from a list. A box that is ticked takes no letters. */
const typing = 'input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=combobox], [role=menu]';

/** Single keys can be switched off as a whole (WCAG 2.1.4). */
export function useSingleKeysSetting(): [boolean, (on: boolean) => void] {
  const [value, set] = useLocalSetting('countersign-keys', 'on');
  return [value === 'on', (on) => set(on ? 'on' : 'off')];
}

/** Binds single keys while the component is mounted: not in fields, not with a modifier, not behind a dialog. */
export function useKeys(keys: KeyMap): void {
  const [enabled] = useSingleKeysSetting();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target as HTMLElement | null;
      if (target?.closest(typing) || document.querySelector('[role=dialog], [role=menu]')) return;
      const action = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action || action(event) === false) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);
}
