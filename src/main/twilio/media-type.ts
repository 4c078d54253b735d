import { fileTypeFromFile } from 'file-type/node';

export interface MediaType {
  readonly contentType: string;
  /** Ending of the file, without a dot; `bin` for everything that is only ever saved. */
  readonly extension: string;
}

/** What a file is called, by what it really is. Whatever is not here is a file to save, of no type in particular. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/x-wav': 'wav',
  'audio/webm': 'weba',
  'audio/amr': 'amr',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/3gpp': '3gp',
  'video/quicktime': 'mov',
  'text/vcard': 'vcf',
  'text/calendar': 'ics',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
};

/** Texts have no marks to be told by, so these, being harmless, are taken at their word. */
const texts: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/csv': 'csv',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/calendar': 'ics',
};

const UNKNOWN: MediaType = { contentType: 'application/octet-stream', extension: 'bin' };

/**
 * Tells what a downloaded file is by its content. What its sender declared counts only for plain texts, which nothing
 * can be told by.
 */
export async function mediaTypeOf(file: string, declared: string): Promise<MediaType> {
  const found = plainType((await fileTypeFromFile(file))?.mime);
  if (found === '') {
    const said = plainType(declared);
    const extension = Object.hasOwn(texts, said) ? texts[said] : undefined;
    return extension === undefined ? UNKNOWN : { contentType: said, extension };
  }
  const extension = Object.hasOwn(endings, found) ? endings[found] : undefined;
  return { contentType: found, extension: extension ?? UNKNOWN.extension };
}

/** The type without its parameters, in small letters. */
function plainType(type: string | undefined): string {
  return (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
