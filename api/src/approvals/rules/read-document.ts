import type { SignOffPolicyIssue } from './sign-off-document.js';

/** Reads a document part by part and collects everything that is wrong with it. */
export class DocumentReader {
  readonly issues: SignOffPolicyIssue[] = [];

  /** Notes what is wrong at a path, and stands in for the value that could not be read. */
  refuse<T>(path: string, message: string, standIn: T): T {
    this.issues.push({ path, message });
    return standIn;
  }

  /** The object's own entries under the keys we know; an issue for everything else. */
  object(value: unknown, path: string, known: readonly string[]): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.refuse(path, 'must be an object.', {});
    }
    const entries = Object.entries(value);
    for (const [key] of entries.filter(([key]) => !known.includes(key))) {
      this.refuse(path === '' ? key : `${path}.${key}`, `is not known here; use ${known.join(', ')}.`, null);
    }
    return Object.fromEntries(entries.filter(([key]) => known.includes(key)));
  }

  list(value: unknown, path: string): unknown[] {
    return Array.isArray(value) ? value : this.refuse(path, 'must be a list.', []);
  }

  filledList(value: unknown, path: string): unknown[] {
    const entries = this.list(value, path);
    return Array.isArray(value) && entries.length === 0 ? this.refuse(path, 'must not be empty.', []) : entries;
  }

  text(value: unknown, path: string): string {
    const isText = typeof value === 'string' && value.trim() !== '';
    return isText ? value : this.refuse(path, 'must be text that is not blank.', '');
  }

  /** What can't be read stands for yes: the stricter reading, if anybody read on. */
  bool(value: unknown, path: string): boolean {
    return typeof value === 'boolean' ? value : this.refuse(path, 'must be true or false.', true);
  }

  integer(value: unknown, path: string, least: number, most: number): number {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return fits ? value : this.refuse(path, `must be a whole number from ${least} to ${most}.`, least);
  }
}
