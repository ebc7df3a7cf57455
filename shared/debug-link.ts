/**
 * What opens the overlay on a page: the parameter `ringlet=debug`, with the token behind a dot where the page is not
 * on this machine.
 */
const PARAMETER = /([?&])ringlet=debug(?:\.([\w.-]+))?(?:&|(?=#|$))/;

/** The page's address with the parameter in it; one that stood there before is replaced. */
export function addDebugParameter(address: string, token: string): string {
  const [, page = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(removeDebugParameter(address)) ?? [];
  return `${page}${page.includes('?') ? '&' : '?'}ringlet=debug.${token}${fragment}`;
}

/** The token of an address, `''` where the parameter stands alone; null without the parameter. */
export function readDebugToken(address: string): string | null {
  const match = PARAMETER.exec(address);
  return match && (match[2] ?? '');
}

/** The address as it was before, byte for byte. */
export function removeDebugParameter(address: string): string {
  return address.replace(PARAMETER, '$1').replace(/[?&](?=#|$)/, '');
}
