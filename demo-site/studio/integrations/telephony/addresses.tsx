import { CopyButton } from '../../../copy-button.tsx';

/** Addresses that are to be entered elsewhere. */
export function Addresses({ addresses }: { addresses: Readonly<Record<string, string>> }) {
  return (
    <dl class="addresses">
      {Object.entries(addresses).map(([name, address]) => (
        <div key={name}>
          <dt class="small">{name}</dt>
          <dd>
            <code dir="ltr">{address}</code>
            <CopyButton text={address} what={name.toLowerCase()} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Where a provider calls us. */
export function hookAddress(provider: string, key: string, hook: 'events' | 'answer'): string {
  return `${location.origin}/v1/telephony/${provider}/${key}/${hook}`;
}
