import { addParameter } from './query-parameter.ts';

/**
 * What opens the overlay on a page: the parameter `ringlet=debug`, with the token behind a dot where the page is not
 * on this machine.
 */
const PARAMETER = /(\?)ringlet=debug[^&#]*&|[?&]ringlet=debug[^&#]*/;

/** The page's address with the parameter in it; one that stood there before is replaced. */
export function addDebugParameter(address: string, token: string): string {
  return addParameter(removeDebugParameter(address), `ringlet=debug.${token}`);
}

/** The parameter as it stands in a query, or undefined. */
export function findDebugParameter(search: string): string | undefined {
  return PARAMETER.exec(search)?.[0];
}

/** The token in what `findDebugParameter` found, empty where there is none. */
export function tokenOf(parameter: string): string {
  return /debug\.([\w.-]+)/.exec(parameter)?.[1] ?? '';
}

/** The address as it was before, byte for byte. */
export function removeDebugParameter(address: string): string {
  return address.replace(PARAMETER, '$1');
}

/** The address with what shows unsaved looks on that page: a parameter that is handled as the one of the overlay. */
export function addPreviewParameter(address: string, token: string): string {
  return addParameter(removeDebugParameter(address), `ringlet=debug_preview.${token}`);
}

/** The token of a preview link in a query, empty where there is none. */
export function previewTokenOf(search: string): string {
  return /[?&]ringlet=debug_preview\.([\w.-]+)/.exec(search)?.[1] ?? '';
}
