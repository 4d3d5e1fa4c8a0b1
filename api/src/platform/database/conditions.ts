/** Conditions of a statement, and the values that they name by number. */
export class Conditions {
  private readonly said: string[] = [];

  constructor(readonly values: unknown[] = []) {}

  /** Takes a value; answers what it is called in the statement. */
  value(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  add(...conditions: string[]): void {
    this.said.push(...conditions);
  }

  /** Adds what a value asks for, where there is one. @param says the condition, by what the value is called */
  addFor(value: unknown, says: (name: string) => string): void {
    if (value !== null) this.add(says(this.value(value)));
  }

  /** Conditions of another part of the same statement: its values are counted on. */
  within(): Conditions {
    return new Conditions(this.values);
  }

  /** As a WHERE takes it: true where nothing was said. */
  toString(): string {
    return this.said.join(' AND ') || 'true';
  }
}
