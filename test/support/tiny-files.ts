/** The smallest files that are what they say they are. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
/** The head of a program for Windows. */
export const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
export const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
