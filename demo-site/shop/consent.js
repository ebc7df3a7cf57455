// The shop's own banner. Ringlet starts with nothing (the tag says so) and is told what the visitor chose.
(() => {
  const NAMES = { none: 'nothing', memory: 'this visit only', full: 'everything' };
  const KINDS = { leased: 'yours alone', static: 'shared', fallback: 'the fallback' };
  const MEMORY = 'beresta-choice';
  const byId = (id) => document.getElementById(id);

  for (const button of document.querySelectorAll('[data-choice]')) {
    button.addEventListener('click', () => choose(button.dataset.choice));
  }
  const before = sessionStorage.getItem(MEMORY);
  if (before) choose(before);

  async function choose(mode) {
    sessionStorage.setItem(MEMORY, mode);
    for (const button of document.querySelectorAll('[data-choice]')) {
      button.setAttribute('aria-pressed', String(button.dataset.choice === mode));
    }
    byId('fact-choice').textContent = NAMES[mode];
    await window.ringlet('consent', mode);
    await window.ringlet('explain');
    // The visitor has just asked for it, so what they look at may change too.
    await window.ringlet('swap');
    await showFacts();
  }

  async function showFacts() {
    const numbers = (await window.ringlet('numbers')) ?? [];
    const asked = performance.getEntriesByType('resource').filter(({ name }) => /\/v1\/swap$/.test(name));
    const kept = document.cookie.includes('_ringlet=');
    byId('fact-asked').textContent = asked.length === 0 ? 'never' : `${asked.length} ×`;
    byId('fact-kept').textContent = kept ? 'a cookie of this site' : 'nothing';
    byId('fact-number').textContent = numbers.length > 0 ? KINDS[numbers[0].kind] : 'our own';
  }
})();
