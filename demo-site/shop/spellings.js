// Shows where the links lead now; Ringlet tells when it has changed one.
(() => {
  const showLinks = () => {
    for (const output of document.querySelectorAll('output')) {
      output.textContent = document.getElementById(output.htmlFor.value).getAttribute('href');
    }
  };
  window.ringlet('on', 'swap', showLinks);
  showLinks();
})();
