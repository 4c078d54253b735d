/** Steps that bring a state back as it was before an entry, to be called in reverse order. */
export type Undo = (() => void)[];
