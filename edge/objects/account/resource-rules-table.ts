import type { EntityKind } from './entity-bodies.ts';
import type { ResourceRules } from './resource-rules.ts';
import { auditRules } from './resources/audit.ts';
import { callbackRules } from './resources/callbacks.ts';
import { callRules } from './resources/calls.ts';
import { campaignRules } from './resources/campaigns.ts';
import { channelRules } from './resources/channels.ts';
import { communicationRules } from './resources/communications.ts';
import { consentRules } from './resources/consents.ts';
import { deliveryRules } from './resources/deliveries.ts';
import { employeeRules } from './resources/employees.ts';
import { eventRules } from './resources/events.ts';
import { exclusionRules } from './resources/exclusions.ts';
import { grantRules } from './resources/grants.ts';
import { groupRules } from './resources/groups.ts';
import { integrationRules } from './resources/integrations.ts';
import { invitationRules } from './resources/invitations.ts';
import { jobRules } from './resources/jobs.ts';
import { leadRules } from './resources/leads.ts';
import { ledgerRules } from './resources/ledger.ts';
import { memberRules } from './resources/members.ts';
import { numberRules } from './resources/numbers.ts';
import { officeRules } from './resources/offices.ts';
import { previewRules } from './resources/previews.ts';
import { privacyRules } from './resources/privacy.ts';
import { purchaseRules } from './resources/purchases.ts';
import { requestRules } from './resources/requests.ts';
import { roleRules } from './resources/roles.ts';
import { ruleRules } from './resources/rules.ts';
import { scheduleRules } from './resources/schedules.ts';
import { siteRules } from './resources/sites.ts';
import { styleRules } from './resources/styles.ts';
import { tokenRules } from './resources/tokens.ts';
import { uploadRules } from './resources/uploads.ts';
import { webhookRules } from './resources/webhooks.ts';
import { widgetRules } from './resources/widgets.ts';

export const RESOURCE_RULES: { readonly [K in EntityKind]: ResourceRules<K> } = {
  sites: siteRules,
  offices: officeRules,
  numbers: numberRules,
  campaigns: campaignRules,
  widgets: widgetRules,
  schedules: scheduleRules,
  callbacks: callbackRules,
  calls: callRules,
  integrations: integrationRules,
  exclusions: exclusionRules,
  events: eventRules,
  deliveries: deliveryRules,
  members: memberRules,
  invitations: invitationRules,
  roles: roleRules,
  grants: grantRules,
  tokens: tokenRules,
  webhooks: webhookRules,
  styles: styleRules,
  uploads: uploadRules,
  employees: employeeRules,
  groups: groupRules,
  channels: channelRules,
  communications: communicationRules,
  ledger: ledgerRules,
  purchases: purchaseRules,
  requests: requestRules,
  jobs: jobRules,
  leads: leadRules,
  consents: consentRules,
  audit: auditRules,
  privacy: privacyRules,
  previews: previewRules,
  rules: ruleRules,
};
