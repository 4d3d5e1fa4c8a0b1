import type { CardAnswer, Source } from './contract.js';
import { el, glyph } from './dom.js';
import { deadline, type Offer, offers, seen } from './state.js';
import type { Words } from './words.js';

/** What the user has before them besides the answer. */
export interface Desk {
  /** Which source is open, by its place. */
  open: number | null;
  /** What they are writing; null while they are not. */
  writing: string | null;
  /** What was said to their last deed. */
  note: string;
  offline: boolean;
}

export interface Hands {
  toggle(place: number): void;
  press(offer: Offer): void;
  write(text: string): void;
  send(): void;
  cancel(): void;
}

/** The card of one answer, as it stands. */
export function draw(answer: CardAnswer, desk: Desk, language: string, words: Words, hands: Hands): HTMLElement {
  const { mark, line } = seen(answer, words);
  const state = el('p', { class: 'state', id: 'state' }, glyph(mark), line);
  state.style.setProperty('--mark', `var(--${mark === 'review' ? 'pending' : mark})`);
  const due = deadline(answer, new Date(), language, words);
  const unsure = answer.status !== 'ok';
  const card = el(
    'section',
    { 'aria-labelledby': 'state', 'data-status': answer.status, lang: answer.message.language },
    state,
    answer.answer !== '' && el('p', { class: unsure ? 'answer unsure' : 'answer', dir: 'auto' }, answer.answer),
    answer.question !== undefined && el('h2', { class: 'question', dir: 'auto' }, answer.question.text),
    due && el('h2', {}, due.line),
    due?.about != null && el('p', { class: 'about' }, due.about),
    el('p', { class: 'message' }, answer.message.text),
    ...sources(answer.sources, desk.open, words, hands),
    desk.writing !== null && form(desk.writing, words, hands),
    el('p', { class: 'note' }, desk.offline ? words.offline : desk.note),
    buttons(answer, desk, words, hands),
  );
  return card;
}

function sources(all: readonly Source[], open: number | null, words: Words, hands: Hands): HTMLElement[] {
  if (all.length === 0) return [];
  const chips = all.map(({ title, heading }, place) => {
    const label = heading && heading !== title ? `${title}: ${heading}` : title;
    const expanded = open === place;
    const chip = el(
      'button',
      {
        type: 'button',
        class: 'chip',
        'data-key': `source-${place}`,
        'aria-expanded': String(expanded),
        ...(expanded ? { 'aria-controls': 'source' } : {}),
      },
      glyph('source'),
      el('span', { dir: 'auto' }, label),
    );
    chip.addEventListener('click', () => hands.toggle(place));
    return el('li', {}, chip);
  });
  const list = el('ul', { 'aria-label': words.sources }, ...chips);
  const shown = open === null ? undefined : all[open];
  return shown ? [list, opened(shown, words)] : [list];
}

function opened({ title, heading, text, uri }: Source, words: Words): HTMLElement {
  return el(
    'div',
    { class: 'source', id: 'source', dir: 'auto' },
    el('strong', {}, heading ?? title),
    // Long ones scroll, so the keyboard must get there.
    el('p', text === null ? {} : { tabindex: '0' }, text === null ? words.withheld : withoutHeading(text)),
    webPage(uri) && el('a', { href: webPage(uri)!, target: '_blank', rel: 'noopener noreferrer' }, words.openPage),
  );
}

/** A passage begins with its heading as Markdown has it, which stands above it already. */
const withoutHeading = (text: string) => text.replace(/^#{1,6} .*\n+/, '').trim();

/** The server says so too; a link is the one thing here that could do something. */
function webPage(uri: string | null): string | null {
  return uri !== null && /^https?:\/\//i.test(uri) && URL.canParse(uri) ? uri : null;
}

function form(text: string, words: Words, hands: Hands): HTMLElement {
  const area = el('textarea', { id: 'details', 'data-key': 'details', maxlength: '4000', dir: 'auto' });
  area.value = text;
  area.addEventListener('input', () => hands.write(area.value));
  return el('div', {}, el('label', { for: 'details' }, words.details), area);
}

function buttons(answer: CardAnswer, desk: Desk, words: Words, hands: Hands): HTMLElement {
  const button = (key: string, label: string, look: string, press: () => void) => {
    const made = el('button', { type: 'button', 'data-key': key, class: look }, label);
    made.addEventListener('click', press);
    return made;
  };
  if (desk.writing !== null) {
    return el(
      'div',
      { class: 'go' },
      button('send', words.send, 'first', () => hands.send()),
      button('cancel', words.cancel, 'quiet', () => hands.cancel()),
    );
  }
  const made = offers(answer).map((offer, n) => {
    // The one next step of the contract stands out; that it helped does not.
    const look = answer.status === 'ok' ? (n === 0 ? '' : 'quiet') : offer === answer.nextAction ? 'first' : '';
    const label = answer.question && offer === 'provide_more_context' ? words.reply : words[offer];
    return button(offer, label, look, () => hands.press(offer));
  });
  return el('div', { class: 'go' }, ...made);
}
