import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ReceiptItem } from '../../audit-log/http/receipt.dto.js';
import { CurrentPerson, People } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { Text } from '../../platform/http/fields.js';
import { idParam } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { ErasureService } from '../erasure.service.js';

export class Erase {
  @Text({ min: 1, max: 1000, pattern: /\S/, patternSays: 'says why, in words', example: 'Asked for by the customer' })
  reason!: string;
}

export class ErasedItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: [true] }) erased!: true;
  @ApiProperty({ type: String, isArray: true, description: 'Salted digests of the texts that are gone' })
  digests!: string[];
  @ApiProperty({ type: ReceiptItem }) receipt!: ReceiptItem;
}

@ApiTags('tickets')
@Controller('v1/tickets')
export class ErasureController {
  constructor(private readonly erasures: ErasureService) {}

  /** Erases what a closed ticket holds of people: texts, arguments, notes, results. There is no way back. */
  @Post(':id/erase')
  @HttpCode(200)
  @People('admin')
  @Refuses('not_terminal', 'already_erased')
  @ApiBody({ type: Erase })
  @ApiOkResponse({ type: ErasedItem })
  async erase(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ErasedItem> {
    const ticketId = idParam(id, 'ticket');
    const { reason } = validateBody(Erase, body);
    return { id: ticketId, erased: true, ...(await this.erasures.erase(person, ticketId, reason)) };
  }
}
