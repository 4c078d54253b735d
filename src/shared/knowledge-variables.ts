import { cannedVariables } from './canned-variables';

/** Variables that the AI fills in where an entry's answer has them. Nobody is behind it whose name it could give. */
export const knowledgeVariables = cannedVariables.filter(({ variable }) => variable !== '{{operator}}');

const known: readonly string[] = knowledgeVariables.map(({ variable }) => variable);

/** Says which variables of an answer nobody could fill in, and which there are; null: none. */
export function unknownInAnswer(answer: string): string | null {
  const found = new Set(Array.from(answer.matchAll(/\{\{([^{}]*)\}\}/g), ([, name = '']) => `{{${name.trim()}}}`));
  const unknown = [...found].filter((variable) => !known.includes(variable));
  if (unknown.length === 0) return null;
  return `${unknown.join(', ')} cannot be filled in by the AI. There are ${known.join(' and ')}.`;
}
