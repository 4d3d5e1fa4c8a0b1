import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { hostAndPort } from '../../rulebook/rules/host-and-port.js';
import { ChannelsService } from '../channels.service.js';
import { NotificationStore } from '../persistence/notification.store.js';
import type { Format, NotifiedEvent } from '../rules/message.js';
import { ChangeChannel, ChannelItem, CreateChannel, CreatedChannel, TestDelivery } from './channels.dto.js';

@ApiTags('notifications')
@Controller('v1/notification-channels')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly store: NotificationStore,
  ) {}

  @Get()
  @People('admin', 'auditor')
  @ApiPage(ChannelItem, { sorts: ['name'] })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<ChannelItem>> {
    const query = readPageQuery(request, { filters: [], sorts: ['name'], keys: { name: ['text'] } });
    const rows = await this.store.channels(query.limit + 1, query.after?.[0] ?? '');
    return toPage(
      rows,
      query,
      (row) => [row.name],
      ({ url, last, ...row }) => ({
        ...row,
        host: hostAndPort(new URL(url)),
        last: last && { ...last, at: new Date(last.at) },
      }),
    );
  }

  /** Adds a channel. The secret that signs what is sent is shown this once. */
  @Post()
  @People('admin')
  @Refuses('channel_name_taken')
  @ApiBody({ type: CreateChannel })
  @ApiCreatedResponse({ type: CreatedChannel })
  create(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<CreatedChannel> {
    const { name, format, url, events } = validateBody(CreateChannel, body);
    return this.channels.create(by.id, { name, format: format as Format, url, events: events as NotifiedEvent[] });
  }

  /** Changes what it is told of, or switches it off and on. */
  @Patch(':id')
  @HttpCode(204)
  @People('admin')
  @ApiBody({ type: ChangeChannel })
  @ApiNoContentResponse()
  async change(@CurrentPerson() by: PersonPrincipal, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    const { events, active } = validateBody(ChangeChannel, body);
    await this.channels.change(by.id, idParam(id, 'channel'), {
      events: events as NotifiedEvent[] | undefined,
      active,
    });
  }

  /** Sends a test message now, and answers what the server said. */
  @Post(':id/test')
  @HttpCode(200)
  @People('admin')
  @ApiOkResponse({ type: TestDelivery })
  test(@Param('id') id: string): Promise<TestDelivery> {
    return this.channels.test(idParam(id, 'channel'));
  }
}
