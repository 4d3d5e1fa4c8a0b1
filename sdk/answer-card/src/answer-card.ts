import { type CardAnswer, type Deed, isSettled } from './contract.js';
import { el } from './dom.js';
import { type Desk, draw, type Hands } from './draw.js';
import { newName, read, type Service, TokenOver, tell } from './service.js';
import { type Offer, seen } from './state.js';
import { STYLE } from './style.js';
import { type Words, wordsIn } from './words.js';

/** Where this script came from, which is where answers are asked for unless `src` says otherwise. */
const HOME =
  document.currentScript instanceof HTMLScriptElement ? new URL(document.currentScript.src).origin : location.origin;

/** Seconds that a question for changes is held open; between failures it waits longer each time, to half a minute. */
const WAIT_SECONDS = 25;
const PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 30_000;

const rest = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** A constructed sheet needs no permission of the page's `style-src`. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

const DEEDS: Partial<Record<Offer, Deed>> = {
  retry: 'retried',
  ask_human: 'asked_human',
  helped: 'resolved',
  wrong: 'complained',
};

const FRESH: Desk = { open: null, writing: null, note: '', offline: false };

/**
 * `<countersign-answer proposal="…" token="…">` shows one answer by the response contract and follows it. It sends
 * `countersign-change`, `countersign-action` with `{action, proposal, text?}`, and `countersign-token` when it needs a new token.
 */
class CountersignAnswer extends HTMLElement {
  static readonly observedAttributes = ['proposal', 'token', 'src', 'lang'];

  private readonly tree = this.attachShadow({ mode: 'open' });
  private readonly said = el('p', { class: 'said', role: 'status' });
  private readonly place = el('div');
  private answer: CardAnswer | null = null;
  private desk: Desk = FRESH;
  private following: AbortController | null = null;
  private hasActed = false;

  constructor() {
    super();
    this.tree.adoptedStyleSheets = [sheet];
    this.tree.append(this.said, this.place);
  }

  connectedCallback(): void {
    addEventListener('pagehide', this.leave);
    this.follow();
  }

  disconnectedCallback(): void {
    removeEventListener('pagehide', this.leave);
    this.following?.abort();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return;
    if (name === 'proposal') {
      this.answer = null;
      this.desk = FRESH;
      this.hasActed = false;
    }
    this.follow();
  }

  private get service(): Service | null {
    const [proposal, token] = [this.getAttribute('proposal'), this.getAttribute('token')];
    return proposal && token ? { base: this.getAttribute('src') ?? HOME, proposal, token } : null;
  }

  private get spoken(): { language: string; words: Words } {
    return wordsIn(this.closest('[lang]')?.getAttribute('lang') || navigator.language);
  }

  /** Asks for the answer, and goes on asking until it can't change any more. One at a time. */
  private follow(): void {
    this.following?.abort();
    const { service } = this;
    if (!service) return;
    this.following = new AbortController();
    if (!this.answer) this.say(this.spoken.words.loading);
    void this.ask(service, this.following.signal);
  }

  private async ask(service: Service, signal: AbortSignal): Promise<void> {
    let pause = PAUSE_MS;
    let wait = 0;
    let known: string | null = null;
    while (!signal.aborted) {
      try {
        const told = await read(service, this.spoken.language, known, wait, signal);
        const changed = this.take(told?.answer ?? this.answer!);
        if (isSettled(this.answer!)) return;
        pause = PAUSE_MS;
        wait = WAIT_SECONDS;
        // A proxy that takes tags away, or makes others of them, is not to be asked without a pause.
        if (told && !changed) await rest(PAUSE_MS);
        if (told) known = told.tag;
      } catch (failure) {
        if (signal.aborted) return;
        if (failure instanceof TokenOver) {
          this.over();
          return;
        }
        this.desk = { ...this.desk, offline: true };
        this.redraw();
        wait = 0;
        await rest(pause);
        pause = Math.min(pause * 2, MOST_PAUSE_MS);
      }
    }
  }

  /** @returns whether it says something else than before */
  private take(answer: CardAnswer): boolean {
    const changed = JSON.stringify(answer) !== JSON.stringify(this.answer);
    const turned =
      answer.status !== this.answer?.status ||
      answer.ticket.revision !== this.answer.ticket.revision ||
      answer.question?.text !== this.answer.question?.text;
    if (turned) this.desk = { ...this.desk, open: null, note: '' };
    this.answer = answer;
    this.desk = { ...this.desk, offline: false };
    // Once in a while also without a change: the time that is left is said in words.
    this.redraw();
    if (!changed) return false;
    this.say(`${seen(answer, this.spoken.words).line}. ${answer.message.text}`);
    this.send('countersign-change', { status: answer.status, proposal: answer.id });
    void this.tell('shown', {}, ['shown', answer.ticket.revision, answer.status, answer.reasonCode].join('-'));
    return true;
  }

  /** Says what stays of the view, and asks the page for the next token; setting it goes on. */
  private over(): void {
    this.desk = { ...this.desk, note: this.spoken.words.over };
    this.redraw();
    if (!this.answer) this.say(this.spoken.words.over);
    this.send('countersign-token', { proposal: this.getAttribute('proposal') });
  }

  private redraw(): void {
    if (!this.answer) {
      const { words } = this.spoken;
      const line = this.desk.note || (this.desk.offline ? words.offline : words.loading);
      this.place.replaceChildren(el('section', {}, el('p', { class: 'message' }, line)));
      return;
    }
    const held = this.tree.activeElement?.getAttribute('data-key');
    const { language, words } = this.spoken;
    this.place.replaceChildren(draw(this.answer, this.desk, language, words, this.hands));
    if (held) this.focusOn(held);
  }

  private focusOn(key: string): void {
    this.tree.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }

  private change(desk: Partial<Desk>): void {
    this.desk = { ...this.desk, ...desk };
    this.redraw();
  }

  private readonly hands: Hands = {
    toggle: (place) => {
      const open = this.desk.open === place ? null : place;
      this.change({ open });
      const citation = this.answer?.sources[place]?.citation;
      if (open !== null && citation) void this.tell('opened_citation', { citation: citation.slice(0, 500) });
    },
    press: (offer) => void this.press(offer),
    write: (text) => {
      this.desk = { ...this.desk, writing: text };
    },
    send: () => void this.sendDetails(),
    cancel: () => {
      this.change({ writing: null });
      this.focusOn('provide_more_context');
    },
  };

  private async press(offer: Offer): Promise<void> {
    this.hasActed = true;
    const { words } = this.spoken;
    if (offer === 'provide_more_context') {
      this.change({ writing: this.desk.writing ?? '' });
      this.focusOn('details');
      return;
    }
    if (offer === 'view_policy_doc') {
      if (this.desk.open === null) this.hands.toggle(0);
      this.focusOn('source-0');
    } else {
      const arrived = await this.tell(DEEDS[offer]!);
      const notes: Partial<Record<Offer, string>> = {
        ask_human: words.notedHuman,
        helped: words.notedThanks,
        wrong: words.notedWrong,
      };
      const note = arrived ? (notes[offer] ?? '') : words.notTold;
      this.change({ note });
      this.say(note);
      if (!arrived) return;
    }
    this.act(offer);
  }

  private async sendDetails(): Promise<void> {
    const text = this.desk.writing?.trim() ?? '';
    if (text === '') return this.focusOn('details');
    const arrived = await this.tell('provided_context', { text });
    const note = arrived ? this.spoken.words.notedContext : this.spoken.words.notTold;
    this.change(arrived ? { writing: null, note } : { note });
    this.say(note);
    if (arrived) this.act('provide_more_context', text);
  }

  /** For the page, which may do more about it, such as bringing the details to the agent. */
  private act(action: Offer, text?: string): void {
    this.send('countersign-action', { action, proposal: this.getAttribute('proposal'), ...(text ? { text } : {}) });
  }

  private async tell(type: Deed, more: { citation?: string; text?: string } = {}, id = newName()): Promise<boolean> {
    const { service } = this;
    return service !== null && (await tell(service, { type, id, ...more }));
  }

  /** Whoever had something to do and did nothing has given up; whoever only waits for a person has not. */
  private readonly leave = (): void => {
    const next = this.answer?.nextAction ?? null;
    if (this.hasActed || next === null || next === 'ask_human') return;
    void this.tell('abandoned');
  };

  /** Into the ear of a screen reader, without moving its place. */
  private say(text: string): void {
    this.said.textContent = text;
    if (!this.answer) this.redraw();
  }

  private send(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get('countersign-answer')) customElements.define('countersign-answer', CountersignAnswer);
