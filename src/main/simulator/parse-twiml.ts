import { XMLParser } from 'fast-xml-parser';

/** One element of a TwiML document. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text directly inside, untrimmed. */
  readonly text: string;
  readonly children: readonly Verb[];
}

export type TwimlProblem = { readonly code: number; readonly message: string };
export type TwimlDocument =
  { readonly ok: true; readonly verbs: readonly Verb[] } | { readonly ok: false; readonly problem: TwimlProblem };

type Node = Readonly<Record<string, readonly Node[] | string | Readonly<Record<string, string>>>>;
const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';
const COMMENT = '#comment';
const notVerbs = new Set([ATTRIBUTES, TEXT, CDATA, COMMENT]);

/**
 * Reads a document as Twilio does: it must be well-formed XML with the one root `<Response>` (error 12100). What the
 * verbs mean is not looked at.
 */
export function parseTwiml(xml: string): TwimlDocument {
  const text = xml.replace(/^\uFEFF/, '').trim();
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return malformed('A document type is not allowed.');
  // The parser drops what stands behind the last element.
  if (!text.endsWith('>')) return malformed('There is text after the root element.');
  try {
    return fromRoots(readNodes(text));
  } catch (error) {
    return malformed(error instanceof Error ? error.message : String(error));
  }
}

/** All text of an element and what is in it, as it would be read out or shown. */
export function allText(verb: Verb): string {
  return verb.text + verb.children.map(allText).join('');
}

function readNodes(text: string): Node[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    cdataPropName: CDATA,
    commentPropName: COMMENT,
  });
  // The second argument asks for strictness: the parser alone would make do with what it is given.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- one library less than with the validator that replaces it
  return parser.parse(text, true) as Node[];
}

function fromRoots(nodes: readonly Node[]): TwimlDocument {
  if (nodes.map(readText).join('').trim() !== '') return malformed('There is text around the root element.');
  const roots = readVerbs(nodes);
  const [root] = roots;
  if (!root || roots.length > 1) return malformed('There must be exactly one root element.');
  if (root.name !== 'Response') return malformed(`The root element is <${root.name}>, not <Response>.`);
  return { ok: true, verbs: root.children };
}

function readVerbs(nodes: readonly Node[]): Verb[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => !notVerbs.has(key));
    if (name === undefined) return [];
    const inside = node[name] as readonly Node[];
    const attributes = (node[ATTRIBUTES] ?? {}) as Readonly<Record<string, string>>;
    return [
      {
        name,
        attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, decode(value)])),
        text: inside.map(readText).join(''),
        children: readVerbs(inside),
      },
    ];
  });
}

function readText(node: Node): string {
  if (TEXT in node) return decode(node[TEXT] as string);
  const cdata = node[CDATA] as readonly Node[] | undefined;
  return (cdata ?? []).map((part) => part[TEXT] as string).join('');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML knows five named entities; any other makes a document malformed. */
function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#[0-9]+|[^;&\s]*);?/gi, (whole, entity: string) => {
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
    const value = entity.startsWith('#') ? String.fromCodePoint(code) : named[entity];
    if (value === undefined || !whole.endsWith(';')) throw new Error(`Unknown entity ${whole}`);
    return value;
  });
}

function malformed(message: string): TwimlDocument {
  return { ok: false, problem: { code: 12100, message: `Document parse failure: ${message}` } };
}
