/** What these packages bring no types for, as far as the pages use it. */
declare module 'react-dom/client' {
  import type { ReactElement } from 'react';
  export function hydrateRoot(
    container: Element,
    page: ReactElement,
  ): { render(page: ReactElement): void; unmount(): void };
}
declare module '@hotwired/turbo' {
  export const session: { drive: boolean };
  export function visit(address: string): void;
}
declare module 'jquery' {
  interface Selection {
    html(text: string): Selection;
    text(text: string): Selection;
    attr(name: string, value: string): Selection;
    appendTo(selector: string): Selection;
    remove(): Selection;
    empty(): Selection;
  }
  export default function $(selector: string): Selection;
}
