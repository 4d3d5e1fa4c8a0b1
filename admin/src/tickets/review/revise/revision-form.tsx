import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { FieldInput } from './field-input';
import { typedText } from './typed-text';
import type { useRevision } from './use-revision';
import { words } from './words';

const Columns = styled('div')`
  display: grid; grid-template-columns: 1fr 1fr; gap: 24px; align-items: start; padding-top: 6px;
  & > div { display: grid; gap: 18px; }
  @media (max-width: 760px) { grid-template-columns: 1fr; gap: 18px; }
`;

/** The arguments by the tool's schema, and the draft beside them. */
export function RevisionForm({ revision }: { revision: ReturnType<typeof useRevision> }) {
  const { fields, made, change, problems, was, changed } = revision;
  return (
    <>
      <Columns style={fields.length === 0 ? { gridTemplateColumns: '1fr' } : undefined}>
        {fields.length > 0 && (
          <div>
            {fields.map((field) => (
              <FieldInput
                key={field.name}
                field={field}
                text={made.typed[field.name] ?? ''}
                problem={problems[field.name]}
                currency={made.typed.currency}
                was={was.args[field.name]}
                onText={(text) => change({ typed: { ...made.typed, [field.name]: text } })}
              />
            ))}
          </div>
        )}
        <TextField
          label={words.draft}
          multiline
          minRows={8}
          maxRows={22}
          value={made.answer}
          onChange={(event) => change({ answer: event.target.value })}
          helperText={typedText(made.answer, 'prose')}
          slotProps={{ formHelperText: { component: 'div' } as object }}
          autoFocus={fields.length === 0}
        />
      </Columns>
      {!changed && <p className="faint small">{words.nothing}</p>}
    </>
  );
}
