import { useEffect, useState } from 'preact/hooks';

const SHOP = '/shop/';

/** Where to see it all at work. A server without the demo business has no shop, so no link to one. */
export function TryLinks() {
  const [hasShop, setShop] = useState(false);
  useEffect(() => {
    fetch(SHOP, { method: 'HEAD', credentials: 'omit' }).then(
      (response) => setShop(response.ok),
      () => setShop(false),
    );
  }, []);
  return (
    <p class="row">
      {hasShop && (
        <a class="button" href={SHOP} target="_blank" rel="noreferrer">
          Open the demo shop
        </a>
      )}
      {/* A window that this one opens shares its session storage, hence its token. */}
      <a class="button" href="/phones/" target="_blank" rel="noopener opener">
        Open the telephones
      </a>
      <a class="button" href="/admin/docs/">
        API reference
      </a>
    </p>
  );
}
