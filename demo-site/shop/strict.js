// Reads this page's own policy from its headers and counts what the browser blocked because of it.
(() => {
  let count = 0;
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
    count++;
    document.getElementById('violations').textContent = `${count}, the last of ${effectiveDirective}.`;
  });
  fetch(location.href, { method: 'HEAD' }).then(({ headers }) => {
    const policy = headers.get('content-security-policy') ?? '';
    const lines = policy
      .split(';')
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length === 0) return;
    const items = lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    });
    document.getElementById('policy').replaceChildren(...items);
  });
})();
