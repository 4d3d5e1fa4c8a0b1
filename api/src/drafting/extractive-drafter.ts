import { Injectable } from '@nestjs/common';
import type { Asked, Drafted, Drafter } from './drafter.js';
import { extract } from './rules/extract.js';

/** Drafts without a model: quotes the passages that say most about the question, and calls no tool. */
@Injectable()
export class ExtractiveDrafter implements Drafter {
  async draft({ passages }: Asked): Promise<Drafted> {
    const { answer, citations, confidence } = extract(passages);
    return {
      by: 'extractive',
      answer,
      citations,
      confidence,
      model: 'extractive',
      promptVersion: null,
      estimates: passages.length > 0 ? { retrieval: passages.map(({ score, share }) => ({ score, share })) } : null,
      toolCall: null,
      failure: null,
      attempts: 0,
      citationsDropped: 0,
      tokens: null,
      costMicros: null,
    };
  }
}
