// A small single-page site: addresses change by the history, and each view is made anew with the shop's own number.
(() => {
  const PIECES = [
    {
      id: 'kitchen',
      name: 'Corner kitchen',
      price: 'from 240,000 ₽',
      time: 'six weeks',
      text: 'Oak fronts, a worktop of stone or oiled wood, hinges that make no sound. We measure in your kitchen and draw it within three days.',
      phone: '+7 (495) 000-10-10',
    },
    {
      id: 'bookcase',
      name: 'Bookcase to the ceiling',
      price: 'from 78,000 ₽',
      time: 'four weeks',
      text: 'Shelves that do not bend under an encyclopaedia, a ladder on a rail if you like, and a place for the plant.',
      phone: '8 495 000-10-10',
    },
    {
      id: 'table',
      name: 'Table with a bench',
      price: 'from 56,000 ₽',
      time: 'three weeks',
      text: 'One board after the other from the same trunk, oiled four times. Seats eight, or six and a cat.',
      phone: '+7 495 000 10 10',
    },
  ];
  const view = document.getElementById('view');
  let moves = 0;

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-piece]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    showPage(true);
  });
  addEventListener('popstate', () => showPage(true));
  showPage(false);

  function showPage(isMove) {
    const piece = PIECES.find(({ id }) => id === new URLSearchParams(location.search).get('piece'));
    document.title = `${piece ? piece.name : 'Catalogue'} · Beresta`;
    view.replaceChildren(...(piece ? describe(piece) : list()));
    if (isMove) {
      moves++;
      scrollTo(0, 0);
      view.focus({ preventScroll: true });
    }
    tellProof();
  }

  function list() {
    return [
      make('h1', {}, 'What we make again and again'),
      make('p', { className: 'lead' }, 'Choose a piece. The page changes, and is never loaded again.'),
      make('div', { className: 'cards' }, ...PIECES.map(card)),
      make('p', { className: 'ask-line' }, 'Something else in mind? Ring ', phone('8 (495) 000-10-10'), '.'),
    ];
  }

  function card(piece) {
    const link = linkTo(piece.id, piece.name);
    const heading = make('h2', {}, link);
    const price = make('p', { className: 'price' }, piece.price);
    return make('article', { className: 'card' }, picture(piece), heading, price);
  }

  function describe(piece) {
    const others = PIECES.filter((other) => other !== piece).map(({ id, name }) => linkTo(id, name));
    const words = make(
      'div',
      {},
      make('h1', {}, piece.name),
      make('p', { className: 'lead' }, piece.text),
      make('p', {}, `${piece.price}, ready in ${piece.time}.`),
      make('p', { className: 'ask-line' }, 'Ask about it: ', phone(piece.phone)),
    );
    return [
      make('p', { className: 'crumbs' }, linkTo('', 'Catalogue'), ...others.flatMap((link) => [' · ', link])),
      make('div', { className: 'piece' }, words, picture(piece)),
    ];
  }

  function picture({ id }) {
    return document.getElementById(`picture-${id}`).content.cloneNode(true);
  }

  function linkTo(id, text) {
    const address = new URL(location.href);
    if (id) address.searchParams.set('piece', id);
    else address.searchParams.delete('piece');
    address.hash = '';
    const link = make('a', { href: address.href }, text);
    link.dataset.piece = id;
    return link;
  }

  function phone(text) {
    return make('a', { className: 'phone', href: 'tel:+74950001010' }, text);
  }

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /** What the browser itself says of requests; without Ringlet there are none. */
  function tellProof() {
    const asked = performance.getEntriesByType('resource').filter(({ name }) => /\/v1\/swap$/.test(name));
    document.getElementById('proof').textContent =
      `Moves without a reload: ${moves}. Times that Ringlet was asked for a number: ${asked.length}.`;
  }
  window.ringlet('on', 'swap', () => setTimeout(tellProof));
})();
