import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Channel, ChannelKind, NewChannel } from '../api-types';
import { words } from './words';

const formats = ['slack', 'standard'] as const;
const languages = ['en', 'ko'] as const;

interface AddressFieldsProps {
  kind: ChannelKind['kind'];
  /** What is changed; null adds one. */
  channel: Channel | null;
}

/** Where a channel leads, as its kind says it. */
export function AddressFields({ kind, channel }: AddressFieldsProps) {
  if (kind === 'email') {
    return (
      <>
        <TextField
          name="recipients"
          label={words.fields.recipients}
          helperText={words.recipientsHelp}
          defaultValue={channel?.recipients?.join('\n')}
          multiline
          minRows={2}
          required
          autoComplete="off"
        />
        <TextField name="language" select label={words.fields.language} defaultValue={channel?.language ?? 'en'}>
          {languages.map((language) => (
            <MenuItem key={language} value={language} lang={language}>
              {words.languages[language]}
            </MenuItem>
          ))}
        </TextField>
      </>
    );
  }
  return (
    <>
      <TextField
        name="url"
        type="url"
        label={channel ? words.newUrl : words.fields.url}
        helperText={channel ? words.newUrlHelp : words.urlHelp}
        required={!channel}
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      {!channel && (
        <TextField name="format" select label={words.fields.format} defaultValue="slack">
          {formats.map((format) => (
            <MenuItem key={format} value={format}>
              {words.formats[format]}
            </MenuItem>
          ))}
        </TextField>
      )}
    </>
  );
}

/** What `AddressFields` hold; a URL that is left blank stays what it is. */
export function readAddress(kind: ChannelKind['kind'], form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  if (kind === 'email') {
    // The generated type is a tuple of up to so many; the server counts.
    const recipients = text('recipients')
      .split(/[\s,;]+/)
      .filter(Boolean) as NewChannel['recipients'];
    return { recipients, language: text('language') as NewChannel['language'] };
  }
  return { url: text('url') || undefined };
}
