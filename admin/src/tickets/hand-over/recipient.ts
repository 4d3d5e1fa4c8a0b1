import type { HandOver, Person, Role } from '../../api-types';

/** Chosen as one text: `queue:leads`, `person:<id>`. */
export const recipientOf = (choice: string): Pick<HandOver, 'queue' | 'personId'> => {
  const [kind, value = ''] = choice.split(':');
  return kind === 'person' ? { personId: value } : { queue: value as HandOver['queue'] };
};

const never: Role[] = ['admin', 'auditor'];

/** Who may be given a ticket at all; whether this one is decided by the server, which knows whom it asks for. */
export const receivers = (people: Person[]) =>
  people.filter(({ active, roles }) => active && roles.length > 0 && !roles.some((role) => never.includes(role)));
