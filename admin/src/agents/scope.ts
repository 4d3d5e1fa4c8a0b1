import type { KeyScope } from '../api-types';

const names = (text: FormDataEntryValue | null) => {
  const list = String(text ?? '')
    .split(/[,\s]+/)
    .filter(Boolean);
  return list.length ? list : undefined;
};

/** The scope typed into a form; what is left empty is left out, which means any. */
export const scopeOf = (form: FormData): KeyScope => ({
  tools: names(form.get('tools')),
  domains: names(form.get('domains')),
});
