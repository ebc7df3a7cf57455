// A Cache API that remembers nothing: without one, `caches.default` throws on workerd.

export default {
  async fetch(request) {
    switch (request.method) {
      case 'GET':
        return new Response(null, { status: 504, headers: { 'cf-cache-status': 'MISS' } });
      case 'PUT':
        await request.body?.pipeTo(new WritableStream()); // an unread body would hold the writer
        return new Response(null, { status: 204 });
      default:
        return new Response(null, { status: 404 });
    }
  },
};
