import { MAX_UPLOADS_BYTES } from '../../../domain/limits.ts';
import { rightFor } from '../../../domain/rights.ts';
import { sniffMedia } from '../../../domain/sniff-media.ts';
import { newId } from '../../../keys/ids.ts';
import type { UploadArgs } from '../../../rpc/account-rpc.ts';
import type { AdminAnswer } from '../../../rpc/admin-rpc.ts';
import { findCredential } from '../admin.ts';
import { AuditStore } from '../audit-store.ts';
import type { StoredUpload } from '../entity-bodies.ts';
import { EntityStore } from '../entity-store.ts';
import { checkWholeRight } from '../members/check-right.ts';
import { answerEntity } from '../read-entities.ts';
import { orRefusal, refuse } from '../refused.ts';
import { presentUpload } from '../resources/uploads.ts';
import { UploadStore } from './upload-store.ts';

export interface ReceivedUpload {
  storage: DurableObjectStorage;
  /** Epoch ms. */
  now: number;
  args: UploadArgs;
  /** SHA-256 of the bytes, hex. */
  digest: string;
  mintedKey: string;
}

/**
 * Keeps a file of the account, in one transaction with its entity and its audit row. The same bytes once more are the
 * upload that there is, so that whoever did not hear the answer can ask again.
 */
export function receiveUpload({ storage, now, args, digest, mintedKey }: ReceivedUpload): AdminAnswer {
  return orRefusal(() => {
    const { sql } = storage;
    const token = findCredential(sql, args, now);
    checkWholeRight(token, rightFor('uploads', 'create'));
    const entities = new EntityStore(sql);
    const known = entities.list('uploads').find((upload) => upload.digest === digest);
    if (known) return { ...answerEntity(presentUpload(known), 1), created: false };
    const type = sniffMedia(args.bytes) ?? refuseKind();
    const files = new UploadStore(sql);
    if (files.total() + args.bytes.length > MAX_UPLOADS_BYTES) {
      refuse('conflict', `The uploads of an account have ${MAX_UPLOADS_BYTES / 1e6} MB: delete some first.`);
    }
    const upload: StoredUpload = {
      id: newId('upl'),
      key: mintedKey,
      name: args.name,
      type,
      sizeBytes: args.bytes.length,
      madeBy: token.name,
      createdAt: now,
      digest,
    };
    storage.transactionSync(() => {
      files.add(upload.key, { type, digest }, args.bytes);
      entities.insert('uploads', upload, now);
      const entry = { verb: 'create', kind: 'uploads', entity: upload.id, fields: ['name', 'type'] };
      new AuditStore(sql).add({
        ...entry,
        id: newId('aud'),
        at: now,
        requestId: args.requestId,
        token: token.name,
        by: token.creator,
      });
    });
    return { ...answerEntity(presentUpload(upload), 1), created: true };
  });
}

function refuseKind(): never {
  const message = 'must be a PNG, JPEG or WebP image, or an MP3 or WAV sound';
  refuse('invalid', 'This is no file that is taken.', [{ path: 'body', code: 'unsupported_type', message }]);
}
