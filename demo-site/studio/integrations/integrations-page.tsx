import { useEffect } from 'preact/hooks';
import { integrationLink, SECTIONS } from '../route.ts';
import { SectionBar } from '../section-bar.tsx';
import { GROUPS, type GroupName, type KindPageProps } from './integration-kind.ts';
import { INTEGRATION_KINDS } from './registry.ts';

/** What the account is connected with: all kinds, or the page of one. */
export function IntegrationsPage({ page, ...props }: KindPageProps & { page: string }) {
  const kind = INTEGRATION_KINDS.find(({ slug }) => slug === page);
  useEffect(() => {
    document.title = `${kind?.name ?? 'Integrations'} · Ringlet`;
  }, [kind]);
  return (
    <>
      <SectionBar current="integrations" />
      {kind ? (
        <section class="sections">
          <p class="small">
            <a class="to-main" href={SECTIONS.integrations.href}>
              All integrations
            </a>
          </p>
          <div>
            <h1>{kind.name}</h1>
            <p class="muted">{kind.about}</p>
          </div>
          <kind.Page {...props} />
        </section>
      ) : (
        <section class="sections">
          <h1>Integrations</h1>
          {(Object.keys(GROUPS) as GroupName[]).map((group) => (
            <Group key={group} group={group} />
          ))}
        </section>
      )}
    </>
  );
}

function Group({ group }: { group: GroupName }) {
  return (
    <section class="section" aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`}>{GROUPS[group]}</h2>
      <ul class="plain-list kind-cards">
        {INTEGRATION_KINDS.filter((kind) => kind.group === group).map(({ slug, name, about }) => (
          <li key={slug} class="card linked-card">
            <h3>
              <a href={integrationLink(slug)}>{name}</a>
            </h3>
            <p class="muted small">{about}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
