import {
  AppCodeSchema,
  BackupCodesSchema,
  NewSecondFactorSchema,
  PasswordAgainSchema,
} from '../../../shared/contract/admin/person.ts';

/** What who is signed in does about the second factor, for the document. */

const PASSWORD = { password: 'a long password' };
const CODES = { backupCodes: ['k3m9p-2w7xa', 'Qm4cZ-t81Ye'] };

export const SECOND_FACTOR_SCHEMAS = {
  PasswordAgain: { schema: PasswordAgainSchema, io: 'input' },
  AppCode: { schema: AppCodeSchema, io: 'input' },
  NewSecondFactor: { schema: NewSecondFactorSchema, io: 'output' },
  BackupCodes: { schema: BackupCodesSchema, io: 'output' },
} as const;

export const SECOND_FACTOR_OPERATIONS = [
  {
    path: '/profile/second-factor',
    method: 'post',
    id: 'beginSecondFactor',
    summary: 'Set up a second factor',
    description:
      'Answers a secret for an app on the telephone (TOTP), and ten backup codes; both are shown once. It counts after a code of the app has confirmed it.',
    needs: 'session',
    input: ['PasswordAgain', PASSWORD],
    answer: [
      200,
      'NewSecondFactor',
      {
        uri: 'otpauth://totp/calls.example:anna%40beresta.example?secret=JBSWY3DPEHPK3PXP&issuer=calls.example',
        secret: 'JBSWY3DPEHPK3PXP',
        ...CODES,
      },
    ],
    faults: ['sign_in_failed', 'conflict', 'too_many_attempts'],
  },
  {
    path: '/profile/second-factor/confirm',
    method: 'post',
    id: 'confirmSecondFactor',
    summary: 'Switch the second factor on',
    description: 'By a code of the app. From now on signing in needs one.',
    needs: 'session',
    input: ['AppCode', { code: '492039' }],
    answer: [204],
    faults: ['second_factor_wrong', 'conflict', 'too_many_attempts'],
  },
  {
    path: '/profile/second-factor/disable',
    method: 'post',
    id: 'disableSecondFactor',
    summary: 'Switch the second factor off',
    needs: 'session',
    input: ['PasswordAgain', PASSWORD],
    answer: [204],
    faults: ['sign_in_failed', 'too_many_attempts'],
  },
  {
    path: '/profile/second-factor/backup-codes',
    method: 'post',
    id: 'renewBackupCodes',
    summary: 'Make new backup codes',
    description: 'What is left of the old ones is worth nothing any more.',
    needs: 'session',
    input: ['PasswordAgain', PASSWORD],
    answer: [200, 'BackupCodes', CODES],
    faults: ['sign_in_failed', 'conflict', 'too_many_attempts'],
  },
] as const;
