import { PreviewInputSchema, PreviewSchema } from '../../../shared/contract/admin/preview.ts';
import {
  StyleCheckAnswerSchema,
  StyleCheckSchema,
  StyleInputSchema,
  StyleSchema,
} from '../../../shared/contract/admin/style.ts';
import { UploadSchema } from '../../../shared/contract/admin/upload.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { PLAIN } from './plain.ts';
import { PREVIEW_EXAMPLE, STYLE_CHECK_EXAMPLE, STYLE_EXAMPLE, UPLOAD_EXAMPLE } from './style-examples.ts';

/** How widgets look, and what they show and say from files. */
export const STYLE_RESOURCES = {
  styles: {
    ...PLAIN,
    kind: 'styles',
    singular: 'style',
    prefix: 'sty',
    description:
      'Saved looks of widgets. A widget that names one wears it, and changes with it; one that is worn stays.',
    entity: StyleSchema,
    input: StyleInputSchema,
    fixed: ['basedOn'],
    questions: [
      {
        name: 'check',
        about: 'list',
        summary: 'Read a style as it would be saved',
        method: 'post',
        description:
          'Says without saving what would become of a style: its CSS written anew, colours that will be corrected, and what is left out.',
        input: StyleCheckSchema,
        answer: StyleCheckAnswerSchema,
        ...STYLE_CHECK_EXAMPLE,
      },
    ],
    filters: ['name'],
    sorts: ['name', 'createdAt'],
    defaultSort: null,
    warns: true,
    example: STYLE_EXAMPLE,
  },
  previews: {
    ...PLAIN,
    kind: 'previews',
    singular: 'preview',
    prefix: 'pvw',
    description:
      'Looks and texts that are not saved, to be seen for an hour on a page of the site by whoever has the link. Orders there go nowhere, and nothing is counted.',
    entity: PreviewSchema,
    input: PreviewInputSchema,
    verbs: ['list', 'get', 'create', 'delete'],
    filters: ['widget'],
    sorts: ['createdAt'],
    defaultSort: '-createdAt',
    example: PREVIEW_EXAMPLE,
  },
  uploads: {
    ...PLAIN,
    kind: 'uploads',
    singular: 'upload',
    prefix: 'upl',
    description:
      'Images (PNG, JPEG, WebP) and sounds (MP3, WAV) of up to 10 MB, which anybody may read at `/u/{key}`.',
    entity: UploadSchema,
    input: null,
    verbs: ['list', 'get', 'delete'],
    filters: ['name', 'type', 'key'],
    sorts: ['name', 'createdAt'],
    defaultSort: '-createdAt',
    example: UPLOAD_EXAMPLE,
  },
} satisfies Partial<Record<ResourceKind, Resource>>;
