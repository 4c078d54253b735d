/** Signs that force a direction of writing on all that follows; they only serve to make a text look like another. */
const OVERRIDES = /[\u202d\u202e]/gu;

/**
 * Makes control characters harmless and visible: each becomes the sign that Unicode has for it. Line breaks and tabs
 * stay, since they are part of a text; signs that force a direction of writing go.
 */
export function visibleControls(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(OVERRIDES, '')
    .replace(/\p{Cc}/gu, (control) => {
      if (control === '\n' || control === '\t') return control;
      const code = control.codePointAt(0) ?? 0;
      return code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
    });
}
