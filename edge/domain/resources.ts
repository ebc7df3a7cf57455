import { DELIVERY_RESOURCE } from './delivery-resource.ts';
import { RESOURCE_KINDS, type Resource, type ResourceKind } from './resource-model.ts';
import { ACCESS_RESOURCES } from './resources/access-resources.ts';
import { CRM_RESOURCES } from './resources/crm-resources.ts';
import { JOB_RESOURCE } from './resources/job-resource.ts';
import { MARKET_RESOURCES } from './resources/market-resources.ts';
import { PEOPLE_RESOURCES } from './resources/people-resources.ts';
import { PLACE_RESOURCES } from './resources/place-resources.ts';
import { PLAIN } from './resources/plain.ts';
import { PRIVACY_RESOURCES } from './resources/privacy-resources.ts';
import { RECORD_RESOURCES } from './resources/record-resources.ts';
import { STYLE_RESOURCES } from './resources/style-resources.ts';
import { WEBHOOK_RESOURCE } from './resources/webhook-resource.ts';
import { WIDGET_RESOURCES } from './resources/widget-resources.ts';

/**
 * Every resource of the admin API, declared once: the Account's checks and lists, the HTTP routes, the OpenAPI
 * document and the tests that run over all routes follow from this table.
 */
export const RESOURCES: Readonly<Record<ResourceKind, Resource>> = {
  ...PLACE_RESOURCES,
  ...WIDGET_RESOURCES,
  ...RECORD_RESOURCES,
  ...STYLE_RESOURCES,
  deliveries: { ...PLAIN, ...DELIVERY_RESOURCE },
  ...ACCESS_RESOURCES,
  webhooks: { ...PLAIN, ...WEBHOOK_RESOURCE },
  ...PEOPLE_RESOURCES,
  ...MARKET_RESOURCES,
  jobs: JOB_RESOURCE,
  ...PRIVACY_RESOURCES,
  ...CRM_RESOURCES,
};

/** The resource of that name, or null; names of a request are never looked up by themselves. */
export function findResource(name: string): Resource | null {
  return RESOURCE_KINDS.some((kind) => kind === name) ? RESOURCES[name as ResourceKind] : null;
}

/** `debug-link` → `debugLink`. */
export function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `campaign` → `Campaign`. */
export function titleOf(resource: Resource): string {
  return resource.singular.charAt(0).toUpperCase() + resource.singular.slice(1);
}
