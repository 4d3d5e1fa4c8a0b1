import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Actor } from '../audit-log/rules/audit-actions.js';
import { Database } from '../platform/database/database.js';
import { sha256 } from '../platform/json/canonical.js';
import { addVersion, describeDocument, storedDocument, takeTurn } from './persistence/document-rows.js';
import { cutPassages } from './rules/cut-passages.js';
import type { GivenDocument } from './rules/document-faults.js';

/** What came of a document that was given. */
export interface Put {
  id: string;
  version: number;
  came: 'added' | 'new_version' | 'described' | 'unchanged';
}

/** One transaction at most: documents, and characters of them unless one alone has more. */
const MOST_DOCUMENTS = 20;
const MOST_CHARACTERS = 400_000;

/** Writes the knowledge base. Versions are only ever added, and the same content again makes none. */
@Injectable()
export class KnowledgeService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** A document or its next version. What is left out of it is not known from then on. */
  async put(by: Actor, document: GivenDocument): Promise<Put> {
    const [put] = await this.putFew(by, [document]);
    return put!;
  }

  /**
   * All of them, a few in each transaction and none of a few when something throws: what came before stays, and giving all again
   * finishes. Nothing is read while a transaction is open, since whatever an open one wrote keeps the log from being sealed.
   */
  async putAll(by: Actor, documents: Iterable<GivenDocument> | AsyncIterable<GivenDocument>): Promise<Put[]> {
    const puts: Put[] = [];
    for await (const few of fewAtATime(documents)) puts.push(...(await this.putFew(by, few)));
    return puts;
  }

  private putFew(by: Actor, documents: readonly GivenDocument[]): Promise<Put[]> {
    return this.database.transaction(async (client) => {
      await takeTurn(client);
      const puts: Put[] = [];
      for (const document of documents) puts.push(await this.putIn(client, by, document));
      return puts;
    });
  }

  private async putIn(client: PoolClient, by: Actor, document: GivenDocument): Promise<Put> {
    const { id, content } = document;
    const hash = sha256(content);
    const stored = await storedDocument(client, id);
    if (stored?.sha256.equals(hash)) {
      const { version } = stored;
      const changed = (['title', 'uri', 'owner', 'reviewBy'] as const).filter(
        (name) => stored[name] !== document[name],
      );
      if (changed.length === 0) return { id, version, came: 'unchanged' };
      await describeDocument(client, document, version);
      await this.audit.appendIn(client, by, 'document.described', `document:${id}`, { version, changed });
      return { id, version, came: 'described' };
    }
    const version = (stored?.version ?? 0) + 1;
    const passages = cutPassages(content);
    await describeDocument(client, document, version);
    await addVersion(client, { ...document, version, sha256: hash, by }, passages);
    await this.audit.appendIn(client, by, 'document.imported', `document:${id}`, {
      version,
      sha256: hash.toString('hex'),
      passages: passages.length,
    });
    return { id, version, came: stored ? 'new_version' : 'added' };
  }
}

/** Documents in the order given, as many together as a transaction may write. */
async function* fewAtATime(
  documents: Iterable<GivenDocument> | AsyncIterable<GivenDocument>,
): AsyncGenerator<GivenDocument[]> {
  let few: GivenDocument[] = [];
  let characters = 0;
  for await (const document of documents) {
    characters += document.content.length;
    if (few.length === MOST_DOCUMENTS || (few.length > 0 && characters > MOST_CHARACTERS)) {
      yield few;
      few = [];
      characters = document.content.length;
    }
    few.push(document);
  }
  if (few.length > 0) yield few;
}
