/**
 * Takes MongoDB Extended JSON (v2, canonical and relaxed, and what mongoexport writes) down to plain JSON: ids and
 * dates become texts, numbers become numbers. Anything else is given as it is.
 * Source: https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
 */
export function fromExtendedJson(value: unknown): unknown {
  if (Array.isArray(value)) return mapIfChanged(value, fromExtendedJson);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  const [key] = keys;
  if (keys.length === 1 && key?.startsWith('$')) {
    const plain = plainValue(key, (value as Record<string, unknown>)[key]);
    if (plain !== undefined) return plain;
  }
  let changed: Record<string, unknown> | null = null;
  for (const [name, before] of Object.entries(value)) {
    const after = fromExtendedJson(before);
    if (after === before) continue;
    changed ??= { ...(value as Record<string, unknown>) };
    Object.defineProperty(changed, name, { value: after, writable: true, enumerable: true, configurable: true });
  }
  return changed ?? value;
}

function plainValue(key: string, value: unknown): unknown {
  switch (key) {
    case '$oid':
    case '$symbol':
      return typeof value === 'string' ? value : undefined;
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
    case '$numberDecimal': {
      const number = Number(value);
      return Number.isFinite(number) ? number : undefined;
    }
    case '$date': {
      const time = fromExtendedJson(value);
      const date = typeof time === 'string' || typeof time === 'number' ? new Date(time) : null;
      return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
    }
    default:
      return undefined;
  }
}

function mapIfChanged(list: readonly unknown[], map: (item: unknown) => unknown): readonly unknown[] {
  const mapped = list.map(map);
  return mapped.some((item, at) => item !== list[at]) ? mapped : list;
}
