import { RESOURCES } from '../../domain/resources.ts';
import { json, type Operation } from './openapi-operations.ts';
import { problems } from './openapi-problems.ts';
import { refTo } from './openapi-schemas.ts';

/** The way in of files, which are no JSON. */
export function createUpload(): Operation {
  const content = json(refTo('Upload'), RESOURCES.uploads.example.entity);
  const file = { schema: { type: 'string', format: 'binary' } };
  return {
    operationId: 'createUpload',
    tags: ['Uploads'],
    summary: 'Upload a file',
    description:
      'The body is the file itself: PNG, JPEG, WebP, MP3 or WAV by its own first bytes, whatever it is said to be, of 10 MB at most. The same bytes once more are answered with the upload that there is.',
    parameters: [
      {
        name: 'name',
        in: 'query',
        description: 'What people call it.',
        schema: { type: 'string', minLength: 1, maxLength: 100, default: 'Upload' },
      },
    ],
    requestBody: { required: true, content: { 'application/octet-stream': file } },
    responses: {
      200: { description: 'The upload that there is.', content },
      201: {
        description: 'The new upload.',
        headers: {
          ETag: { $ref: '#/components/headers/ETag' },
          Location: { $ref: '#/components/headers/Location' },
        },
        content,
      },
      ...problems(['invalid', 'unauthorized', 'forbidden', 'not_found', 'conflict', 'too_large']),
    },
  };
}
