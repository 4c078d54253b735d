/** How well an entry fits a question, from 0 to 1, from which on it came near: below, a word or two are the same. */
export const NEAR_MISS_FROM = 0.05;
