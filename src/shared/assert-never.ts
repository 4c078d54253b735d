/**
 * Marks a branch that the type checker must prove unreachable.
 *
 * @throws Error when it is reached all the same (data from an older or newer version).
 */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
