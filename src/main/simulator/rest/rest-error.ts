/** A request that Twilio refuses: HTTP status, Twilio's number and its sentence. */
export class RestRefusal extends Error {
  override readonly name = 'RestRefusal';
  constructor(
    readonly code: number,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }

  /** Body of the answer: https://www.twilio.com/docs/usage/twilios-response */
  get body() {
    const more_info = `https://www.twilio.com/docs/errors/${this.code}`;
    return { code: this.code, message: this.message, more_info, status: this.status };
  }
}

/** What Twilio says when there is no such resource. */
export function notFound(path: string): RestRefusal {
  return new RestRefusal(20404, `The requested resource ${path} was not found`, 404);
}
