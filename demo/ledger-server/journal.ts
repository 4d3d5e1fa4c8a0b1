import { type FileHandle, open, readFile } from 'node:fs/promises';

interface Waiting {
  line: string;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Append-only JSON lines on disk. An append resolves once it is fsynced. Appends that arrive during an fsync share the
 * next one, so that many callers do not queue for the disk one by one.
 */
export class Journal<Entry> {
  private waiting: Waiting[] = [];
  private flushing: Promise<void> | null = null;
  private broken: unknown = null;

  private constructor(private readonly file: FileHandle) {}

  /** Opens or creates the journal at `path` and hands every entry in it to `replay`, oldest first. */
  static async open<Entry>(path: string, replay: (entry: Entry) => void): Promise<Journal<Entry>> {
    const file = await open(path, 'a', 0o600);
    try {
      const { entries, soundBytes } = readEntries<Entry>(await readFile(path));
      for (const entry of entries) replay(entry);
      // What a crash tore was never answered for; cut it off, or the next line would be glued to it.
      await file.truncate(soundBytes);
      return new Journal<Entry>(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Resolves once `entry` is on disk. Rejects for good after a write has failed: the disk then lags behind memory. */
  append(entry: Entry): Promise<void> {
    if (this.broken) return Promise.reject(this.broken);
    return new Promise((resolve, reject) => {
      this.waiting.push({ line: `${JSON.stringify(entry)}\n`, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** Resolves once everything appended so far is on disk. */
  async settled(): Promise<void> {
    await this.flushing;
    if (this.broken) throw this.broken;
  }

  async close(): Promise<void> {
    await this.flushing;
    await this.file.close();
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.file.appendFile(batch.map(({ line }) => line).join(''));
        await this.file.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.broken = error;
        for (const { reject } of [...batch, ...this.waiting]) reject(error);
        this.waiting = [];
      }
    }
    this.flushing = null;
  }
}

/** The entries in a journal's bytes, and how many of those bytes are whole lines. Only the last line may be torn. */
export function readEntries<Entry>(bytes: Buffer): { entries: Entry[]; soundBytes: number } {
  const entries: Entry[] = [];
  let soundBytes = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, soundBytes)) {
    try {
      entries.push(JSON.parse(bytes.toString('utf8', soundBytes, end)) as Entry);
    } catch {
      if (end !== bytes.length - 1) throw new Error(`Journal line ${entries.length + 1} is damaged; restore the file.`);
      break;
    }
    soundBytes = end + 1;
  }
  return { entries, soundBytes };
}
