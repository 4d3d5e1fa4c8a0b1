import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { acceptedLanguage, languageOf } from '../rules/language.js';
import { LANGUAGES, type Language } from '../rules/sentences.js';

/** The language that the user's sentence is asked for in: `?language=`, else `Accept-Language`, else English. */
export const InLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const asked = (request.query as Record<string, unknown>).language;
  if (asked === undefined || asked === '') return acceptedLanguage(request.headers['accept-language']);
  const language = typeof asked === 'string' ? languageOf(asked) : null;
  if (language === null) throw refuse('language', `is one of ${LANGUAGES.join(', ')}`);
  return language;
});

/** A route whose answer has a sentence for the user. */
export const SaysToUsers = (): MethodDecorator =>
  applyDecorators(
    Refuses('validation_failed'),
    ApiQuery({ name: 'language', required: false, enum: LANGUAGES, description: 'Of `message`' }),
    ApiHeader({ name: 'Accept-Language', required: false, description: 'Of `message`, where `language` is left out' }),
  );
