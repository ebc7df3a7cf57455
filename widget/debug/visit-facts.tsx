import type { ComponentChildren, JSX } from 'preact';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import { UTM_TAGS } from '../../shared/touch.ts';
import type { DebugPage } from './host.ts';
import type { View } from './look.ts';
import type { Words } from './texts-en.ts';

/** Who the visitor is to Ringlet and how the session began. */
export function VisitFacts({ words, view }: { words: Words; view: View }): JSX.Element {
  const { touch, page } = view.context;
  const { edge, consent, session } = view;
  return (
    <section>
      <h3>{words.visit}</h3>
      <dl class="facts">
        <Fact name={words.consent}>
          <code>{consent}</code>
        </Fact>
        <Fact name={words.session}>{session && <code>{session.slice(0, 10)}…</code>}</Fact>
        <Fact name={words.visitor}>
          {edge.kind === 'told' && (edge.explanation.isReturning ? words.isReturning : words.isNew)}
        </Fact>
        <Fact name={words.page}>{page.url}</Fact>
        {touch && (
          <>
            <Fact name={words.source}>
              <code>{touch.type}</code>{' '}
              {UTM_TAGS.map((tag) => touch[tag])
                .filter(Boolean)
                .join(' / ')}{' '}
              {Object.keys(touch.clickIds).join(' ')}
            </Fact>
            <Fact name={words.landing}>{touch.landing}</Fact>
            <Fact name={words.referrer}>{touch.referrer}</Fact>
            <Fact name={words.age}>{fillPlaceholders(words.ago, { SECONDS: touch.ageS })}</Fact>
          </>
        )}
      </dl>
    </section>
  );
}

/** Where it comes from, and what the page did not let happen. */
export function Behind(props: { words: Words; view: View; page: DebugPage }): JSX.Element {
  const { words, view, page } = props;
  return (
    <section>
      <h3>{words.behind}</h3>
      <dl class="facts">
        <Fact name={words.server}>{page.origin}</Fact>
        <Fact name={words.version}>{page.snapshot.version}</Fact>
        <Fact name={words.blocked}>
          {view.violations.length > 0 && (
            <ul>
              {view.violations.map(({ directive, blocked }) => (
                <li key={directive + blocked}>
                  <code>{directive}</code> {blocked}
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name={words.skips}>
          {view.skips.length > 0 && (
            <ul>
              {view.skips.map(({ reason, selector, office }) => (
                <li key={[reason, office, selector].join()}>
                  <code>{[reason, selector].filter(Boolean).join(' ')}</code>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children || '—'}</dd>
    </>
  );
}
