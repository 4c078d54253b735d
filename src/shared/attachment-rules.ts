import type { CommunicationType } from './domain';
import { MAX_FILES } from './message-limit';

/** What the rules need to know of a file. A link's size is only known to whoever serves it. */
export interface CheckedFile {
  readonly name: string;
  readonly contentType: string;
  /** Null where it is not known. */
  readonly bytes: number | null;
}

/** Where files are to go. */
export interface Carrier {
  readonly type: CommunicationType;
  /** Whether the sender can carry files at all; true where nobody knows. */
  readonly canFiles: boolean;
  /** How people call the sender. */
  readonly sender: string;
}

const KB = 1000;
const MB = 1000 * KB;

/**
 * Pictures that Twilio makes fit for a phone; every other type goes as it is and is limited by the carriers.
 * Source: https://www.twilio.com/docs/messaging/guides/accepted-mime-types
 */
const mmsPictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif']);
const MMS_TOTAL = 5 * MB;
const MMS_OTHER = 500 * KB;
const mmsOthers: ReadonlySet<string> = new Set([
  ...['image/webp', 'image/bmp', 'image/tiff', 'image/heic'],
  ...[
    'audio/mpeg',
    'audio/mp4',
    'audio/x-m4a',
    'audio/ogg',
    'audio/opus',
    'audio/wav',
    'audio/vnd.wave',
    'audio/x-wav',
  ],
  ...['audio/webm', 'audio/amr', 'audio/aac', 'audio/3gpp'],
  ...['video/mp4', 'video/mpeg', 'video/quicktime', 'video/webm', 'video/3gpp'],
  ...['text/vcard', 'text/x-vcard', 'text/csv', 'text/calendar', 'text/plain', 'application/pdf'],
]);

/**
 * WhatsApp carries one file in a message, and its own types only.
 * Source: https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
 */
const whatsAppPictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);
const WHATSAPP_PICTURE = 5 * MB;
const WHATSAPP_TOTAL = 16 * MB;
const whatsAppOthers: ReadonlySet<string> = new Set([
  ...['audio/ogg', 'audio/opus', 'audio/amr', 'audio/3gpp', 'audio/aac', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a'],
  ...['video/mp4', 'video/3gpp', 'text/vcard', 'text/x-vcard', 'application/pdf', 'application/msword'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]);
/** What WhatsApp shows with words under it; with everything else the words are lost. */
const captioned = /^(image|video)\//;

/**
 * Says why files cannot go the way they are meant to, one sentence for each reason; nothing when they can.
 *
 * @param hasText whether words go with them
 */
export function checkFiles(files: readonly CheckedFile[], to: Carrier, hasText: boolean): string[] {
  if (files.length === 0) return [];
  if (to.type === 'voice') return ['A phone call cannot carry files.'];
  if (!to.canFiles) return [`${to.sender} cannot send files: Twilio lists it without MMS.`];
  return to.type === 'whatsapp' ? checkWhatsApp(files, hasText) : checkMms(files);
}

function checkMms(files: readonly CheckedFile[]): string[] {
  const pictures = files.filter(({ contentType }) => mmsPictures.has(contentType));
  const others = files.filter(({ contentType }) => !mmsPictures.has(contentType));
  return [
    ...(files.length > MAX_FILES ? [`One message carries at most ${MAX_FILES} files, these are ${files.length}.`] : []),
    ...others
      .filter(({ contentType }) => isKnown(contentType) && !mmsOthers.has(contentType))
      .map(({ name, contentType }) => `${quoted(name)} cannot go as MMS: ${kindOf(contentType)} is not carried.`),
    ...others
      .filter(({ bytes }) => (bytes ?? 0) > MMS_OTHER)
      .map((file) => tooLarge(file, 'MMS carries at most 500 kB of anything but JPEG, PNG and GIF pictures')),
    ...pictures
      .filter(({ bytes }) => (bytes ?? 0) > MMS_TOTAL)
      .map((file) => tooLarge(file, 'MMS carries pictures up to 5 MB')),
    ...(files.every(({ bytes }) => (bytes ?? 0) <= MMS_TOTAL) && total(files) > MMS_TOTAL
      ? [`These files have ${sizeWords(total(files))} together; one MMS carries at most 5 MB.`]
      : []),
  ];
}

function checkWhatsApp(files: readonly CheckedFile[], hasText: boolean): string[] {
  return [
    ...(files.length > 1 ? [`WhatsApp carries one file in a message, these are ${files.length}.`] : []),
    ...files
      .filter(({ contentType }) => isKnown(contentType) && !whatsAppPictures.has(contentType))
      .filter(({ contentType }) => !whatsAppOthers.has(contentType))
      .map(({ name, contentType }) => `${quoted(name)} cannot go by WhatsApp: ${kindOf(contentType)} is not carried.`),
    ...files.flatMap((file) => {
      const isPicture = whatsAppPictures.has(file.contentType);
      if ((file.bytes ?? 0) <= (isPicture ? WHATSAPP_PICTURE : WHATSAPP_TOTAL)) return [];
      return [
        tooLarge(file, isPicture ? 'WhatsApp carries pictures up to 5 MB' : 'WhatsApp carries files up to 16 MB'),
      ];
    }),
    ...(hasText && files.some(({ contentType }) => isKnown(contentType) && !captioned.test(contentType))
      ? ['WhatsApp shows no words with this kind of file: send the words in a message of their own.']
      : []),
  ];
}

/** Types that say nothing: whoever takes the file must judge by itself. */
function isKnown(contentType: string): boolean {
  return contentType !== '';
}

function total(files: readonly CheckedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

function tooLarge({ name, bytes }: CheckedFile, limit: string): string {
  return `${quoted(name)} has ${sizeWords(bytes ?? 0)}. ${limit}.`;
}

function quoted(name: string): string {
  return `“${name}”`;
}

function kindOf(contentType: string): string {
  return contentType === 'application/octet-stream' ? 'a file of unknown kind' : contentType;
}

/** A size for people, in the units in which limits are given. */
export function sizeWords(bytes: number): string {
  if (bytes < MB - KB / 2) return `${Math.max(1, Math.round(bytes / KB))} kB`;
  return `${(Math.round((bytes / MB) * 10) / 10).toString()} MB`;
}

/** What the endings of links usually stand for; an empty text where nobody can tell. */
export function typeOfLink(url: string): string {
  const ending = /\.([a-z0-9]{2,4})$/i.exec(url.split(/[?#]/)[0] ?? '')?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(linkTypes, ending) ? (linkTypes[ending] ?? '') : '';
}

const linkTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  amr: 'audio/amr',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  vcf: 'text/vcard',
};
