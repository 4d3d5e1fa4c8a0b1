import { PROBLEM_STATUS } from '../../../api/src/platform/http/problem-codes.js';
import { misfit, type Operation } from './operations.js';

export interface Answered {
  status: number;
  contentType: string;
  text: string;
}

/** What cannot be read is refused before it is known that there is nobody to read it. */
const WHERE_NOTHING_IS = [400, 404, 413, 414, 415];

/** Holds an answer against the document. @returns what is wrong with it; null when nothing is */
export function faultOf(operation: Operation | null, { status, contentType, text }: Answered): string | null {
  if (status >= 500 && operation?.responses.get(status) === undefined) return `HTTP ${status}`;
  if (operation === null)
    return WHERE_NOTHING_IS.includes(status)
      ? problemFault(status, contentType, text)
      : `HTTP ${status} where nothing is`;
  const declared = operation.responses.get(status);
  if (!declared) return `HTTP ${status} ${codeIn(text)} is not declared`;
  if (declared.content?.['application/problem+json']) {
    const fault = problemFault(status, contentType, text);
    if (fault) return fault;
    return declared.description.includes(`\`${codeIn(text)}\``) ? null : `${codeIn(text)} is not declared`;
  }
  const schema = declared.content?.['application/json']?.schema;
  if (!schema) return null;
  if (!contentType.startsWith('application/json')) return `${contentType} in place of JSON`;
  const fault = misfit(schema, JSON.parse(text));
  return fault && `the answer does not fit its schema: ${fault}`;
}

function problemFault(status: number, contentType: string, text: string): string | null {
  if (contentType !== 'application/problem+json; charset=utf-8') return `HTTP ${status} is ${contentType}`;
  const { code, detail, status: said } = JSON.parse(text);
  if (said !== status) return `HTTP ${status} says that it is ${said}`;
  if ((PROBLEM_STATUS as Record<string, number>)[code] !== status)
    return `${code} is no documented code of HTTP ${status}`;
  return typeof detail === 'string' && detail.length > 9 ? null : `${code} says nothing`;
}

function codeIn(text: string): string {
  try {
    return String(JSON.parse(text).code);
  } catch {
    return '';
  }
}
