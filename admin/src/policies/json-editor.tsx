import { useState } from 'react';
import { CodeField } from '../ui/code-field';
import type { EditorProps, PolicyDocument } from './editor';
import { words } from './words';

function parsed(text: string): { document: PolicyDocument } | { fault: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { document: value as PolicyDocument };
    }
    return { fault: words.notAnObject };
  } catch (error) {
    return { fault: words.notJson((error as Error).message) };
  }
}

/** The document as it is stored, for rules that no form could hold. */
export function JsonEditor({ from, onWrite }: EditorProps) {
  const [text, setText] = useState(() => JSON.stringify(from, null, 2));
  const read = parsed(text);
  return (
    <CodeField
      label={words.document}
      value={text}
      onChange={(next) => {
        setText(next);
        const now = parsed(next);
        onWrite('document' in now ? now.document : null);
      }}
      error={'fault' in read}
      helperText={'fault' in read ? read.fault : words.documentHelp}
      minRows={12}
      maxRows={24}
      autoFocus
    />
  );
}
