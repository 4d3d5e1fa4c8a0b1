import { styled } from '@mui/material/styles';
import { conditionWords } from '../tickets/review/condition-words';
import { words } from './words';

const List = styled('dl')`
  display: grid; gap: 2px; & dt { font-weight: 560; color: var(--text-2); margin-top: 4px; } & dd { padding-left: 14px; overflow-wrap: anywhere; }
`;

const order = ['hard_block_if', 'review_required_if', 'auto_allow_if'] as const;

/** A routing policy read out in the order in which it is asked. */
export function RoutingInWords({ document }: { document: unknown }) {
  const sections = (document as { risk_routing_policy?: Record<string, Record<string, unknown>> } | null)
    ?.risk_routing_policy;
  if (!sections) return null;
  return (
    <>
      <List>
        {order.map((rule) => [
          <dt key={rule}>{words.sections[rule]}</dt>,
          ...Object.entries(sections[rule] ?? {}).map(([condition, expected]) => (
            <dd key={rule + condition}>{conditionWords({ rule, condition, expected, actual: null, held: false })}</dd>
          )),
        ])}
      </List>
      <p className="quiet" style={{ marginTop: 6 }}>
        {words.otherwise}
      </p>
    </>
  );
}
