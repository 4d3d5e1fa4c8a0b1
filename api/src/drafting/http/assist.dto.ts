import { ProposalRequest } from '../../intake/http/proposal.dto.js';
import { Part, Text } from '../../platform/http/fields.js';

export class NewQuestion {
  @Part(() => ProposalRequest)
  request!: ProposalRequest;

  @Text({
    min: 1,
    max: 200,
    optional: true,
    nullable: true,
    description: 'Left out, it is guessed by the words of the question; `unknown` when they say nothing',
    example: 'payment',
  })
  domain?: string | null;
}
