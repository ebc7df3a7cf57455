// Tells on top of the page what Ringlet did, by its page API alone. Without Ringlet the shop works as before.
(() => {
  const PATIENCE_MS = 4000;
  const KINDS = { leased: 'for you alone', static: 'shared', fallback: 'the fallback' };
  const places = new Map();
  const skipped = new Set();

  const ringlet = useRinglet();
  const patience = setTimeout(
    () => say('Ringlet has not answered: the page keeps its own numbers.'),
    PATIENCE_MS,
  );
  ringlet('on', 'ready', () => {
    clearTimeout(patience);
    explain();
  });
  ringlet('on', 'swap', (swap) => {
    places.set(swap.office, swap.places);
    explain();
  });
  ringlet('on', 'swap_skipped', (skip) => {
    skipped.add(skip.selector ? `${skip.selector}: ${skip.reason}` : skip.reason);
    explain();
  });
  markLinks();

  /** The stub of the documentation: what is called before Ringlet has loaded waits in a queue. */
  function useRinglet() {
    window.ringlet =
      window.ringlet ||
      function stub() {
        stub.q = stub.q || [];
        // biome-ignore lint/complexity/noArguments: the queue holds argument lists
        stub.q.push(arguments);
      };
    return (...args) => window.ringlet(...args);
  }

  async function explain() {
    const explanation = await ringlet('explain');
    if (!explanation) return;
    const { campaign, swaps, reason } = explanation;
    if (swaps.length === 0) say(`Ringlet left the numbers as they are (${reason}).`);
    else say(`${campaign ? campaign.name : 'Ringlet'}: ${swaps.map(describe).join('; ')}`);
    list([
      ['Reason', reason],
      ['Campaign', campaign ? campaign.name : 'none'],
      ...swaps.map((swap) => [swap.selectors.join(', '), describeAtLength(swap)]),
      ...[...skipped].map((skip) => ['Skipped', skip]),
    ]);
  }

  function describe(swap) {
    return `${format(swap.number)}, ${KINDS[swap.kind]}`;
  }

  function describeAtLength(swap) {
    const from = swap.replaces.map(format).join(', ');
    const count = places.get(swap.office);
    const where = count === undefined ? '' : `, in ${count} ${count === 1 ? 'place' : 'places'}`;
    const until = swap.expiresInS === null ? '' : `, promised for ${Math.round(swap.expiresInS / 60)} min`;
    return `${from} became ${describe(swap)}${where}${until}`;
  }

  function format(number) {
    return number.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7\u00a0$1\u00a0$2\u2011$3\u2011$4');
  }

  function say(text) {
    document.getElementById('strip-state').textContent = text;
  }

  function list(rows) {
    const parts = rows.flatMap(([name, value]) => [element('dt', name), element('dd', value)]);
    document.getElementById('strip-explained').replaceChildren(...parts);
    document.getElementById('strip-why').hidden = false;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  /** Marks the ad by which this page was entered. Without tags Ringlet first forgets who came by which ad. */
  function markLinks() {
    const sourceOf = (search) => new URLSearchParams(search).get('utm_source');
    for (const link of document.querySelectorAll('.strip-try a')) {
      const source = sourceOf(link.search);
      if (source === null) link.addEventListener('click', () => ringlet('consent', 'none'));
      else if (source === sourceOf(location.search)) link.setAttribute('aria-current', 'true');
    }
  }
})();
