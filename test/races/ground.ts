import type { Installation } from '../support/installation.js';
import type { TestAgent } from '../support/installation-agent.js';
import { CAST, type Who } from '../support/installation-people.js';
import type { TestPerson } from '../support/installation-person.js';
import type { Policy } from './model.js';

const EITHER = ['operator', 'support_lead'];

const strict = (policy: { sign_off_policy: object }) => ({
  sign_off_policy: { ...policy.sign_off_policy, otherwise: { any_of: EITHER, count: 2 } },
});

/** Two processes of the product on one database, with everybody signed in at both. */
export class Ground {
  policy: Policy = 'default';

  private constructor(
    readonly installation: Installation,
    private readonly agents: readonly TestAgent[],
    private readonly people: readonly Record<string, TestPerson>[],
    private readonly policies: Record<Policy, object>,
    private readonly names: ReadonlyMap<string, Who>,
  ) {}

  static async over(installation: Installation): Promise<Ground> {
    const second = await installation.startSecondProcess();
    const everybody = Object.keys(CAST) as Who[];
    const at = (url: () => string) =>
      Object.fromEntries(everybody.map((who) => [who, installation.as(who).at(url)])) as Record<Who, TestPerson>;
    const people = [at(installation.baseUrl), at(second)];
    await Promise.all(people.flatMap((process) => Object.values(process).map((person) => person.headers())));
    const [{ document }] = await installation.sql('SELECT document FROM sign_off_policy ORDER BY version DESC LIMIT 1');
    const byDefault = JSON.parse(document);
    return new Ground(
      installation,
      [installation.agent, installation.agent.at(second)],
      people,
      { default: byDefault, strict: strict(byDefault) },
      new Map(everybody.map((who) => [installation.as(who).id, who])),
    );
  }

  person(who: Who, process: 0 | 1): TestPerson {
    return this.people[process]![who]!;
  }

  agent(process: 0 | 1): TestAgent {
    return this.agents[process]!;
  }

  nameOf(personId: string | null): Who | null {
    return personId === null ? null : (this.names.get(personId) ?? null);
  }

  async putInForce(policy: Policy): Promise<void> {
    await this.installation.addPolicy('sign_off_policy', this.policies[policy]);
    this.policy = policy;
  }
}
