import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, toPage, yesOrNo } from '../../platform/http/paging.js';
import { notFound } from '../../platform/http/problem.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { hostAndPort } from '../../rulebook/rules/host-and-port.js';
import { ChannelsService } from '../channels.service.js';
import { NotificationStore } from '../persistence/notification.store.js';
import type { Kind } from '../rules/channel-faults.js';
import type { NotifiedEvent } from '../rules/message.js';
import {
  ChangeChannel,
  ChannelItem,
  ChannelKinds,
  CreateChannel,
  CreatedChannel,
  MessageItem,
  TestDelivery,
} from './channels.dto.js';

@ApiTags('notifications')
@Controller('v1/notification-channels')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly store: NotificationStore,
  ) {}

  /** The channels, by name. */
  @Get()
  @People('admin', 'auditor')
  @ApiPage(ChannelItem, { filters: ['ended'], sorts: ['name'] })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<ChannelItem>> {
    const query = readPageQuery(request, { filters: ['ended'], sorts: ['name'], keys: { name: ['text', 'id'] } });
    const ended = yesOrNo('ended', query.filters.ended);
    const rows = await this.store.channels(query.limit + 1, query.after, ended);
    return toPage(
      rows,
      query,
      (row) => [row.name, row.id],
      ({ url, last, ...row }) => ({
        ...row,
        host: url && hostAndPort(new URL(url)),
        last: last && { ...last, at: new Date(last.at) },
      }),
    );
  }

  /** What a channel was told and is yet to be told, newest first, for as long as messages are kept. */
  @Get(':id/messages')
  @People('admin', 'auditor')
  @ApiPage(MessageItem, { sorts: ['id'] })
  async messages(@Param('id') id: string, @Req() request: RequestWithPrincipal): Promise<Page<MessageItem>> {
    const query = readPageQuery(request, { filters: [], sorts: ['id'], keys: { id: ['int64'] } });
    const channelId = idParam(id, 'channel');
    if (!(await this.store.channel(channelId))) throw notFound('channel');
    const rows = await this.store.messages(channelId, query.limit + 1, query.after?.[0] ?? null);
    return toPage(
      rows,
      query,
      (row) => [row.id],
      (row) => row,
    );
  }

  /** Adds a channel. The secret that signs what is sent is shown this once. */
  @Post()
  @People('admin')
  @Refuses('channel_name_taken', 'mail_not_configured')
  @ApiBody({ type: CreateChannel })
  @ApiCreatedResponse({ type: CreatedChannel })
  create(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<CreatedChannel> {
    const { kind = 'webhook', events, ...rest } = validateBody(CreateChannel, body);
    return this.channels.create(by.id, { ...rest, kind: kind as Kind, events: events as NotifiedEvent[] });
  }

  /** Changes name, URL or what it is told of, or switches it off and on. */
  @Patch(':id')
  @HttpCode(204)
  @People('admin')
  @Refuses('channel_name_taken', 'channel_ended')
  @ApiBody({ type: ChangeChannel })
  @ApiNoContentResponse()
  async change(@CurrentPerson() by: PersonPrincipal, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    const { events, ...rest } = validateBody(ChangeChannel, body);
    const change = { ...rest, events: events as NotifiedEvent[] | undefined };
    await this.channels.change(by.id, idParam(id, 'channel'), change);
  }

  /** Another secret in place of the one there is, which signs nothing any more. It is shown this once. */
  @Post(':id/rotate-secret')
  @People('admin')
  @Refuses('channel_ended', 'channel_unsigned')
  @ApiCreatedResponse({ type: CreatedChannel })
  rotateSecret(@CurrentPerson() by: PersonPrincipal, @Param('id') id: string): Promise<CreatedChannel> {
    return this.channels.rotateSecret(by.id, idParam(id, 'channel'));
  }

  /** Ends a channel for ever. What it was told stays readable. */
  @Post(':id/end')
  @HttpCode(204)
  @People('admin')
  @ApiNoContentResponse()
  async end(@CurrentPerson() by: PersonPrincipal, @Param('id') id: string): Promise<void> {
    await this.channels.end(by.id, idParam(id, 'channel'));
  }

  /** Sends a test message now, and answers what the server said. */
  @Post(':id/test')
  @HttpCode(200)
  @People('admin')
  @Refuses('channel_ended')
  @ApiOkResponse({ type: TestDelivery })
  test(@Param('id') id: string): Promise<TestDelivery> {
    return this.channels.test(idParam(id, 'channel'));
  }
}

/** Apart from the channels, so that no kind is taken for the id of one. */
@ApiTags('notifications')
@Controller('v1/notification-channel-kinds')
export class ChannelKindsController {
  constructor(private readonly channels: ChannelsService) {}

  /** What channels there can be, and which settings are missing for each. */
  @Get()
  @People('admin', 'auditor')
  @ApiOkResponse({ type: ChannelKinds })
  kinds(): ChannelKinds {
    return { data: this.channels.kinds() };
  }
}
