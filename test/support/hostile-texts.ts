/** Name of the function in the page that every attack calls; it is there only if one of them has run. */
export const SENTINEL = 'strangerRan';

const run = `window.${SENTINEL}=1`;

/** Texts that try to become a part of the page. What one of them would add is marked with `data-evil`. */
export const attacks: readonly string[] = [
  `<script data-evil>${run}</script>`,
  `</script><script data-evil>${run}</script>`,
  `<img data-evil src=x onerror="${run}">`,
  `<img data-evil src="https://evil.example/pixel.png">`,
  `"><svg data-evil onload=${run}>`,
  `<svg data-evil><animate onbegin=${run} attributeName=x dur=1s>`,
  `<iframe data-evil srcdoc="<script>parent.${SENTINEL}=1</script>"></iframe>`,
  `<iframe data-evil src="javascript:parent.${SENTINEL}=1"></iframe>`,
  `<a data-evil href="javascript:${run}">Your parcel</a>`,
  `<details data-evil open ontoggle=${run}>`,
  `<input data-evil autofocus onfocus=${run}>`,
  `<body data-evil onload=${run}>`,
  `<video data-evil><source onerror=${run}></video>`,
  `<math data-evil><mi xlink:href="data:x,<script>${run}</script>">`,
  `<style data-evil>*{display:none!important}</style>`,
  `<meta data-evil http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<base data-evil href="https://evil.example/">`,
  `<form data-evil action="https://evil.example/"><button>Send</button></form>`,
  `<object data-evil data="data:text/html,<script>${run}</script>"></object>`,
  `javascript:${run}`,
  `data:text/html,<script>${run}</script>`,
  `https://good.example/"onmouseover="${run}`,
  `https://good.example/'><img data-evil src=x onerror=${run}>`,
  `{{constructor.constructor('${run}')()}}`,
  `\${${run}}`,
  `<%= ${run} %>`,
  `[link](javascript:${run})`,
  `![picture](x" onerror="${run})`,
  `__proto__`,
  `constructor`,
  `{"__proto__":{"${SENTINEL}":1}}`,
];

/** Texts that try to break the layout or to look like something else. */
export const oddities: Readonly<Record<string, string>> = {
  forced: '\u202Egnp.eciovni\u202C and \u202Dleft\u202C',
  unclosed: 'a\u202B\u202A\u2067\u2066\u2068b',
  rightToLeft: 'שלום 123 (ok) مرحبا',
  zeroWidth: 'z\u200be\u200cr\u200do\u2060w\ufeffidth',
  controls: 'bell\u0007 null\u0000 escape\u001b[31m delete\u007f c1\u0085',
  marks: `Z${'\u0300\u0301\u0302\u0303\u0304'.repeat(60)}algo`,
  emoji: '😀'.repeat(1600),
  families: '👩‍👩‍👧‍👦'.repeat(60),
  lone: 'half \ud83d of a sign',
  wide: '﷽'.repeat(40),
  lines: `${'\n'.repeat(60)}bottom`,
  tabs: `${'\t'.repeat(200)}edge`,
  word: 'w'.repeat(5_000),
};
