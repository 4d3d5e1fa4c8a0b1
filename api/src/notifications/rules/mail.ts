import { type Happening, linkOf, sentenceOf } from './message.js';
import { type Language, SENTENCES } from './sentences.js';

export interface Mail {
  /** One line. */
  subject: string;
  text: string;
}

/** More is cut off: a name that somebody chose is no reason for a subject that nobody can read. */
const MOST_OF_SUBJECT = 150;

/** What is written of something that happened: what, which ticket or tool, until when, and where to look. */
export function mailOf(happening: Happening, language: Language, publicUrl: string | null): Mail {
  const { due, foot } = SENTENCES[language];
  const says = oneLine(sentenceOf(happening, language));
  const link = linkOf(happening, publicUrl);
  const lines = [
    `${says}.`,
    happening.dueAt && due(minuteInUtc(happening.dueAt)),
    link && `\n${link}`,
    `\n${foot}`,
  ].filter((line) => line !== null);
  return { subject: `[Countersign] ${says}`.slice(0, MOST_OF_SUBJECT), text: `${lines.join('\n')}\n` };
}

/** The id that all tries of one message bear, by which a mailbox tells that it has it (RFC 5322 §3.6.4). */
export function messageIdOf(id: string, channelId: string, from: string): string {
  return `<${id}.${channelId}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

/** What would begin another header is a space. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** "2026-11-24 10:00 UTC": who reads a mail is anywhere. */
function minuteInUtc(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
