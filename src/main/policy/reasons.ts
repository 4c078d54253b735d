/** Why a person is called, where other parts must know it again. */

/** The AI only drafts there. */
export const DRAFT_REASON = 'The AI wrote a draft for you to check.';
/** The text of the AI was to be an answer, and is a draft. */
export const SWITCHED_REASON = 'The AI was switched while it was writing.';
export const CLOSED_REASON = 'The session was closed before the AI could answer.';
export const ENDED_REASON = 'The session had ended before the AI’s answer could be sent.';
export const SHADOW_REASON = 'Shadow mode: the AI has only noted what it would have done.';

/** All reasons that call a person for a draft. */
export const draftReasons: readonly string[] = [DRAFT_REASON, SWITCHED_REASON, CLOSED_REASON, ENDED_REASON];
