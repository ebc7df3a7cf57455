/** Paths of the wire contract, so that both sides spell them once. */
export const PATHS = {
  swap: '/v1/swap',
  callbacks: '/v1/callbacks',
  beacons: '/v1/beacons',
  sites: '/v1/sites',
  admin: '/admin/v1',
  openapi: '/admin/openapi.json',
} as const;

export function loaderPath(siteKey: string): string {
  return `/r/${siteKey}.js`;
}

export function siteSnapshotPath(siteKey: string): string {
  return `${PATHS.sites}/${siteKey}`;
}

export function callbackPath(id: string, token: string): string {
  return `${PATHS.callbacks}/${id}?token=${encodeURIComponent(token)}`;
}

export function callbackLivePath(id: string, token: string): string {
  return `${PATHS.callbacks}/${id}/live?token=${encodeURIComponent(token)}`;
}

/** `path` is below the account, for instance `campaigns/cmp_…/start`. */
export function adminPath(account: string, path: string): string {
  return `${PATHS.admin}/accounts/${account}/${path}`;
}
