/** Pictures that the window draws by itself; none of them can carry a script. */
const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** Sounds that Chromium cannot play are offered for saving. */
const silent: ReadonlySet<string> = new Set(['audio/amr', 'audio/3gpp', 'audio/basic', 'audio/midi', 'audio/x-ms-wma']);

/** Tells how a medium is shown: in its place, or offered for saving. */
export function howToShow(contentType: string): 'image' | 'audio' | 'video' | 'save' {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (pictures.has(type)) return 'image';
  if (type.startsWith('audio/') && !silent.has(type)) return 'audio';
  return type === 'video/mp4' ? 'video' : 'save';
}
