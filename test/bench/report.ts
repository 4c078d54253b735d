import { isMet, type Finding } from './measure';
import type { Spread } from './statistics';

/** Gives findings as a table for a terminal. */
export function formatTable(findings: readonly Finding[]): string {
  const head = ['what', 'against', 'ours', 'theirs', 'ratio (min–max)', 'goal', ''];
  const rows = findings.map((finding) => [
    finding.what,
    finding.against,
    amount(finding.ours.median, finding.unit),
    amount(finding.theirs.median, finding.unit),
    ratio(finding.ratio),
    goal(finding),
    verdict(finding),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

function amount(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return `${value.toFixed(digits)} ${unit}`;
}

function ratio({ median, min, max }: Spread): string {
  return `${number(median)} (${number(min)}–${number(max)})`;
}

function number(value: number): string {
  return value < 0.1 ? String(Number(value.toPrecision(2))) : value.toFixed(2);
}

function goal({ goal: wanted }: Finding): string {
  if (!wanted) return '';
  return `${wanted.kind === 'at-most' ? '≤' : '≥'} ${wanted.ratio.toFixed(2)}`;
}

function verdict(finding: Finding): string {
  const met = isMet(finding);
  return met === null ? '' : met ? 'met' : 'MISSED';
}
