/** A text prepared for WhatsApp, as the composer offers it. */
export interface Template {
  /** `HX…` */
  readonly sid: string;
  readonly name: string;
  readonly language: string;
  /** Its text, with `{{1}}` where a value goes. */
  readonly body: string;
  /** Name of each variable and a sample of its value. */
  readonly samples: Readonly<Record<string, string>>;
  readonly buttons: readonly string[];
  /** Whether WhatsApp has approved it, so that it may be sent outside of the window. */
  readonly approved: boolean;
  /** WhatsApp's own word for how it stands; null where it was never handed in. */
  readonly approval: string | null;
}

/** A template with the values for its variables. */
export interface FilledTemplate {
  readonly sid: string;
  readonly variables: Readonly<Record<string, string>>;
}

const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/** Gives the names of a template's variables, each once, as they come in its text; then those that stand elsewhere. */
export function variablesOf({ body, samples }: Pick<Template, 'body' | 'samples'>): readonly string[] {
  const inBody = Array.from(body.matchAll(PLACEHOLDER), ([, name = '']) => name);
  return [...new Set([...inBody, ...Object.keys(samples)])];
}

/** Gives the value of a variable, empty where it has none, whatever it is called: a template may name one `constructor`. */
export function valueOf(values: FilledTemplate['variables'], name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}

/** Gives the text as it arrives. A variable without a value stays visible. */
export function fillTemplate(body: string, variables: FilledTemplate['variables']): string {
  return body.replace(PLACEHOLDER, (whole, name: string) => {
    const value = valueOf(variables, name).trim();
    return value === '' ? whole : value;
  });
}

/**
 * Gives the values that need not be asked for: the customer's name, where a template greets with its first variable or
 * names one after it.
 */
export function obviousValues(
  template: Pick<Template, 'body' | 'samples'>,
  customerName: string,
): Record<string, string> {
  if (customerName === '') return {};
  const greeted = /^\W*\p{L}+(?:\s+\p{L}+)?[\s,]+\{\{\s*([^{}\s]+)\s*\}\}\s*[,!.:\n]/u.exec(template.body)?.[1];
  const named = variablesOf(template).filter((name) => /^(?:first|customer|contact)?[_-]?name$/i.test(name));
  return Object.fromEntries(
    [...(greeted === undefined ? [] : [greeted]), ...named].map((name) => [name, customerName]),
  );
}
