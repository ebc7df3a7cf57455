import { useEffect, useState } from 'preact/hooks';
import type { Integration, IntegrationProvider } from '../../../../shared/contract/admin/integration.ts';
import type { Widget } from '../../../../shared/contract/admin/widget.ts';
import { listAll } from '../../../admin-client.ts';
import { tellFailure } from '../../tell-failure.ts';
import type { KindPageProps } from '../integration-kind.ts';

export interface Telephony {
  /** Of the one provider; null until they are known. */
  integrations: Integration[] | null;
  widgets: Widget[];
  problem: string;
  reload(): Promise<void>;
}

/** The integrations of a provider, and the widgets that may call by them. */
export function useTelephony(provider: IntegrationProvider, props: KindPageProps): Telephony {
  const [integrations, setIntegrations] = useState<Integration[] | null>(null);
  const [widgets, setWidgets] = useState<Widget[]>([]);
  const [problem, setProblem] = useState('');
  const reload = async () => {
    const [found, known] = await Promise.all([
      listAll<Integration>(props.session, 'integrations'),
      listAll<Widget>(props.session, 'widgets'),
    ]);
    if (found.kind === 'unauthorized') return props.onUnauthorized();
    setProblem(found.kind === 'ok' ? '' : tellFailure(found));
    if (found.kind === 'ok') setIntegrations(found.value.filter((one) => one.provider === provider));
    if (known.kind === 'ok') setWidgets(known.value);
  };
  useEffect(() => void reload(), [provider]);
  return { integrations, widgets, problem, reload };
}
