const FRONT = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;
const FIRST_HEADING = /^#{1,6}[ \t]+(\S.{0,299})$/m;

/**
 * A file of a folder as a document, before it is looked at: `key: value` lines between two lines of `---` at its
 * beginning say what is known of it, the rest is its content. Its id is otherwise its path (`shipping/late.md` is
 * `shipping.late`), and its title its first heading, or its name.
 * @param path below the folder, with `/`
 */
export function documentOfFile(path: string, text: string): Record<string, unknown> {
  const front = text.startsWith('---') ? FRONT.exec(text) : null;
  const content = front?.index === 0 ? text.slice(front[0].length) : text;
  const stem = path.replace(/\.[^./]+$/, '');
  const id = stem.replaceAll('/', '.').replace(/[^A-Za-z0-9._()-]+/g, '-');
  const title = FIRST_HEADING.exec(content)?.[1]?.replace(/[ \t#\r]+$/, '') || stem.split('/').at(-1);
  return { id, title, content, ...(front?.index === 0 ? fieldsOf(front[1]!) : {}) };
}

function fieldsOf(lines: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const line of lines.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const colon = line.indexOf(':');
    // A line without a colon becomes a field that nobody reads, and is refused by its name.
    const name = (colon === -1 ? line : line.slice(0, colon)).trim();
    const value = colon === -1 ? '' : line.slice(colon + 1).trim();
    fields[name] = /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
  }
  return fields;
}
