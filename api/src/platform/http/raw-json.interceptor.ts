import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { stringifyWithRaw } from '../json/raw-json.js';

/** Writes objects as JSON text with `RawJson` spliced in. Texts and empty answers pass as they are. */
export const spliceRawJson: NestInterceptor = {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((answer: unknown) => {
        if (typeof answer !== 'object' || answer === null) return answer;
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        if (!reply.getHeader('content-type')) void reply.header('content-type', 'application/json; charset=utf-8');
        return stringifyWithRaw(answer);
      }),
    );
  },
};
