import { Router } from 'express';
import type { Parts } from '../parts';
import { hex } from '../sids';
import { notFound, RestRefusal } from './rest-error';

/** Where the bytes are kept: addresses that nobody can guess, good without credentials. */
export interface MediaStore {
  /** Answers the links that messages carry, with a redirect to where the bytes are: another host. */
  readonly links: Router;
  /** Gives the bytes themselves. Like the storage that Twilio uses, it refuses requests with credentials. */
  readonly bytes: Router;
}

/**
 * The bytes of pictures and files, in two steps as at Twilio with HTTP authentication for media switched on: the link
 * needs credentials and leads elsewhere, where credentials must not be sent.
 * Source: https://www.twilio.com/docs/messaging/api/media-resource
 */
export function createMediaStore({ messages, random, mediaUrl }: Parts): MediaStore {
  const key = hex(random(16));
  const find = (messageSid: string, mediaSid: string) =>
    messages.get(messageSid)?.media.find(({ sid }) => sid === mediaSid);
  const links = Router();
  links.get('/Messages/:message/Media/:media', (request, response) => {
    const { message, media } = request.params;
    if (!find(message, media)?.bytes) throw notFound(request.originalUrl);
    response.redirect(307, `${mediaUrl()}/${key}/${message}/${media}`);
  });
  const bytes = Router();
  bytes.get('/:key/:message/:media', (request, response) => {
    const { message, media } = request.params;
    if (request.get('authorization')) throw new RestRefusal(20001, 'Only one authentication mechanism is allowed');
    const found = request.params.key === key ? find(message, media) : undefined;
    if (!found?.bytes) throw notFound(request.path);
    response.set('Content-Type', found.contentType).send(found.bytes);
  });
  return { links, bytes };
}
