import type { PageCheck } from '../../shared/contract/admin/site-questions.ts';

/** What a check found: the faults with what to do, or that all is well and by what that was seen. */
export function CheckResult({ check }: { check: PageCheck }) {
  if (check.faults.length > 0) {
    return (
      <ul class="page-faults">
        {check.faults.map(({ code, title, remedy, sure }) => (
          <li key={title + remedy} data-code={code}>
            <p class="row">
              <strong>{title}</strong>
              {!sure && <span class="badge badge-warn">likely</span>}
            </p>
            <p class="small">{remedy}</p>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <p class="page-fine">
      <strong>All is well.</strong> {whatWasSeen(check)}
    </p>
  );
}

function whatWasSeen({ campaign, targets }: PageCheck): string {
  const found = targets.map(({ selector, count }) =>
    count === null
      ? `${selector} (only a browser can tell)`
      : `${selector} found ${count === 1 ? 'once' : `${count} times`}`,
  );
  const places = found.length > 0 ? `: ${found.join(', ')}` : '';
  return `The tag is there. A first visit gets the campaign “${campaign}”${places}.`;
}
