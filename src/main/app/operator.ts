/** Who an operator is in the store, as long as a desk has one of them. */
export const OPERATOR = 'operator';
