/** The part of Node's zlib that the edge uses; workerd has it, and its own types leave Node's modules out. */
declare module 'node:zlib' {
  export const constants: { readonly BROTLI_PARAM_QUALITY: number; readonly BROTLI_PARAM_SIZE_HINT: number };
  export function brotliCompressSync(
    data: Uint8Array,
    options: { params: Record<number, number> },
  ): Uint8Array<ArrayBuffer>;
  export function gzipSync(data: Uint8Array, options: { level: number }): Uint8Array<ArrayBuffer>;
}
