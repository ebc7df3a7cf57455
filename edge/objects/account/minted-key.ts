/** @throws Error if the object forgot to mint the key before the request was handled */
export function mintedKey(key: string | null): string {
  if (key === null) throw new Error('a routing key is needed and none was minted');
  return key;
}
