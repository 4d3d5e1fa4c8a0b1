import { readFileSync } from 'node:fs';
import { failLately } from '../../support/failing-domain.js';
import { type Answer, ok } from '../../support/installation-http.js';
import type { Walk } from './walk.js';

const LIST = '/v1/changes';

/** Changes: filed, decided on by whom they take, and overtaken. */
export async function changes(walk: Walk): Promise<void> {
  const as = (who: 'support_lead' | 'product' | 'security' | 'operator') => walk.installation.as(who);
  const filed = async (domain: string): Promise<Answer> => {
    const { inForce: basedOn } = await ok(as('product').get('/v1/insights/flags'));
    const document = { risk_routing_policy: { review_required_if: { domain } } };
    const change = { kind: 'routing_policy', basedOn, document, reason: 'A walk.' };
    return (await walk.met(`POST ${LIST} 201`, as('support_lead').post(LIST, change))).body;
  };
  const say = (who: 'product' | 'security' | 'operator', verdict: string, { id, contentHash }: Answer) =>
    as(who).post(`${LIST}/${id}/${verdict}`, { contentHash, ...(verdict === 'reject' ? { reason: 'No.' } : {}) });
  const withdraw = (who: 'support_lead' | 'product', { id }: Answer) => as(who).post(`${LIST}/${id}/withdraw`, {});

  await walk.met('GET /v1/insights/flags 200', as('product').get('/v1/insights/flags'));
  await answersASign(walk);
  const [live, stale] = [await filed('walked'), await filed('overtaken')];
  const { document } = live;
  const tried = '/v1/routing-policies/try';
  await walk.met(`POST ${tried} 200`, as('support_lead').post(tried, { document }));
  await walk.met(`GET ${LIST}/{id} 200`, as('operator').get(`${LIST}/${live.id}`));
  await walk.met(`GET ${LIST}/{id}/effect 200`, as('operator').get(`${LIST}/${live.id}/effect`));
  await walk.met(`POST ${LIST}/{id}/approve 403`, say('operator', 'approve', live));
  await walk.met(`POST ${LIST}/{id}/reject 403`, say('operator', 'reject', live));
  await walk.met(`POST ${LIST}/{id}/withdraw 403`, withdraw('product', live));
  await walk.met(`POST ${LIST}/{id}/approve 200`, say('product', 'approve', live));
  await walk.met(`POST ${LIST}/{id}/approve 200`, say('security', 'approve', live));
  await walk.met(`POST ${LIST}/{id}/approve 409`, say('security', 'approve', stale));
  const again = { kind: 'routing_policy', document, reason: 'A walk.' };
  await walk.met(`POST ${LIST} 409`, as('support_lead').post(LIST, { ...again, basedOn: live.basedOn }));
  await walk.met(`POST ${LIST} 422`, as('support_lead').post(LIST, { ...again, basedOn: live.basedOn + 1 }));
  const rejected = await filed('rejected');
  await walk.met(`POST ${LIST}/{id}/reject 200`, say('security', 'reject', rejected));
  await walk.met(`POST ${LIST}/{id}/reject 409`, say('security', 'reject', rejected));
  const withdrawn = await filed('withdrawn');
  await walk.met(`POST ${LIST}/{id}/withdraw 200`, withdraw('support_lead', withdrawn));
  await walk.met(`POST ${LIST}/{id}/withdraw 409`, withdraw('support_lead', withdrawn));
}

/** What a sign counts now takes answers that went wrong, under a policy that lets them out. */
async function answersASign(walk: Walk): Promise<void> {
  const { installation } = walk;
  const policy = readFileSync(new URL('../../../config/routing-policy.json', import.meta.url), 'utf8');
  await installation.addPolicy('routing_policy', JSON.parse(policy));
  await failLately(installation, 'guide');
  const { flags, inForce: basedOn } = await ok(installation.as('product').get('/v1/insights/flags'));
  const { measure, domain, mitigations } = flags.find((flag: Answer) => flag.domain === 'guide');
  const { mitigation, document } = mitigations[0];
  const flag = { measure, domain, mitigation };
  const change = { kind: 'routing_policy', basedOn, document, reason: 'A walk.', flag };
  const { id } = await ok(installation.as('support_lead').post(LIST, change));
  await walk.met(`GET ${LIST}/{id}/flag 200`, installation.as('legal').get(`${LIST}/${id}/flag`));
}
