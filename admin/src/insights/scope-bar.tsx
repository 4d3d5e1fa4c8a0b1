import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { visible } from '../words/visible';
import { type Scope, spans, useInsight } from './use-insight';
import { words } from './words';

const Bar = styled('div')`
  display: flex; gap: 10px; padding: 6px 24px 14px;
  & .MuiTextField-root { width: 168px; } & .MuiInputBase-root { height: 34px; }
  @media (max-width: 760px) { padding: 6px 16px 12px; & .MuiTextField-root { width: calc(50% - 5px); } & .MuiInputBase-root { height: 42px; } }
`;

/** What a page of figures is about, to be chosen: how far it looks back, and which domain. */
export function ScopeBar({ scope, set }: { scope: Scope; set: (name: 'span' | 'domain', value: string) => void }) {
  const all = useInsight('automation', { span: scope.span, domain: null });
  const domains = new Set([
    ...(all.data?.data ?? []).map(({ domain }) => domain),
    ...(scope.domain ? [scope.domain] : []),
  ]);
  return (
    <Bar>
      <TextField select label={words.span} value={scope.span} onChange={(event) => set('span', event.target.value)}>
        {Object.keys(spans).map((span) => (
          <MenuItem key={span} value={span}>
            {words.spans[span]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={words.domain}
        value={scope.domain ?? ''}
        onChange={(event) => set('domain', event.target.value)}
        slotProps={{ select: { displayEmpty: true } }}
      >
        <MenuItem value="">{words.allDomains}</MenuItem>
        {[...domains].map((domain) => (
          <MenuItem key={domain} value={domain}>
            {visible(domain)}
          </MenuItem>
        ))}
      </TextField>
    </Bar>
  );
}

/** Copies the address of the page as it is on screen: with what it is about, also where that is what it is about anyway. */
export function CopyLink({ path, scope }: { path: string; scope: Scope }) {
  const notify = useNotify();
  async function copyLink() {
    const search = new URLSearchParams(window.location.search);
    search.set('span', scope.span);
    await navigator.clipboard.writeText(`${window.location.origin}${path}?${search}`);
    notify(words.copied);
  }
  return <Button onClick={() => void copyLink()}>{words.copyLink}</Button>;
}
