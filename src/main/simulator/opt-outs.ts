/** Who has told which of our numbers STOP. Twilio keeps such a list and shows it to nobody. */
export interface OptOuts {
  block(customer: string, ours: string): void;
  lift(customer: string, ours: string): void;
  isBlocked(customer: string, ours: string): boolean;
}

/** Makes an empty block list. */
export function createOptOuts(): OptOuts {
  const blocked = new Set<string>();
  const key = (customer: string, ours: string) => `${customer} ${ours}`;
  return {
    block: (customer, ours) => blocked.add(key(customer, ours)),
    lift: (customer, ours) => blocked.delete(key(customer, ours)),
    isBlocked: (customer, ours) => blocked.has(key(customer, ours)),
  };
}
