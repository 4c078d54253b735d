/**
 * What our pages may do, as a Content-Security-Policy: nothing but their own scripts, styles, pictures and the media of
 * messages. Styles may stand inline, since the component library sets them so; scripts may not.
 */
export const pagePolicy = join({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: switchboard-media:",
  'media-src': 'switchboard-media:',
  'font-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
});

/**
 * The same for pages from the development server at `origin`, which reloads them by inline scripts and a web socket.
 *
 * @param origin such as `http://localhost:5173`
 */
export function developmentPolicy(origin: string): string {
  return join({
    'default-src': "'none'",
    'script-src': `${origin} 'unsafe-inline'`,
    'style-src': `${origin} 'unsafe-inline'`,
    'img-src': `${origin} data: switchboard-media:`,
    'media-src': 'switchboard-media:',
    'font-src': origin,
    'connect-src': `${origin} ${origin.replace(/^http/, 'ws')}`,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
}

function join(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
