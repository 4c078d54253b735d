import { Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { formatNumber } from '../../components/formats';
import type { Explanation } from '../../../shared/domain';
import { visibleControls } from '../../../shared/visible-controls';
import { questionWords, useSources } from './use-sources';
import classes from './ExplanationCard.module.css';

/** Why the AI wrote what it wrote. */
export function ExplanationCard({ explanation }: { readonly explanation: Explanation }) {
  const { provider, model, durationMs, rule, knowledge, tokens } = explanation;
  const { sources, load } = useSources(knowledge);
  const facts: readonly (readonly [string, string])[] = [
    ['Provider', provider],
    ...(model === null ? [] : [['Model', model] as const]),
    ['Took', durationText(durationMs)],
    ...(rule === null ? [] : [['Rule', rule] as const]),
    ...(knowledge.length === 0
      ? []
      : [['Knowledge', sources === null ? '…' : sources.map(questionWords).join('; ')] as const]),
    ...(tokens === null ? [] : [['Tokens', formatNumber(tokens)] as const]),
  ];
  return (
    <Popover width={280} position="bottom-end" withArrow shadow="md" trapFocus onOpen={load}>
      <Popover.Target>
        <button type="button" className={classes.why}>
          <IconInfoCircle size={13} stroke={1.75} aria-hidden />
          Why?
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Why the AI answered like this">
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="outside">{visibleControls(value)}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}

function durationText(ms: number): string {
  return ms < 1000
    ? `${formatNumber(Math.round(ms))} ms`
    : `${formatNumber(ms / 1000, { maximumFractionDigits: 1 })} s`;
}
