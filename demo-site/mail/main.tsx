import { render } from 'preact';
import { TopBar } from '../top-bar.tsx';
import { Mailbox } from './mailbox.tsx';

const root = document.getElementById('app');
if (root) {
  render(
    <>
      <TopBar current="Mail" />
      <main id="main" class="page" tabIndex={-1}>
        <Mailbox />
      </main>
    </>,
    root,
  );
}
