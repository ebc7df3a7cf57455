import type { ComponentChildren } from 'preact';
import { CopyButton } from './copy-button.tsx';

/** Code to copy; `children` are more buttons. */
export function CodeBlock(props: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <figure class="code-block">
      <figcaption>
        <span class="code-title">{props.title}</span>
        {props.children}
        <CopyButton text={props.text} what={`the ${props.title.toLowerCase()}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} dir="ltr">
        {props.text}
      </pre>
    </figure>
  );
}
