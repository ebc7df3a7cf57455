import type { TelephonyProvider } from '../../domain/ports.ts';
import type { WidgetConfig } from '../../domain/site-model.ts';
import type { Env } from '../../env.ts';
import { simulatorProvider } from './simulator/simulator-provider.ts';

const PROVIDERS: Record<WidgetConfig['provider'], (env: Env) => TelephonyProvider> = {
  simulator: simulatorProvider,
};

export function telephonyProvider(env: Env, name: WidgetConfig['provider']): TelephonyProvider {
  return PROVIDERS[name](env);
}
