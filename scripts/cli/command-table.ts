import { accountFeatureCommand } from './account-feature-command.ts';
import { backupCommand } from './backup-command.ts';
import { campaignsTestCommand } from './campaigns-test-command.ts';
import type { Command } from './command.ts';
import { doctorCommand } from './doctor-command.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { ledgerCreditCommand } from './ledger-credit-command.ts';
import { numbersImportCommand } from './numbers-import-command.ts';
import { restoreCommand } from './restore-command.ts';
import { seedCommand } from './seed-command.ts';
import { serveCommand } from './serve-command.ts';
import { webhooksListenCommand } from './webhooks-listen-command.ts';

/** In the order of the list that people are shown. */
export const COMMANDS: readonly Command[] = [
  serveCommand,
  seedCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  exportCommand,
  importCommand,
  numbersImportCommand,
  campaignsTestCommand,
  webhooksListenCommand,
  accountFeatureCommand,
  ledgerCreditCommand,
];
