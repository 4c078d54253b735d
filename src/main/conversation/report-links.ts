/** Where Twilio is to say what becomes of what we send; each undefined while it cannot reach us. */
export interface ReportLinks {
  /** For a message, by our own id of it. */
  message(id: string): string | undefined;
  /** For a call that we place to a customer's address. */
  call(address: string): string | undefined;
}

/** @param linkTo gives the public address of a path of ours; undefined while there is none */
export function createReportLinks(linkTo: (path: string) => string | undefined): ReportLinks {
  const link = (name: string, value: string) => linkTo(`/api/webhooks/status?${name}=${encodeURIComponent(value)}`);
  return { message: (id) => link('message', id), call: (address) => link('about', address) };
}
