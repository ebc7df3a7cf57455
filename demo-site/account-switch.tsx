import type { BrowserSession } from './browser-session.ts';

/** Takes whoever is signed in into another account that they may enter (S2-76). Nothing where there is only one. */
export function AccountSwitch(props: { session: BrowserSession; onSwitch(account: string): void }) {
  const accounts = props.session.who?.accounts ?? [];
  if (accounts.length < 2) return null;
  return (
    <select
      class="input account-switch"
      aria-label="Account"
      value={props.session.account}
      onChange={(event) => props.onSwitch(event.currentTarget.value)}
    >
      {accounts.map(({ account, name, isOwner }) => (
        <option key={account} value={account}>
          {isOwner ? `${name} (own)` : name}
        </option>
      ))}
    </select>
  );
}
