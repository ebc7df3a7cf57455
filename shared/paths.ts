/**
 * Paths of the wire contract, so that both sides spell them once. Single constants and no table: the page carries
 * only those that it uses.
 */
export const SWAP_PATH = '/v1/swap';
export const CALLBACKS_PATH = '/v1/callbacks';
export const LEADS_PATH = '/v1/leads';
export const BEACONS_PATH = '/v1/beacons';
export const LINK_PATH = '/v1/link';
export const UPLOADS_PATH = '/u';
export const EXPLAIN_PATH = '/v1/explain';
export const PREVIEW_PATH = '/v1/preview';
export const CONFIRM_PATH = '/confirm';
export const SITES_PATH = '/v1/sites';
export const WIDGETS_PATH = '/v1/widgets';
export const ADMIN_PATH = '/admin/v1';
export const RELEASES_PATH = '/sdk/releases.json';
export const OPENAPI_PATH = '/admin/openapi.json';

export function loaderPath(siteKey: string): string {
  return `/r/${siteKey}.js`;
}

/** A file of a released version, which stays there for ever. */
export function releasePath(version: string, file: string): string {
  return `/v/${version}/${file}`;
}

export function siteSnapshotPath(siteKey: string): string {
  return `${SITES_PATH}/${siteKey}`;
}

/** `days` from today on, 1 to 31. */
export function slotsPath(hash: string, days: number): string {
  return `${WIDGETS_PATH}/${hash}/slots?days=${days}`;
}

export function callbackPath(id: string, token: string): string {
  return `${CALLBACKS_PATH}/${id}?token=${encodeURIComponent(token)}`;
}

export function callbackLivePath(id: string, token: string): string {
  return `${CALLBACKS_PATH}/${id}/live?token=${encodeURIComponent(token)}`;
}

/** `path` is below the account, for instance `campaigns/cmp_…/start`. */
export function adminPath(account: string, path: string): string {
  return `${ADMIN_PATH}/accounts/${account}/${path}`;
}
