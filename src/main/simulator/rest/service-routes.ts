import { Router } from 'express';
import type { Service } from '../account-messaging';
import type { Parts } from '../parts';
import { notFound } from './rest-error';
import { metaPageOf } from './rest-page';
import { formOf, pathOf, type RestRequest } from './rest-request';

/** Messaging Services and who belongs to each: https://www.twilio.com/docs/messaging/api/service-resource */
export function serviceRoutes(parts: Parts): Router {
  const { account } = parts;
  const find = (request: RestRequest): Service => {
    const service = account.services.find(({ sid }) => sid === request.params.service);
    if (!service) throw notFound(request.path);
    return service;
  };
  const page = <T extends { readonly sid: string }>(
    request: RestRequest,
    key: string,
    entries: readonly T[],
    view: (entry: T) => unknown,
  ) => metaPageOf(entries, view, key, parts.baseUrl() + pathOf(request), formOf(request));
  const at = new Date(account.createdAt).toISOString();
  const dates = { account_sid: account.sid, date_created: at, date_updated: at };
  const viewService = (service: Service) => ({ ...viewOf(service, pathOfService(service)), ...dates });

  const router = Router();
  router.get('/v1/Services', (request, response) => {
    response.json(page(request, 'services', account.services, viewService));
  });
  router.get('/v1/Services/:service', (request, response) => {
    response.json(viewService(find(request)));
  });
  router.get('/v1/Services/:service/PhoneNumbers', (request, response) => {
    const service = find(request);
    const members = account.numbers.filter(({ phoneNumber }) => service.numbers.includes(phoneNumber));
    response.json(
      page(request, 'phone_numbers', members, ({ sid, phoneNumber, capabilities }) => ({
        ...{ sid, service_sid: service.sid, phone_number: phoneNumber, country_code: 'US', ...dates },
        capabilities: Object.entries({ SMS: capabilities.sms, MMS: capabilities.mms, Voice: capabilities.voice })
          .filter(([, can]) => can)
          .map(([name]) => name),
        url: `${pathOfService(service)}/PhoneNumbers/${sid}`,
      })),
    );
  });
  router.get('/v1/Services/:service/ChannelSenders', (request, response) => {
    const service = find(request);
    const members = account.senders.filter(({ address }) => account.serviceOf(address) === service);
    response.json(
      page(request, 'senders', members, ({ sid, address }) => ({
        ...{ sid, messaging_service_sid: service.sid, sender: address, sender_type: 'WhatsApp', ...dates },
        country_code: 'US',
        url: `${pathOfService(service)}/ChannelSenders/${sid}`,
      })),
    );
  });
  return router;
}

function pathOfService({ sid }: Service): string {
  return `https://messaging.twilio.com/v1/Services/${sid}`;
}

function viewOf(service: Service, url: string) {
  return {
    sid: service.sid,
    friendly_name: service.friendlyName,
    inbound_request_url: service.inboundRequestUrl || null,
    inbound_method: 'POST',
    fallback_url: null,
    fallback_method: 'POST',
    status_callback: service.statusCallback || null,
    sticky_sender: true,
    mms_converter: true,
    smart_encoding: true,
    scan_message_content: 'inherit',
    fallback_to_long_code: true,
    area_code_geomatch: true,
    synchronous_validation: false,
    validity_period: 36_000,
    usecase: 'undeclared',
    us_app_to_person_registered: false,
    use_inbound_webhook_on_number: service.useInboundWebhookOnNumber,
    url,
    links: { phone_numbers: `${url}/PhoneNumbers`, channel_senders: `${url}/ChannelSenders` },
  };
}
